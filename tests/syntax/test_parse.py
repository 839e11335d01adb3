from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.records import Span
from detente.syntax.parse import MAX_LINE_CHARS, _lines


def sentences(parser, text):
    found = parser.parse(text, [Span(0, len(text))])
    for s in found:
        for t in s.tokens:
            assert text[t.span.start : t.span.end].replace("’", "'").replace("‘", "'") == t.text or t.text.strip() == ""
    return [text[s.span.start : s.span.end] for s in found]


def test_a_line_break_ends_a_sentence_and_a_full_stop_too(parser):
    assert sentences(parser, "Norland left the talks. Sudmark stayed\nThe Envoy spoke.") == [
        "Norland left the talks.",
        "Sudmark stayed",
        "The Envoy spoke.",
    ]


def test_text_set_to_a_fixed_width_is_read_through(parser):
    text = "Norland left the talks on the border,\nand the envoy of Sudmark\nsaid that he was sorry."
    assert sentences(parser, text) == [text]


def test_paragraphs_are_counted_and_heads_stay_within_the_sentence(parser):
    text = "Norland left.\nSudmark stayed, and the envoy spoke."
    found = parser.parse(text, [Span(0, len(text))])
    assert [s.paragraph for s in found] == [0, 1]
    assert all(0 <= t.head < len(s.tokens) for s in found for t in s.tokens)


def test_only_the_spans_asked_for_are_read(parser):
    text = "MENU Norland left. FOOTER"
    (found,) = parser.parse(text, [Span(5, 18)])
    assert text[found.span.start : found.span.end] == "Norland left."


@pytest.mark.parametrize(
    "text", ["", " \n \n", "word " * (MAX_LINE_CHARS // 3), "x" * (MAX_LINE_CHARS + 50), "”that“people", "\u200b.\u2028!"]
)
def test_odd_text_is_no_trouble(parser, text):
    sentences(parser, text)


def test_a_long_text_of_a_fixed_width_takes_no_longer_than_its_length():
    text = "the envoys of both sides went on with the\n" * 4000
    began = monotonic()
    assert len(list(_lines(text, Span(0, len(text))))) > 1
    assert monotonic() - began < 10


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="Norland met. “”'’\n\t\xa0 ", max_size=120))
def test_tokens_lie_inside_their_sentence_and_sentences_in_order(parser, text):
    found = parser.parse(text, [Span(0, len(text))])
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for s in found:
        assert all(s.span.start <= t.span.start <= t.span.end <= s.span.end for t in s.tokens)
