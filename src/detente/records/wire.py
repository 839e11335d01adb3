"""The one JSON form of what `read` finds: a line per page, field for field as in docs/records.md."""

from dataclasses import dataclass

import msgspec

from detente.records.codes import Reason
from detente.records.found import EventMention, Read, Statement
from detente.records.pages import Article, Page, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """The page as a record line names it. `text` only where asked for."""

    uri: str
    sha256: str | None
    chars: int | None
    text_of: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedLine:
    """Why a page was not used."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """A line for a page that was read."""

    page: PageLine
    article: Article
    statements: tuple[Statement, ...]
    events: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRecord:
    """A line for a page that was not used."""

    page: PageLine
    rejected: RejectedLine


def page_line(page: Page, *, with_text: bool = False) -> PageLine:
    """The page's part of a record line."""
    return PageLine(
        uri=page.uri,
        sha256=page.sha256,
        chars=len(page.text),
        text_of=page.text_of,
        text=page.text if with_text else None,
    )


def encode(outcome: Read | Rejected, *, with_text: bool = False) -> bytes:
    """The outcome of one page as one JSON line, UTF-8, without the newline."""
    if isinstance(outcome, Rejected):
        page = PageLine(uri=outcome.uri, sha256=outcome.sha256, chars=None, text_of=None)
        rejected = RejectedLine(reason=outcome.reason, detail=outcome.detail)
        return msgspec.json.encode(RejectedRecord(page=page, rejected=rejected))
    return msgspec.json.encode(
        ReadRecord(
            page=page_line(outcome.page, with_text=with_text),
            article=outcome.article,
            statements=outcome.statements,
            events=outcome.events,
        )
    )


def decode(line: bytes | str) -> ReadRecord | RejectedRecord:
    """The record of one JSON line.

    Raises: msgspec.ValidationError where the line is not a record of this format.
    """
    head = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    kind: type[ReadRecord] | type[RejectedRecord] = RejectedRecord if "rejected" in head else ReadRecord
    return msgspec.json.decode(line, type=kind)
