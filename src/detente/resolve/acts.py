"""The days of acts that the page tells as news without a date of their own."""

from dataclasses import replace
from datetime import timedelta

from detente.records import Basis, DateSpan, EventMention, Published
from detente.resolve.days import MAX_ANCHOR_DAYS

NEWS_DAYS = 7  # what a page tells as news, undated, happened within the week before it was published


def settle_events(events: tuple[EventMention, ...], published: Published | None) -> tuple[EventMention, ...]:
    """The same events, those without a date given the days that the page's own date allows, with the reason said."""
    if published is None or published.start is None or published.end is None:
        return events
    if (published.end - published.start).days > MAX_ANCHOR_DAYS:
        return events
    news = DateSpan(
        start=published.start - timedelta(days=NEWS_DAYS),
        end=published.end,
        basis=Basis.INFERRED,
        because=(f"told as news, undated, on a page published {published.start}",),
    )
    return tuple(replace(e, date=news) if e.date is None and e.aux is None else e for e in events)
