"""The days of acts and statements that the page tells as news without a date of their own."""

from dataclasses import replace
from datetime import timedelta

from detente.records import Basis, DateSpan, EventMention, Published, Statement
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


def settle_events(events: tuple[EventMention, ...], published: Published | None) -> tuple[EventMention, ...]:
    """The same events, those of the news without a date given the days that the page's own date allows."""
    days = news_days(published)
    return tuple(replace(e, date=days) if e.date is None and e.aux is None else e for e in events)


def settle_statements(statements: tuple[Statement, ...], published: Published | None) -> tuple[Statement, ...]:
    """The same statements, those without a date given the days that the page's own date allows."""
    days = news_days(published)
    return tuple(replace(s, date=days) if s.date is None else s for s in statements)
