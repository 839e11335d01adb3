"""The days of acts and statements that the page tells as news without a day of their own, and of acts dated after their page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.records import Basis, DateSpan, EventMention, Published, Span, Statement
from detente.resolve.days import MAX_ANCHOR_DAYS

NEWS_DAYS = 7  # what a page tells as news, undated, happened within the week before it was published


def news_days(published: Published | None) -> DateSpan | None:
    """The days that a page's news can be of, with the reason said; None where its own day is not known closely enough."""
    if published is None or published.start is None or published.end is None:
        return None
    if (published.end - published.start).days > MAX_ANCHOR_DAYS:
        return None
    return DateSpan(
        start=published.start - timedelta(days=NEWS_DAYS),
        end=published.end,
        basis=Basis.INFERRED,
        because=(f"told as news, undated, on a page published {published.start}",),
    )


def settle_events(
    events: tuple[EventMention, ...], published: Published | None, *, text: str = "", days: Sequence[DateSpan] = ()
) -> tuple[EventMention, ...]:
    """The same events; those of the news without a date get the days that the page's own date allows.

    An event stays undated where the last day named before it in its paragraph, or in its sentence, lies before the news: the
    paragraph looks back (`text`: the page's, `days`: its expressions of time, settled). An act that happened is never of a day
    after its page: such a date is taken for the words of something else in the sentence.
    """
    news = news_days(published)
    if news is None or published is None or published.end is None:
        return events
    return tuple(_settled(event, news, published.end, _said_before(event.span, text, days)) for event in events)


def _said_before(sentence: Span, text: str, days: Sequence[DateSpan]) -> tuple[DateSpan, ...]:
    """The days named in a sentence, else the last one named before it in its paragraph."""
    inside = tuple(d for d in days if d.span and sentence.start <= d.span.start < sentence.end)
    if inside:
        return inside
    start = text.rfind("\n", 0, sentence.start) + 1
    return tuple(d for d in days if d.span and start <= d.span.start < sentence.start)[-1:]


def _settled(event: EventMention, news: DateSpan, last: date, days: Sequence[DateSpan]) -> EventMention:
    if event.aux is not None:
        return event
    stated = event.date
    if stated is not None and not (stated.start and stated.start > last and stated.basis is not Basis.STATED):
        return event
    looks_back = any(d.end is not None and news.start is not None and d.end < news.start for d in days)
    return replace(event, date=None if looks_back else news)


def settle_statements(statements: tuple[Statement, ...], published: Published | None) -> tuple[Statement, ...]:
    """The same statements, those without a date given the days that the page's own date allows."""
    news = news_days(published)
    return tuple(replace(s, date=news) if s.date is None else s for s in statements)
