"""The terminal: fits, says the same figures, and no page's words steer it."""

import io
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from detente.brief.html import render_html
from detente.brief.measured import load_measured, read_measured
from detente.brief.state import build_brief
from detente.brief.terminal import render_terminal
from detente.brief.value import Brief
from detente.errors import CodebookError
from detente.records import EventType
from detente.store.archive import Archive
from tests.brief.sample import Told, archive_of, asked, read, said


def shown(brief: Brief, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(render_terminal(brief))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 140])
def test_fits(brief: Brief, width: int) -> None:
    text = shown(brief, width)
    assert max(map(len, text.splitlines())) <= width
    for words in (
        "Ardenia and United Borvia",
        "criticism",
        "◐ claimed",
        "day unknown",
        "2031-03",
        "1 rejected",
        "record ",
    ):
        assert " ".join(words.split()) in " ".join(text.split()), words
    assert "\x1b" not in text


def test_silence(archive: Archive) -> None:
    assert "silence is not calm" in " ".join(shown(build_brief(archive, asked("CEL", "XXX")), 80).split())


ODD = "Ardenia\x1b[31m warned \u202eBorvia\x00 on \x9bMonday."


def test_control_characters_steer_nothing(tmp_path: Path) -> None:
    told = Told(
        sentence=ODD, actor="Ardenia", trigger="warned", recipient="Borvia", event=EventType.THREATEN, day=date(2031, 4, 1)
    )
    words = said(f"Odd\n{ODD}", "Ardenia", "warned", "Borvia\x00 on \x9bMonday.")
    page = read("odd\x1b.txt", f"Odd\n{ODD}", outlet="Tilt\x1b[2J", day=None, told=[told], statements=[words])
    with archive_of(tmp_path, [page]) as held:
        brief = build_brief(held, asked())
    for text in (shown(brief, 80), render_html(brief).split("<main>")[1].split("<script")[0]):
        assert not {"\x00", "\x1b", "\x9b"} & set(text)


def test_measured_table() -> None:
    found = read_measured("what\tfigure\tn\ton\nevents\t.8\t240\tour pages\n")
    assert [m.figure for m in found] == [".8"]
    assert isinstance(load_measured(), tuple)


@pytest.mark.parametrize("text", ["", "what\tn\n", "what\tfigure\tn\ton\nevents\t.8\n"], ids=["empty", "header", "short line"])
def test_malformed_table(text: str) -> None:
    with pytest.raises(CodebookError, match=r"measured\.tsv"):
        read_measured(text)
