"""The PLOVER tables hold together and say what the manual says."""

import pytest

from detente.codebook.plover import SCORE_MAX, SCORE_MIN, load_plover
from detente.records import EventType, QuadClass

PLOVER = load_plover()


def test_every_type_has_one_row_in_the_order_of_the_closed_set() -> None:
    assert [row.event for row in PLOVER.types] == list(EventType)


@pytest.mark.parametrize(
    ("event", "mode", "score"),
    [
        (EventType.ACCUSE, None, -2),
        (EventType.ASSAULT, "unconventional", -10),
        (EventType.CONSULT, "visit", 4),
        (EventType.PROTEST, "vandalize", -5),
        (EventType.SANCTION, "expel", -5.5),
        (EventType.RETREAT, "disarm", 10),
    ],
    ids=lambda value: str(value),
)
def test_scores_are_the_manuals(event: EventType, mode: str | None, score: float) -> None:
    assert PLOVER.score(event, mode) == score


def test_an_unknown_mode_is_named_with_those_that_would_do() -> None:
    with pytest.raises(ValueError, match=r"CONSULT has no mode 'dance'.*visit"):
        PLOVER.score(EventType.CONSULT, "dance")


@pytest.mark.parametrize("event", list(EventType), ids=str)
def test_scores_lie_in_range_and_on_the_side_of_their_quad(event: EventType) -> None:
    cooperative = PLOVER.quad(event) in (QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION)
    for mode in (None, *PLOVER.modes_of(event)):
        score = PLOVER.score(event, mode)
        assert SCORE_MIN <= score <= SCORE_MAX
        assert score > 0 if cooperative else score <= 0.5


def test_the_manuals_contexts_are_all_there_with_words() -> None:
    assert len(PLOVER.contexts) == len({row.context for row in PLOVER.contexts}) == 37
    assert all(row.words for row in PLOVER.contexts)
    assert all(word == word.lower() for row in PLOVER.contexts for word in row.words)
