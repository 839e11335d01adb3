"""Where a relationship stands, by the published rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.sentence import LEAST_N, outlook, say
from detente.brief.value import Side, Verdict
from detente.series.dyads import By

ONE = Side(code="ARD", name="Ardenia", in_text="Ardenia")
OTHER = Side(code="BOR", name="United Borvia", in_text="the United Borvia")
LOW, HIGH = [-6.0, -5.0, -7.0, -5.5, -6.0], [2.5, 4.0, 2.5, 5.0, 3.0]

CASES = [
    pytest.param({}, Verdict.SILENT, "silence is not calm", id="nothing"),
    pytest.param({1: [2.5]}, Verdict.THIN, "are too few to call (mean PLOVER score +2.5, no interval, n = 1)", id="one event"),
    pytest.param({1: HIGH, 2: [-6.0] * 4}, Verdict.THIN, "nothing stands before", id="the latest stretch takes in all"),
    pytest.param({1: HIGH[:4], 2: LOW}, Verdict.THIN, "before it stand 4 more", id="thin before"),
    pytest.param({1: HIGH, 2: LOW}, Verdict.DOWN, "moved towards conflict", id="down"),
    pytest.param({1: LOW, 2: HIGH}, Verdict.UP, "moved towards cooperation", id="up"),
    pytest.param({1: HIGH, 2: HIGH}, Verdict.OVERLAP, "cannot tell whether it moved", id="no move"),
    pytest.param({1: LOW, 4: HIGH}, Verdict.UP, "2 of the 4 months from first to last hold no dated act", id="gaps"),
    pytest.param({1: LOW, 3: HIGH}, Verdict.UP, "1 of the 3 months from first to last holds no dated act", id="one gap"),
]


@pytest.mark.parametrize(("months", "verdict", "words"), CASES)
def test_sentence(months: dict[int, list[float]], verdict: Verdict, words: str) -> None:
    found = outlook({date(2031, month, 1): scores for month, scores in months.items()}, by=By.MONTH)
    told = say(found, ONE, OTHER, by=By.MONTH).replace("\u00a0", " ")
    assert found.verdict is verdict
    assert words in told
    assert told.endswith(".")


scores = st.dictionaries(
    st.integers(0, 40).map(lambda n: date(2030 + n // 12, n % 12 + 1, 1)),
    st.lists(st.floats(-10, 10).map(lambda v: round(v, 1)), max_size=8),
    max_size=8,
)


@given(scores)
def test_no_move_without_enough_on_both_sides(held: dict[date, list[float]]) -> None:
    found = outlook(held, by=By.MONTH)
    n = sum(map(len, held.values()))
    assert n == sum(s.n for s in (found.latest, found.before) if s)
    if found.verdict in (Verdict.UP, Verdict.DOWN):
        assert found.latest is not None
        assert found.before is not None
        assert min(found.latest.n, found.before.n) >= LEAST_N
        assert (found.latest.mean > found.before.mean) is (found.verdict is Verdict.UP)
    assert "\n" not in say(found, ONE, OTHER, by=By.MONTH)


def test_acts_without_a_period_are_not_silence() -> None:
    told = say(outlook({}, by=By.MONTH, unplaced=3), ONE, OTHER, by=By.MONTH)
    assert "holds 3 acts" in told
    assert "silen" not in told
