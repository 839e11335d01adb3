"""RSS, Atom and RDF feeds → pages, an item each; a broken item costs itself.

The items are told apart by their tags and parsed one at a time, so that neither a feed's length nor a stray `&` in one of them
matters. A document type is refused outright: entities are what XML bombs are made of, and no feed of today has one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from detente.pages.fields import MARKUP, Chosen, record_page, stated_day
from detente.pages.page import Place
from detente.pages.streams import Source
from detente.records import Page, Reason, Rejected

_PROLOGUE = re.compile(rb"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<!--|<\?|<(?:rss|feed|rdf:RDF|atom:feed)\b)", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|RDF)\b[^<>]{0,8000}>")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ITEM = re.compile(rb"<((?:\w{1,20}:)?(?:item|entry))(?=[\s>])")
_TAG_BYTES, _STEP_BYTES = 40, 8_192
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});|(\w{2,32});)?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BODIES = ("content:encoded", "content", "description", "summary", "media:description")
_DAYS = ("pubdate", "published", "issued", "dc:date", "dcterms:issued")  # `updated` and `modified` are no publication
_MOST_DEPTH = 200


def feed_kind(head: bytes) -> str | None:
    """`RSS`, `Atom` or `RDF feed` where these first bytes begin one, else None."""
    if not _PROLOGUE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return None
    root = _ROOT.search(head)
    if root is None or (root.group(1) == b"RDF" and b"purl.org/rss" not in head):
        return None
    return {b"rss": "RSS", b"feed": "Atom"}.get(root.group(1), "RDF feed")


def item_pages(source: Source, place: Place) -> Iterator[Page | Rejected]:
    """The pages of a feed's items: title, then the fullest text the item has; the uri is its link.

    The day of `pubDate`, `published`, `issued` or `dc:date` is the page's declared day; `updated` is not.
    """
    number, first = 0, True
    declared = _ENCODING.match(source.peek().lstrip())
    encoding = declared.group(1).decode("ascii") if declared else "utf-8"
    while True:
        before, tag = _to_item(source, place.limit_bytes if first else 0)
        if first and _FORBIDDEN.search(before):
            yield place.rejected(Reason.UNREADABLE, "the feed declares a document type or entities, which are refused", 1)
            return
        first = False
        if not tag:
            break
        number += 1
        item = _item(source, tag, place.limit_bytes)
        if isinstance(item, bytes):
            yield _item_page(item, encoding, number, place)
        elif source.fault:
            number -= 1  # it is the one that broke
            break
        else:
            yield place.rejected(Reason.TOO_LARGE if item.startswith("more") else Reason.UNREADABLE, item, number)
    if source.fault:
        yield place.rejected(source.fault.reason, source.fault.detail, number + 1)


def _to_item(source: Source, kept_bytes: int) -> tuple[bytes, bytes]:
    """What stands before the next item, as far as it is kept, and the name of the item's tag; empty at the end."""
    before = bytearray()
    while head := source.peek(_STEP_BYTES):
        found = _ITEM.search(head)
        stop = found.start() if found else max(1, len(head) - _TAG_BYTES)
        passed = source.read(stop)
        if len(before) < kept_bytes:
            before += passed
        if found:
            return bytes(before), found.group(1)
    return bytes(before), b""


def _item(source: Source, tag: bytes, limit_bytes: int) -> bytes | str:
    """The bytes of the item that begins here; in words why there are none, and the source stands behind its beginning."""
    bound = re.compile(rb"</" + re.escape(tag) + rb"\s{0,20}>|<" + re.escape(tag) + rb"(?=[\s>])")
    data, seen = bytearray(), 1
    while len(data) <= limit_bytes and (piece := source.take(_STEP_BYTES)):
        data += piece
        found = bound.search(data, seen)
        if found and found.group().startswith(b"</") and found.end() <= limit_bytes:
            source.push_back(bytes(data[found.end() :]))
            return bytes(data[: found.end()])
        if found:
            source.push_back(bytes(data[found.start() :]))
            whole = found.group().startswith(b"</")
            return f"more than {limit_bytes:,} bytes in an item" if whole else "an item without its end"
        seen = max(1, len(data) - _TAG_BYTES)
    return f"more than {limit_bytes:,} bytes in an item" if len(data) > limit_bytes else "an item without its end"


