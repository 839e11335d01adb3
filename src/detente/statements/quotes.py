"""Quotation marks of a paragraph → the stretches they enclose, however untidy the marks are.

Curly, straight, guillemets, low-high and single marks; marks the wrong way round, without a space, without a partner.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.records import Span

DOUBLE = '“”„‟"«»＂'
SINGLE = "‘’'‚"
_OPENS = "“„«"
_BEFORE_OPENING = set(" \t\n\xa0([{-–—:;/…‘'")
_CLOSING_TAIL = re.compile(r"[\s\xa0]*(?:$|[,.;:?!)\]}…–—-])")
_ATTRIBUTION_AFTER = re.compile(
    r"[\s\xa0]*(?:(?:he|she|they|it|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) )?(?:also |then )?"
    r"(?:say|says|said|add|adds|added|explain|explains|explained|told|tells|wrote|writes|warned|warns|noted|notes|stressed|insisted)\b"
)
_SENTENCE_START = re.compile(r"(?:^|[.?!]['’”\"]?\s+)(?=\S)")
_TYPED_OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:''|``)(?=\S)")
_TYPED_CLOSING = re.compile(r"''|``")
_NESTED_ENDS = frozenset(f"{stop}{mark}" for stop in ",.?!…" for mark in '”"')
MIN_SINGLE_WORDS = 2
LONGEST_SINGLE_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quoted stretch. `span`: with its marks; `inner`: without them. `opened`, `closed`: whether each mark is there."""

    span: Span
    inner: Span
    opened: bool = True
    closed: bool = True


def find_quotes(text: str, paragraph: Span) -> tuple[Quote, ...]:
    """The outermost quoted stretches of a paragraph, in order. One that never closes runs to the paragraph's end."""
    text = _one_mark(text, paragraph)
    page, text = text, _one_mark(text, paragraph)
    doubles = tuple(_widened(page, quote, paragraph) for quote in _doubles(text, paragraph))
    outer = [single for single in _singles(text, paragraph) if any(_encloses(single, quote) for quote in doubles)]
    doubles = tuple(quote for quote in doubles if not any(_encloses(single, quote) for single in outer))
    taken = [quote.span for quote in doubles]
    singles = [
        quote
        for quote in _singles(text, paragraph)
        if not any(quote.span.start < span.end and span.start < quote.span.end for span in taken)
    ]
    return tuple(sorted([*doubles, *singles], key=lambda quote: quote.span))


def _encloses(single: Quote, double: Quote) -> bool:
    """Whether single marks stand around double ones, as British print nests them."""
    return single.inner.start <= double.span.start and double.span.end <= single.inner.end and double.closed


def _one_mark(text: str, paragraph: Span) -> str:
    """The text, as long as it was, where `''` (a typewriter's double mark) is one mark and a space."""
    stretch = text[paragraph.start : paragraph.end]
    if "''" not in stretch and "``" not in stretch:
        return text
    stretch = _TYPED_OPENING.sub(' "', stretch)
    stretch = _TYPED_CLOSING.sub('" ', stretch)
    return text[: paragraph.start] + stretch + text[paragraph.end :]


def _widened(page: str, quote: Quote, paragraph: Span) -> Quote:
    """The quote with both characters of a typewritten mark."""
    start, end = quote.span
    if start > paragraph.start and page[start - 1 : start + 1] in {"''", "``"}:
        start -= 1
    if end < paragraph.end and page[end - 1 : end + 1] in {"''", "``"}:
        end += 1
    return replace(quote, span=Span(start, end))


def _doubles(text: str, paragraph: Span) -> Iterator[Quote]:
    opening: int | None = None
    floor = paragraph.start
    for at in range(paragraph.start, paragraph.end):
        if text[at] not in DOUBLE:
            continue
        if opening is None:
            if _opens(text, at, paragraph):
                opening = at
            elif _ATTRIBUTION_AFTER.match(text, at + 1, paragraph.end):
                start = _sentence_start(text, floor, at)
                yield Quote(span=Span(start, at + 1), inner=_trim(text, start, at), opened=False)
                floor = at + 1
        elif _closes(text, at, paragraph):
            yield Quote(span=Span(opening, at + 1), inner=_trim(text, opening + 1, at))
            opening, floor = None, at + 1
    if opening is not None:
        yield Quote(span=Span(opening, paragraph.end), inner=_trim(text, opening + 1, paragraph.end), closed=False)


def _around(text: str, at: int, paragraph: Span) -> tuple[str, str]:
    before = text[at - 1] if at > paragraph.start else ""
    after = text[at + 1] if at + 1 < paragraph.end else ""
    return before, after


def _opens(text: str, at: int, paragraph: Span) -> bool:
    before, after = _around(text, at, paragraph)
    if not after.strip():
        return False
    if text[at] in _OPENS:
        return True
    if not before or before in _BEFORE_OPENING:
        return True
    # "heard that”nobody”": a mark between two letters opens where another mark follows to close it.
    return before.isalpha() and after.isalnum() and _another(text, at, paragraph)


def _another(text: str, at: int, paragraph: Span) -> bool:
    return any(text[i] in DOUBLE for i in range(at + 1, paragraph.end))


def _closes(text: str, at: int, paragraph: Span) -> bool:
    """Whether a mark inside an open quote ends it: a plain “ before a word is one that nests or opens anew."""
    before, after = _around(text, at, paragraph)
    if text[at] not in _OPENS:
        # A straight or closing mark after a space and before a letter is a nested opening, unless no other follows.
        return not (text[at] in '"”' and before in {" ", "("} and after.isalnum() and _another(text, at, paragraph))
    return not after.strip() or bool(_CLOSING_TAIL.match(text, at + 1, paragraph.end)) or not before.isspace()


def _sentence_start(text: str, floor: int, at: int) -> int:
    starts = [match.end() for match in _SENTENCE_START.finditer(text, floor, at)]
    return starts[-1] if starts else floor


def _singles(text: str, paragraph: Span) -> Iterator[Quote]:
    at = paragraph.start
    while at < paragraph.end:
        if text[at] in "‘'‚" and _single_opens(text, at, paragraph):
            close = _single_close(text, at, paragraph)
            if close is not None:
                yield Quote(span=Span(at, close + 1), inner=_trim(text, at + 1, close))
                at = close
        at += 1


def _single_opens(text: str, at: int, paragraph: Span) -> bool:
    before, after = _around(text, at, paragraph)
    return (not before or before in _BEFORE_OPENING - {"‘", "'"} or before in DOUBLE) and after.isalpha()


def _single_close(text: str, opening: int, paragraph: Span) -> int | None:
    """Where a single quote ends: the first mark after a stop or comma, else the first that is no possessive."""
    ends = [
        at
        for at in range(opening + 2, min(paragraph.end, opening + LONGEST_SINGLE_CHARS))
        if text[at] in "’'" and not _around(text, at, paragraph)[1].isalnum() and not text[at - 1].isspace()
    ]
    if not ends:
        return None
    stops = [at for at in ends if text[at - 1] in ",.?!…" or text[at - 2 : at] in _NESTED_ENDS]
    plain = [at for at in ends if text[at - 1] not in 's”"']
    close = (stops or plain or ends)[0]
    if plain and plain[0] < close and len(text[opening + 1 : plain[0]].split()) <= 6:
        close = plain[0]
    return close if len(text[opening + 1 : close].split()) >= MIN_SINGLE_WORDS else None


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
