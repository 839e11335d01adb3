"""The bytes of one page → its text, and where a page stands: in a file of its own, or as a record of one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from detente.pages.decode import Decoded, decode
from detente.pages.html import declared_day, looks_like_html, visible_text
from detente.records import Page, Reason, Rejected

_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]+")
_ADDRESS_CHARS = 2_000


def page_of(data: bytes, *, uri: str) -> Page | Rejected:
    """The page of these bytes, or why they are none."""
    sha256 = hashlib.sha256(data).hexdigest()
    decoded = decode(data)
    if not isinstance(decoded, Decoded):
        return Rejected(uri=uri, sha256=sha256, reason=decoded.reason, detail=decoded.detail)
    if not looks_like_html(decoded.text):
        return Page(uri=uri, sha256=sha256, text=decoded.text, text_of=f"text/plain{decoded.note}")
    text = visible_text(decoded.text)
    if not text.strip():
        return Rejected(uri=uri, sha256=sha256, reason=Reason.EMPTY, detail="HTML without visible text")
    text_of = f"text/html by resiliparse{decoded.note}"
    return Page(uri=uri, sha256=sha256, text=text, text_of=text_of, declared=declared_day(decoded.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file that holds pages as records.

    `file`: as printable text, with the member of an archive after `!`. `what`: what it was taken for ("WARC in gzip").
    `limit_bytes`: the most that one page may have.
    """

    file: str
    what: str
    limit_bytes: int

    def page(self, data: bytes, number: int, *, address: str | None = None) -> Page | Rejected:
        """The page of one record's bytes; its uri is the record's address, else file and number (from 1)."""
        outcome = page_of(data, uri=self.uri(number, address))
        if isinstance(outcome, Page):
            return replace(outcome, text_of=f"{outcome.text_of}, from {self.what}")
        return self.rejected(outcome.reason, outcome.detail, number, address=address, sha256=outcome.sha256)

    def rejected(
        self, reason: Reason, detail: str, number: int, *, address: str | None = None, sha256: str | None = None
    ) -> Rejected:
        """A record that is no page: its uri names file and number, its detail the address where there is one."""
        where = cleaned(address)
        detail = f"{detail} ({where})" if where else detail
        return Rejected(uri=f"{self.file}#{number}", sha256=sha256, reason=reason, detail=detail)

    def uri(self, number: int, address: str | None = None) -> str:
        """The address of a record, else its file and number."""
        return cleaned(address) or f"{self.file}#{number}"


def cleaned(address: str | None) -> str:
    """An address as a line of text: without blanks, control characters and lone surrogates, cut to 2,000 characters."""
    return _NO_ADDRESS.sub(" ", address or "").strip()[:_ADDRESS_CHARS]
