"""Text → the full dates written in it ("22 July 2021", "Jul 22, 2021", "2021-07-22", "22.07.2021"), each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.records import Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"(?P<day>[0-3]?[0-9])"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\w/.-]){_DAY}(?:st|nd|rd|th)?(?:\s+of)?[\s\-/]{{1,3}}{MONTH}[\s,\-/]{{1,3}}{_YEAR}(?![0-9])",
        rf"(?<![A-Za-z]){MONTH}[\s\-/]{{1,3}}{_DAY}(?:st|nd|rd|th)?\b[\s,.\-/]{{1,3}}{_YEAR}(?![0-9])",
        rf"(?<![A-Za-z0-9]){_YEAR}[\s,\-/]{{1,3}}{MONTH}[\s\-/]{{1,3}}{_DAY}(?:st|nd|rd|th)?(?![0-9])",
        rf"(?<![\w/.-]){_YEAR}(?P<sep>[-/.])(?P<month>[01]?[0-9])(?P=sep){_DAY}(?![0-9]|[-/.][0-9])",
    )
)
_NUMERIC = re.compile(
    r"(?<![\w/.\-$€£])(?P<first>[0-3]?[0-9])(?P<sep>[-/.])(?P<second>[0-3]?[0-9])(?P=sep)(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
)
_SHORT_YEAR = re.compile(
    r"(?<![\w/.\-$€£])(?P<day>[0-3]?[0-9])(?P<sep>[/.])(?P<month>[01]?[0-9])(?P=sep)(?P<year>[0-4][0-9])(?![0-9]|[-/.:][0-9])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A full date as written. `day` None where the digits can be read two ways and nothing tells which; `readings`: both."""

    text: str
    span: Span
    day: date | None
    readings: tuple[date, ...]


def written_days(text: str, span: Span, *, day_first: bool | None = None) -> tuple[WrittenDay, ...]:
    """The full dates in a stretch of the text, in order. `day_first`: how the page orders digits, None where unknown."""
    found = [day for form in _FORMS for match in form.finditer(text, *span) if (day := _spelled(match))]
    found += [day for match in _NUMERIC.finditer(text, *span) if (day := _numeric(match, day_first))]
    found += [day for match in _SHORT_YEAR.finditer(text, *span) if (day := _short(match))]
    kept: list[WrittenDay] = []
    for day in sorted(found, key=lambda day: (day.span.start, -day.span.end)):
        if not kept or day.span.start >= kept[-1].span.end:
            kept.append(day)
    return tuple(kept)


def digit_order(text: str) -> bool | None:
    """True where the page's dates in digits can only put the day first, False where only the month; None where nothing tells."""
    orders = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 >= second > 0:
            orders.add(True)
        elif second > 12 >= first > 0:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _spelled(match: re.Match[str]) -> WrittenDay | None:
    name = match["month"].lower()
    day = day_or_none(int(match["year"]), MONTHS[name] if name in MONTHS else int(name), int(match["day"]))
    return _written(match, [day])


def _numeric(match: re.Match[str], day_first: bool | None) -> WrittenDay | None:
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    if match["sep"] == "." or day_first:  # no country writes month.day.year with points
        return _written(match, [day_or_none(year, second, first)])
    if day_first is False:
        return _written(match, [day_or_none(year, first, second)])
    return _written(match, [day_or_none(year, second, first), day_or_none(year, first, second)])


def _short(match: re.Match[str]) -> WrittenDay | None:
    """`22/07/21`: read only where the first number can be nothing but the day, and no year."""
    if int(match["day"]) <= 12 or int(match["day"]) == int(match["year"]):
        return None
    return _written(match, [day_or_none(2000 + int(match["year"]), int(match["month"]), int(match["day"]))])


def _written(match: re.Match[str], readings: Iterable[date | None]) -> WrittenDay | None:
    days = sorted({day for day in readings if day})
    if not days:
        return None
    only = days[0] if len(days) == 1 else None
    return WrittenDay(text=match.group(), span=Span(*match.span()), day=only, readings=tuple(days))
