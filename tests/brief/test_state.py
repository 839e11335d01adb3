"""What an archive comes to: directions, standings, periods, statements, the honest figures."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.brief.state import build_brief
from detente.brief.value import Brief, Direction, Entry
from detente.copies.find import CopyRules
from detente.merge.block import merge_block
from detente.records.merged import Standing
from detente.series.dyads import By
from detente.store.archive import Archive
from tests.brief.sample import GRAIN, GRAIN_TOLD, archive_of, asked, pages, read


def entry(brief: Brief, trigger: str) -> Entry:
    return next(e for e in brief.entries if any(m.found.trigger.text == trigger for m in e.event.mentions))


@pytest.mark.parametrize(
    ("trigger", "standing", "ways", "period"),
    [
        ("criticised", Standing.HAPPENED, (Direction.AB,), "2031-03"),
        ("met", Standing.HAPPENED, (Direction.AB, Direction.BA), "2031-04"),
        ("close", Standing.PLANNED, (Direction.BA,), None),
        ("cut", Standing.DENIED, (Direction.AB,), None),
        ("moved", Standing.CLAIMED, (Direction.AB,), "2031-04"),
        ("warned", Standing.FEARED, (Direction.AB,), "2031-04"),
        pytest.param("seized", Standing.BACKGROUND, (Direction.AB,), None, id="background from before the curves"),
    ],
)
def test_entry(brief: Brief, trigger: str, standing: Standing, ways: tuple[Direction, ...], period: str | None) -> None:
    found = entry(brief, trigger)
    assert (found.event.standing, found.directions, found.period) == (standing, ways, period)


def test_copies_are_reports_of_one_event(brief: Brief) -> None:
    event = entry(brief, "criticised").event
    assert (event.reports, brief.reading.copies) == (2, 1)
    assert [s.copy_of for s in brief.sheets if s.copy_of] == [1]


def test_an_extended_copy_is_a_report_but_no_independent_source(tmp_path: Path) -> None:
    longer = f"{GRAIN}\nThe ferry house was built of larch in the year of the flood and has burnt down twice since then."
    added = read("longer.txt", longer, outlet="Lantern", day=date(2031, 4, 10), told=GRAIN_TOLD)
    counted = {}
    for rules in (None, CopyRules(), CopyRules(share=1.0, runs=10_000)):
        (folder := tmp_path / str(len(counted))).mkdir()
        with archive_of(folder, (*pages(), added)) as held:
            if rules:
                held.find_copies(rules)
                held.merge(merge_block)
            found = build_brief(held, asked())
        counted[rules] = (found.arrows[0].reports, found.arrows[0].sources, sum(row.sources for row in found.series[0]))
    assert list(counted.values()) == [(4, 3, 4), (4, 2, 2), (4, 3, 4)]


def test_arrows_count_what_happened_and_set_the_rest_apart(brief: Brief) -> None:
    out, back = brief.arrows
    assert (out.events, out.background, out.quads) == (3, 1, (1, 0, 1, 1))
    assert (out.planned, out.feared, out.denied, out.claimed) == (0, 1, 1, 1)
    assert (back.events, back.planned) == (1, 1)


def test_series_hold_the_events_of_the_curves(brief: Brief) -> None:
    for direction, rows in zip(Direction, brief.series, strict=True):
        charted = [e for e in brief.entries if direction in e.directions and e.period and e.event.standing is Standing.HAPPENED]
        assert sum(row.events for row in rows) == len(charted)


def test_what_both_do_to_a_third_is_left_out_and_counted(brief: Brief) -> None:
    assert brief.reading.aside == 1
    assert all("CEL" not in e.event.recipient for e in brief.entries)


def test_statements_about_the_other_side(brief: Brief) -> None:
    ours, theirs = brief.utterances
    assert {u.said.statement.content for u in ours} == {"We shall not be lectured by Borvia,"}
    assert theirs == ()


def test_passages_quote_the_stored_text(archive: Archive, brief: Brief) -> None:
    cited = [p for e in brief.entries for p in e.passages] + [u.cited for side in brief.utterances for u in side]
    for passage in cited:
        sheet = brief.sheet(passage.sheet)
        text = archive.text(sheet.source.sha256)
        assert "".join(piece.text for piece in passage.pieces) == text[passage.span.start : passage.span.end]
        assert "".join(piece.text for piece in sheet.pieces) == text
        assert passage.anchor in {piece.anchor for piece in sheet.pieces}


def test_honest_figures(brief: Brief) -> None:
    reading = brief.reading
    assert (reading.read, len(reading.rejected), reading.without_day, reading.unsure) == (4, 1, 1, 1)


@pytest.mark.parametrize("by", list(By))
def test_any_order_of_reading_gives_the_same_brief(tmp_path: Path, by: By) -> None:
    found = []
    for name, outcomes in (("forth", pages()), ("back", pages()[::-1])):
        (tmp_path / name).mkdir()
        with archive_of(tmp_path / name, outcomes) as held:
            found.append(build_brief(held, asked(by=by)))
    assert found[0] == found[1]


def test_turned_round(archive: Archive, brief: Brief) -> None:
    turned = build_brief(archive, asked("BOR", "ARD"))
    assert turned.arrows[1] == replace(brief.arrows[0], direction=Direction.BA)
    assert turned.outlook == brief.outlook


def test_silence(archive: Archive) -> None:
    found = build_brief(archive, asked("ARD", "XXX"))
    assert (found.entries, found.sheets, found.published, found.outlook.latest) == ((), (), None, None)
