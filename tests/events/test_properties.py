"""What holds for any tree, any actors: no error, sides that differ, a trigger that quotes the text, the same answer twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.events.find import Material, find_events
from detente.records import ActorMention, Entity, EntityCode, MentionKind, Sentence, Span, Token
from tests.events.cases import grammar_coder

CODER = grammar_coder()
WORDS = [
    "Arvenia",
    "Belmark",
    "attack",
    "meet",
    "impose",
    "sanction",
    "will",
    "not",
    "with",
    "on",
    "by",
    "troop",
    "talk",
    "refuse",
]
POS = ["VERB", "NOUN", "ADP", "AUX", "PROPN", "ADJ", "PART"]
DEPS = [
    "nsubj",
    "dobj",
    "prep",
    "pobj",
    "conj",
    "xcomp",
    "ccomp",
    "relcl",
    "acl",
    "agent",
    "poss",
    "amod",
    "aux",
    "nsubjpass",
    "neg",
]


@st.composite
def materials(draw: st.DrawFn) -> Material:
    size = draw(st.integers(1, 14))
    tokens, at, text = [], 0, ""
    for _ in range(size):
        word = draw(st.sampled_from(WORDS))
        text += word + " "
        tokens.append(
            Token(
                text=word,
                span=Span(at, at + len(word)),
                lemma=word.lower(),
                pos=draw(st.sampled_from(POS)),
                tag=draw(st.sampled_from(["VBD", "VBN", "VBG", "NN"])),
                dep=draw(st.sampled_from(DEPS)),
                head=draw(st.integers(0, size - 1)),
            )
        )
        at += len(word) + 1
    actors = tuple(
        ActorMention(
            entity=Entity(text=t.text, span=t.span, name=None, code=EntityCode(draw(st.sampled_from(["ARV", "BEL", "COR"])))),
            kind=draw(st.sampled_from(list(MentionKind))),
            confidence=draw(st.floats(0, 1)),
        )
        for t in tokens
        if t.text in ("Arvenia", "Belmark")
    )
    sentence = Sentence(index=0, paragraph=0, span=Span(0, at - 1), tokens=tuple(tokens))
    return Material(text=text, article_id="a", sentences=(sentence,), actors=actors, dates=())


@settings(max_examples=150, deadline=None)
@given(materials())
def test_events_of_any_tree_are_sound(material: Material) -> None:
    found = find_events(material, statements=(), published=None, coder=CODER)
    assert found == find_events(material, statements=(), published=None, coder=CODER)
    for event in found:
        assert material.text[event.trigger.span.start : event.trigger.span.end] == event.trigger.text
        actor, recipient = {e.code for e in event.actor}, {e.code for e in event.recipient}
        assert not actor & recipient
        assert recipient or len(actor) > 1 or event.event == "MOBILIZE"
        assert 0 <= event.confidence < 1
    assert len({event.id for event in found}) == len(found)
