"""When a page was published, where it does not say so: bounded by what its text takes for past, for future, and for in office.

    a date that the page states            stays as it is
    one bare date in the page's head       taken where it lies between the bounds: a crawler's day would mostly lie beyond them
    "June 16" in the dateline, no year     the June 16ths between the bounds
    nothing                                the interval between the bounds, where both sides are bounded; else unknown

Each bound is a line of `because`. Bounds that contradict one another give no interval rather than a guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from detente.records import Article, Basis, DateMention, DateSpan, DateUnit, Published, Span, Term, Toward, overlaps
from detente.resolve.days import resolve_date

_TODAY = re.compile(r"\b(?:today|now|current(?:ly)?|time)\b[^\n]*$", re.IGNORECASE)
MAX_WIDTH_DAYS = 5 * 365  # a wider interval says nothing that a reader could use
YEAR_LOOK_BACK_LAST_MONTH = 10  # "in 2021" is said within 2021 itself mostly when the year is drawing to its end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    day: date
    why: str


def publication(article: Article, text: str, dates: Sequence[DateMention], terms: Sequence[Term]) -> Published | None:
    """The publication interval: as stated, else inferred from the text, else None or open with what was found in `because`.

    `dates`: the expressions of time in the whole page. `terms`: when the holders of office whom the page names held it.
    """
    if article.published is not None:
        return article.published
    body = [m for m in dates if any(overlaps(m.span, part) for part in article.body)]
    lower = list(_not_before(body, text)) + [
        _Bound(day=t.start, why=f"not before {t.start}: {t.who} is named in office") for t in terms if t.start
    ]
    upper = list(_not_after(body)) + [
        _Bound(day=t.end, why=f"not after {t.end}: {t.who} is named in office") for t in terms if t.end
    ]
    first = max(lower, key=lambda b: b.day, default=None)
    last = min(upper, key=lambda b: b.day, default=None)
    because = tuple(b.why for b in (first, last) if b)
    if first and last and first.day > last.day:
        return _unknown((*because, "the bounds contradict each other"))
    head = _head_day(article, dates, text)
    if head and first and last and head.start and first.day <= head.start <= last.day:
        return Published(start=head.start, end=head.end, basis=Basis.STATED, text=head.text, span=head.span, because=because)
    month_day = _month_day(article)
    if month_day:
        return _on_month_day(
            month_day, article.dateline.span if article.dateline else None, first, last, _looks_back(body, text), text
        )
    if first and last and (last.day - first.day).days <= MAX_WIDTH_DAYS:
        return Published(start=first.day, end=last.day, basis=Basis.INFERRED, because=because)
    return _unknown(because) if because else None


def _head_day(article: Article, dates: Sequence[DateMention], text: str) -> DateSpan | None:
    """The one full date above the body, None where there is none, more than one, or it is said to be today's."""
    top = article.body[0].start if article.body else 0
    days = [
        found
        for mention in dates
        if mention.span.end <= top and mention.year and mention.month and mention.day and (found := resolve_date(mention, None))
        if not _TODAY.search(text[max(0, mention.span.start - 24) : mention.span.start])
    ]
    return days[0] if len({day.start for day in days}) == 1 else None


def _unknown(because: tuple[str, ...]) -> Published:
    return Published(start=None, end=None, basis=Basis.INFERRED, because=because)


def _month_day(article: Article) -> tuple[int, int] | None:
    stated = article.dateline.date if article.dateline else None
    if stated is None or not stated.startswith("XXXX-"):
        return None
    month, _, day = stated[5:].partition("-")
    return (int(month), int(day)) if month.isdigit() and day.isdigit() else None


def _on_month_day(
    month_day: tuple[int, int], span: Span | None, first: _Bound | None, last: _Bound | None, back_to: int | None, text: str
) -> Published:
    because = tuple(b.why for b in (first, last) if b)
    if first is None or last is None:
        return _unknown((*because, f"the dateline gives {month_day[0]:02}-{month_day[1]:02} without a year"))
    fits = []
    for year in range(first.day.year, last.day.year + 1):
        try:
            day = date(year, *month_day)
        except ValueError:
            continue
        if first.day <= day <= last.day:
            fits.append(day)
    if back_to is not None and month_day[0] <= YEAR_LOOK_BACK_LAST_MONTH:
        later = [day for day in fits if day.year > back_to]
        if later and len(later) < len(fits):
            fits, because = later, (*because, f"after {back_to}: the text looks back on that year")
    if not fits or (fits[-1] - fits[0]).days > MAX_WIDTH_DAYS:
        return _unknown((*because, "no year fits the dateline" if not fits else "too many years fit the dateline"))
    return Published(
        start=fits[0],
        end=fits[-1],
        basis=Basis.DATELINE,
        span=span,
        text=text[span.start : span.end] if span else None,
        because=because,
    )


def _not_before(body: Sequence[DateMention], text: str) -> Iterator[_Bound]:
    for mention in body:
        if mention.year is None or mention.toward is Toward.FUTURE or not _tells_an_act(mention, text):
            continue
        days = resolve_date(mention, None)
        if days and days.start and (mention.toward is Toward.PAST or mention.unit is DateUnit.YEAR):
            yield _Bound(day=days.start, why=f"not before {days.start}: “{mention.text}” is told as past")


def _not_after(body: Sequence[DateMention]) -> Iterator[_Bound]:
    for mention in body:
        if mention.year is None or mention.toward is not Toward.FUTURE:
            continue
        days = resolve_date(mention, None)
        if days and days.end:
            yield _Bound(day=days.end, why=f"not after {days.end}: “{mention.text}” is told as to come")


def _looks_back(body: Sequence[DateMention], text: str) -> int | None:
    """The latest bare year that the text tells as past ("the summit in 2021")."""
    years = [
        m.year for m in body if m.year and m.unit is DateUnit.YEAR and m.toward is not Toward.FUTURE and _tells_an_act(m, text)
    ]
    return max(years, default=None)


def _tells_an_act(mention: DateMention, text: str) -> bool:
    """False for a year that only names a thing ("the 2030 goals", "Resolution of 2015"), which bounds nothing."""
    if mention.unit is not DateUnit.YEAR:
        return True
    before = text[max(0, mention.span.start - 12) : mention.span.start].lower().rstrip()
    return before.endswith((" in", " since", " during", " from", "early", "late", "mid")) and not text[
        mention.span.end :
    ].startswith(tuple(f" {thing}" for thing in ("election", "midterm", "goal", "target", "budget")))
