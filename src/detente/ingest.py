"""The only file that knows the order pages → reader → store → copies → merge: paths in, an archive brought up to date out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from detente.copies.find import CopyRules
from detente.merge.block import block_of, merge_block
from detente.reader import ReadOptions, Tools, read_page
from detente.records import Page, Read, Reason, Rejected
from detente.store.archive import Archive

MERGE_EVERY_PAGES = 500
REFUSED_KEPT = 10


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run has done so far. `known`: pages that the archive held already; those rejected before count as rejected."""

    read: int = 0
    known: int = 0
    rejected: Counter[Reason] = field(default_factory=Counter)
    refused: list[Rejected] = field(default_factory=list)
    statements: int = 0
    events: int = 0
    undated: int = 0

    @property
    def pages(self) -> int:
        """How many pages came in."""
        return self.read + self.known + sum(self.rejected.values())

    def count(self, outcome: Read | Rejected) -> None:
        """Count the outcome of one page."""
        if isinstance(outcome, Rejected):
            self.rejected[outcome.reason] += 1
            if len(self.refused) < REFUSED_KEPT:
                self.refused.append(outcome)
            return
        self.read += 1
        self.statements += len(outcome.statements)
        self.events += len(outcome.events)
        published = outcome.article.published
        self.undated += published is None or published.start is None


def read_pages(
    pages: Iterable[Page | Rejected], *, tools: Tools, options: ReadOptions | None = None
) -> Iterator[Read | Rejected]:
    """The outcome of each page, one at a time."""
    for page in pages:
        yield page if isinstance(page, Rejected) else read_page(page, tools=tools, options=options)


def ingest(
    pages: Iterable[Page | Rejected],
    archive: Archive,
    *,
    tools: Tools,
    seen: datetime,
    options: ReadOptions | None = None,
    each: Callable[[Tally], None] | None = None,
) -> Tally:
    """Read pages into an archive, one transaction a page, find copies among them and merge what they touched.

    A page that the archive holds or has rejected already is not read again, so a run that was cut off goes on where it was; but
    what was rejected for its subject is, where `options` now take any subject. `each` is called after every page with the tally
    so far. Raises: ArchiveError; all pages before the failing one are kept.
    """
    tally = Tally()
    for page in pages:
        before = archive.rejected(page.uri, page.sha256)
        if isinstance(page, Page) and archive.see(page.uri, page.sha256, seen=seen):
            tally.known += 1
        elif before is not None and not (options and options.any_subject and before.reason is Reason.NOT_ABOUT_STATES):
            tally.count(before)
        else:
            outcome = page if isinstance(page, Rejected) else read_page(page, tools=tools, options=options)
            archive.add(outcome, seen=seen, block_of=block_of)
            tally.count(outcome)
        if each is not None:
            each(tally)
        if tally.pages % MERGE_EVERY_PAGES == 0:
            settle(archive)
    settle(archive)
    return tally


def settle(archive: Archive) -> None:
    """Find the copies among the new pages and merge what they touched; an archive where nothing waits stays as it is."""
    archive.find_copies(CopyRules())
    archive.merge(merge_block)
