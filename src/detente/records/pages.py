"""What comes in, and what of it is the article."""

from dataclasses import dataclass

from detente.records.codes import Reason
from detente.records.days import Published
from detente.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it came: its decoded text and what that was made from.

    `uri`: file or URL; of a record without a URL its file and number (`news.jsonl#12`). `sha256`: of the bytes read, in hex; of
    a record in a file, the record's. `text`: decoded, newlines made `\\n`, nothing else changed; for HTML the whole visible
    text; of a record, its title above it. `text_of`: what the text was taken from and by what ("text/plain", "text/html by
    resiliparse, from WARC in gzip"). `declared`: the publication date in the metadata of the page or its feed, an ISO day, where
    there is one.
    """

    uri: str
    sha256: str
    text: str
    text_of: str = "text/plain"
    declared: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A page that could not be used: the reason from a closed set, and a detail that shows the value."""

    uri: str
    sha256: str | None
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The dateline of an article: `place` as printed ("MOSCOW"), `date` ISO or EDTF (`XXXX-06-16`), None where it has none."""

    place: str | None
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article of a page, each part with its place in the page's text.

    `id` is a digest of the body's words: the same text has the same id anywhere. `body` is the article's own text, in order,
    without menus, teasers, captions, side bars and author boxes. A part that the page does not state is None.
    """

    id: str
    title: str | None
    title_span: Span | None
    outlet: str | None
    outlet_span: Span | None
    agency: str | None
    agency_span: Span | None
    byline: str | None
    byline_span: Span | None
    dateline: Dateline | None
    language: str | None
    published: Published | None
    updated: Published | None
    body: tuple[Span, ...]
