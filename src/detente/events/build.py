"""A candidate with its meaning, day and telling → the event mention, with its id and an honest confidence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from detente.codebook.plover import Plover
from detente.records import (
    Aux,
    DateSpan,
    Entity,
    EventMention,
    EventType,
    Occasion,
    Sentence,
    Span,
    Statement,
    Words,
    digest,
)


class Meeting(StrEnum):
    """How a meeting is spoken of: held, still planned, or only mentioned, without a day of its own."""

    HELD = "held"
    PLANNED = "planned"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything an event mention says, before its id, score and quad class.

    `confidence`: at first how surely the grammar holds it, at last how probably it is right. `learned`: proposed by the learned
    heads alone.
    """

    event: EventType
    mode: str | None
    aux: Aux | None
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    trigger: Span
    date: DateSpan | None = None
    occasion: Occasion | None = None
    statement: Statement | None = None
    claimed_by: Entity | None = None
    meeting: Meeting | None = None
    context: tuple[str, ...] = ()
    confidence: float = 0.5
    learned: bool = False

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """The codes (names where there are none) on both sides."""
        return frozenset(map(_key, self.actor)), frozenset(map(_key, self.recipient))


def build(draft: Draft, sentence: Sentence, text: str, article_id: str, plover: Plover) -> EventMention:
    """The event mention of a draft that stands in this sentence."""
    mode = draft.mode if draft.mode in plover.modes_of(draft.event) else None
    return EventMention(
        id=digest(article_id, draft.event, draft.aux, *map(sorted, draft.sides), draft.trigger.start, draft.trigger.end),
        event=draft.event,
        mode=mode,
        context=draft.context,
        aux=draft.aux,
        actor=draft.actor,
        recipient=draft.recipient,
        date=draft.date,
        occasion=draft.occasion,
        place=None,
        statement=draft.statement.id if draft.statement else None,
        claimed_by=draft.claimed_by,
        trigger=Words(text=text[draft.trigger.start : draft.trigger.end], span=draft.trigger),
        span=sentence.span,
        score=plover.score(draft.event, mode),
        quad=plover.quad(draft.event),
        confidence=round(draft.confidence, 3),
    )


def as_planned(draft: Draft, planned: frozenset[tuple[frozenset[str], frozenset[str]]]) -> Draft:
    """A meeting that is only mentioned is the planned one, where the page tells that these sides plan one and of none held."""
    if draft.meeting is not Meeting.MENTIONED or draft.sides not in planned:
        return draft
    return replace(draft, event=EventType.AGREE, mode=None)


def without_repeats(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts of one sentence, each act once: of those with the same type and sides the surest, in the sentence's order.

    A draft whose sides are part of another's of the same type and status goes into that one; a plain act and the same act as
    doubtful or denied are one, and the surer stays.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.trigger.start, d.event)):
        if not any(_tells_the_same(draft, other) for other in kept):
            kept.append(draft)
    return tuple(sorted(kept, key=lambda d: (d.trigger.start, d.event)))


def _tells_the_same(draft: Draft, other: Draft) -> bool:
    if draft.event is not other.event:
        return False
    (actor, recipient), (other_actor, other_recipient) = draft.sides, other.sides
    return actor <= other_actor and recipient <= other_recipient


def _key(entity: Entity) -> str:
    return entity.code or entity.name or entity.text
