"""Expressions that lean on a quarter or year named before them: "the year-ago quarter", "a year later", "that year".

They count only where what they lean on stands before: a quarter for the comparisons that a report of figures makes, a stated year
nearby for what a story tells next.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from detente.records import DateMention, DateUnit, Span, Toward

QUARTER_CHARS = 3000  # a report of a quarter names it once
YEAR_CHARS = 300  # a story moves on
FIGURE_BEFORE, FIGURE_AFTER = 90, 60
_OTHER_PERIOD = re.compile(
    r"\b(?:(?:six|nine|eleven) months|half(?:-year)?|(?:full|fiscal|for the|in the) year)\b", re.IGNORECASE
)
_SET_AGAINST = re.compile(r"\b(?:than|from|with|against|over)\s+$", re.IGNORECASE)
_STEP = {"same": 0, "after": 1, "before": -1}


class Named:
    """What was found without leaning, in order, to be asked for the last that stands before a place."""

    def __init__(self, plain: Sequence[DateMention]) -> None:
        self._quarters = [m for m in plain if m.unit is DateUnit.QUARTER and m.month]
        self._stated = [m for m in plain if m.year]

    def quarter(self, before: int) -> DateMention | None:
        """The last quarter named before a place, not too far."""
        return _last(self._quarters, before, QUARTER_CHARS)

    def stated(self, before: int) -> DateMention | None:
        """The last expression before a place that bears its year, close by."""
        return _last(self._stated, before, YEAR_CHARS)


def _last(mentions: Sequence[DateMention], before: int, chars: int) -> DateMention | None:
    at = bisect_right(mentions, before, key=lambda m: m.span.end) - 1
    return mentions[at] if at >= 0 and before - mentions[at].span.end <= chars else None


def settled(text: str, match: re.Match[str], groups: dict[str, str], named: Named) -> DateMention | None:
    """The quarter or year that a match leans on or is counted from, None where nothing before it bears it."""
    span, words = Span(match.start(), match.end()), match.group()
    step = next((step for key, step in _STEP.items() if key in groups), None)
    if step is not None:
        return _year(text, span, words, step, named.stated(span.start))
    quarter = named.quarter(span.start)
    if "back" not in groups:
        return _same_quarter(span, words, groups, quarter)
    if "period" not in groups and not _compares(text, span):
        return None
    if quarter and not _OTHER_PERIOD.search(text, quarter.span.end, span.start):
        return replace(quarter, span=span, text=words, years_before=1)
    if "period" in groups:
        return None
    return DateMention(span=span, text=words, unit=DateUnit.YEAR, shift=-1, toward=Toward.PAST)


def _same_quarter(span: Span, words: str, groups: dict[str, str], quarter: DateMention | None) -> DateMention | None:
    if "latest" in groups and groups["period"].lower() == "quarter":
        return DateMention(span=span, text=words, unit=DateUnit.QUARTER, shift=-1, toward=Toward.PAST)
    if quarter is None:
        return None
    if "year" in groups:
        return replace(quarter, span=span, text=words, year=int(groups["year"]), years_before=0)
    return replace(quarter, span=span, text=words)


def _compares(text: str, span: Span) -> bool:
    """True where a figure stands near, or a word that sets one thing against another."""
    before = text[max(0, span.start - FIGURE_BEFORE) : span.start]
    after = text[span.end : span.end + FIGURE_AFTER]
    return bool(_SET_AGAINST.search(before)) or any(c.isdigit() for c in before + after)


def _year(text: str, span: Span, words: str, step: int, stated: DateMention | None) -> DateMention | None:
    if stated is None or "\n\n" in text[stated.span.end : span.start]:
        return None
    return DateMention(span=span, text=words, unit=DateUnit.YEAR, year=stated.year, years_before=-step, toward=Toward.PAST)
