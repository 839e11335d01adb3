"""What the learned heads say of a sentence's pairs → acts that the grammar did not find."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.events.build import Draft
from detente.events.evidence import Acting, Evidence
from detente.events.grammar import Tree
from detente.records import Aux, Entity, EventType, Span, overlaps

LEAST = 0.3  # probability of a type from which a pair is proposed; how far to trust it is weighed later
MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE})
TOGETHER = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.RETREAT})
BOTH_WAYS = 0.7  # of the likelier direction: an agreement is both sides', praise is one side's


def propose(tree: Tree, evidence: Evidence, told: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts of the acts between the actors of a sentence that none of `told` holds; what one word says of several is one act."""
    return joined(_pairwise(tree, evidence, told))


def joined(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Acts of one type at one word as one with lists of sides: those both do; those of one actor; those on one recipient."""
    kept: list[Draft] = []
    for draft in drafts:
        at = next((n for n, other in enumerate(kept) if _is_one_act(draft, other)), None)
        if at is None:
            kept.append(draft)
        else:
            kept[at] = replace(
                kept[at],
                actor=_distinct(*kept[at].actor, *draft.actor),
                recipient=_distinct(*kept[at].recipient, *draft.recipient),
            )
    yield from kept


def _is_one_act(draft: Draft, other: Draft) -> bool:
    if draft.event is not other.event or draft.trigger != other.trigger or draft.aux is not other.aux:
        return False
    (actor, recipient), (other_actor, other_recipient) = draft.sides, other.sides
    if bool(recipient) is not bool(other_recipient):
        return False
    return (not recipient and bool(actor & other_actor)) or (
        bool(recipient) and (actor == other_actor or recipient == other_recipient)
    )


def _distinct(*entities: Entity) -> tuple[Entity, ...]:
    first: dict[str, Entity] = {}
    for entity in entities:
        first.setdefault(_code(entity), entity)
    return tuple(sorted(first.values(), key=lambda e: e.span))


def _pairwise(tree: Tree, evidence: Evidence, told: Sequence[Draft]) -> Iterator[Draft]:
    best: dict[tuple[str, str, EventType], Acting] = {}
    for acting in _near_first(evidence.pairs, tree.sentence.span):
        if acting.recipient is None:
            continue
        event = acting.pair.likeliest
        key = (_code(acting.actor.entity), _code(acting.recipient.entity), event)
        if acting.pair.probability(event) >= LEAST and (
            key not in best or acting.pair.probability(event) > best[key].pair.probability(event)
        ):
            best[key] = acting
    done: set[tuple[str, str, EventType]] = set()
    for (a, b, event), acting in sorted(best.items(), key=lambda item: -item[1].pair.probability(item[0][2])):
        if (a, b, event) in done or acting.recipient is None:
            continue
        back = best.get((b, a, event))
        mutual = event in MUTUAL or (
            event in TOGETHER and back is not None and back.pair.probability(event) >= BOTH_WAYS * acting.pair.probability(event)
        )
        done.add((a, b, event))
        if mutual:
            done.add((b, a, event))
        sides = _sides(acting.actor.entity, acting.recipient.entity, mutual=mutual)
        if not any(_holds(draft, a, b, event) for draft in told):
            yield _draft(tree, evidence, acting, event, sides)


def _near_first(pairs: Sequence[Acting], sentence: Span) -> Iterator[Acting]:
    """The pairs, without those that look for a side outside the sentence where one inside it fits the same act."""
    near = [p for p in pairs if p.recipient is not None and p.is_near(sentence) and p.pair.probability(p.pair.likeliest) >= LEAST]
    fits = {
        (side, p.pair.likeliest) for p in near for side in (p.actor.entity.span, p.recipient.entity.span if p.recipient else None)
    }
    for pair in pairs:
        inside = next((m for m in (pair.actor, pair.recipient) if m is not None and _stands_in(m.entity, sentence)), None)
        if pair.is_near(sentence) or inside is None or (inside.entity.span, pair.pair.likeliest) not in fits:
            yield pair


def _stands_in(entity: Entity, sentence: Span) -> bool:
    return sentence.start <= entity.span.start < sentence.end


def _sides(actor: Entity, recipient: Entity, *, mutual: bool) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    if not mutual:
        return (actor,), (recipient,)
    first, second = sorted((actor, recipient), key=lambda e: e.span)
    return (first, second), ()


def _holds(draft: Draft, actor: str, recipient: str, event: EventType) -> bool:
    """Whether a draft tells of the same act between these sides already."""
    acting, acted_on = draft.sides
    if draft.event is not event:
        return False
    return (actor in acting and recipient in acted_on) or (not acted_on and {actor, recipient} <= acting)


def _draft(
    tree: Tree, evidence: Evidence, acting: Acting, event: EventType, sides: tuple[tuple[Entity, ...], tuple[Entity, ...]]
) -> Draft:
    return Draft(
        event=event,
        mode=evidence.mode_of(acting, event),
        aux=acting.pair.likeliest_aux,
        actor=sides[0],
        recipient=sides[1],
        trigger=_word(tree, evidence.trigger(acting)),
        confidence=0.0,
        learned=True,
    )


def _word(tree: Tree, piece: Span | None) -> Span:
    """The word that a piece of a word belongs to; the sentence's root where there is none."""
    for token in tree.tokens:
        if piece is not None and overlaps(token.span, piece) and any(c.isalnum() for c in token.text):
            return token.span
    return next((t.span for i, t in enumerate(tree.tokens) if t.head == i), tree.tokens[0].span)


def surest(drafts: Iterable[Draft], sentence: Span) -> tuple[Draft, ...]:
    """The drafts of a sentence, in its order.

    Where grammar and heads read the same words between the same sides, the surer; likewise where they take a side of one act from
    another sentence, and not the same.
    """
    found = tuple(drafts)
    kept = (
        d
        for d in found
        if not any(
            (_reads_otherwise(d, other) or _looks_elsewhere(d, other, sentence)) and other.confidence > d.confidence
            for other in found
        )
    )
    return tuple(sorted(kept, key=lambda d: (d.trigger.start, d.event)))


def _reads_otherwise(draft: Draft, other: Draft) -> bool:
    same = overlaps(draft.trigger, other.trigger) and draft.sides == other.sides
    return same and draft.learned is not other.learned and draft.event is not other.event


def _looks_elsewhere(draft: Draft, other: Draft, sentence: Span) -> bool:
    if draft.event is not other.event or not overlaps(draft.trigger, other.trigger) or draft.sides == other.sides:
        return False
    shares = any(a & b for a, b in zip(draft.sides, other.sides, strict=True))
    return shares and not all(_stands_in(e, sentence) for e in (*draft.actor, *draft.recipient))


def with_status(draft: Draft, *, background: bool, claimed_by: Entity | None) -> Draft:
    """A proposed act with what the sentence's day and statements say of it."""
    aux = Aux.HISTORICAL if background and draft.aux is None else draft.aux
    return replace(draft, aux=aux, claimed_by=claimed_by)


def _code(entity: Entity) -> str:
    return entity.code or entity.name or entity.text
