"""Bytes of any kind → pages: tells by content what they are, unpacks them, and hands them to the door that reads that kind."""

from __future__ import annotations

import codecs
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

from detente.pages.feeds import feed_kind, item_pages
from detente.pages.fields import Fields, Untold, choose
from detente.pages.objects import document_pages, first_names, line_pages
from detente.pages.page import Place, page_of
from detente.pages.parquet import MAGIC, parquet_pages
from detente.pages.streams import GZIP, PIECE_BYTES, ZSTD, Fault, Source, gunzip, recoded, unzstd
from detente.pages.tables import header_of, row_pages
from detente.pages.warc import BEGIN, warc_pages
from detente.pages.zips import ZIP, zip_members
from detente.records import Page, Reason, Rejected

MOST_PACKED = 2
SPOOL_BYTES = 4_294_967_296
_SPOOL_MEMORY_BYTES = 1_048_576
_BLANK_BYTES = 1_024
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JSON_START = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
_WET = re.compile(rb"^WARC-Type:\s*conversion", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What bytes were taken for ("page", "WARC in gzip"), and their pages, to be taken once. `mistake`: why the caller's fields
    do not fit, in one line; empty where they do.
    """

    what: str
    pages: Iterator[Page | Rejected]
    mistake: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How bytes are to be read. `file`: as printable text. `packings`: what they were taken out of, the innermost first."""

    file: str
    limit_bytes: int
    fields: Fields
    packings: tuple[str, ...] = ()

    def within(self, packing: str, member: str = "") -> Asked:
        """The same for what is unpacked from it."""
        file = f"{self.file}!{member}" if member else self.file
        return replace(self, file=file, packings=(packing, *self.packings))

    def what(self, kind: str) -> str:
        """A kind with what it was taken out of."""
        return " in ".join((kind, *self.packings))


def open_door(source: Source, asked: Asked, file: IO[bytes] | None = None) -> Door:
    """The door for these bytes. `file`: the same bytes as a file that can be read in any order, where there is one."""
    head = source.peek()
    if head.startswith((GZIP, ZSTD, *ZIP)) and len(asked.packings) >= MOST_PACKED:
        return _refused(Fault(reason=Reason.UNREADABLE, detail=f"packed more than {MOST_PACKED} times"), asked)
    if head.startswith(GZIP):
        return open_door(gunzip(source), asked.within("gzip"))
    if head.startswith(ZSTD):
        return open_door(unzstd(source), asked.within("zstd"))
    if head.startswith(ZIP):
        return Door(what=asked.what("ZIP"), pages=_at_random(source, asked, file, "ZIP"))
    if head.startswith(MAGIC) and b"\x15" in head[:16]:  # a page header of Thrift, and no text that begins with PAR1
        return Door(what=asked.what("Parquet"), pages=_at_random(source, asked, file, "Parquet"))
    return _open_text(source, asked, head)


def _open_text(source: Source, asked: Asked, head: bytes) -> Door:
    place = Place(file=asked.file, what="", limit_bytes=asked.limit_bytes)
    if head.startswith(BEGIN):
        place = replace(place, what=asked.what("WET" if _WET.search(head) else "WARC"))
        return Door(what=place.what, pages=warc_pages(source, place))
    encoding = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)
    if encoding:
        head = head.decode(encoding, errors="ignore").encode("utf-8", errors="replace")
    head = head.removeprefix(codecs.BOM_UTF8)
    kind, mistake = _kind(head, asked.fields)
    place = replace(place, what=asked.what(kind))
    if kind == "page":
        return Door(what=place.what, pages=_page(source, asked))
    source = recoded(source, encoding) if encoding else source
    if source.peek(3) == codecs.BOM_UTF8:
        source.read(3)
    if mistake:
        return Door(what=place.what, pages=iter((place.rejected(Reason.EMPTY, mistake, 1),)), mistake=mistake)
    if kind == "JSONL":
        return Door(what=place.what, pages=line_pages(source, place, asked.fields))
    if kind in ("JSON", "JSON Feed"):
        return Door(what=place.what, pages=document_pages(source, place, asked.fields))
    if kind in ("CSV", "TSV"):
        return Door(what=place.what, pages=row_pages(source, place, asked.fields))
    return Door(what=place.what, pages=item_pages(source, place))


