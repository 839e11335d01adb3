"""The only file that knows the order of watching: which feed or item is next, what is asked, read, and remembered.

One thing is done at a time, whichever may be done soonest: a feed that is due, or an item that waits. What a feed had and the
validators that hide it next time are kept together; an item is done when the archive holds its outcome. So a kill at any moment
costs at most a request made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from detente.ingest import Tally
from detente.pages.read import FEEDS, feed_pages, page_of
from detente.records import Page, Rejected
from detente.store.watching import FeedState, Waiting, Watching
from detente.watch.backoff import Draw, next_poll, next_reading, next_try
from detente.watch.config import Feed, Watched
from detente.watch.failure import Failure, Trouble
from detente.watch.fetch import Asking, Fetched, Validators, fetch
from detente.watch.hosts import Clock, Hosts
from detente.watch.items import new_items
from detente.watch.status import Report

FEED_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGE_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
PAGE_MEDIA = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
SOON = timedelta(seconds=90)  # what a single run still waits for: the pace of a host, not a retry
MOST_AT_ONCE = 50
LONGEST_SLEEP_S = 60.0
HELD_S = 300.0  # a host that says 429 without saying for how long


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What watching works with. `read`: puts a page into the archive; `knows`: whether it has one from an address; `tell`: takes
    a line of status; `draw`: a number in [0, 1), for the jitter.
    """

    memory: Watching
    asking: Asking
    clock: Clock
    read: Callable[[Page | Rejected], Tally]
    knows: Callable[[str], bool]
    tell: Callable[[str], None]
    draw: Draw


