from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.reader import Tools
from detente.records import Basis, DateSpan, Span, Statement, StatementKind
from detente.statements.cues import CueLexicon, load_cues
from detente.statements.find import find_statements
from detente.syntax.parse import Parser
from tests.statements.cases import FOUND, NOTHING
from tests.statements.making import article, marked

LEXICON = load_cues()


def read(source: str, parser: Parser, dates: tuple[DateSpan, ...] = (), lexicon: CueLexicon = LEXICON) -> tuple[Statement, ...]:
    page = marked(source)
    sentences = parser.parse(page.text, [Span(0, len(page.text))])
    return find_statements(page.text, sentences, page.actors, dates, article=article(page.text), lexicon=lexicon)


@pytest.mark.parametrize(("source", "kind", "stance"), FOUND.values(), ids=FOUND.keys())
def test_a_statement_is_found(source: str, kind: str, stance: str, parser: Parser) -> None:
    found = read(source, parser)
    assert [one.span for one in found] == list(marked(source).contents)
    assert (found[0].kind, found[0].stance, found[0].speaker.code) == (kind, stance, "FOO")


@pytest.mark.parametrize("source", NOTHING.values(), ids=NOTHING.keys())
def test_no_statement_is_found(source: str, parser: Parser) -> None:
    assert not [one for one in read(source, parser) if one.confidence >= 0.5]


def test_a_quote_split_by_its_cue_is_one_statement(parser: Parser) -> None:
    (found,) = read("“The talks,” <s>Jan Roe</s> said, “were of use to both of us.”", parser)
    assert len(found.spans) == 2
    assert found.span == (found.spans[0].start, found.spans[1].end)


def test_a_second_sentence_after_the_cue_is_a_statement_of_its_own(parser: Parser) -> None:
    first, second = read("“The talks were of use,” <s>Jan Roe</s> said. “They will go on in the spring.”", parser)
    assert second.content == "They will go on in the spring."
    assert second.speaker == first.speaker
    assert second.confidence < first.confidence


def test_a_quote_goes_on_in_the_next_paragraph(parser: Parser) -> None:
    found = read("“We wish for calm,” <s>Jan Roe</s> said.\n\n“Our neighbours should wish for it as well.”", parser)
    assert [one.speaker.name for one in found] == ["Jan Roe", "Jan Roe"]


def test_a_document_speaks_for_who_issued_it(parser: Parser) -> None:
    found = read("A statement by <s>the ministry</s> said the talks were over. The border is shut, the statement said.", parser)
    assert [one.speaker.code for one in found] == ["FOO", "FOO"]


def test_each_cue_of_a_chain_has_its_statement(parser: Parser) -> None:
    found = read("The talks are over, <s>the ministry</s> said, adding that the border would stay shut.", parser)
    assert [one.content for one in found] == ["The talks are over", "the border would stay shut"]


def test_who_carried_the_words_is_told(parser: Parser) -> None:
    (found,) = read("According to local media, <s>Jan Roe</s> said that the talks were over.", parser)
    assert (found.via, found.speaker.name) == ("local media", "Jan Roe")


def test_the_aim_of_a_demand_is_its_recipient(parser: Parser) -> None:
    (found,) = read("<s>Fooland</s> urged <t>Barland</t> to open the border at once.", parser)
    assert [entity.code for entity in found.recipient] == ["BAR"]


def day(source: str, words: str) -> DateSpan:
    text = marked(source).text
    start = text.index(words)
    when = date(2021, 7, 21)
    return DateSpan(start=when, end=when, basis=Basis.RELATIVE, text=words, span=Span(start, start + len(words)))


DATES = {
    "on the cue": ("<s>Jan Roe</s> said on Wednesday that the talks were over.", "Wednesday", True),
    "first in the sentence": ("On Wednesday, <s>Jan Roe</s> said that the talks were over.", "Wednesday", True),
    "of the document": (
        "The talks are over, according to a statement of <s>the ministry</s> issued on Wednesday.",
        "Wednesday",
        True,
    ),
    "of what is told": ("<s>Jan Roe</s> said that the talks had ended on Wednesday.", "Wednesday", False),
    "of what comes after": ("“The talks will be hard,” <s>Jan Roe</s> said before the meeting on Wednesday.", "Wednesday", False),
}


@pytest.mark.parametrize(("source", "words", "taken"), DATES.values(), ids=DATES.keys())
def test_only_the_day_of_the_saying_is_taken(source: str, words: str, *, taken: bool, parser: Parser) -> None:
    (found,) = read(source, parser, (day(source, words),))
    assert (found.date is not None) is taken


def test_the_day_is_inherited_by_the_same_speaker_and_by_nobody_else(parser: Parser) -> None:
    source = (
        "<s>Jan Roe</s> said on Wednesday that it was over. <s>Jan Roe</s> added that he was tired. "
        "<t>Ann Poe</t> said it was not."
    )
    found = read(source, parser, (day(source, "Wednesday"),))
    assert [one.date is not None for one in found] == [True, True, False]


def test_words_told_twice_are_one_statement(parser: Parser) -> None:
    assert len(read("<s>Jan Roe</s> said that it was over.\n\n<s>Jan Roe</s> said that it was over.", parser)) == 1


WORDS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    " said ",
    " that ",
    "Jan Roe",
    " he ",
    ", ",
    ". ",
    "\n",
    " the talks are over",
    " according to ",
    ":",
    "\u200b",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_any_text_gives_statements_that_quote_it(tools: Tools, text: str) -> None:
    sentences = tools.parser.parse(text, [Span(0, len(text))])
    actors = marked(text.replace("Jan Roe", "<s>Jan Roe</s>")).actors
    found = find_statements(text, sentences, actors, (), article=article(text), lexicon=LEXICON)
    assert found == find_statements(text, sentences, actors, (), article=article(text), lexicon=LEXICON)
    for one in found:
        assert one.content == text[one.span.start : one.span.end]
        assert one.spans[0].start == one.span.start
        assert 0.3 <= one.confidence <= 1
        if one.kind is StatementKind.DIRECT:
            assert not any(mark in one.content[:1] for mark in '“”"')


def test_two_who_speak_together_have_a_statement_each(parser: Parser) -> None:
    found = read("<s>Fooland</s> and <t>Barland</t> said that the border would stay shut.", parser)
    assert {one.speaker.code for one in found} == {"FOO", "BAR"}
    assert len({one.content for one in found}) == 1


def test_a_surname_takes_up_who_spoke_before(parser: Parser) -> None:
    found = read("<s>Jan Roe</s> said that the talks were over. Roe added that the border would stay shut.", parser)
    assert [one.speaker.name for one in found] == ["Jan Roe", "Jan Roe"]
