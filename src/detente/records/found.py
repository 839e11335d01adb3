"""What is found on a page: statements and events."""

from dataclasses import dataclass

from detente.records.actors import Entity
from detente.records.codes import Aux, EventType, QuadClass, Stance, StatementKind
from detente.records.days import DateSpan
from detente.records.pages import Article, Page
from detente.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of the page: its text and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the sentence ties to the act; `country` is its ISO alpha-3 code, None where unknown."""

    text: str
    span: Span
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The meeting that an agreement, plan or cancellation is about: when and where it is to be."""

    date: DateSpan | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words attributed to a speaker.

    `content` is `text[span]`, without the outer quotation marks; `spans` lists the pieces where a quote is split around its
    cue (else the one span). `recipient`: whom the words are aimed at. `date`: when it was said.
    """

    id: str
    kind: StatementKind
    content: str
    span: Span
    spans: tuple[Span, ...]
    cue: Words | None
    speaker: Entity
    via: str | None = None
    stance: Stance = Stance.NEUTRAL
    recipient: tuple[Entity, ...] = ()
    date: DateSpan | None = None
    place: Place | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One act as one sentence tells it. Field by field as in the record format (docs/records.md)."""

    id: str
    event: EventType
    mode: str | None
    context: tuple[str, ...]
    aux: Aux | None
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    date: DateSpan | None
    occasion: Occasion | None
    place: Place | None
    statement: str | None
    claimed_by: Entity | None
    trigger: Words
    span: Span
    score: float | None
    quad: QuadClass
    confidence: float

    def __post_init__(self) -> None:
        if not self.actor and not self.recipient:
            raise ValueError("an event needs somebody on at least one side")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A page that was read: its article and what was found in it."""

    page: Page
    article: Article
    statements: tuple[Statement, ...]
    events: tuple[EventMention, ...]
