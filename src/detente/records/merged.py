"""What the archive makes of many pages: events with their mentions, and the state of a dyad over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.records.codes import Aux, EventType, QuadClass
from detente.records.days import DateSpan, Published
from detente.records.found import EventMention, Statement
from detente.records.spans import Span


class Standing(StrEnum):
    """What is known of an event: the sign a reader sees before all else."""

    HAPPENED = "happened"
    BACKGROUND = "background"  # told as from before the news
    PLANNED = "planned"
    FEARED = "feared"  # hypothetical: feared, conditional, wished
    DENIED = "denied"  # denied, or said not to have happened
    CLAIMED = "claimed"  # only a speaker says that it happened


COUNTED = frozenset({Standing.HAPPENED, Standing.BACKGROUND})
"""The standings that count in a series; the others are shown apart."""


def standing_of(aux: Aux | None, claimed_by: object | None) -> Standing:
    """What is known of an event, from its auxiliary mode and whether only a speaker tells of it."""
    by_aux = {
        Aux.HISTORICAL: Standing.BACKGROUND,
        Aux.FUTURE: Standing.PLANNED,
        Aux.HYPOTHETICAL: Standing.FEARED,
        Aux.NEGATION: Standing.DENIED,
    }
    if aux in (None, Aux.HISTORICAL) and claimed_by is not None:
        return Standing.CLAIMED
    return by_aux[aux] if aux is not None else Standing.HAPPENED


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page as the archive holds it: where it was seen, by whom it was published and when, and the id of its article.

    `article` is the digest of the article's words: pages with the same digest are copies of one text. `seen`: when the
    archive first saw the page, ISO 8601 with zone. `copy_of`: SHA-256 of the page that is the likely original of its group, None
    where it is no copy, or the original itself.
    """

    sha256: str
    uri: str
    article: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: Published | None
    seen: str
    copy_of: str | None = None


def origins(sources: Iterable[Source]) -> dict[str, str]:
    """Page (its SHA-256) → a key that pages of one origin share: copies of one original, pages of one agency, else of one outlet.

    Copies are pages of the same words and those of one group, near or cut or extended, whether or not the original is among them.
    A copy ties the outlets that printed it: what both print is not told twice. The same pages in any order give the same keys.
    """
    pages = tuple(sources)
    parent: dict[str, str] = {}

    def first(key: str) -> str:
        while (above := parent.setdefault(key, key)) != key:
            key = above
        return key

    for page in pages:
        text = f"text {page.article}"
        said_by = page.agency or page.outlet
        for tie in (f"by {said_by}" if said_by else text, f"page {page.copy_of or page.sha256}"):
            one, other = first(text), first(tie)
            parent[max(one, other)] = min(one, other)
    return {page.sha256: first(f"text {page.article}") for page in pages}


def independent(sources: Iterable[Source]) -> int:
    """How many independent sources these pages are."""
    return len(set(origins(sources).values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event mention with the page it stands on and the rule that joined it to its event."""

    found: EventMention
    source: Source
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening, with every passage that tells of it.

    `actor` and `recipient` are codes in alphabetical order. `date` is the interval on which all mentions agree, None where no
    mention has one. `reports` counts pages; `sources` counts independent ones: copies of one original, and pages of one agency or
    one outlet, count once. `confidence` is that of the surest mention. `claimed_by` holds the codes of the speakers on whose word
    alone it rests, empty where the page tells it.
    """

    id: str
    event: EventType
    mode: str | None
    context: tuple[str, ...]
    aux: Aux | None
    standing: Standing
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: DateSpan | None
    claimed_by: tuple[str, ...]
    score: float | None
    quad: QuadClass
    confidence: float
    reports: int
    sources: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement with the page it stands on."""

    statement: Statement
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a stored page with the stretches to mark, each with what it is: `trigger`, `actor`, `recipient`, `date`."""

    text: str
    span: Span
    marks: tuple[tuple[Span, str], ...]
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPeriod:
    """One direction of a relationship in one period.

    Counts are of events that happened (background included where its date falls in the period); `reports` and `sources` belong
    to the same events. `quads` are the counts of verbal cooperation, material cooperation, verbal conflict, material conflict,
    in that order. `mean_score`: mean PLOVER score (−10 to +10) with its 95 % bootstrap interval `low`–`high`; all three are None
    in a period without scored events, which is missing, not neutral, and the interval is None where one event stands alone.
    `planned`, `feared`, `denied`, `claimed` count what stays out of the curve.
    """

    actor: str
    recipient: str
    period: str
    start: date
    end: date
    events: int
    reports: int
    sources: int
    quads: tuple[int, int, int, int]
    mean_score: float | None
    low: float | None
    high: float | None
    planned: int
    feared: int
    denied: int
    claimed: int