class Watcher:
    """Watches feeds until it is stopped, or once."""

    def __init__(self, watched: Watched, means: Means) -> None:
        self._means, self._memory = means, means.memory
        self._hosts = Hosts(means.memory, means.asking, means.clock, pace_s=watched.pace_seconds)
        self._feeds = {feed.url: feed for feed in watched.feeds}
        self._states = {url: self._memory.feed(url) or FeedState(url=url, due=means.clock.now()) for url in self._feeds}
        self._reports: dict[str, Report] = {}

    def run(self, *, once: bool = False) -> bool:
        """Poll and read for ever; with `once` each feed that is due, and what they have. False where every feed polled failed.

        Raises: ArchiveError; whatever was read before is kept.
        """
        start = self._means.clock.now()
        polling = {url for url, state in self._states.items() if not once or state.due <= start}
        for url in self._feeds.keys() - polling:
            self._report(url).outcome = "not due yet"
        failed, polled = 0, 0
        while True:
            at, job = min(self._jobs(polling), key=lambda job: job[0], default=(start, None))
            now = self._means.clock.now()
            if job is None or (once and at > now + SOON):
                break
            if at > now:
                self._tell(now)
                self._means.clock.sleep(min((at - now).total_seconds(), LONGEST_SLEEP_S))
            elif isinstance(job, Feed):
                polled += 1
                failed += not self._poll(job)
                polling -= {job.url} if once else set()
            else:
                for waiting in self._beside(job, now):
                    self._item(waiting)
            self._tell(now)
        for url in polling:
            self._report(url).outcome = "its host is to be left alone"
        self._tell(None)
        return not polled or failed < polled

    def _jobs(self, polling: set[str]) -> Iterator[tuple[datetime, Feed | Waiting]]:
        """What there is to do, with the time from which it may be done."""
        for url in sorted(polling):
            yield max(self._states[url].due, self._hosts.ready(url)), self._feeds[url]
        yield from self._waiting()

    def _waiting(self) -> Iterator[tuple[datetime, Waiting]]:
        """Every item that waits, with the time from which it may be read."""
        ready: dict[str, datetime] = {}
        for waiting in self._memory.waiting(self._feeds):
            if waiting.link is None:
                yield waiting.due, waiting
                continue
            host = waiting.link.split("/")[2]
            if host not in ready:
                ready[host] = self._hosts.ready(waiting.link)
            yield max(waiting.due, ready[host]), waiting

    def _beside(self, waiting: Waiting, now: datetime) -> tuple[Waiting, ...]:
        """An item alone where its page is to be fetched; else with others that need no network, for which nobody has to wait."""
        if waiting.link is not None:
            return (waiting,)
        ready = (other for at, other in self._waiting() if other.link is None and at <= now)
        return tuple(islice(ready, MOST_AT_ONCE))

    # ── feeds ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _poll(self, feed: Feed) -> bool:
        """Ask a feed, and keep what it has that is new; False where it could not be had."""
        state, asking = self._states[feed.url], self._means.asking
        validators = Validators(etag=state.etag, modified=state.modified, valid_at=state.valid_at)
        try:
            answer = fetch(feed.url, asking, before=self._hosts.enter, accept=FEED_ACCEPT, validators=validators)
            pages = self._pages(answer)
        except Failure as failure:
            self._failed(feed, state, failure)
            return False
        now = self._means.clock.now()
        broken = answer.broken
        failures = state.failures + 1 if broken and broken.trouble is not Trouble.SIZE else 0  # a large one stays large
        state = replace(state, failures=failures, due=self._due(feed, failures))
        if answer.body is not None:
            found = answer.validators
            state = replace(state, etag=found.etag, modified=found.modified, valid_at=found.valid_at)
        items = new_items(pages, feed=feed.url, base=answer.url, fetched=feed.pages, marks=self._memory.marks)
        new = self._memory.polled(state, tuple(items), now=now)
        self._states[feed.url] = state
        outcome = "unchanged" if answer.body is None else f"{new} new"
        outcome += f", broken ({broken.detail})" if broken else ""
        outcome += f", moved for good to {answer.moved}" if answer.moved else ""
        self._report(feed.url).outcome = outcome
        self._report(feed.url).due = state.due
        return not broken or bool(pages)

    def _pages(self, answer: Fetched) -> tuple[Page | Rejected, ...]:
        """The items of an answer; of one that broke off those that came whole. Raises: Failure where it is no feed."""
        if answer.body is None:
            return ()
        what, pages = feed_pages(answer.body, address=answer.url)
        if what not in FEEDS:
            if answer.broken:
                raise answer.broken
            kind = "an empty answer" if not answer.body.strip() else f"a {what}" if what == "page" else what
            raise Failure(Trouble.KIND, f"no feed but {kind}")
        return tuple(page for page in pages if not (answer.broken and isinstance(page, Rejected)))

    def _failed(self, feed: Feed, state: FeedState, failure: Failure) -> None:
        if failure.holds_host:
            self._hold(feed.url, failure)
        failures = state.failures + 1
        state = replace(state, failures=failures, due=self._due(feed, failures, failure.wait_s))
        self._memory.polled(state, now=self._means.clock.now())
        self._states[feed.url] = state
        times = f" ({failures} times in a row)" if failures > 1 else ""
        self._report(feed.url).outcome = f"not had: {failure.detail}{times}"
        self._report(feed.url).due = state.due

    def _due(self, feed: Feed, failures: int, asked_s: float = 0.0) -> datetime:
        now, every_s = self._means.clock.now(), feed.every_minutes * 60
        return next_poll(now, every_s=every_s, failures=failures, asked_s=asked_s, draw=self._means.draw)

    def _hold(self, url: str, failure: Failure) -> None:
        seconds = failure.wait_s or (HELD_S if failure.status == 429 else 0.0)
        if seconds:
            self._hosts.hold(url, seconds)

    # ── items ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _item(self, waiting: Waiting) -> None:
        """Read one item, or put it off until its page can be had."""
        report = self._report(waiting.feed)
        again = next_reading(self._means.clock.now(), begun=waiting.begun)
        if again is None:
            self._memory.set_aside(waiting)
            report.aside += 1
            return
        page = self._memory.page(waiting)
        if waiting.link is not None and isinstance(page, Page):
            if self._means.knows(waiting.link):  # read, and killed before that was noted; or read from elsewhere
                self._memory.done(waiting)
                report.known += 1
                return
            fetched = self._fetched(waiting, page)
            if fetched is None:
                return
            page = fetched
        self._memory.begin(waiting, again=again)
        tally = self._means.read(page)
        self._memory.done(waiting)
        report.count(tally)

    def _fetched(self, waiting: Waiting, own: Page) -> Page | None:
        """The page of an item; its own text where there is no page to be had; None where it is put off."""
        link, report = waiting.link or "", self._report(waiting.feed)
        try:
            page = self._page(link)
        except Failure as failure:
            report.why = failure.detail
            if failure.holds_host:
                self._hold(link, failure)
            if failure.passing:
                now, draw = self._means.clock.now(), self._means.draw
                later = next_try(now, tries=waiting.tries + 1, asked_s=failure.wait_s, draw=draw)
                if later is not None:
                    self._memory.put_off(waiting, until=later)
                    return None
            report.own_text += 1
            return own
        return replace(page, declared=page.declared or own.declared)

    def _page(self, link: str) -> Page:
        """The page at an address, under that address. Raises: Failure."""
        answer = fetch(link, self._means.asking, before=self._hosts.enter, accept=PAGE_ACCEPT)
        if answer.broken:
            raise answer.broken
        if answer.media not in PAGE_MEDIA:
            raise Failure(Trouble.KIND, f"{answer.media[:80]}, no page")
        page = page_of(answer.body or b"", uri=link)
        if isinstance(page, Rejected):
            raise Failure(Trouble.KIND, f"no page to read: {page.detail}")
        return page

    # ── telling ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _report(self, url: str) -> Report:
        return self._reports.setdefault(url, Report(name=self._feeds[url].name, due=self._states[url].due))

    def _tell(self, now: datetime | None) -> None:
        """A line for each feed with news and nothing more to be read soon; with None for each with news."""
        if not self._reports:
            return
        waiting = tuple(self._waiting())
        busy = {item.feed for at, item in waiting if now and at <= now + SOON}
        counts = Counter(item.feed for _, item in waiting)
        for url in [url for url in self._feeds if url in self._reports and url not in busy]:
            self._means.tell(self._reports.pop(url).line(counts[url]))
