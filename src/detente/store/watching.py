"""What `detente watch` remembers, in the archive itself: of feeds, of their items, of hosts.

A poll is one transaction: the items it found wait in the archive before the validators that would hide them are believed. So a
kill at any moment leaves either neither or both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from detente.errors import ArchiveError
from detente.records import Page, Rejected
from detente.store.schema import transaction, translated

LOCK_ENDING = "-watch"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """Where a feed stands. `valid_at`: the address that gave the validators; `failures`: polls failed in a row."""

    url: str
    due: datetime
    etag: str | None = None
    modified: str | None = None
    valid_at: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a feed. `address` and `mark` identify it; `link`: the page to fetch for it, None where its own text is read."""

    address: str
    mark: str
    link: str | None
    page: Page | Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item to be read, without its text. `tries`: how often its page was asked for in vain; `begun`: how often reading it
    began and did not end.
    """

    number: int
    feed: str
    due: datetime
    tries: int
    begun: int
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What a host asks. `robots`: its robots.txt, empty where it has none, None where it could not be had; `got`: when it was
    asked for it; `held`: not to be visited before.
    """

    origin: str
    robots: bytes | None = None
    got: datetime | None = None
    held: datetime | None = None


class Watching:
    """The tables of an open archive that only `watch` uses. Every method raises ArchiveError as the archive does."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path, self._db = path, connection

    def feed(self, url: str) -> FeedState | None:
        """Where a feed stands; None for one that was never asked."""
        with translated(self._path):
            row = self._db.execute("SELECT * FROM watch_feed WHERE url = ?", (url,)).fetchone()
        if row is None:
            return None
        known = {name: row[name] for name in ("url", "etag", "modified", "valid_at", "failures")}
        return FeedState(due=_time(row["due"]), **known)

    def polled(self, state: FeedState, items: Iterable[Item] = (), *, now: datetime) -> int:
        """Keep where a feed stands and what it newly had, in one transaction; how many items that were."""
        new = 0
        with transaction(self._path, self._db):
            for item in items:
                row = (state.url, item.address, item.mark, item.link, text_of(now), text_of(now), msgspec.json.encode(item.page))
                sql = "INSERT OR IGNORE INTO watch_item VALUES (NULL, ?, ?, ?, ?, ?, 'due', 0, 0, ?, ?)"
                new += self._db.execute(sql, row).rowcount
            self._db.execute(
                "INSERT OR REPLACE INTO watch_feed VALUES (?, ?, ?, ?, ?, ?)",
                (state.url, state.etag, state.modified, state.valid_at, state.failures, text_of(state.due)),
            )
        return new

    def marks(self, address: str) -> frozenset[str]:
        """The marks of the items known at this address."""
        with translated(self._path):
            rows = self._db.execute("SELECT mark FROM watch_item WHERE address = ?", (address,)).fetchall()
        return frozenset(row["mark"] for row in rows)

    def waiting(self, feeds: Iterable[str]) -> tuple[Waiting, ...]:
        """Every item of these feeds that is still to be read, the one that was seen first at the head."""
        wanted = frozenset(feeds)
        sql = "SELECT number, feed, due, tries, begun, link FROM watch_item WHERE state = 'due' ORDER BY number"
        with translated(self._path):
            rows = self._db.execute(sql).fetchall()
        return tuple(Waiting(**{**dict(row), "due": _time(row["due"])}) for row in rows if row["feed"] in wanted)

    def page(self, waiting: Waiting) -> Page | Rejected:
        """The item's own text, as the feed had it, or why it had none."""
        with translated(self._path):
            row = self._db.execute("SELECT page FROM watch_item WHERE number = ?", (waiting.number,)).fetchone()
        if b'"text_of"' in row["page"]:  # in no value: there a quotation mark is escaped
            return msgspec.json.decode(row["page"], type=Page)
        return msgspec.json.decode(row["page"], type=Rejected)

    def begin(self, waiting: Waiting, *, again: datetime) -> None:
        """Note that reading an item begins, and when it is due again if this never ends."""
        self._set("UPDATE watch_item SET begun = begun + 1, due = ? WHERE number = ?", text_of(again), waiting.number)

    def done(self, waiting: Waiting) -> None:
        """Note that the archive holds the outcome of an item."""
        self._set("UPDATE watch_item SET state = 'done', page = NULL WHERE number = ?", waiting.number)

    def set_aside(self, waiting: Waiting) -> None:
        """Give an item up; its own text stays in the table."""
        self._set("UPDATE watch_item SET state = 'aside' WHERE number = ?", waiting.number)

    def put_off(self, waiting: Waiting, *, until: datetime) -> None:
        """Ask for an item's page again later, and count the try."""
        self._set("UPDATE watch_item SET tries = tries + 1, due = ? WHERE number = ?", text_of(until), waiting.number)

    def host(self, origin: str) -> HostState:
        """What is known of a host, by scheme, name and port."""
        with translated(self._path):
            row = self._db.execute("SELECT * FROM watch_host WHERE origin = ?", (origin,)).fetchone()
        if row is None:
            return HostState(origin=origin)
        times = {name: _time(row[name]) if row[name] else None for name in ("got", "held")}
        return HostState(origin=origin, robots=row["robots"], **times)

    def keep_host(self, state: HostState) -> None:
        """Keep what is known of a host."""
        got, held = (text_of(time) if time else None for time in (state.got, state.held))
        self._set("INSERT OR REPLACE INTO watch_host VALUES (?, ?, ?, ?)", state.origin, state.robots, got, held)

    def _set(self, sql: str, *values: object) -> None:
        with transaction(self._path, self._db):
            self._db.execute(sql, values)


def text_of(time: datetime) -> str:
    """A time as the tables have it: UTC, to the second, so that text sorts as time does."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


@contextmanager
def only_watch(archive: Path) -> Iterator[None]:
    """Holds the right to watch into this archive, which one process has at a time; a kill gives it back.

    Raises: ArchiveError where another has it, or the folder cannot be written.
    """
    path = Path(f"{archive}{LOCK_ENDING}")
    try:
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: cannot be made ({error}); is the folder there, and may it be written?") from error
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        lock.close()
        held = "locked" in str(error)
        why = "another `detente watch` reads into it; stop that one first" if held else f"its lock {path} cannot be had ({error})"
        raise ArchiveError(f"{archive}: {why}") from error
    try:
        yield
    finally:
        lock.close()
