"""A sentence's actors and what the encoder made of it → what the learned heads say of every two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.events.grammar import Tree
from detente.events.heads import Heads, Pair
from detente.records import ActorMention, Encoded, Entity, EventType, Span

MOST_MENTIONS = 14  # of one sentence: more are a list of countries
MOST_BEFORE = 6
REACH = 2  # sentences before, in which a side of an act may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """One pair with its mentions. `recipient` is None where the first acts on nobody."""

    actor: ActorMention
    recipient: ActorMention | None
    pair: Pair

    @property
    def confidence(self) -> float:
        """How sure it is whom both mentions stand for: the weaker of the two, 0 to 1."""
        return min(self.actor.confidence, self.recipient.confidence if self.recipient else 1.0)

    def is_near(self, sentence: Span) -> bool:
        """Whether both stand in the sentence."""
        sides = (self.actor, *((self.recipient,) if self.recipient else ()))
        return all(sentence.start <= mention.entity.span.start < sentence.end for mention in sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The pairs of one sentence, with what the encoder made of it. `roles`: float32[tokens, 2, 3], as of `Heads.roles`."""

    pairs: tuple[Acting, ...]
    encoded: Encoded | None
    heads: Heads | None = None
    roles: NDArray[np.float32] | None = None

    def between(self, actor: Iterable[Entity], recipient: Iterable[Entity]) -> tuple[Acting, ...]:
        """The pairs whose sides are of these codes; with no recipient, those of each actor with nobody."""
        acting, acted_on = _keys(actor), _keys(recipient)
        return tuple(
            p
            for p in self.pairs
            if _key(p.actor.entity) in acting and (_key(p.recipient.entity) in acted_on if p.recipient else not acted_on)
        )

    def in_role(self, acting: Acting) -> float:
        """How likely the actor's words are a source's and the recipient's a target's: the less likely of the two, 0 to 1."""
        if self.encoded is None or self.roles is None:
            return 0.5
        sides = (acting.actor, *((acting.recipient,) if acting.recipient else ()))
        places = [self.encoded.tokens(mention.entity.span) for mention in sides]
        return min(float(1 - self.roles[at, k, 0].mean()) if len(at) else 0.5 for k, at in enumerate(places))

    def mode_of(self, acting: Acting, event: EventType) -> str | None:
        """The likeliest mode of a type between two sides."""
        return self.heads.mode_of(acting.pair, event) if self.heads is not None else None

    def trigger(self, acting: Acting) -> Span | None:
        """Where the act of a pair is told: the likeliest piece of a word."""
        if self.encoded is None:
            return None
        at = int(acting.pair.trigger.argmax())
        start, end = int(self.encoded.starts[at]), int(self.encoded.ends[at])
        return Span(start, end) if end > start else None


NOTHING = Evidence(pairs=(), encoded=None)


def weighable(tree: Tree) -> tuple[ActorMention, ...]:
    """The mentions of a sentence that can be a side of an act, each once, in its order; "Canadian exporters" as well."""
    seen: dict[Span, ActorMention] = {}
    for mentions in tree.mentions:
        for mention in mentions:
            inside = tree.sentence.span.start <= mention.entity.span.start < tree.sentence.span.end
            if inside and mention.entity.code is not None:
                kept = seen.get(mention.entity.span)
                if kept is None or mention.confidence > kept.confidence:
                    seen[mention.entity.span] = mention
    return tuple(seen[span] for span in sorted(seen))[:MOST_MENTIONS]


def recent(before: Sequence[Sequence[ActorMention]], mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    """Of the codes that a sentence does not name, the last mention in the sentences before, nearest first."""
    named = {m.entity.code for m in mentions}
    found: dict[str | None, ActorMention] = {}
    for mention in (m for sentence in reversed(before) for m in reversed(sentence)):
        if mention.entity.code not in named:
            found.setdefault(mention.entity.code, mention)
    return tuple(found.values())[:MOST_BEFORE]


def weigh_pairs(
    mentions: Sequence[ActorMention], before: Sequence[ActorMention], encoded: Encoded, heads: Heads, sentence: Span
) -> Evidence:
    """What the heads say of every two mentions of different codes, of each with nobody, and of each with those `before`."""
    here = len(mentions)
    every = (*mentions, *before)
    wanted: list[tuple[int, int | None]] = [
        (i, j)
        for i, a in enumerate(every)
        for j, b in enumerate(every)
        if a.entity.code != b.entity.code and (i < here or j < here)
    ]
    wanted.extend((i, None) for i in range(here))
    pairs = heads.pairs(encoded, [m.entity.span for m in every], wanted, sentence=sentence)
    acting = (
        Acting(actor=every[p.actor], recipient=every[p.recipient] if p.recipient is not None else None, pair=p) for p in pairs
    )
    return Evidence(pairs=tuple(acting), encoded=encoded, heads=heads, roles=heads.roles(encoded))


def _keys(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(map(_key, entities))


def _key(entity: Entity) -> str:
    return entity.code or entity.name or entity.text
