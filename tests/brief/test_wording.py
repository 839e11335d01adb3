"""Plain words: every type and mode has some, days are said short and with their year, pieces join to the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.passages import marked, sheet_pieces
from detente.brief.wording import MODE_WORDS, STATUS, TYPE_WORDS, days, how, in_text, number, when, without_controls
from detente.codebook.plover import load_plover
from detente.records import Basis, DateSpan, EventType, Span
from detente.records.merged import Standing


def test_every_type_mode_and_standing_has_words() -> None:
    plover = load_plover()
    assert set(TYPE_WORDS) == set(EventType)
    assert set(MODE_WORDS) == {(row.event, row.mode) for row in plover.modes}
    assert set(STATUS) == set(Standing)
    assert len({sign for sign, _ in STATUS.values()}) == len(STATUS)


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2031-06-14", "2031-06-14", "14 June 2031"),
        ("2031-06-14", "2031-06-16", "14–16 June 2031"),
        ("2031-06-30", "2031-07-02", "30 June – 2 July 2031"),
        ("2031-12-30", "2032-01-02", "30 December 2031 – 2 January 2032"),
        ("2031-06-01", "2031-06-30", "June 2031"),
        ("2031-04-01", "2031-06-30", "April – June 2031"),
        ("2030-11-01", "2031-02-28", "November 2030 – February 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2030-01-01", "2031-12-31", "2030–2031"),
        ("9999-12-01", "9999-12-31", "1–31 December 9999"),
    ],
)
def test_days(start: str, end: str, told: str) -> None:
    assert days(date.fromisoformat(start), date.fromisoformat(end)) == told


def span(start: str | None, end: str | None, basis: Basis = Basis.INFERRED, **more: object) -> DateSpan:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return DateSpan(start=first, end=last, basis=basis, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_span", "told", "got"),
    [
        (None, "day unknown", "nothing on the page bounds it"),
        (span(None, None), "day unknown", "nothing on the page bounds it"),
        (span("2031-06-14", None), "from 14 June 2031", "inferred"),
        (span(None, "2031-06-14", because=("a", "b")), "until 14 June 2031", "inferred: a; b"),
        (span("2031-06-14", "2031-06-14", Basis.STATED, text="14\nJune"), "14 June 2031", "stated “14 June”"),
    ],
)
def test_when_and_how(given_span: DateSpan | None, told: str, got: str) -> None:
    assert (when(given_span), how(given_span)) == (told, got)


def test_small_words() -> None:
    assert [number(v) for v in (-0.04, 2.5, -10.0)] == ["0.0", "+2.5", "−10.0"]
    assert [in_text(n) for n in ("Celmark", "the Isles", "United Borvia")] == ["Celmark", "the Isles", "the United Borvia"]


spans = st.tuples(st.integers(-3, 40), st.integers(-3, 40)).map(lambda p: Span(min(p), max(p)))


@given(st.text(max_size=30), st.lists(st.tuples(spans, st.sampled_from(["actor", "trigger"])), max_size=5))
def test_pieces_join_to_the_text(text: str, marks: list[tuple[Span, str]]) -> None:
    pieces = marked(text, Span(0, len(text)), marks)
    assert "".join(p.text for p in pieces) == without_controls(text)
    assert len(without_controls(text)) == len(text)


@given(st.text(max_size=30), st.lists(spans, max_size=5))
def test_sheets_join_to_the_text(text: str, used: list[Span]) -> None:
    assert "".join(p.text for p in sheet_pieces(text, used, number=1)) == without_controls(text)
