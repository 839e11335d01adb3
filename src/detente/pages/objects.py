"""JSON → pages: JSONL, a line a record; a JSON Feed, an item a page; a list of objects, or one object.

JSONL streams. A JSON document is read whole, so it may be no larger than one page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec

from detente.pages.fields import Chosen, Fields, Untold, choose, record_page
from detente.pages.page import Place
from detente.pages.streams import Source
from detente.records import Page, Reason, Rejected

_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")
_LENIENT_BYTES = 1_048_576
_TRIED_LINES = 5


def first_names(head: bytes) -> list[tuple[str, ...]]:
    """The names of the fields in each of the first lines that is an object."""
    lines = [line for line in head.split(b"\n", 2 * _TRIED_LINES) if line.strip()][:_TRIED_LINES]
    return [tuple(record) for record in map(_object, lines) if record]


def is_feed(record: bytes) -> bool:
    """True where this object is a JSON Feed."""
    values = _object(record)
    return bool(values and _FEED.match(_string(values.get("version")) or "") and "items" in values)


def line_pages(source: Source, place: Place, asked: Fields) -> Iterator[Page | Rejected]:
    """The pages of JSONL, a line each; numbers count lines."""
    number = 0
    while line := source.line(place.limit_bytes + 1):
        number += 1
        if len(line) > place.limit_bytes and not line.endswith(b"\n"):
            yield place.rejected(Reason.TOO_LARGE, f"a line of more than {place.limit_bytes:,} bytes", number)
            if source.skip_to(b"\n"):
                source.take(1)
        elif line.strip() and not (source.fault and not line.endswith(b"\n")):
            yield _object_page(line.strip(), number, place, asked)
    if source.fault:
        yield place.rejected(source.fault.reason, source.fault.detail, number + 1)


def document_pages(source: Source, place: Place, asked: Fields) -> Iterator[Page | Rejected]:
    """The pages of one JSON document: the items of a JSON Feed or of a list, or the object itself."""
    data = source.read(place.limit_bytes + 1)
    if source.fault:
        yield place.rejected(source.fault.reason, source.fault.detail, 1)
    elif len(data) > place.limit_bytes:
        yield place.rejected(Reason.TOO_LARGE, f"JSON of more than {place.limit_bytes:,} bytes; as JSONL it is read", 1)
    elif is_feed(data):
        items = _list((_object(data) or {})["items"])
        if items is None:
            yield place.rejected(Reason.UNREADABLE, "a JSON Feed whose items are no list", 1)
        yield from _items(items or [], place, None)
    else:
        items = _list(data)
        yield from _items(items, place, asked) if items is not None else (_object_page(data.strip(), 1, place, asked),)


def _items(items: list[msgspec.Raw], place: Place, asked: Fields | None) -> Iterator[Page | Rejected]:
    for number, item in enumerate(items, 1):
        yield _object_page(bytes(item), number, place, asked)


def _object_page(record: bytes, number: int, place: Place, asked: Fields | None) -> Page | Rejected:
    """The page of one object; `asked` is None for an item of a JSON Feed, whose fields are fixed."""
    raw = _object(record)
    if raw is None:
        return place.rejected(Reason.UNREADABLE, "no JSON object", number)
    chosen = _feed_fields(raw) if asked is None else choose(raw, asked)
    if isinstance(chosen, Untold):
        return place.rejected(Reason.EMPTY, chosen.detail, number)
    used = (chosen.text, chosen.url, chosen.title, chosen.date)
    values = {name: _string(raw.get(name)) for name in used if name}
    return record_page({name: value for name, value in values.items() if value}, chosen, record, number, place)


def _feed_fields(raw: dict[str, msgspec.Raw]) -> Chosen:
    """https://www.jsonfeed.org/version/1.1/ – an item may have its content as HTML, as text, or only a summary."""
    texts = [name for name in ("content_html", "content_text", "summary") if _string(raw.get(name))]
    address = next((name for name in ("url", "external_url", "id") if name in raw), None)
    return Chosen(text=texts[0] if texts else "content_text", url=address, title="title", date="date_published")


def _object(data: bytes) -> dict[str, msgspec.Raw] | None:
    """The fields of an object, their values unread; None where these bytes are no object."""
    try:
        return msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _leniently(data)


def _leniently(data: bytes) -> dict[str, msgspec.Raw] | None:
    """The same for what Python's writer makes and the standard forbids: NaN and infinities."""
    if not data.lstrip().startswith(b"{") or len(data) > _LENIENT_BYTES:
        return None
    try:
        values = json.loads(data.decode("utf-8", errors="replace"), strict=False)
        return {name: msgspec.Raw(json.dumps(value).encode()) for name, value in values.items() if isinstance(value, str | list)}
    except (ValueError, RecursionError):
        return None


def _list(data: msgspec.Raw | bytes) -> list[msgspec.Raw] | None:
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _string(value: msgspec.Raw | None) -> str | None:
    """A string, or the paragraphs of a list of them, one a line; None for what is neither."""
    if value is None:
        return None
    try:
        text = msgspec.json.decode(value, type=str | list[str])
    except (msgspec.MsgspecError, ValueError, RecursionError):
        text = _string_leniently(bytes(value))
    return "\n".join(text) if isinstance(text, list) else text


def _string_leniently(data: bytes) -> str | None:
    """The same for a string with a stray byte, a control character or half a surrogate pair."""
    if not data.startswith(b'"'):
        return None
    try:
        return str(json.loads(data.decode("utf-8", errors="replace"), strict=False))
    except (ValueError, RecursionError):
        return None
