"""What the heads hear beside the grammar: exact quotes, whole words, one attribution for one cue, spans inside the page."""

import random

import pytest

from detente.encoder.logistic import Logistic
from detente.reader import ReadOptions, Tools, read_page
from detente.records import Page, Read, Span, StatementKind, digest, overlaps
from detente.statements.attribute import find_attributions
from detente.statements.cues import load_cues
from detente.statements.heard import FIGURES, Hearing, likeness
from detente.statements.tagger import Utterance

LEXICON = load_cues()
SURE = Logistic(dict.fromkeys(FIGURES, 0.0) | {"bias": 3.0})
TEXT = 'The envoy thundered on Friday: "Nobody will dictate our borders to us", and left. Arvenia said that it was sorry.'


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def utterance(cue: str | None, content: str, source: str | None) -> Utterance:
    return Utterance(
        cue=at(cue) if cue else None,
        content=(at(content),),
        source=at(source) if source else None,
        cue_probability=0.9,
        content_probability=0.9,
        source_probability=0.9,
    )


def told(tools: Tools, *utterances: Utterance) -> list[tuple[str, ...]]:
    sentences = tools.parser.parse(TEXT, [Span(0, len(TEXT))])
    found = find_attributions(TEXT, sentences, LEXICON, Hearing(utterances=utterances, attributions=SURE, statements=SURE))
    return [tuple(TEXT[p.start : p.end] for p in each.pieces) for each in found]


def test_a_quote_is_cut_to_its_marks(tools: Tools) -> None:
    rough = utterance("thundered", 'will dictate our borders to us"', "envoy")
    assert ("Nobody will dictate our borders to us",) in told(tools, rough)


def test_one_cue_is_one_attribution(tools: Tools) -> None:
    alone, both = told(tools), told(tools, utterance("said", "it was sorry", "Arvenia"))
    assert both == alone


def test_words_that_were_not_heard_to_the_end_are_whole(tools: Tools) -> None:
    cut = utterance("thundered", "ody will dictate our borders to u", "envoy")
    assert all(piece == piece.strip() and "Nobody" in piece for piece in told(tools, cut)[0])


def test_likeness_is_of_all_pieces() -> None:
    assert likeness((Span(0, 4), Span(10, 14)), (Span(0, 4),)) == 0.5
    assert likeness((), ()) == 0


PAGE = """Ministers trade words over the strait

14 May 2021

"We will not be lectured," Arvenian Foreign Minister Oto Lens said on Friday, "and certainly not by Belmark."

Belmark's ministry called the remark “regrettable” and urged Arvenia to return to the talks in Geneva.

“The door is open, and it has been for a year.

“It will not stay open for ever,” the spokeswoman of Belmark's government added. According to the Arvenian embassy, France has offered to mediate.
"""
MARKS = "“”\"'«»‘’„\n ,.:"


@pytest.mark.parametrize("seed", range(60))
def test_damaged_marks_break_nothing(seed: int, tools: Tools) -> None:
    chance = random.Random(seed)
    text = PAGE
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["", chance.choice(MARKS)]) + text[at + chance.randint(0, 1) :]
    page = Page(uri="damaged.txt", sha256=digest(text) * 4, text=text)
    outcome = read_page(page, tools=tools, options=ReadOptions(any_subject=True, min_confidence=0.0))
    if not isinstance(outcome, Read):
        return
    for said in outcome.statements:
        assert all(0 <= p.start < p.end <= len(text) for p in said.spans)
        assert text[said.span.start : said.span.end] == said.content
        if said.kind is StatementKind.DIRECT:
            assert all(text[p.start : p.end] in said.content for p in said.spans)
        for other in outcome.statements:
            if other.speaker.code != said.speaker.code and said.kind is other.kind is StatementKind.DIRECT:
                assert not any(overlaps(a, b) for a in said.spans for b in other.spans)
