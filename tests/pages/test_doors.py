"""Telling by content what a file is, and taking apart what is packed."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.pages.read import open_pages
from detente.records import Page, Reason, Rejected
from tests.pages.making import HTML, PROSE, SITE, members, response, rss, rss_item, wet_record, zipped
from tests.pages.test_streams import bombs, zstd

LINE = json.dumps({"text": PROSE}).encode() + b"\n"
KINDS = {
    "page": PROSE.encode(),
    "WARC": response(1),
    "WET": wet_record(1),
    "RSS": rss(rss_item(1)),
    "JSONL": LINE,
    "CSV": f'id,text\n1,"{PROSE}"\n'.encode(),
}


def pages(data: bytes, **options: int) -> list[Page | Rejected]:
    return list(open_pages(["-"], stdin=io.BytesIO(data), **options))


@pytest.mark.parametrize("kind", KINDS)
def test_the_content_says_what_a_file_is_and_the_caller_is_told(tmp_path: Path, kind: str) -> None:
    packed = {
        f"{kind}": KINDS[kind],
        f"{kind} in gzip": gzip.compress(KINDS[kind]),
        f"{kind} in zstd": zstd(KINDS[kind]),
        "ZIP": zipped(a__txt=KINDS[kind]),
        f"{kind} in gzip in gzip": gzip.compress(gzip.compress(KINDS[kind])),
    }
    for at, data in enumerate(packed.values()):
        (tmp_path / f"{at}.png").write_bytes(data)
    told: list[str] = []
    outcomes = list(open_pages([tmp_path], taken=lambda _, what: told.append(what)))
    assert told == list(packed)
    assert all(isinstance(outcome, Page) for outcome in outcomes)
    assert len({outcome.sha256 for outcome in outcomes}) == 1
    assert len({outcome.text for outcome in outcomes if isinstance(outcome, Page)}) == 1


def test_what_a_page_was_taken_out_of_stands_with_it() -> None:
    (page,) = pages(zipped(crawl__gz=b"".join(members(response(1)))))
    assert isinstance(page, Page)
    assert page.text_of == "text/html by resiliparse, from WARC in gzip in ZIP"
    (page,) = pages(gzip.compress(HTML.encode()))
    assert isinstance(page, Page)
    assert page.text_of == "text/html by resiliparse, from gzip"


def test_members_of_a_zip_are_read_in_order_and_hidden_ones_not() -> None:
    data = zipped(
        b__txt="Two.", a__txt="One.", __hidden="x", **{"__MACOSX/a__txt": "x", "c/d__jsonl": LINE, "bad__bin": b"\x89PNG\r\n"}
    )
    assert [(outcome.uri, type(outcome)) for outcome in pages(data)] == [
        ("-!a.txt", Page),
        ("-!b.txt", Page),
        ("-!bad.bin", Rejected),
        ("-!c/d.jsonl#1", Page),
    ]


def test_a_zip_in_a_zip_is_read_and_no_deeper() -> None:
    once = zipped(a__txt=PROSE)
    (page,) = pages(zipped(b__zip=once))
    assert (page.uri, type(page)) == ("-!b.zip!a.txt", Page)
    (outcome,) = pages(zipped(c__zip=zipped(b__zip=once)))
    assert isinstance(outcome, Rejected)
    assert "packed more than 2 times" in outcome.detail


def test_a_zip_on_disk_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a__txt=PROSE))
    (page,) = open_pages([tmp_path / "a.zip"])
    assert page.uri == f"{tmp_path}/a.zip!a.txt"


def method(number: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", number) as archive:
        archive.writestr("a.txt", PROSE)
    return made.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped(a__txt=PROSE))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BAD_ZIPS = {
    "office": (zipped(**{"[Content_Types]__xml": "<a/>", "word/document__xml": "<a/>"}), Reason.BINARY, "office document"),
    "nothing": (zipped(), Reason.EMPTY, "empty ZIP"),
    "cut": (zipped(a__txt=PROSE)[:-30], Reason.BINARY, "broken ZIP archive"),
    "bzip2": (method(zipfile.ZIP_BZIP2), Reason.UNREADABLE, "stored or deflated would do"),
    "lzma": (method(zipfile.ZIP_LZMA), Reason.UNREADABLE, "stored or deflated would do"),
    "encrypted": (encrypted(), Reason.UNREADABLE, "encrypted"),
    "checksum": (method(zipfile.ZIP_STORED).replace(b"Norland", b"Sorland"), Reason.UNREADABLE, "broken ZIP member"),
    "directory": (
        zipped(a__txt=PROSE)[:-22] + b"PK\x05\x06" + bytes(8) + b"\xff\xff\xff\x7f" + bytes(6),
        Reason.TOO_LARGE,
        "list of members",
    ),
}


@pytest.mark.parametrize("name", BAD_ZIPS)
def test_a_zip_that_cannot_be_read_is_a_rejection(name: str) -> None:
    data, reason, detail = BAD_ZIPS[name]
    (outcome,) = pages(data)
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, detail in outcome.detail) == (reason, True), outcome


def test_other_packings_are_named() -> None:
    (outcome,) = pages(bz2.compress(PROSE.encode()))
    assert isinstance(outcome, Rejected)
    assert outcome.detail == "looks like bzip2"


@pytest.mark.parametrize("kind", ["gzip", "zstd", "zip"])
@pytest.mark.parametrize("limit", [1_000, 10**9], ids=["over-a-page", "over-the-ratio"])
def test_bombs_are_rejected(kind: str, limit: int) -> None:
    data = {**bombs(), "zip": zipped(a__txt=bytes(200 << 20))}[kind]
    (outcome,) = pages(data, limit_bytes=limit)
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.TOO_LARGE


def test_many_small_bombs_in_a_zip_are_one_large_one() -> None:
    files = {f"m{n}__txt": bytes(30 << 20) for n in range(9)}
    outcomes = pages(zipped(**files), limit_bytes=100 << 20)
    assert 1 < len(outcomes) < 9
    last = outcomes[-1]
    assert isinstance(last, Rejected)
    assert "200-fold" in last.detail


@given(st.sampled_from(sorted(KINDS)), st.sampled_from([gzip.compress, zstd, lambda data: zipped(a__b=data)]), st.data())
@settings(max_examples=100, deadline=None)
def test_packed_files_with_any_harm_are_pages_and_reasons(kind, pack, data) -> None:
    whole = pack(KINDS[kind])
    at, size = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 30))
    harmed = whole[:at] + data.draw(st.binary(max_size=30)) + whole[at + size :]
    assert all(isinstance(outcome, Page | Rejected) for outcome in pages(harmed, limit_bytes=5_000))


@given(
    st.sampled_from(
        [b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"PK\x03\x04", b"PAR1\x15", b'{"', b"<?xml?><rss>", b"\x28\xb5\x2f\xfd", b"id,text\n"]
    ),
    st.binary(max_size=200),
)
@settings(max_examples=150, deadline=None)
def test_whatever_follows_a_beginning_is_pages_and_reasons(beginning: bytes, data: bytes) -> None:
    assert all(isinstance(outcome, Page | Rejected) for outcome in pages(beginning + data, limit_bytes=5_000))


def test_an_address_is_one_line_of_text() -> None:
    (page,) = pages(json.dumps({"text": PROSE, "url": f" {SITE}/\x00a\nb" + "c" * 9_000}).encode() + b"\n")
    assert page.uri.startswith(f"{SITE}/ a bccc")
    assert len(page.uri) == 2_000
