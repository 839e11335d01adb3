"""The lines above an article → its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.articles.day_words import written_days
from detente.articles.split import Line, stem
from detente.articles.wording import FUNCTION_WORDS, Cue, cues_of
from detente.records import Span

_REACH = 14
_LEAD_LINES = 4
_MIN_WORDS, _MAX_WORDS = 2, 32
_NO_TITLE = frozenset({Cue.SHARE, Cue.LEGAL, Cue.TAGS, Cue.CREDIT, Cue.COMMENT, Cue.AGO, Cue.SECTION})
_REPORTED = re.compile(r"(?:…|\.\.+)\s*(?:reports?|writes|says)\s+\S.{1,50}$")
_WHOLE_TITLE_WORDS, _LEAST_RATING = 5, 0.6
_SUFFIX = re.compile(r"\s+[-–—|:»]\s+(?P<outlet>\S[^|»]{2,40})$")
_MENU = re.compile(r"\s{2,}\S|\s[|·•›»/>]\s")


def find_title(lines: Sequence[Line], own: Sequence[Line]) -> Line | None:
    """The title: the line above the article that reads like one and shares the most words with the article's start."""
    first = own[0].index
    above = lines[max(0, first - _REACH) : first]
    lead = {stem(word) for line in own[:_LEAD_LINES] for word in line.words} - FUNCTION_WORDS
    whole = {stem(word) for line in own for word in line.words} - FUNCTION_WORDS
    ratings = {line.index: _rating(line, first, lead, whole) for line in above}
    best = max(above, key=lambda line: (ratings[line.index], line.index), default=None)
    if best is None or ratings[best.index] <= 0:
        return None
    over = lines[best.index - 1] if best.index else best
    whole_title = len(over.words) >= _WHOLE_TITLE_WORDS and not _MENU.search(over.text)
    if whole_title and ratings.get(over.index, 0.0) >= _LEAST_RATING:
        best = over  # of two lines that read like titles the lower is the deck
    return _without_outlet(best, lines)


def _without_outlet(line: Line, lines: Sequence[Line]) -> Line:
    """The line without " - OUTLET" at its end, where that stands on the page as a line, too."""
    match = _SUFFIX.search(line.text)
    if not match or not any(other.text.casefold() == match["outlet"].casefold() for other in lines):
        return line
    return replace(line, text=line.text[: match.start()], span=Span(line.span.start, line.span.start + match.start()))


def _rating(line: Line, first: int, lead: set[str], whole: set[str]) -> float:
    count = len(line.words)
    if not _MIN_WORDS <= count <= _MAX_WORDS or line.is_cut or cues_of(line.text) & _NO_TITLE:
        return 0.0
    if written_days(line.text, Span(0, len(line.text))) and count <= 8:
        return 0.0
    content = {stem(word) for word in line.words} - FUNCTION_WORDS
    if not content:
        return 0.0
    shared = len(content & lead) / len(content) + len(content & whole) / len(content)
    length = min(count, 8) / 8
    menu = 0.6 if _MENU.search(line.text) else 0.0
    long = 0.08 * max(0, count - 16) + (0.5 if _REPORTED.search(line.text) else 0.0)
    sentence = 0.7 if line.ends_sentence and not line.text.rstrip("'\"”’").endswith("?") else 0.0
    aside = 0.5 if line.text[0].islower() else 0.0
    return shared + length - 0.08 * (first - line.index) - menu - sentence - aside - long - 0.1
