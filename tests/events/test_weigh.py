"""Confidence: a probability that grows with what speaks for an act; bars that cost recall as they rise."""

import pytest

from detente.codebook.plover import load_plover
from detente.events.build import Draft
from detente.events.evidence import NOTHING
from detente.events.threshold import load_thresholds
from detente.events.weigh import FIGURES, figures_of, load_confidence
from detente.records import Entity, EntityCode, EventType, Span

SENTENCE = Span(0, 60)


def draft(confidence: float, recipient_at: int = 20) -> Draft:
    sides = [Entity(text=c, span=Span(at, at + 3), name=c, code=EntityCode(c)) for c, at in (("SDN", 0), ("TCD", recipient_at))]
    return Draft(
        event=EventType.ACCUSE,
        mode=None,
        aux=None,
        actor=(sides[0],),
        recipient=(sides[1],),
        trigger=Span(8, 15),
        confidence=confidence,
    )


def probability(one: Draft) -> float:
    return load_confidence().probability(figures_of(one, NOTHING, SENTENCE, load_plover(), share=0.5))


def test_every_figure_has_a_weight() -> None:
    assert set(figures_of(draft(0.5), NOTHING, SENTENCE, load_plover(), share=0.5)) == set(FIGURES)


def test_confidence_grows_with_the_grammar() -> None:
    found = [probability(draft(c)) for c in (0.1, 0.3, 0.6, 0.9)]
    assert found == sorted(found)
    assert all(0 < p < 1 for p in found)


def test_a_side_that_stands_elsewhere_is_told() -> None:
    here, elsewhere = (figures_of(draft(0.7, at), NOTHING, SENTENCE, load_plover(), share=0.5) for at in (20, 400))
    assert (here["implied"], here["implied_share"]) == (0.0, 0.0)
    assert (elsewhere["implied"], elsewhere["implied_share"]) == (1.0, 0.5)


def test_a_higher_bar_keeps_less_and_more_of_it_is_right() -> None:
    bars = load_thresholds()
    assert [b.recall for b in bars] == sorted((b.recall for b in bars), reverse=True)
    assert bars[0].precision < bars[-1].precision
    assert bars[0].n > bars[-1].n


@pytest.mark.parametrize("bar", load_thresholds(), ids=lambda bar: f"{bar.least:.1f}")
def test_what_is_written_above_a_bar_is_right_at_least_as_often(bar: object) -> None:
    least, precision = bar.least, bar.precision  # type: ignore[attr-defined]
    assert precision >= least - 0.05