def _kind(head: bytes, fields: Fields) -> tuple[str, str]:
    """What text is, by its first bytes, and why the caller's fields do not fit it, where they do not."""
    feed = feed_kind(head)
    if feed:
        return feed, ""
    if _JSON_START.match(head):
        return _kind_of_json(head, fields)
    table = header_of(head, fields)
    if table:
        chosen = choose(table[1], fields)
        return "TSV" if table[0] == b"\t" else "CSV", chosen.detail if isinstance(chosen, Untold) else ""
    return "page", ""


def _kind_of_json(head: bytes, fields: Fields) -> tuple[str, str]:
    first = head.lstrip().partition(b"\n")[0]
    if re.search(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', head):
        return "JSON Feed", ""
    tried = [choose(names, fields) for names in first_names(head)] if first.startswith(b"{") else []
    if tried:
        untold = [chosen.detail for chosen in tried if isinstance(chosen, Untold)]
        return "JSONL", untold[0] if len(untold) == len(tried) else ""
    if first.startswith(b"{") and len(first) >= PIECE_BYTES - _BLANK_BYTES:
        return "JSONL", ""  # a first line longer than what was looked at
    begun = first.startswith(b"[") or first.rstrip().endswith((b"{", b","))
    return ("JSON", "") if begun else ("page", "")


def _page(source: Source, asked: Asked) -> Iterator[Page | Rejected]:
    """Whatever is no collection, as one page."""
    data = source.read(asked.limit_bytes + 1)
    fault = source.fault
    if len(data) > asked.limit_bytes:
        fault = Fault(reason=Reason.TOO_LARGE, detail=f"more than {asked.limit_bytes:,} bytes")
    if fault:
        yield Rejected(uri=asked.file, sha256=None, reason=fault.reason, detail=fault.detail)
        return
    outcome = page_of(data, uri=asked.file)
    if isinstance(outcome, Page) and asked.packings:
        outcome = replace(outcome, text_of=f"{outcome.text_of}, from {' in '.join(asked.packings)}")
    yield outcome


def _at_random(source: Source, asked: Asked, file: IO[bytes] | None, kind: str) -> Iterator[Page | Rejected]:
    """The pages of a format that begins at its end; what comes as a stream is laid down in a temporary file first."""
    if file is not None and not asked.packings:
        yield from _members(file, asked) if kind == "ZIP" else _rows(file, asked)
        return
    with tempfile.SpooledTemporaryFile(_SPOOL_MEMORY_BYTES) as spool:
        size = 0
        while size <= SPOOL_BYTES and (piece := source.take()):
            size += spool.write(piece)
        fault = source.fault
        if size > SPOOL_BYTES:
            fault = Fault(reason=Reason.TOO_LARGE, detail=f"{kind} of more than {SPOOL_BYTES:,} bytes from a stream")
        if fault:
            yield from _refused(fault, asked).pages
            return
        spool.seek(0)
        yield from _members(spool, asked) if kind == "ZIP" else _rows(spool, asked)


def _rows(file: IO[bytes], asked: Asked) -> Iterator[Page | Rejected]:
    return parquet_pages(file, Place(file=asked.file, what=asked.what("Parquet"), limit_bytes=asked.limit_bytes), asked.fields)


def _members(file: IO[bytes], asked: Asked) -> Iterator[Page | Rejected]:
    for name, member in zip_members(file):
        shown = name.encode("utf-8", errors="backslashreplace").decode("utf-8")
        inner = asked.within("ZIP", re.sub(r"[\x00-\x1f\x7f]", "?", shown)) if name else asked
        yield from (_refused(member, inner) if isinstance(member, Fault) else open_door(member, inner)).pages


def _refused(fault: Fault, asked: Asked) -> Door:
    rejected = Rejected(uri=asked.file, sha256=None, reason=fault.reason, detail=fault.detail)
    return Door(what=asked.what("page"), pages=iter((rejected,)))
