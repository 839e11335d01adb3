"""Records with named fields → what of them is the text, the title, the address and the publication day."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime

from detente.pages.html import looks_like_html
from detente.pages.page import Place
from detente.records import Page, Reason, Rejected

# Names by which data sets call these fields, most telling first. Summaries and teasers are not taken for the text.
_TEXT = (
    "text",
    "maintext",
    "fulltext",
    "articletext",
    "articlebody",
    "articlecontent",
    "bodytext",
    "body",
    "content",
    "contents",
    "article",
    "plaintext",
    "rawtext",
    "cleantext",
    "pagetext",
    "storytext",
    "story",
    "document",
    "contenttext",
    "contenthtml",
    "html",
    "rawhtml",
    "rawcontent",
)
_URL = (
    "url",
    "link",
    "articleurl",
    "pageurl",
    "sourceurl",
    "canonicalurl",
    "permalink",
    "uri",
    "weburl",
    "externalurl",
    "href",
    "targeturi",
)
_TITLE = ("title", "headline", "articletitle")
# Only names that say publication: `date`, `timestamp` and `created` are as often the day of the crawl.
_DATE = (
    "datepublished",
    "publisheddate",
    "publisheddatetime",
    "datepublish",
    "publishdate",
    "publicationdate",
    "publishedat",
    "publishedon",
    "pubdate",
    "published",
)
_KNOWN = frozenset((*_TEXT, *_URL, *_TITLE, *_DATE))
MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|&(?:[A-Za-z]{2,32}|#x?[0-9A-Fa-f]{1,7});")
_SHOWN_NAMES, _SHOWN_CHARS = 12, 30
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_RFC_2822 = re.compile(r"\s*(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The names of fields as the caller gives them; None: guessed among common names."""

    text: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The names of the fields of one file; None where it has none such."""

    text: str
    url: str | None
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """Why the fields cannot be told, in one line that shows the names there are."""

    detail: str


def choose(names: Iterable[str], asked: Fields) -> Chosen | Untold:
    """Which of these names stand for what."""
    names = tuple(names)
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    shown = ", ".join(name[:_SHOWN_CHARS] for name in names[:_SHOWN_NAMES]) + (", …" if len(names) > _SHOWN_NAMES else "")
    for option, given in (("--text-field", asked.text), ("--url-field", asked.url), ("--date-field", asked.date)):
        if given is not None and given not in names:
            return Untold(detail=f"no field {given!r} for {option}; there are: {shown}")
    text = asked.text or next((plain[name] for name in _TEXT if name in plain), None)
    if text is None:
        return Untold(detail=f"no text field can be told among {shown}; name it with --text-field")
    return Chosen(
        text=text,
        url=asked.url or next((plain[name] for name in _URL if name in plain), None),
        title=next((plain[name] for name in _TITLE if name in plain and plain[name] != text), None),
        date=asked.date or next((plain[name] for name in _DATE if name in plain), None),
    )


def knows(names: Iterable[str], asked: Fields) -> bool:
    """True where one of these names is asked for, or is one of the common ones."""
    return any(name in (asked.text, asked.url, asked.date) or _plain(name) in _KNOWN for name in names)


def record_page(values: Mapping[str, str | bytes], chosen: Chosen, record: bytes, number: int, place: Place) -> Page | Rejected:
    """The page of a record: title, blank line, text. `record`: its bytes as they lie in the file, of which the page's sha256 is.

    A title that the text begins with is not put before it again. HTML becomes its visible text, a stretch of it only in a field
    whose name ends in `html`.
    """
    body, address = _bytes(values.get(chosen.text)), _text(values.get(chosen.url or ""))
    if not body.strip():
        return place.rejected(Reason.EMPTY, f"nothing in the field {chosen.text[:_SHOWN_CHARS]!r}", number, address=address)
    if len(body) > place.limit_bytes:
        detail = f"{len(body):,} bytes, the limit is {place.limit_bytes:,}"
        return place.rejected(Reason.TOO_LARGE, detail, number, address=address)
    outcome = place.page(_document(body) if _plain(chosen.text).endswith("html") else body, number, address=address)
    if isinstance(outcome, Rejected):
        return outcome
    day = stated_day(_text(values.get(chosen.date or ""))) or outcome.declared
    text = titled(_text(values.get(chosen.title or "")), outcome.text)
    return replace(outcome, sha256=hashlib.sha256(record).hexdigest(), text=text, declared=day)


def _document(body: bytes) -> bytes:
    """A stretch of HTML as a document: a paragraph or two would not be told to be HTML by themselves."""
    if not MARKUP.search(body.decode("utf-8", errors="replace")) or looks_like_html(body.decode("utf-8", errors="replace")):
        return body
    return b"<html><body>" + body + b"</body></html>"


def titled(title: str, text: str) -> str:
    """The text under its title."""
    title = " ".join(title.replace("\x00", " ").split())
    return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"


def stated_day(value: str) -> str | None:
    """The day that a date of ISO 8601 or RFC 2822 states, in its own zone, ISO; None for what is neither, or no day at all."""
    try:
        iso = _ISO.match(value)
        if iso:
            return date(*(int(part) for part in iso.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat() if _RFC_2822.match(value) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


def _bytes(value: str | bytes | None) -> bytes:
    return value.encode("utf-8", errors="replace") if isinstance(value, str) else value or b""


def _text(value: str | bytes | None) -> str:
    return value.decode("utf-8", errors="replace") if isinstance(value, bytes) else value or ""
