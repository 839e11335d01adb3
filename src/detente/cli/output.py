"""Rows → a table for people, or JSON lines or CSV for programs. One form of each for every verb."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.records import DateSpan, Published

PIPE_WIDTH = 200  # columns of a table that does not go to a terminal
NUMERIC = frozenset(
    {"n", "statements", "events", "reports", "sources", "score", "mean", "interval", "conf", "V+", "M+", "V-", "M-"}
)


class Format(StrEnum):
    """How rows are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a verb lists: column names, a row of cells per record, and the records whole for JSON lines.

    `title` stands above the table, `note` below it; neither goes into JSON lines or CSV.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    records: Sequence[object]
    title: str = ""
    note: str = ""


def emit(listing: Listing, form: Format) -> None:
    """Write a listing to standard output."""
    if form is Format.JSONL:
        import msgspec

        for record in listing.records:
            sys.stdout.write(msgspec.json.encode(record).decode("utf8") + "\n")
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(listing.columns)
        writer.writerows(listing.rows)
    else:
        _table(listing)


def _table(listing: Listing) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
    table = Table(box=SIMPLE_HEAD, title=listing.title or None, title_justify="left", pad_edge=False)
    for column in listing.columns:
        table.add_column(column, overflow="fold", justify="right" if column in NUMERIC else "left")
    for row in listing.rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    if listing.note:
        console.print(Text(listing.note))


def say(message: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"{message}\n")


def interval(days: DateSpan | Published | None) -> str:
    """Days as people read them: one day, or first and last; `undated` where they are not known."""
    if days is None or (days.start is None and days.end is None):
        return "undated"
    return str(days.start) if days.start == days.end else f"{days.start or '?'} – {days.end or '?'}"
