"""The door of the room: text → the expressions of time in it.

    text ──patterns──> matches ──longest first──> DateMention (not yet counted from any day: `resolve.days` does that)
                                     └──what leans on one of them──> DateMention of its quarter or year

What leans ("a year earlier", "the quarter") takes the place of the plain words that it overlaps.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.dates.lean import Named, settled
from detente.dates.patterns import FIXED_SHIFT, PATTERNS, TURN_SHIFT, UNIT_FACTOR, UNIT_OF
from detente.dates.tense import toward
from detente.dates.words import DECADE_OF, FEAST_OF, QUARTER_OF, SEASON_OF, WEEKDAY_OF, month_number, number, spelled_year
from detente.records import DateMention, DateUnit, Span, Toward

_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#]|\bno\.|\bagenda|\bresolution|\barticle|\bvision|\bflight|\bsome|\babout|\bnearly|\broom)\s*$", re.IGNORECASE
)
_PROGRAMME = re.compile(r"(?:This|Last|Next) (?:Week|Month|Year)")  # "This Week": a broadcast, not a week
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
NUMBER_CHARS = 14  # how far before a year what makes it a number is looked for
Groups = dict[str, str]


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The expressions of time in a text, in order, none overlapping another: of two that overlap the longer one stays.

    >>> [m.text for m in find_dates("They met on June 16, 2021 and talked again last week.")]
    ['June 16, 2021', 'last week']
    """
    low = text.lower()
    rows = [p for p in PATTERNS if not p.needs or any(word in low for word in p.needs)]
    found = (_Match(m, p.unit) for p in rows if not p.leans for m in p.regex.finditer(text) if _is_date(text, m, p.unit))
    plain = [_mention(text, match.found, match.unit) for match in _longest(found)]
    named = Named(plain)
    leaning = (_Match(m, p.unit) for p in rows if p.leans for m in p.regex.finditer(text))
    settling = {match: lean for match in leaning if (lean := settled(text, match.found, _groups(match.found), named))}
    leant = [settling[match] for match in _longest(settling)]
    taken = {place for m in leant for place in range(m.span.start, m.span.end)}
    freed = [m for m in plain if taken.isdisjoint(range(m.span.start, m.span.end))]
    return tuple(sorted((*freed, *leant), key=lambda m: m.span))


@dataclass(frozen=True, slots=True)
class _Match:
    found: re.Match[str]
    unit: DateUnit


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    """None overlapping another, in order."""
    kept: list[_Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.found.start() - m.found.end(), m.found.start())):
        places = range(*match.found.span())
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(match)
    return sorted(kept, key=lambda m: m.found.start())


def _is_date(text: str, match: re.Match[str], unit: DateUnit) -> bool:
    """False for a number that only looks like a year and for the name of a programme."""
    if unit is DateUnit.YEAR and _NOT_A_YEAR_BEFORE.search(text[max(0, match.start() - NUMBER_CHARS) : match.start()]):
        return False
    return not _PROGRAMME.fullmatch(match.group())


def _groups(match: re.Match[str]) -> Groups:
    """What the groups hold, under their names without the digit that tells two places of a row apart."""
    return {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}


def _mention(text: str, match: re.Match[str], unit: DateUnit) -> DateMention:
    groups = _groups(match)
    month, day = _month_and_day(groups)
    shift, unit = _shift(groups, unit)
    side = _toward(text, match, groups, dated=day is not None)
    if groups.get("what") == "weekend" and "turn" not in groups and side is Toward.FUTURE:
        shift = 0
    return DateMention(
        span=Span(match.start(), match.end()),
        text=match.group(),
        unit=DateUnit.DECADE if "decade" in groups or "tens" in groups else unit,
        year=_year(groups),
        month=month,
        day=day,
        last_day=int(groups["last"]) if "last" in groups else None,
        weekday=_weekday(groups),
        nth=_nth(groups),
        year_shift=TURN_SHIFT[groups["of"].lower()] if "of" in groups else None,
        years_before=1 if "back" in groups else 0,
        shift=shift,
        part=_part(groups.get("part")),
        toward=side,
    )


def _year(groups: Groups) -> int | None:
    if "decade" in groups:
        return int(groups["year"]) * 10
    if "tens" in groups:
        return 1900 + DECADE_OF[groups["tens"].lower()]
    if "spelled" in groups:
        return spelled_year(groups["spelled"])
    return int(groups["year"]) if "year" in groups else None


def _month_and_day(groups: Groups) -> tuple[int | None, int | None]:
    """The month that is named, of a quarter or season its first, with the day."""
    day = int(groups["day"]) if "day" in groups else None
    if "feast" in groups:
        return FEAST_OF[groups["feast"].lower().replace("’", "'")]
    if "mon" in groups:
        return int(groups["mon"]), day
    if "month" in groups:
        return month_number(groups["month"]), day
    if "season" in groups:
        return SEASON_OF[groups["season"].lower()], day
    if "thanks" in groups:
        return 11, day
    return (QUARTER_OF[groups["quarter"].lower()] if "quarter" in groups else None), day


def _weekday(groups: Groups) -> int | None:
    """The weekday; a weekend is the week from its Saturday."""
    if groups.get("what", "").lower() == "weekend":
        return WEEKDAY_OF["saturday"]
    if "thanks" in groups:
        return WEEKDAY_OF["thursday"]
    return WEEKDAY_OF[groups["weekday"].lower()] if "weekday" in groups else None


def _nth(groups: Groups) -> int | None:
    if "thanks" in groups:
        return 4
    word = groups.get("ordinal") or groups.get("nth")
    return _NTH[word.lower()] if word else None


def _shift(groups: Groups, unit: DateUnit) -> tuple[int | None, DateUnit]:
    if "word" in groups:
        return FIXED_SHIFT[groups["word"].lower()], DateUnit.DAY
    what = groups.get("what", "").lower()
    if unit is DateUnit.RECENT:
        return None, unit
    if "number" in groups:
        count = number(groups["number"]) * UNIT_FACTOR.get(what, 1)
        return (-count if "ago" in groups else count), UNIT_OF[what]
    if what:
        turn = TURN_SHIFT[groups.get("turn", "last" if what == "weekend" else "this").lower()]
        return turn * UNIT_FACTOR.get(what, 1), UNIT_OF[what]
    return (TURN_SHIFT[groups["turn"].lower()] if "turn" in groups else None), unit


def _part(word: str | None) -> int | None:
    if word is None:
        return None
    lowered = word.lower()
    return 0 if lowered.startswith(("early", "the start", "the beg")) else 1 if "mid" in lowered else 2


def _toward(text: str, match: re.Match[str], groups: Groups, *, dated: bool) -> Toward:
    """The side it lies on. A day of a month without its year is the nearest one unless a word rules it: a past verb does not."""
    shift = TURN_SHIFT.get(groups.get("turn", "").lower(), 0)
    if shift:
        return Toward.FUTURE if shift > 0 else Toward.PAST
    side, ruled = toward(text, match.start(), match.end(), stated="year" in groups or "spelled" in groups)
    return Toward.NEAR if dated and side is Toward.PAST and not ruled else side
