from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import Span
from detente.statements.quotes import find_quotes

CASES = {
    "curly": ("He said “one two three” again.", ["one two three"]),
    "straight": ('He said "one two three" again.', ["one two three"]),
    "typewriter": ("He said ''one two three'' again.", ["one two three"]),
    "guillemets": ("He said «one two three» again.", ["one two three"]),
    "low and high": ("He said „one two three“ again.", ["one two three"]),
    "single": ("He said ‘one two three’ again.", ["one two three"]),
    "single, straight": ("'One two three,' he said.", ["One two three,"]),
    "apostrophes": ("The ministers' talks weren't over and Fooland's weren't either.", []),
    "elision inside": ("‘We won’t go there,’ he said.", ["We won’t go there,"]),
    "nested": ("“He said ‘one two’ to me,” she said.", ["He said ‘one two’ to me,"]),
    "two": ("“One two,” he said. “Three four.”", ["One two,", "Three four."]),
    "unclosed": ("He said: “one two three", ["one two three"]),
    "never opened": ("However, talks are good,” he said.", ["However, talks are good,"]),
    "stray": ("In office,” the envoy has worked on it.", []),
    "no space": ("heard that”nobody wants it” in the hill towns", ["nobody wants it"]),
    "wrong way": ("He said “one two three. “", ["one two three."]),
    "empty": ("", []),
    "a lone mark": ("“", []),
}


@pytest.mark.parametrize(("text", "inner"), CASES.values(), ids=CASES.keys())
def test_quotes_are_found(text: str, inner: list[str]) -> None:
    found = find_quotes(text, Span(0, len(text)))
    assert [text[quote.inner.start : quote.inner.end] for quote in found] == inner


@given(st.text(alphabet="ab .,“”\"'’‘«»\n", max_size=60))
def test_quotes_stand_in_order_and_hold_their_inner_part(text: str) -> None:
    found = find_quotes(text, Span(0, len(text)))
    for quote in found:
        assert 0 <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start
