"""Records ↔ the archive's rows. What is indexed stands in columns; the whole record stands beside as its JSON."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from detente.records import Article, DateSpan, EventMention, Published, Reason, Rejected, Statement
from detente.records.merged import Event, Mention, Source

OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "IGO"})


def to_json(record: object) -> str:
    """A record as JSON text."""
    return msgspec.json.encode(record).decode("utf8")


def article_of(text: str) -> Article:
    """The article of its JSON."""
    return msgspec.json.decode(text, type=Article)


def statement_of(text: str) -> Statement:
    """The statement of its JSON."""
    return msgspec.json.decode(text, type=Statement)


def mention_of(text: str) -> EventMention:
    """The event mention of its JSON."""
    return msgspec.json.decode(text, type=EventMention)


def iso(day: object) -> str | None:
    """A day as ISO text, None where it is not known."""
    return None if day is None else str(day)


def bounds(days: DateSpan | Published | None) -> tuple[str | None, str | None]:
    """First and last day as ISO text."""
    return (iso(days.start), iso(days.end)) if days else (None, None)


def source_of(row: sqlite3.Row) -> Source:
    """The source of a row with the columns of `SOURCE_COLUMNS`."""
    article = article_of(row["article_record"])
    return Source(
        sha256=row["sha256"],
        uri=row["uri"],
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        agency=article.agency,
        published=article.published,
        seen=row["seen"],
        copy_of=row["copy_of"],
    )


def rejection_of(row: sqlite3.Row) -> Rejected:
    """The rejection of its row."""
    return Rejected(uri=row["uri"], sha256=row["sha256"] or None, reason=Reason(row["reason"]), detail=row["detail"])


# of several addresses the first in alphabetical order stands for the page, so that the order of reading does not matter
SOURCE_COLUMNS = """a.sha256 AS sha256, a.record AS article_record,
    (SELECT min(uri) FROM sighting s WHERE s.sha256 = a.sha256) AS uri,
    (SELECT min(seen) FROM sighting s WHERE s.sha256 = a.sha256) AS seen,
    (SELECT c.original FROM copy c WHERE c.sha256 = a.sha256) AS copy_of"""


def officials(mentions: Iterable[EventMention], side: str) -> dict[str, bool]:
    """The codes of one side, each with whether anybody who acts for the state or body stands for it in some mention."""
    found: dict[str, bool] = {}
    for mention in mentions:
        for entity in mention.actor if side == "actor" else mention.recipient:
            code = entity.code or entity.name or entity.text
            acts = not entity.sector or bool(OFFICIAL_SECTORS & set(entity.sector))
            found[code] = found.get(code, False) or acts
    return found


def event_of(row: sqlite3.Row, mentions: tuple[Mention, ...]) -> Event:
    """The merged event of its row; the row's JSON holds all but the mentions, which are rows of their own."""
    return replace(msgspec.json.decode(row["record"], type=Event), mentions=mentions)


def bare(event: Event) -> str:
    """A merged event as JSON without its mentions."""
    return to_json(replace(event, mentions=()))
