"""The learned heads: probabilities, both directions told apart, spans that quote the text."""

import numpy as np
import pytest

from detente.events.heads import ROLES, role_spans
from detente.reader import Tools
from detente.records import Aux, EventType, Span

CASES = [
    ("active", "Troops of Sudan shelled a village in Chad on Friday.", "Sudan", "Chad", EventType.ASSAULT),
    ("passive", "Chad was accused of lying by Sudan.", "Sudan", "Chad", EventType.ACCUSE),
    ("noun", "The visit of the Chadian president to Sudan lasted two days.", "the Chadian president", "Sudan", EventType.CONSULT),
    ("aid", "Norway gave Malawi forty million dollars for schools.", "Norway", "Malawi", EventType.AID),
]


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(("text", "actor", "recipient", "event"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_one_does_to_the_other(text: str, actor: str, recipient: str, event: EventType, tools: Tools) -> None:
    encoded = tools.encoder.encode(text, [Span(0, len(text))])[0]
    spans = [place(text, actor), place(text, recipient)]
    forth, back = tools.coder.heads.pairs(encoded, spans, [(0, 1), (1, 0)])
    assert forth.likeliest is event
    if event is not EventType.CONSULT:  # a meeting is mutual
        assert forth.probability(event) > back.probability(event)
    for pair in (forth, back):
        assert 0 < pair.any_event < 1
        assert 0 < pair.aux_probability(None) < 1
        assert pair.trigger.sum() == pytest.approx(1, abs=1e-4)


def test_a_pair_that_was_not_encoded_is_left_out(tools: Tools) -> None:
    text = "Sudan met Chad."
    encoded = tools.encoder.encode(text, [Span(0, len(text))])[0]
    assert tools.coder.heads.pairs(encoded, [Span(0, 5), Span(900, 905)], [(0, 1), (0, None)])[0].recipient is None


def test_denied_is_not_done(tools: Tools) -> None:
    text = "Sudan did not shell Chad."
    encoded = tools.encoder.encode(text, [Span(0, len(text))])[0]
    (pair,) = tools.coder.heads.pairs(encoded, [place(text, "Sudan"), place(text, "Chad")], [(0, 1)])
    assert pair.likeliest_aux is Aux.NEGATION
    assert pair.aux_probability(Aux.NEGATION) > 0.5


def test_role_spans_quote_the_text(tools: Tools) -> None:
    text = "Gunmen from the hill tribes attacked two lorries of the sugar company on Sunday."
    encoded = tools.encoder.encode(text, [Span(0, len(text))])[0]
    found = role_spans(encoded, tools.coder.heads)
    assert set(found) == set(ROLES)
    source, target = found["source"], found["target"]
    assert source is not None
    assert target is not None
    assert text[source.start : source.end].startswith("Gunmen")
    assert "lorries" in text[target.start : target.end]


def test_quad_and_status_are_probabilities(tools: Tools) -> None:
    text = "The minister wants to visit Chad."
    encoded = tools.encoder.encode(text, [Span(0, len(text))])[0]
    assert tools.coder.heads.quad(encoded).sum() == pytest.approx(1, abs=1e-4)
    status = tools.coder.heads.verb_status(encoded, [place(text, "wants"), place(text, "visit")])
    assert np.allclose(status.sum(axis=1), 1, atol=1e-4)
    assert tools.coder.heads.status[int(status[1].argmax())] == "wish"
