"""HTML → the visible text, and the publication day that its metadata declares. The only file that knows resiliparse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from resiliparse.parse.html.node import DocumentNode

_START = re.compile(
    r"\s*(?>(?:<\?xml[^>]*\?>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT_START = re.compile(r"\s*<(?:div|p|section|span|h[1-6]|table|header|nav|ul|script|link)\b[^>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|a|span|h[1-6]|li|ul|td|table|section)\s*>", re.I)
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
_ARTICLE_TYPES = re.compile(r"article|posting|report|review", re.I)
_SNIFF_CHARS = 20_000


def looks_like_html(text: str) -> bool:
    """True where the text is HTML: it opens as a document, or it opens with a tag and closes several."""
    head = text[:_SNIFF_CHARS]
    if _START.match(head):
        return True
    return bool(_FRAGMENT_START.match(head)) and len(_CLOSING.findall(head)) >= 3


def visible_text(html: str) -> str:
    """The whole visible text, a line a block, without bullets, link targets, form fields or alternative texts."""
    text: str = extract_plain_text(
        html,
        preserve_formatting=True,
        main_content=False,
        list_bullets=False,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
    )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_day(html: str) -> str | None:
    """The publication day that the page's metadata states, ISO; None where it states none.

    Asked in this order: schema.org JSON-LD of an article, meta elements, `itemprop=datePublished`, a `time` element marked as
    the publication's.
    """
    document = HTMLTree.parse(html).document
    for value in _declared(document) if document else ():
        day = _day(value)
        if day:
            return day
    return None


def _declared(document: DocumentNode) -> Iterator[str]:
    for script in document.query_selector_all('script[type="application/ld+json"]'):
        yield from _published_of(_json(script.text or ""))
    named: dict[str, str] = {}
    for meta in document.query_selector_all("meta[content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            named.setdefault((meta.getattr(attribute) or "").lower(), meta.getattr("content") or "")
    yield from (named[name] for name in _META if name in named)
    for element in document.query_selector_all('[itemprop~="datePublished"], time[pubdate], time.entry-date.published'):
        yield element.getattr("datetime") or element.getattr("content") or element.text or ""


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _published_of(value: Any, depth: int = 0) -> Iterator[str]:
    """`datePublished` of articles in a JSON-LD value: its top, its list, its `@graph`; not of what an article mentions."""
    if depth > 3:
        return
    if isinstance(value, list):
        for item in value:
            yield from _published_of(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if _ARTICLE_TYPES.search(str(kinds)) and isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        yield from _published_of(value.get("@graph"), depth + 1)


def _day(value: str) -> str | None:
    match = _ISO.match(value)
    try:
        if match:
            return date(*(int(part) for part in match.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
