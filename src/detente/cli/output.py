"""Rows → a table for people, or JSON lines or CSV for programs. One form of each for every verb."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from detente.records import DateSpan, Published

PIPE_WIDTH = 160  # columns of a table that does not go to a terminal, unless COLUMNS says otherwise
NUMERIC = frozenset(
    {"n", "statements", "events", "reports", "sources", "score", "mean", "interval", "conf", "V+", "M+", "V-", "M-"}
)
LONG = frozenset({"title", "content", "outlets"})  # columns of running text
MIN_LONG = 24


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a verb lists: column names, a row of cells per record, and the records whole for JSON lines.

    `title` stands above the table, `note` below it; neither goes into JSON lines or CSV. `flat`: the records as flat rows for
    CSV, one value a cell, the first row the column names; the cells of the table where it is empty. `least`: columns that a
    narrow table leaves out, the least needed first.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    records: Sequence[object]
    title: str = ""
    note: str = ""
    flat: Sequence[Sequence[object]] = ()
    least: Sequence[str] = ()


class PipeClosed(Exception):
    """Whoever reads our output has seen enough."""


def put(text: str) -> None:
    """Write text to standard output.

    Raises: PipeClosed where nobody reads any more (not BrokenPipeError, which the command-line library takes for a failure).
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise PipeClosed from None


def emit(listing: Listing, form: Format) -> None:
    """Write a listing to standard output."""
    if form is Format.JSONL:
        import msgspec

        for record in listing.records:
            put(msgspec.json.encode(record).decode("utf8") + "\n")
    elif form is Format.CSV:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(listing.flat or (listing.columns, *listing.rows))
        put(text.getvalue())
    else:
        _print_table(listing)


def width() -> int | None:
    """Columns to write tables for: None for what the terminal has; in a pipe what COLUMNS says, else `PIPE_WIDTH`."""
    if sys.stdout.isatty():
        return None
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdigit() and int(asked) > 0 else PIPE_WIDTH


def plain(text: str) -> str:
    """Text from a page without signs that would steer a terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text)


def show_rich(*parts: RenderableType, wrap: bool = True) -> None:
    """Write what Rich renders to standard output; Rich itself would take a closed pipe for an error."""
    from rich.console import Console

    console = Console(highlight=False, width=width(), soft_wrap=not wrap)
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    put(captured.get())


def _print_table(listing: Listing) -> None:
    from rich.console import Console
    from rich.text import Text

    dropped: list[str] = []
    least = list(listing.least)
    while _needs(listing, dropped) > Console(width=width()).width and least:
        dropped.append(least.pop(0))
    notes = [listing.note, f"Left out for want of width: {', '.join(dropped)}." if dropped else ""]
    show_rich(_table(listing, dropped), *(Text(note) for note in notes if note))


def _needs(listing: Listing, dropped: Sequence[str]) -> int:
    """Columns that a table needs without breaking a word."""
    needed = 0
    for i, column in enumerate(listing.columns):
        if column not in dropped:
            longest = max((len(word) for row in listing.rows for word in row[i].split()), default=0)
            needed += 3 + max(len(column), MIN_LONG if column in LONG else longest)
    return needed


def _table(listing: Listing, dropped: Sequence[str]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, title=listing.title or None, title_justify="left", pad_edge=False)
    kept = [i for i, column in enumerate(listing.columns) if column not in dropped]
    for i in kept:
        column = listing.columns[i]
        table.add_column(column, overflow="fold", no_wrap=column == "id", justify="right" if column in NUMERIC else "left")
    for row in listing.rows:
        table.add_row(*(Text(plain(row[i])) for i in kept))
    return table


def say(message: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"{message}\n")


def interval(days: DateSpan | Published | None) -> str:
    """Days as people read them: one day, or first and last; `undated` where they are not known."""
    if days is None or (days.start is None and days.end is None):
        return "undated"
    return str(days.start) if days.start == days.end else f"{days.start or '?'} – {days.end or '?'}"


def counted(n: int, what: str) -> str:
    """A number with its noun: `1 report`, `2 reports`."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
