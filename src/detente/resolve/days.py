"""DateMention + publication interval → DateSpan: the days that an expression comes to.

A stated date stands by itself. All else is counted from the publication interval: where that is unknown, or wider than
`MAX_ANCHOR_DAYS`, a relative expression says nothing of the day and comes to None. A bare weekday is the latest such day up to
the publication day, that day included (it is the day itself in four of ten news items), or the next where the words look ahead.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from detente.records import Basis, DateMention, DateSpan, DateUnit, Published, Toward

MAX_ANCHOR_DAYS = 31
RECENT_DAYS = 90
SOON_DAYS, LONG_AGO_DAYS = 75, 150
JUST_GONE_DAYS, FAR_OFF_DAYS = 92, 180
RECENT_BY_WORD = {"day": 14, "week": 60, "month": 365, "year": 5 * 365, "decade": 30 * 365}
PARTS = 3
PAST_DAYS = {DateUnit.WEEK: 7, DateUnit.MONTH: 31, DateUnit.QUARTER: 92, DateUnit.YEAR: 366}  # of "the past week": up to today


def resolve_date(mention: DateMention, published: Published | None) -> DateSpan | None:
    """The days a mention comes to, None where they cannot be told.

    Raises: nothing; an impossible date ("June 31") comes to None.
    """
    try:
        settled = _stated(mention) or _counted(mention, published)
    except (ValueError, OverflowError):
        return None
    if settled is None:
        return None
    start, end, basis = settled
    return DateSpan(start=start, end=end, basis=basis, text=mention.text, span=mention.span)


_Days = tuple[date, date, Basis]


def _stated(mention: DateMention) -> _Days | None:
    if mention.year is None:
        return None
    start, end = _named(mention, mention.year - mention.years_before)
    return start, end, Basis.RELATIVE if mention.years_before else Basis.STATED


def _named(mention: DateMention, year: int) -> tuple[date, date]:
    """First and last day of what the mention names, in this year."""
    if not MINYEAR <= year < MAXYEAR:
        raise ValueError(year)
    if mention.unit is DateUnit.DECADE:
        return _part(date(year, 1, 1), date(year + 9, 12, 31), mention.part)
    if mention.month is None:
        return _part(date(year, 1, 1), date(year, 12, 31), mention.part)
    if mention.unit is DateUnit.QUARTER:
        last_month = min(mention.month + 2, 12)
        return date(year, mention.month, 1), date(year, last_month, monthrange(year, last_month)[1])
    first, last = date(year, mention.month, 1), date(year, mention.month, monthrange(year, mention.month)[1])
    if mention.nth is not None:
        return _nth(mention, mention.nth, first, last)
    if mention.day is None:
        return _part(first, last, mention.part)
    start = first.replace(day=mention.day)
    if mention.unit is DateUnit.WEEK:
        return _week(start, 0), _week(start, 0) + timedelta(days=6)
    return start, first.replace(day=max(mention.last_day or 0, mention.day))


def _nth(mention: DateMention, nth: int, first: date, last: date) -> tuple[date, date]:
    """The week or weekday of a month that its number picks."""
    if mention.weekday is None:
        start = last - timedelta(days=6) if nth < 0 else first + timedelta(weeks=nth - 1)
        return start, start + timedelta(days=6)
    day = last - timedelta(days=(last.weekday() - mention.weekday) % 7)
    if nth > 0:
        day = first + timedelta(days=(mention.weekday - first.weekday()) % 7, weeks=nth - 1)
    return day, day


def _part(start: date, end: date, part: int | None) -> tuple[date, date]:
    if part is None:
        return start, end
    third = (end - start).days / PARTS
    return start + timedelta(days=int(third * part)), start + timedelta(days=int(third * (part + 1)))


def _counted(mention: DateMention, published: Published | None) -> _Days | None:
    if published is None or published.start is None or published.end is None:
        return None
    first, last = published.start, published.end
    if (last - first).days > MAX_ANCHOR_DAYS:
        return None
    if mention.unit is DateUnit.RECENT:
        back = next((days for word, days in RECENT_BY_WORD.items() if word in mention.text), RECENT_DAYS)
        return first - timedelta(days=back), last, Basis.RELATIVE
    if mention.month is not None:
        return _completed(mention, first, last)
    if mention.weekday is not None and mention.unit is DateUnit.DAY:
        return *_weekday(mention, first, last), Basis.RELATIVE
    if mention.shift is not None:
        return *_shifted(mention, first, last), Basis.RELATIVE
    return None


def _completed(mention: DateMention, first: date, last: date) -> _Days | None:
    """A month or day without its year: the year that fits the words best (before, after, or nearest to the publication)."""
    if mention.year_shift is not None:
        return *_named(mention, last.year + mention.year_shift - mention.years_before), Basis.PARTIAL
    tries = _fitting(mention, range(first.year - 1, last.year + 2))
    other = mention.shift in (-1, 1)  # "last June" and "next June" are not the June of these days
    past = [t for t in tries if (t[1] < first if other else t[0] <= last)]
    future = [t for t in tries if (t[0] > last if other else t[1] >= first)]
    ahead = mention.toward is Toward.FUTURE or (mention.toward is Toward.NEAR and _soon(past, future, last))
    if ahead and not other and _just_gone(mention, past, future, first):
        ahead = False
    chosen = (future[:1] if ahead else past[-1:]) or future[:1] or past[-1:]
    if not chosen:
        return None
    return *_named(mention, chosen[0][0].year - mention.years_before), Basis.PARTIAL


def _fitting(mention: DateMention, years: Iterable[int]) -> list[tuple[date, date]]:
    """What the mention names in each of these years; of a day with its weekday only those that fall on it, where any does."""
    tries = []
    for year in years:
        try:
            tries.append(_named(mention, year))
        except ValueError:
            continue
    if mention.weekday is None or mention.day is None:
        return tries
    return [t for t in tries if t[0].weekday() == mention.weekday] or tries


def _just_gone(mention: DateMention, past: list[tuple[date, date]], future: list[tuple[date, date]], first: date) -> bool:
    """True of a day or quarter that has just gone by and is far off again, whatever the verb near it: "will report on the third
    quarter", "after the Aug. 7 attack they would rebuild"."""
    if not past or not future or not (mention.day or mention.unit is DateUnit.QUARTER):
        return False
    return (first - past[-1][1]).days <= JUST_GONE_DAYS and (future[0][0] - first).days > FAR_OFF_DAYS


