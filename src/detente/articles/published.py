"""The dates around an article → its publication date and its last update, with the candidates that lost and why.

A wrong date is worse than none: the day a page was fetched, the dates of other stories and of comments, and copyright years are
told apart by their labels and by where they stand. Where nothing states a day, `resolve` bounds it by what the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from detente.articles.day_words import WEEKDAY, WrittenDay, digit_order, written_days
from detente.articles.split import Line
from detente.articles.wording import Cue, cues_of
from detente.records import Basis, DateCandidate, Dateline, Page, Published, Span


class Label(StrEnum):
    """What the words before a date say it is."""

    PUBLISHED = "published"
    UPDATED = "updated"
    FETCHED = "the day the page was fetched"
    COPYRIGHT = "a copyright year"
    OTHER = "of something else"


_LABELS = (
    (Label.UPDATED, re.compile(r"\b(?:updat|modif|revis|last\s+edit|last\s+chang)\w*", re.IGNORECASE)),
    (
        Label.PUBLISHED,
        re.compile(
            r"\b(?:publish\w*|publication\s+date|posted|released?|issued|filed|created|date(?!line)|dated|first\s+(?:published|posted)|uploaded|added)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Label.FETCHED,
        re.compile(
            r"\b(?:today(?:\s+is)?|current(?:\s+time)?|now|as\s+of|accessed|retrieved|fetched|archived|crawled|captured|saved|snapshot|printed|server\s+time)\b",
            re.IGNORECASE,
        ),
    ),
    (Label.COPYRIGHT, re.compile(r"©|copyright", re.IGNORECASE)),
    (
        Label.OTHER,
        re.compile(
            r"\b(?:born|died|expires?|deadline|event|valid|until|founded|since|joined|comment(?:ed)?|replied|says|wrote)\b",
            re.IGNORECASE,
        ),
    ),
)
_ALONE = re.compile(rf"^\W*(?:{WEEKDAY})?[\W\d]*(?:[ap]\.?m\.?|[A-Z]{{2,4}})?\W*$", re.IGNORECASE)
_STARTS_WITH_WEEKDAY = re.compile(rf"^\W*(?:today\W+)?{WEEKDAY}", re.IGNORECASE)
_DAY_NAMES = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DAY_ORDER = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LEAD_LINES = 3
_YEAR = re.compile(r"(?<![\d$€£.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_ABOVE_TITLE, _FOOT_LINES, _LABELLED_FOOT_LINES = 5, 3, 8
_LONG_CREDIT_WORDS = 14
_MASTHEAD_LINES = 4
_DATELINE_DAYS = 10
_URL_DAY = re.compile(r"^https?://\S*?/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?!\d)")
_FUTURE_DAYS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Publication and last update; None where the page does not state one."""

    published: Published | None
    updated: Published | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rated:
    """A candidate: the higher the rating the likelier; 0 or less: never, for the reason in `why_not`."""

    written: WrittenDay
    rating: float
    label: Label | None
    why_not: str
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What the rating of a date goes by."""

    lines: Sequence[Line]
    own: Sequence[Line]
    title: Line | None
    dateline: Dateline | None


def find_dates_of(page: Page, lines: Sequence[Line], own: Sequence[Line], title: Line | None, dateline: Dateline | None) -> Dates:
    """When the article was published and last updated, as far as the page states it."""
    place = _Place(lines=lines, own=own, title=title, dateline=dateline)
    rated = list(_candidates(page, place))
    known = [day.written.day for day in rated if day.rating > 0 and day.written.day]
    rated = [_settled(day, known) for day in rated]
    updated = max((day for day in rated if day.label is Label.UPDATED and day.rating > 0), key=_worth, default=None)
    firm = [day for day in rated if day.rating > 0 and day.written.day and (day.label is not Label.UPDATED)]
    best = max(firm, key=_worth, default=None)
    if best is None and updated and updated.written.day:
        because = ("only the day of the last update is stated",)
        return Dates(published=_published(updated, rated, because), updated=_published(updated, (), ()))
    if updated and best and updated.written.day and best.written.day and updated.written.day < best.written.day:
        updated = None
    return Dates(
        published=_published(best, rated, ()) if best else None,
        updated=_published(updated, (), ()) if updated and updated.written.day else None,
    )


def _worth(day: _Rated) -> tuple[float, int]:
    return day.rating, -day.written.span.start


def _settled(day: _Rated, known: Sequence[date]) -> _Rated:
    """A date in digits that reads two ways takes the reading that another date of the head confirms."""
    if day.written.day:
        return day
    fits = [reading for reading in day.written.readings if any(abs((reading - other).days) <= 3 for other in known)]
    if len(fits) == 1:
        return replace(day, written=replace(day.written, day=fits[0]))
    return replace(day, why_not="the day and the month can be read either way")


def _published(best: _Rated, rated: Sequence[_Rated], because: tuple[str, ...]) -> Published:
    day = best.written.day
    others = tuple(
        DateCandidate(
            start=o.written.readings[0], end=o.written.readings[-1], text=o.written.text, span=o.written.span, why_not=o.why_not
        )
        for o in sorted(rated, key=lambda o: o.written.span)
        if o.written.span != best.written.span and o.basis is Basis.STATED
    )
    stands = best.basis not in (Basis.METADATA, Basis.URL)
    return Published(
        start=day,
        end=day,
        basis=best.basis,
        text=best.written.text if stands else None,
        span=best.written.span if stands else None,
        because=because,
        others=others,
    )


def _candidates(page: Page, place: _Place) -> Iterator[_Rated]:
    order = digit_order(page.text)
    own = {line.index for line in place.own}
    for line in place.lines:
        if (place.title and line.index == place.title.index) or (line.index in own and line.index != place.own[-1].index):
            continue  # a date in the title or the text is what the article is about
        for written in written_days(page.text, line.span, day_first=order):
            if place.dateline and place.dateline.span.start <= written.span.start < place.dateline.span.end:
                continue
            if line.index in own and not _in_last_brackets(line, written):
                continue
            yield _rated(written, line, place)
    yield from _beside_the_text(page, place)


def _beside_the_text(page: Page, place: _Place) -> Iterator[_Rated]:
    """The dateline's full date, the metadata's and the address's."""
    if place.dateline and place.dateline.date and not place.dateline.date.startswith("X"):
        written = written_days(page.text, place.dateline.span)
        if written:
            yield _Rated(written=written[0], rating=65, label=None, why_not="the day in the dateline", basis=Basis.DATELINE)
    url = _URL_DAY.match(page.uri)
    for text, basis, rating in (
        (page.declared, Basis.METADATA, 90.0),
        ("-".join(url.groups()) if url else None, Basis.URL, 40.0),
    ):
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            day = None
        if day and text:
            written_day = WrittenDay(text=text, span=Span(0, 0), day=day, readings=(day,))
            yield _Rated(written=written_day, rating=rating, label=None, why_not=f"from the {basis.value}", basis=basis)