def _item_page(item: bytes, encoding: str, number: int, place: Place) -> Page | Rejected:
    parsed = _parse(_decoded(item, encoding))
    if isinstance(parsed, str):
        return place.rejected(Reason.UNREADABLE, parsed, number)
    body = next((parsed.texts[name] for name in _BODIES if parsed.texts.get(name, "").strip()), "")
    title = _plain(parsed.texts.get("title", ""))
    address = html.unescape(parsed.address)
    day = next((day for name in _DAYS if (day := stated_day(parsed.texts.get(name, "").strip()))), None)
    if not body and not title:
        return place.rejected(Reason.EMPTY, "an item without title and text", number, address=address)
    values = {"html": body or title, "title": title, "url": address, "date": day or ""}
    return record_page(values, Chosen(text="html", url="url", title="title", date="date"), item, number, place)


def _plain(title: str) -> str:
    return html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,200}>", "", title)) if MARKUP.search(title) else title


def _decoded(item: bytes, encoding: str) -> str:
    for name in ("utf-8", encoding, "cp1252"):
        try:
            return item.decode(name)
        except (LookupError, UnicodeError):
            continue
    return item.decode("utf-8", errors="replace")


@dataclass(slots=True, kw_only=True)
class _Parsed:
    """What an item says: the text of its children by lower-case name, markup in them written out, and its address."""

    texts: dict[str, str] = field(default_factory=dict)
    address: str = ""
    guid: str = ""


class _Builder:
    """Takes what the XML parser tells, in the order told."""

    def __init__(self) -> None:
        self.parsed = _Parsed()
        self.depth = 0
        self.pieces: list[tuple[bool, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens: the item, a field of it, or markup inside a field."""
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise expat.ExpatError(f"more than {_MOST_DEPTH} tags in one another")
        if self.depth == 1:
            self.parsed.guid = attributes.get("rdf:about", "")
        elif self.depth == 2:
            self.pieces = []
            self._note(_local(name), attributes)
        else:
            self.pieces.append((True, f"<{_local(name)}>"))

    def end(self, name: str) -> None:
        """A tag closes; what a field held is kept."""
        if self.depth == 2:
            marked = any(markup for markup, _ in self.pieces)
            text = "".join(html.escape(part, quote=False) if marked and not markup else part for markup, part in self.pieces)
            self._keep(_local(name), text)
        elif self.depth > 2:
            self.pieces.append((True, f"</{_local(name)}>"))
        self.depth -= 1

    def data(self, text: str) -> None:
        if self.depth >= 2:
            self.pieces.append((False, text))

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        if name == "link" and attributes.get("rel", "alternate") == "alternate" and attributes.get("href"):
            self.parsed.address = self.parsed.address or attributes["href"]
        if name == "guid" and attributes.get("isPermaLink", "true") == "false":
            self.parsed.guid = "-"  # an id of the publisher's own, no address

    def _keep(self, name: str, text: str) -> None:
        if name == "link":
            self.parsed.address = self.parsed.address or text.strip()
        elif name == "guid" and not self.parsed.guid:
            self.parsed.guid = text.strip()
        self.parsed.texts.setdefault(name, text)


def _local(name: str) -> str:
    """A tag's name, lower case, without the prefix that says no more than which feed format it is."""
    lower = name.lower()
    prefix, colon, rest = lower.partition(":")
    return rest if colon and prefix in ("atom", "rss", "xhtml", "html") else lower


def _parse(item: str) -> _Parsed | str:
    """What an item says, or in words why it is broken."""
    builder = _Builder()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(_mended(item).encode("utf-8", errors="replace"), True)
    except expat.ExpatError as error:
        return f"broken XML ({error})"
    parsed = builder.parsed
    if not parsed.address and parsed.guid.startswith(("http://", "https://")):
        parsed.address = parsed.guid
    return parsed


def _refuse(*_: object) -> None:
    raise expat.ExpatError("a document type in an item")


def _mended(item: str) -> str:
    """The item without characters that XML has not, with HTML's named characters as themselves and a bare `&` as `&amp;`."""
    text, at, mended = _NOT_XML.sub("", item), 0, []
    while at < len(text):
        opened = text.find("<![CDATA[", at)
        closed = text.find("]]>", opened) if opened >= 0 else -1
        end, after = (opened, closed + 3) if closed >= 0 else (len(text), len(text))
        mended += [_REFERENCE.sub(_reference, text[at:end]), text[end:after]]
        at = after
    return "".join(mended)


def _reference(match: re.Match[str]) -> str:
    known, named = match.groups()
    if known:
        return match.group()
    character = html.unescape(f"&{named};") if named else ""
    return "&amp;" + match.group()[1:] if not character or character.startswith("&") else html.escape(character)
