"""The lines above an article → its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.articles.day_words import written_days
from detente.articles.split import Line, stem
from detente.articles.wording import FUNCTION_WORDS, Cue, cues_of
from detente.records import Span

_REACH = 14
_LEAD_LINES = 4
_MIN_WORDS, _MAX_WORDS = 3, 32
_NO_TITLE = frozenset({Cue.SHARE, Cue.LEGAL, Cue.TAGS, Cue.CREDIT, Cue.COMMENT, Cue.AGO, Cue.SECTION})
_REPORTED = re.compile(r"(?:…|\.\.+)\s*(?:reports?|writes|says)\s+\S.{1,50}$")
_MENU = re.compile(r"\s{2,}\S|\s[|·•›»/>]\s")


def find_title(lines: Sequence[Line], own: Sequence[Line]) -> Line | None:
    """The title: the line above the article that reads like one and shares the most words with the article's start."""
    first = own[0].index
    above = lines[max(0, first - _REACH) : first]
    lead = {stem(word) for line in own[:_LEAD_LINES] for word in line.words} - FUNCTION_WORDS
    whole = {stem(word) for line in own for word in line.words} - FUNCTION_WORDS
    rated = [(rating, line) for line in above if (rating := _rating(line, first, lead, whole)) > 0]
    return max(rated, key=lambda pair: (pair[0], pair[1].index))[1] if rated else None


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
