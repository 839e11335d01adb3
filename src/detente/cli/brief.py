"""`detente brief`: the record of one relationship, on the terminal or as one HTML page to send."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from detente.cli.output import counted, put, say, show_rich
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.brief.state import Asked
    from detente.brief.value import Brief

TO_STDOUT = Path("-")


def brief(
    one: str = typer.Argument(..., metavar="A", help="A country or body: RUS, NATO."),
    other: str = typer.Argument(..., metavar="B", help="The other one: USA, EU."),
    archive: Path = typer.Option(..., "--archive", "-a", help="The archive that `detente read --archive` made."),
    out: Path | None = typer.Option(
        None, "--output", "-o", help="Write one self-contained HTML page here; - for standard output."
    ),
    by: str = typer.Option("month", help="week, month, quarter or year."),
    persons: bool = typer.Option(
        False, "--persons", help="Also those who do not act for the state: opposition, civilians, firms."
    ),
) -> None:
    """One relationship on a page: where it stands, who did what to whom, what each says, and the sentences behind it."""
    from detente.brief.state import build_brief
    from detente.store.archive import open_archive

    asked = _asked(one, other, by=by, persons=persons)
    with open_archive(archive) as held:
        found = build_brief(held, asked)
    if out is None:
        from detente.brief.terminal import render_terminal

        show_rich(render_terminal(found))
        return
    from detente.brief.html import render_html

    if out == TO_STDOUT:
        put(render_html(found))
        return
    try:
        out.write_bytes(render_html(found).encode("utf-8", "replace"))
    except OSError as error:
        raise InputError(
            f"--output {out}: cannot be written ({error.strerror}); give a path in a folder that is there"
        ) from error
    say(f"{out}: {found_in(found)}")


def found_in(found: Brief) -> str:
    """What a brief holds, in one line."""
    counts = ((len(found.entries), "event"), (sum(map(len, found.utterances)), "statement"), (len(found.sheets), "page"))
    return ", ".join(counted(n, what) for n, what in counts)


def _asked(one: str, other: str, *, by: str, persons: bool) -> Asked:
    from detente.actors.gazetteer import load_gazetteer
    from detente.actors.prefilter import names_states
    from detente.brief.measured import load_measured
    from detente.brief.state import Asked
    from detente.codebook.codes import load_codes
    from detente.series.dyads import By

    if by not in set(By):
        raise InputError(f"--by {by!r}: one of {', '.join(By)}")
    codes, gazetteer = load_codes(), load_gazetteer()
    a, b = (str(codes.look_up(code).code) for code in (one, other))
    if a == b:
        raise InputError(f"{one} and {other}: the same side twice; name two different ones, such as RUS USA")
    return Asked(
        one=a,
        other=b,
        codes=codes,
        names=lambda text: names_states(text, gazetteer),
        by=By(by),
        persons=persons,
        made_by=f"detente {version('detente')}",
        measured=load_measured(),
    )
