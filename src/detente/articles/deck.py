"""The lines between title and article → the deck: a summary that says something of its own and so belongs to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.articles.body import repeated_line
from detente.articles.day_words import written_days
from detente.articles.split import Line, stem
from detente.articles.wording import FUNCTION_WORDS, Cue, cues_of
from detente.records import Span

_MIN_WORDS = 12
_FUNCTION_SHARE = 0.15
_SHARED_WORDS = 2
_NO_DECK = frozenset({Cue.SHARE, Cue.LEGAL, Cue.TAGS, Cue.COMMENT, Cue.AGO, Cue.SECTION, Cue.PICTURE, Cue.POINTER})
_REPORTER = re.compile(r"\s*(?:…|\.\.+)\s*(?:reports?|writes|says)\s+[A-ZÀ-Þ].{1,50}$")


def with_deck(lines: Sequence[Line], own: Sequence[Line], title: Line | None) -> tuple[Line, ...]:
    """The article's lines with its deck, if any, before them; "…reports OUTLET" at a line's end is cut off as a credit."""
    first = own[0].index
    between = lines[title.index + 1 : first] if title else ()
    return tuple(_without_reporter(line) for line in (*(line for line in between if _is_deck(line, lines, own)), *own))


def _is_deck(line: Line, lines: Sequence[Line], own: Sequence[Line]) -> bool:
    if len(line.words) < _MIN_WORDS or line.is_cut or cues_of(line.text) & _NO_DECK or repeated_line(line, lines):
        return False
    if written_days(line.text, Span(0, len(line.text))) and Cue.CREDIT in cues_of(line.text):
        return False
    words = [word.casefold() for word in line.words]
    body = {stem(word) for other in own for word in other.words} - FUNCTION_WORDS
    function = sum(word in FUNCTION_WORDS for word in words)
    reads = function >= _FUNCTION_SHARE * len(words) or _REPORTER.search(line.text) is not None
    return reads and len(body & {stem(word) for word in line.words}) >= _SHARED_WORDS


def _without_reporter(line: Line) -> Line:
    match = _REPORTER.search(line.text)
    if not match or match.start() < len(line.text) // 2:
        return line
    return replace(line, text=line.text[: match.start()], span=Span(line.span.start, line.span.start + match.start()))
