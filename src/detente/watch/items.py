"""The pages of a feed's items → the items that are new, each with what identifies it.

An item is known by its link. Where several items of a feed share one, and where a link is a front page, by link and first line,
which is the title; an item without a link by its first line. What else changes in an item, a count of comments or a day, makes
no new item of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from detente.records import Page, Rejected, digest
from detente.store.watching import Item
from detente.watch.failure import Failure
from detente.watch.urls import joined, target_of


def new_items(
    pages: Iterable[Page | Rejected], *, feed: str, base: str, fetched: bool, marks: Callable[[str], frozenset[str]]
) -> Iterator[Item]:
    """The items that are not known yet, the oldest (which feeds have last) first.

    `base`: where the feed came from, against which links are completed. `fetched`: whether their pages are to be fetched.
    `marks`: the marks of the items that are known at an address.
    """
    marks = cache(marks)  # nothing is added until all are told apart
    placed = [_placed(page, feed, base) for page in pages]
    shared = Counter(uri for uri, _ in {(page.uri, _mark(page)) for page in placed if isinstance(page, Page)})
    for page in reversed(placed):
        if isinstance(page, Rejected):
            address, mark, known = feed, digest(page.reason, page.detail, page.uri), marks(feed)
            alone = False
        else:
            link = _link(page.uri, feed)
            address, mark = link or feed, _mark(page)
            known = marks(address)
            alone = link is not None and shared[page.uri] == 1 and len(known) <= 1 and not _front(link)
        if mark not in known and not (alone and known):
            yield Item(address=address, mark=mark, link=page.uri if alone and fetched else None, page=page)


def _mark(page: Page) -> str:
    return digest(page.text.lstrip().partition("\n")[0])


def _placed(page: Page | Rejected, feed: str, base: str) -> Page | Rejected:
    """The page under its whole link; under the feed and a digest of its own where it has none, not a number that will change."""
    if isinstance(page, Rejected):
        return page
    if page.uri.startswith(f"{base}#") and page.uri.removeprefix(f"{base}#").isdigit():
        return replace(page, uri=f"{feed}#{page.sha256[:16]}")
    return replace(page, uri=joined(base, page.uri))


def _link(uri: str, feed: str) -> str | None:
    """The link of an item where it is one that can be asked for, else None."""
    if uri.startswith(f"{feed}#"):
        return None
    try:
        target_of(uri)
    except Failure:
        return None
    return uri


def _front(link: str) -> bool:
    """True for the front page of a site, which says nothing of the item."""
    parts = urlsplit(link)
    return parts.path in ("", "/") and not parts.query and not parts.fragment
