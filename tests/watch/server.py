"""A feed server on this machine that misbehaves as told, and a watcher that may reach it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from detente.ingest import Tally
from detente.records import Page, Reason, Rejected
from detente.store.archive import Archive, open_archive
from detente.watch.addresses import is_public
from detente.watch.config import Feed, Watched
from detente.watch.connect import Network
from detente.watch.fetch import Asking, Limits
from detente.watch.hosts import Clock
from detente.watch.run import Means, Watcher

OUTSIDE, INSIDE = "127.0.0.2", "127.0.0.1"  # what stands for the open internet here, and what must never be reached
PROSE = "Norland expelled two Sudmark diplomats on Thursday. Sudmark called the step hostile and said it would answer in kind."

Answer = tuple[int, dict[str, str], bytes]
Route = Answer | Callable[[BaseHTTPRequestHandler], Answer | None]


class Server:
    """`routes`: what each path answers; `asked`: (path, headers) of every request, in order."""

    def __init__(self, address: str) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                route = server.routes.get(self.path, (404, {}, b""))
                answer = route(self) if callable(route) else route
                if answer is not None:
                    status, headers, body = answer
                    self.send_response(status)
                    for name, value in {"Content-Length": str(len(body)), **headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                pass  # whoever asked has hung up

        self._http = Quiet((address, 0), Handler)
        self.port: int = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def url(self, path: str = "", host: str = "mfa.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        return [path for path, _ in self.asked if robots or path != "/robots.txt"]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def rss(*items: str, end: str = "</channel></rss>") -> bytes:
    return ('<?xml version="1.0"?><rss version="2.0"><channel><title>MFA</title>' + "".join(items) + end).encode()


def item(link: str, title: str = "", text: str = PROSE) -> str:
    return f"<item><title>{title or 'Note on ' + link}</title><link>{link}</link><description>{text}</description></item>"


def page(text: str = PROSE) -> Answer:
    return 200, {"Content-Type": "text/html"}, f"<!doctype html><html><body><p>{text}</p></body></html>".encode()


class Time:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.time = datetime(2030, 5, 6, 12, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


class Desk:
    """An archive and who watches into it; `read` has the pages as they were read."""

    def __init__(self, folder: Path, server: Server, **network: object) -> None:
        self.path, self.server, self.time = folder / "desk.db", server, Time()
        self.read: list[Page | Rejected] = []
        self.lines: list[str] = []
        self.limits = Limits(packed_bytes=200_000, unpacked_bytes=400_000)
        named = {"resolve": lambda *_: (OUTSIDE,), "permit": permitted, "connect_s": 5.0, "request_s": 5.0, **network}
        self.network = Network(**named)  # type: ignore[arg-type]

    def means(self, archive: Archive) -> Means:
        def read(page: Page | Rejected) -> Tally:
            tally = Tally()
            if archive.rejected(page.uri, page.sha256):
                tally.known += 1
                return tally
            self.read.append(page)
            outcome = Rejected(uri=page.uri, sha256=page.sha256, reason=Reason.NOT_ABOUT_STATES, detail="")
            archive.add(outcome, seen=self.time.now(), block_of=lambda _: "")
            tally.count(outcome)
            return tally

        return Means(
            memory=archive.watching(),
            asking=Asking(agent="detente/test", network=self.network, clock=self.time.now, limits=self.limits),
            clock=Clock(now=self.time.now, sleep=self.time.sleep),
            read=read,
            knows=archive.knows,
            tell=self.lines.append,
            draw=lambda: 0.5,
        )

    def watched(self, *feeds: Feed) -> Watched:
        return Watched(feeds=feeds, pace_seconds=2.0)

    def once(self, *feeds: Feed | str, pages: bool = False) -> str:
        """Watch once; the lines told."""
        given = [Feed(url=feed, name="MFA", pages=pages) if isinstance(feed, str) else feed for feed in feeds]
        self.lines.clear()
        with open_archive(self.path, write=True) as archive:
            Watcher(self.watched(*given), self.means(archive)).run(once=True)
        return "\n".join(self.lines)

    def uris(self) -> list[str]:
        return [page.uri for page in self.read]


def permitted(address: str) -> bool:
    return address == OUTSIDE or is_public(address)


@contextmanager
def serving(address: str = OUTSIDE) -> Iterator[Server]:
    server = Server(address)
    try:
        yield server
    finally:
        server.close()
