"""`feeds.toml` → which feeds are watched and how; whatever does not fit is one line that says where."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from detente.errors import InputError
from detente.watch.failure import Failure
from detente.watch.urls import target_of

EVERY_MINUTES = 30.0
PACE_SECONDS = 2.0
LEAST_MINUTES, MOST_MINUTES = 1.0, 10_080.0
LEAST_PACE, MOST_PACE = 0.5, 3_600.0
_TOP = ("contact", "every_minutes", "pace_seconds", "pages", "feed")
_FEED = ("url", "name", "pages", "every_minutes")
_MOST_BYTES = 5_000_000

Value = TypeVar("Value", str, bool)
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed. `pages`: whether the page of each item is fetched, where it has a link; else the item's own text is read."""

    url: str
    name: str
    pages: bool = False
    every_minutes: float = EVERY_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is watched. `contact`: an address of those who ask, sent with every request, may be empty; `pace_seconds`: at least so
    much between two requests to one host.
    """

    feeds: tuple[Feed, ...]
    contact: str = ""
    pace_seconds: float = PACE_SECONDS

    @property
    def agent(self) -> str:
        """Who asks, as servers are told it; `detente` is the name to use in robots.txt."""
        return f"detente/{version('detente')} (reads feeds{f'; {self.contact}' if self.contact else ''})"


def load_watched(path: Path) -> Watched:
    """What a file says to watch.

    Raises: InputError where it cannot be read, is no TOML, names no feed, or has a key, a value or an address that does not fit.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file that lists feeds, see docs/watch.md") from error
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path}: more than {_MOST_BYTES:,} bytes; a list of feeds is shorter")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}), which TOML has to be") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not TOML: {' '.join(str(error).split())}") from error
    return watched_of(table, str(path))


def watched_of(table: Table, where: str) -> Watched:
    """The same of a table that was read; `where` it came from, for messages. Raises: InputError."""
    _only(table, _TOP, where)
    entries = table.get("feed", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f'{where}: a feed begins with the line [[feed]], under it url = "https://…"')
    if not entries:
        raise InputError(f'{where}: no feeds; add one: a line [[feed]], under it url = "https://…"')
    contact = _value(table, "contact", "", where)
    if not (contact.isascii() and contact.isprintable()) or len(contact) > 200 or set(contact) & set("()\\"):
        raise InputError(f"{where}: contact = {contact!r}: up to 200 plain letters without brackets, such as an address of mail")
    pages = _value(table, "pages", False, where)
    every = _number(table, "every_minutes", EVERY_MINUTES, (LEAST_MINUTES, MOST_MINUTES), where)
    feeds = tuple(_feed(entry, pages, every, f"{where}: feed {n}") for n, entry in enumerate(entries, 1))
    for n, feed in enumerate(feeds, 1):
        first = next(i for i, other in enumerate(feeds, 1) if other.url == feed.url)
        if first < n:
            raise InputError(f"{where}: feed {n}: {feed.url} is feed {first} already; keep one of them")
    pace = _number(table, "pace_seconds", PACE_SECONDS, (LEAST_PACE, MOST_PACE), where)
    return Watched(feeds=feeds, contact=contact, pace_seconds=pace)


def _feed(entry: Table, pages: bool, every: float, where: str) -> Feed:
    _only(entry, _FEED, where)
    url = _value(entry, "url", "", where)
    if not url:
        raise InputError(f'{where}: no url; add url = "https://…"')
    try:
        target = target_of(url)
    except Failure as failure:
        raise InputError(f"{where}: {failure.detail}") from failure
    name = " ".join(_value(entry, "name", "", where).split())
    return Feed(
        url=target.url,
        name="".join(c for c in name if c.isprintable()) or target.url,
        pages=_value(entry, "pages", pages, where),
        every_minutes=_number(entry, "every_minutes", every, (LEAST_MINUTES, MOST_MINUTES), where),
    )


def _only(table: Table, known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise InputError(f"{where}: {key!r} is not known here; there are: {', '.join(known)}")


def _value(table: Table, key: str, absent: Value, where: str) -> Value:
    value = table.get(key, absent)
    if not isinstance(value, type(absent)):
        wanted = "true or false" if isinstance(absent, bool) else "text in quotation marks"
        raise InputError(f"{where}: {key} = {str(value)[:80]}: it takes {wanted}")
    return value


def _number(table: Table, key: str, absent: float, bounds: tuple[float, float], where: str) -> float:
    value = table.get(key, absent)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not bounds[0] <= value <= bounds[1]:  # type: ignore[operator]  # a number, as just asked
        raise InputError(f"{where}: {key} = {str(value)[:80]}: it takes a number from {bounds[0]:g} to {bounds[1]:,.0f}")
    return float(value)  # type: ignore[arg-type]
