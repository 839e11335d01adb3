"""Reads the press about relations between states: raw pages in, a sourced, dated, merged record out.

    from detente import dyad_series, load_tools, open_archive, open_pages, read_page

    tools = load_tools()
    for page in open_pages(["pages/"]):
        outcome = read_page(page, tools=tools)      # Read, or Rejected with its reason

    with open_archive("desk.db") as archive:
        rows = dyad_series(archive.events("RUS", "USA"), "RUS", "USA", by="month")

What is named here is imported when it is first asked for, so that `detente --help` need not pay for the reader.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.errors import DetenteError
    from detente.pages.read import open_pages
    from detente.reader import ReadOptions, Tools, load_tools, read_page
    from detente.records import Article, Entity, EventMention, Page, Read, Rejected, Span, Statement
    from detente.records.merged import DyadPeriod, Event
    from detente.series.dyads import dyad_series
    from detente.store.archive import open_archive

_HOME = {
    "DetenteError": "detente.errors",
    "open_pages": "detente.pages.read",
    **dict.fromkeys(("ReadOptions", "Tools", "load_tools", "read_page"), "detente.reader"),
    **dict.fromkeys(("Article", "Entity", "EventMention", "Page", "Read", "Rejected", "Span", "Statement"), "detente.records"),
    **dict.fromkeys(("DyadPeriod", "Event"), "detente.records.merged"),
    "dyad_series": "detente.series.dyads",
    "open_archive": "detente.store.archive",
}

__all__ = [
    "Article",
    "DetenteError",
    "DyadPeriod",
    "Entity",
    "Event",
    "EventMention",
    "Page",
    "Read",
    "ReadOptions",
    "Rejected",
    "Span",
    "Statement",
    "Tools",
    "dyad_series",
    "load_tools",
    "open_archive",
    "open_pages",
    "read_page",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
