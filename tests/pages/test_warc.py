"""WARC and WET: which records are pages, and that a broken one costs itself."""

from __future__ import annotations

import gzip
import io
import random
import time

import pytest
from fastwarc.stream_io import BrotliWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.pages.read import open_pages
from detente.records import Page, Reason, Rejected
from tests.pages.making import HTML, PROSE, SITE, members, response, warc_record, wet_record

INFO = warc_record("warcinfo", b"software: nothing\r\n", media="application/warc-fields")


def pages(data: bytes, **options: int) -> list[Page | Rejected]:
    return list(open_pages(["-"], stdin=io.BytesIO(data), **options))


def told(outcomes: list[Page | Rejected]) -> list[str]:
    """Each page by its address, each rejection by its place and reason."""
    return [o.uri.removeprefix(f"{SITE}/") if isinstance(o, Page) else f"{o.uri} {o.reason}" for o in outcomes]


@pytest.mark.parametrize("gzipped", [False, True])
def test_the_pages_of_a_warc(gzipped: bool) -> None:
    records = [
        INFO,
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n", uri=f"{SITE}/1", media="application/http; msgtype=request"),
        response(1),
        warc_record("metadata", b"fetchTimeMs: 3\r\n", uri=f"{SITE}/1", media="application/warc-fields"),
        warc_record("revisit", b"HTTP/1.1 200 OK\r\n\r\n", uri=f"{SITE}/0", media="application/http; msgtype=response"),
        response(2, PROSE.encode(), media="text/plain"),
        warc_record("resource", HTML.encode(), uri=f"{SITE}/3", media="text/html"),
        warc_record("resource", b"a log", uri="metadata://tool/log", media="text/plain"),
    ]
    outcomes = pages(b"".join(members(*records)) if gzipped else b"".join(records))
    assert told(outcomes) == ["1", "2", "3"]
    first, second, _ = outcomes
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    packed = " in gzip" if gzipped else ""
    assert first.text_of == f"text/html by resiliparse, from WARC{packed}"
    assert second.text_of == f"text/plain, from WARC{packed}"
    assert "Talks 1 go well" in first.text
    assert first.declared is None  # the day it was fetched is no date of the page


def test_the_same_page_has_the_same_digest_from_a_file_and_from_a_warc() -> None:
    (alone,) = pages(HTML.encode())
    (within,) = pages(response(1, HTML.encode()))
    assert alone.sha256 == within.sha256


def test_the_pages_of_a_wet() -> None:
    outcomes = pages(b"".join(members(INFO, wet_record(1), wet_record(2))))
    assert told(outcomes) == ["1", "2"]
    assert isinstance(outcomes[0], Page)
    assert (outcomes[0].text, outcomes[0].text_of) == (f"1\n{PROSE}", "text/plain, from WET in gzip")


def test_a_record_without_an_address_is_named_by_its_place() -> None:
    (page,) = pages(warc_record("conversion", PROSE.encode()))
    assert page.uri == "-#1"


def brotli(data: bytes) -> bytes:
    class Kept(io.BytesIO):
        def close(self) -> None:
            """Stay open, for what was written."""

    made = Kept()
    with BrotliWriter(made) as writer:
        writer.write(data)
    return made.getvalue()


CODED = {
    "gzip": (gzip.compress(HTML.encode()), "Content-Encoding: gzip\r\n"),
    "brotli": (brotli(HTML.encode()), "Content-Encoding: br\r\n"),
    "chunked": (b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML.encode()), HTML.encode()), "Transfer-Encoding: chunked\r\n"),
    "undone-by-the-crawler": (HTML.encode(), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    "brotli-undone": (HTML.encode(), "Content-Encoding: br\r\n"),
}


@pytest.mark.parametrize("name", CODED)
def test_codings_of_http_are_undone(name: str) -> None:
    body, head = CODED[name]
    (page,) = pages(response(1, body, more=head))
    assert isinstance(page, Page)
    assert "Sudmark did not answer." in page.text


