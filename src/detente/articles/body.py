"""Lines → the article's own: the model's choice, with the rules that no page may break."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.articles.lines import LineModel
from detente.articles.split import Line
from detente.articles.wording import Cue, cues_of
from detente.records import Span

_STRAY_CUES = frozenset({Cue.POINTER, Cue.TAGS, Cue.PICTURE, Cue.COMMENT, Cue.AGO})
_TEASER_REACH = 40
_TEASER_WORDS = 5
_LEAD_GAP = 3
_LONG_WORDS = 40
_SENTENCE_WORDS = 8
_HEAD_WORDS = 10
LEAST_ODDS = -3.0
COMMENTS_AFTER, SECTIONS_AFTER = 0.4, 0.85  # shares of the words, beyond which such a heading ends the article
_AUTHOR = re.compile(
    r"^\W*(?P<name>[A-ZÀ-Þ][\w.’'\-]+(?:\s+[A-ZÀ-Þ][\w.’'\-]+){1,3})[”\"’']?,?\s+(?:(?:is|was)\s+(?:an?|the|our|one|based)\b|writes\b|covers\b|reports\b|works\b|"
    r"serves\b|speciali[sz]es\b|joined\b|teaches\b|lives\b|has\s+(?:been\s+(?:covering|writing|reporting|working)|covered|written|reported|worked)\b)"
)
_TRADE = re.compile(
    r"\b(?:editor|writer|reporter|journalist|author|columnist|correspondent|contributor|blogger|freelance|fellow|professor|lecturer|researcher|"
    r"analyst|scholar|podcast|covers|writes|covered|reports\s+(?:on|from)|twitter|newsroom)\b",
    re.IGNORECASE,
)


def article_lines(lines: Sequence[Line], model: LineModel) -> tuple[Line, ...]:
    """The lines of the article's own text, in order; empty where the page has none that reads as sentences."""
    odds = model.log_odds(lines)
    own = {line.index for line, yes in zip(lines, model.choose(odds), strict=True) if yes}
    own |= _leads_told_by_teasers(lines, own)
    own |= _adjoining(lines, own, odds)
    own = _before_the_rest(lines, own)
    kept = [line for line in lines if line.index in own and not _is_stray(line) and not repeated_line(line, lines)]
    while kept and (not _opens(kept[0]) or Cue.LEGAL in cues_of(kept[0].text)):
        kept.pop(0)
    while kept and (not _closes(kept[-1]) or Cue.LEGAL in cues_of(kept[-1].text) or _is_author_box(kept[-1], lines)):
        kept.pop()
    return tuple(kept) if any(line.is_prose for line in kept) else ()


def body_spans(text: str, own: Sequence[Line]) -> tuple[Span, ...]:
    """Contiguous runs of the article's lines: lines with nothing but white space between them share a span."""
    spans: list[Span] = []
    for line in own:
        if spans and text[spans[-1].end : line.span.start].isspace():
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
    return tuple(spans)


def repeated_line(line: Line, lines: Sequence[Line]) -> Line | None:
    """The longer line further down that a teaser begins (the teaser's last word aside, which may be cut); None for no teaser."""
    words = line.key.split()
    words = words[:-1] if line.is_cut else words
    if len(words) < _TEASER_WORDS:
        return None
    start = " ".join(words)
    below = lines[line.index + 1 : line.index + _TEASER_REACH]
    return next((other for other in below if len(other.words) >= len(words) and other.key.startswith(start)), None)


def _leads_told_by_teasers(lines: Sequence[Line], own: set[int]) -> set[int]:
    """The line that a teaser repeats is the article's lead, where it stands just above the rest of the article."""
    first = min(own, default=0)
    leads: set[int] = set()
    for line in lines[:first]:
        told = repeated_line(line, lines)
        if told and told.is_prose and first - _LEAD_GAP <= told.index < first:
            leads |= set(range(told.index, first))
    return leads


def _adjoining(lines: Sequence[Line], own: set[int], odds: NDArray[np.float64]) -> set[int]:
    """Prose right below the article's lines that the model took for something else, though not surely, sub-headings too."""
    more: set[int] = set()
    at = max(own, default=len(lines)) + 1
    while at < len(lines):
        if _reads_on(lines[at]) and odds[at] > LEAST_ODDS:
            more.add(at)
            at += 1
        elif at + 1 < len(lines) and _may_head(lines[at]) and _reads_on(lines[at + 1]) and odds[at + 1] > 0:
            more |= {at, at + 1}
            at += 2
        else:
            break
    return more


def _may_head(line: Line) -> bool:
    return len(line.words) <= _HEAD_WORDS and not cues_of(line.text)


def _reads_on(line: Line) -> bool:
    return line.ends_sentence and len(line.words) >= _SENTENCE_WORDS and not cues_of(line.text)


def _before_the_rest(lines: Sequence[Line], own: set[int]) -> set[int]:
    """The article's lines up to the heading that opens comments or other stories, where most of its words stand before that."""
    words = sum(len(lines[i].words) for i in own)
    so_far = 0
    for i in range(min(own, default=0), max(own, default=-1) + 1):
        cues = frozenset() if lines[i].is_prose else cues_of(lines[i].text)
        least = COMMENTS_AFTER if Cue.COMMENT in cues else SECTIONS_AFTER if Cue.SECTION in cues else 1.0
        if cues and so_far >= least * words:
            return {j for j in own if j < i}
        so_far += len(lines[i].words) if i in own else 0
    return own


def _is_stray(line: Line) -> bool:
    return bool(cues_of(line.text) & _STRAY_CUES) and not (line.is_prose and len(line.words) > _LONG_WORDS)


def _is_author_box(line: Line, lines: Sequence[Line]) -> bool:
    """True for "NAME is a writer …", under a line that is the name, or where it names a trade of the press."""
    match = _AUTHOR.match(line.text)
    if not match:
        return False
    name = match["name"].casefold()
    above = lines[line.index - 1].key if line.index else ""
    is_headed = bool(above) and (above in name or (name in above and len(above.split()) <= 6))
    return is_headed or bool(_TRADE.search(line.text))


def _opens(line: Line) -> bool:
    return line.ends_sentence or len(line.words) >= 8


def _closes(line: Line) -> bool:
    return line.ends_sentence or len(line.words) >= 12
