"""WARC and WET → pages, a record at a time; a broken record costs itself.

The records are framed here and not by fastwarc's iterator, which stops at the first broken record of a file; its readers undo the
codings of HTTP. A record's date is the day it was fetched and says nothing about the page, so it is not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

from detente.pages.page import Place
from detente.pages.streams import GZIP, ZSTD, Fault, Source
from detente.records import Page, Reason, Rejected

BEGIN = b"WARC/"
_CLOSE = b"\r\n\r\n"
_NEXT = _CLOSE + BEGIN
_HEAD_BYTES, _LINE_BYTES = 65_536, 16_384
_HTTP_BYTES = 131_072  # of the head before a page, over the limit on the page
_PAGES = frozenset({"response", "conversion", "resource"})
_TEXTS = frozenset({"", "text/html", "text/plain", "application/xhtml+xml"})
_LENGTH = re.compile(r"\d{1,15}")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})[^\r\n]{0,200}")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A record whose frame is whole. `body` is None where it is over the limit."""

    headers: dict[str, str]
    body: bytes | None
    length: int

    @property
    def address(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<>")


def warc_pages(source: Source, place: Place) -> Iterator[Page | Rejected]:
    """The pages of a WARC or WET file: responses and resources that are HTML or plain text, and conversions.

    Requests, metadata and revisits are passed over; what else is no page is rejected, and so is a broken record.
    """
    number = 0
    while _at_record(source) or source.fault:
        number += 1
        record = source.fault or _read(source, place.limit_bytes)
        if isinstance(record, _Record):
            outcome = _page(record, number, place)
            if outcome is not None:
                yield outcome
            continue
        yield place.rejected(record.reason, record.detail, number)
        if not _go_on(source):
            return


def _at_record(source: Source) -> bool:
    while head := source.peek(1):
        if head not in b"\r\n":
            return True
        source.take(1)
    return False


def _go_on(source: Source) -> bool:
    if source.fault:
        return source.go_on(BEGIN)
    if source.skip_to(b"\nWARC/"):
        source.take(1)
        return True
    return source.go_on(BEGIN)


def _read(source: Source, limit_bytes: int) -> _Record | Fault:
    """One record; where its frame is broken, the source stands before what may be the next one."""
    headers = _headers(source)
    if isinstance(headers, Fault):
        return headers
    stated = headers.get("content-length", "")
    if not _LENGTH.fullmatch(stated):
        return _broken(f"a record whose length is {stated[:20]!r}")
    length = int(stated)
    if length > limit_bytes + _HTTP_BYTES:  # its stated length is not believed: it might be a lie that hides all that follows
        if source.skip_to(_NEXT):
            source.take(len(_CLOSE))
        return source.fault or _Record(headers=headers, body=None, length=length)
    body = source.read(length)
    if len(body) < length:
        return source.fault or _rescued(source, body, f"a record cut off after {len(body):,} of {length:,} bytes")
    closed = source.peek(len(_CLOSE)) == _CLOSE
    if _at_record(source) and not closed and source.peek(len(BEGIN)) != BEGIN:
        return _rescued(source, body, f"a record that is not {length:,} bytes long as it says")
    if source.fault and not source.fault.clean:  # its gzip member is broken, if only in its check sum
        return source.fault
    return _Record(headers=headers, body=body, length=length)


def _rescued(source: Source, body: bytes, detail: str) -> Fault:
    """The fault of a record with a wrong length; a record that it swallowed is given back."""
    at = body.find(_NEXT)
    if at >= 0:
        source.give_back(body[at:])
    return _broken(detail)


def _broken(detail: str) -> Fault:
    return Fault(reason=Reason.UNREADABLE, detail=detail)


def _headers(source: Source) -> dict[str, str] | Fault:
    if source.peek(len(BEGIN)) != BEGIN:
        return source.fault or _broken("no WARC record where one should begin")
    source.line(_LINE_BYTES)
    headers: dict[str, str] = {}
    room = _HEAD_BYTES
    while room > 0:
        line = source.line(_LINE_BYTES)
        if not line:
            return source.fault or _broken("a record cut off in its head")
        room -= len(line)
        if not line.strip():
            return headers
        name, colon, value = line.decode("utf-8", errors="replace").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return _broken(f"a record whose head is over {_HEAD_BYTES:,} bytes")


def _page(record: _Record, number: int, place: Place) -> Page | Rejected | None:
    kind, address = record.headers.get("warc-type", "").lower(), record.address
    if kind not in _PAGES or (kind == "resource" and not address.startswith(("http://", "https://"))):
        return None  # a crawler leaves its logs as resources, under addresses of its own
    if record.body is None:
        detail = f"{record.length:,} bytes, the limit is {place.limit_bytes:,}"
        return place.rejected(Reason.TOO_LARGE, detail, number, address=address)
    media = record.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "response" and media != "application/http":
        return None  # the answer of a name server, say
    payload: bytes | Fault = record.body
    if kind == "response":
        media, payload = _http(record.body, place.limit_bytes)
    if isinstance(payload, Fault):
        return place.rejected(payload.reason, payload.detail, number, address=address)
    if media not in _TEXTS:
        return place.rejected(Reason.BINARY, f"{media[:80]}, no page", number, address=address)
    if len(payload) > place.limit_bytes:
        return place.rejected(Reason.TOO_LARGE, f"more than {place.limit_bytes:,} bytes", number, address=address)
    return place.page(payload, number, address=address)


def _http(answer: bytes, limit_bytes: int) -> tuple[str, bytes | Fault]:
    """The media type of an HTTP answer, lower case, and its body with codings undone."""
    status = _STATUS.match(answer)
    end = _HEAD_END.search(answer, 0, _HTTP_BYTES)
    if not status or not end:
        return "", _broken("an answer without the head that HTTP has")
    if not status.group(1).startswith(b"2"):
        return "", _broken(status.group().decode("ascii", errors="replace").strip())
    headers: dict[str, str] = {}
    for line in answer[: end.start()].split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        headers.setdefault(name.strip().lower(), value.strip().lower())
    body: bytes | Fault = answer[end.end() :]
    codings = f"{headers.get('content-encoding', '')},{headers.get('transfer-encoding', '')}"
    for coding in reversed([word.strip() for word in codings.split(",")]):
        if isinstance(body, bytes):
            body = _undone(body, coding, limit_bytes)
    return headers.get("content-type", "").partition(";")[0].strip(), body


def _undone(body: bytes, coding: str, limit_bytes: int) -> bytes | Fault:
    """A body without one coding, at most a byte over the limit; as it is where a crawler undid it and left the header.

    Of a body that is cut off, as crawlers do with long ones, what there is.
    """
    inner = io.BytesIO(body)
    reader: GzipReader | BrotliReader | ZstdReader | ChunkedReader
    if coding in ("gzip", "x-gzip") and body.startswith(GZIP):
        reader = GzipReader(inner)
    elif coding == "deflate" and body[:1] == b"\x78":
        reader = GzipReader(inner, zlib=True)
    elif coding == "br" and not body.lstrip().startswith(b"<"):
        reader = BrotliReader(inner)
    elif coding == "zstd" and body.startswith(ZSTD):
        reader = ZstdReader(inner)
    elif coding == "chunked" and re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r\n", body):
        reader = ChunkedReader(inner)
    else:
        return body
    parts: list[bytes] = []
    room = limit_bytes + 1
    try:
        while room > 0 and (part := reader.read(room)):
            parts.append(part)
            room -= len(part)
    except (OSError, ValueError) as error:
        return _broken(f"its {coding} coding is broken ({error})")
    return b"".join(parts)