def _in_last_brackets(line: Line, written: WrittenDay) -> bool:
    """True for a date in brackets, or after a dash, with which the article's last line ends: its credit."""
    after = line.span.end - written.span.end
    before = line.text[: written.span.start - line.span.start]
    return after <= 2 and before.rfind("(") > before.rfind(")")


def _rated(written: WrittenDay, line: Line, place: _Place) -> _Rated:
    label = _label(written, line, place.lines)
    if label in (Label.FETCHED, Label.COPYRIGHT, Label.OTHER):
        return _Rated(written=written, rating=0, label=label, why_not=label.value)
    rating, why_not = _by_place(written, line, place, label)
    if rating > 0 and label is None and written.day and not _fits_dateline(written.day, place.dateline):
        return _Rated(
            written=written,
            rating=0,
            label=label,
            why_not=f"does not fit the dateline ({place.dateline.date})" if place.dateline else "",
        )
    if label is Label.PUBLISHED and rating > 0:
        rating += 30
    if label is Label.UPDATED:
        why_not = "the day of the last update"
    return _Rated(written=written, rating=rating, label=label, why_not=why_not)


def _label(written: WrittenDay, line: Line, lines: Sequence[Line]) -> Label | None:
    """What the words before the date say: on its line, the nearest; on the line above, where that is nothing but a label."""
    before = line.text[: written.span.start - line.span.start]
    found = _nearest(before)
    if found is None and len(before.split()) <= 2 and line.index and len(lines[line.index - 1].words) <= 3:
        found = _nearest(lines[line.index - 1].text)
    return found