def _soon(past: list[tuple[date, date]], future: list[tuple[date, date]], last: date) -> bool:
    """True where the day to come is near and the day gone by far: news without a tense looks back else."""
    if not past or not future:
        return bool(future)
    return (future[0][0] - last).days <= SOON_DAYS and (last - past[-1][0]).days > LONG_AGO_DAYS


def _weekday(mention: DateMention, first: date, last: date) -> tuple[date, date]:
    """The weekday counted from each end of the publication interval."""
    assert mention.weekday is not None
    return _weekday_from(mention, first), _weekday_from(mention, last)


def _weekday_from(mention: DateMention, anchor: date) -> date:
    assert mention.weekday is not None
    ahead = (mention.weekday - anchor.weekday()) % 7
    behind = (anchor.weekday() - mention.weekday) % 7
    if mention.shift == 1:
        return anchor + timedelta(days=ahead or 7)
    if mention.shift == -1:
        return anchor - timedelta(days=behind or 7)
    if mention.toward is Toward.FUTURE:
        return anchor + timedelta(days=ahead)
    return anchor - timedelta(days=behind)


def _shifted(mention: DateMention, first: date, last: date) -> tuple[date, date]:
    assert mention.shift is not None
    words, shift = mention.text.lower(), mention.shift
    if "past" in words and mention.weekday is None and mention.unit in PAST_DAYS:
        return first + timedelta(days=shift * PAST_DAYS[mention.unit]), last
    start, end = _part(*_calendar(mention, first, last), mention.part)
    return start, min(end, last) if words.startswith("earlier") else end


def _calendar(mention: DateMention, first: date, last: date) -> tuple[date, date]:
    """The day, week, month, quarter, year or decade of the calendar that is so many away."""
    assert mention.shift is not None
    words, shift = mention.text.lower(), mention.shift
    ago = words.endswith("ago")
    if mention.unit is DateUnit.DAY:
        return first + timedelta(days=shift), last + timedelta(days=shift)
    if mention.unit is DateUnit.WEEK:
        if ago:
            slack = timedelta(days=3)
            return first + timedelta(weeks=shift) - slack, last + timedelta(weeks=shift) + slack
        nearer = shift // 2 if "fortnight" in words else shift
        start, end = _week(first, min(shift, nearer)), _week(last, max(shift, nearer))
        return start + timedelta(days=mention.weekday or 0), end + timedelta(days=6)
    if "decade" in words and not ago:
        return _decade(first, last, shift)
    if mention.unit is DateUnit.YEAR:
        return date(first.year + shift, 1, 1), date(last.year + shift, 12, 31)
    width = 3 if mention.unit is DateUnit.QUARTER else 1
    return _month_start(first, shift * width, width), _month_end(last, shift * width, width)


def _decade(first: date, last: date, shift: int) -> tuple[date, date]:
    """This decade, or all between these days and the last or next one: "the last decade" may be the ten years up to now."""
    start, end = date((first.year + shift) // 10 * 10, 1, 1), date((last.year + shift) // 10 * 10 + 9, 12, 31)
    return (min(start, first), max(end, last)) if shift else (start, end)


def _week(day: date, shift: int) -> date:
    """The Monday of the week `shift` weeks away."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=shift)


def _month_start(day: date, shift: int, width: int) -> date:
    months = day.year * 12 + (day.month - 1) // width * width + shift
    return date(months // 12, months % 12 + 1, 1)


def _month_end(day: date, shift: int, width: int) -> date:
    months = day.year * 12 + (day.month - 1) // width * width + shift + width - 1
    return date(months // 12, months % 12 + 1, monthrange(months // 12, months % 12 + 1)[1])