NO_PAGES = {
    "not-found": (response(1, status="404 Not Found"), Reason.UNREADABLE, "404 Not Found"),
    "image": (response(1, b"\x89PNG\r\n\x1a\n", media="image/png"), Reason.BINARY, "image/png, no page"),
    "no-text": (response(1, b"<html><script>1</script></html>"), Reason.EMPTY, "without visible text"),
    "no-http": (
        warc_record("response", b"nothing", uri=f"{SITE}/1", media="application/http"),
        Reason.UNREADABLE,
        "without the head",
    ),
    "broken-gzip": (
        response(1, gzip.compress(HTML.encode())[:60] + b"\xff" * 60, more="Content-Encoding: gzip\r\n"),
        Reason.UNREADABLE,
        "gzip coding is broken",
    ),
    "bomb": (
        response(1, gzip.compress(bytes(300_000)), more="Content-Encoding: gzip\r\n"),
        Reason.TOO_LARGE,
        "more than 200,000",
    ),
    "too-large": (response(1, b"x" * 400_000), Reason.TOO_LARGE, "the limit is 200,000"),
}


@pytest.mark.parametrize("name", NO_PAGES)
def test_a_record_that_is_no_page_is_rejected_with_its_place_and_address(name: str) -> None:
    record, reason, detail = NO_PAGES[name]
    outcomes = pages(response(0) + record + response(2), limit_bytes=200_000)
    assert told(outcomes) == ["0", f"-#2 {reason}", "2"]
    assert isinstance(outcomes[1], Rejected)
    assert detail in outcomes[1].detail
    assert f"({SITE}/1)" in outcomes[1].detail


BROKEN = {
    "garbage-between": response(1) + b"garbage\r\n\r\n",
    "wrong-version": response(1).replace(b"WARC/1.0", b"WURC/1.0"),
    "length-no-number": response(1, length="x"),
    "length-negative": response(1, length="-5"),
    "no-length": response(1).replace(b"Content-Length", b"X-Length"),
    "too-short-a-length": response(1, length="50"),
    "too-long-a-length": response(1, length="700"),
    "a-length-beyond-the-end": response(1, length="100000"),
    "a-length-over-the-limit": response(1, length="99999999999"),
    "an-endless-head": b"WARC/1.0\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_costs_itself(name: str) -> None:
    found = told(pages(response(0) + BROKEN[name] + response(2) + response(3)))
    assert found[0] == "0"
    assert found[-2:] == ["2", "3"]
    assert [line for line in found if line.startswith("-#")]


@pytest.mark.parametrize("harm", ["flipped", "cut", "junk", "checksum"])
def test_a_broken_gzip_member_costs_its_record(harm: str) -> None:
    before, member, after, last = members(*map(response, range(4)))
    at = len(member) // 2
    broken = {
        "flipped": member[:at] + bytes([member[at] ^ 0xFF]) + member[at + 1 :],
        "cut": member[:at],
        "junk": member + b"junk",
        "checksum": member[:-8] + bytes(8),
    }[harm]
    found = told(pages(before + broken + after + last))
    assert found[0] == "0"
    assert found[-2:] == ["2", "3"]
    assert sum(line.startswith("-#") for line in found) == 1
    assert ("1" in found) == (harm == "junk")


def test_a_large_broken_member_does_not_hide_the_next() -> None:
    noise = random.Random(0).randbytes(300_000)
    before, member, after = members(response(0), response(1, noise), response(2))
    broken = member[:100_000] + b"\xff" * 40 + member[100_040:]
    assert told(pages(before + broken + after)) == ["0", "-#2 unreadable", "2"]


def test_a_file_cut_off_gives_what_was_whole() -> None:
    data = b"".join(members(*map(response, range(3))))
    assert told(pages(data[:-30])) == ["0", "1", "-#3 unreadable"]


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_warc_with_any_harm_is_pages_and_reasons(data: st.DataObject) -> None:
    whole = b"".join(members(*map(wet_record, range(3)))) if data.draw(st.booleans()) else b"".join(map(response, range(3)))
    at, size = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 40))
    harmed = whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + size :]
    assert all(isinstance(outcome, Page | Rejected) for outcome in pages(harmed, limit_bytes=5_000))


def test_many_lies_about_lengths_cost_no_time() -> None:
    began = time.monotonic()
    assert pages(response(1, b"x", length="19999000") * 30_000)
    assert time.monotonic() - began < 10


def test_a_warc_is_read_as_it_is_asked_for() -> None:
    class Endless:
        """A crawl that never ends."""

        made = 0

        def read(self, _size: int) -> bytes:
            self.made += 1
            return response(self.made)

    endless = Endless()
    found = open_pages(["-"], stdin=endless)  # type: ignore[arg-type]
    for _ in range(500):
        next(found)
    assert endless.made < 800