def _nearest(text: str) -> Label | None:
    places = [(match.start(), label) for label, pattern in _LABELS for match in pattern.finditer(text)]
    return max(places)[1] if places else None


def _by_place(written: WrittenDay, line: Line, place: _Place, label: Label | None) -> tuple[float, str]:
    first, last = place.own[0].index, place.own[-1].index
    title = place.title.index if place.title else first
    labelled = label in (Label.PUBLISHED, Label.UPDATED)
    cues = cues_of(line.text)
    if Cue.COMMENT in cues:
        return 0.0, "of a comment"
    if title <= line.index < first:
        if (
            not labelled
            and Cue.CREDIT not in cues
            and (cues & {Cue.PICTURE, Cue.POINTER} or len(line.words) > _LONG_CREDIT_WORDS)
        ):
            return 0.0, "of a picture, a summary or another story"
        return 80.0, "the head states another day"
    if line.index < title:
        return _above(written, line, place, title, labelled)
    if line.index <= last:
        return 70.0, "another day is stated above"
    if line.index - last <= (_LABELLED_FOOT_LINES if labelled else _FOOT_LINES) and not _section_between(
        place.lines, last, line.index
    ):
        beside = line.index == last + 1 and len(line.words) <= _LONG_CREDIT_WORDS
        credit = labelled or beside or line.text.startswith("(") or Cue.CREDIT in cues
        return (68.0, "another day is stated above") if credit else (0.0, "not in a credit of the article")
    return 0.0, "below the article, where other stories and comments stand"


def _above(written: WrittenDay, line: Line, place: _Place, title: int, labelled: bool) -> tuple[float, str]:
    if line.index < _MASTHEAD_LINES and _STARTS_WITH_WEEKDAY.match(line.text) and _stands_alone(written, line):
        return _masthead(written, line, place, title)
    if title - line.index <= _ABOVE_TITLE and (labelled or _stands_alone(written, line) or Cue.CREDIT in cues_of(line.text)):
        return 60.0, "another day stands nearer to the article"
    return 0.0, "far above the article"


def _stands_alone(written: WrittenDay, line: Line) -> bool:
    rest = line.text.replace(written.text, "", 1)
    return bool(_ALONE.match(rest)) or len(line.words) <= 7


def _masthead(written: WrittenDay, line: Line, place: _Place, title: int) -> tuple[float, str]:
    """A weekday and a date at the very top: the paper's day, or the day the page was fetched; the former only with support."""
    fetched = (0.0, "a masthead date: may be the day the page was fetched")
    if written.day is None or title - line.index > 4:
        return fetched
    years = {int(year) for own in place.own for year in _YEAR.findall(own.text)}
    dated = place.dateline is not None and place.dateline.date is not None
    if not _weekday_fits(written.day, place.own):
        return fetched
    if line.index > 0 and (not years or max(years) >= written.day.year - 2):
        return 30.0, "another day stands nearer to the article"
    if dated or written.day.year in years:
        return 30.0, "another day stands nearer to the article"
    return fetched


def _weekday_fits(day: date, own: Sequence[Line]) -> bool:
    """False where the article's first lines name weekdays, none of them this day's or one of the two days' before."""
    named = {match[:3].lower() for line in own[:_LEAD_LINES] for match in _DAY_NAMES.findall(line.text)}
    near = {_DAY_ORDER[(day.weekday() - back) % 7] for back in range(3)}
    return not named or bool(named & near)


def _fits_dateline(day: date, dateline: Dateline | None) -> bool:
    """False where the dateline names a day that this one does not follow closely."""
    if dateline is None or dateline.date is None:
        return True
    year, month, number = dateline.date.split("-")
    for candidate in (day.year, day.year - 1):
        try:
            sent = date(candidate if year == "XXXX" else int(year), int(month), int(number))
        except ValueError:
            continue
        if timedelta(days=-_FUTURE_DAYS) <= day - sent <= timedelta(days=_DATELINE_DAYS):
            return True
    return False


def _section_between(lines: Sequence[Line], after: int, before: int) -> bool:
    return any(Cue.SECTION in cues_of(line.text) for line in lines[after + 1 : before])
