"""Places in a page's text."""

from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in characters of the page's text; `text[start:end]` is the evidence."""

    start: int
    end: int


def overlaps(a: Span, b: Span) -> bool:
    """True where two spans share a character.

    >>> overlaps(Span(0, 4), Span(4, 6))
    False
    """
    return a.start < b.end and b.start < a.end


def within(inner: Span, outer: Span) -> bool:
    """True where every character of `inner` stands in `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end
