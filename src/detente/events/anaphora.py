"""An act that a sentence only points back to → who did it, from the acts that the page told before.

"condemned the launch": the launch is his of whom the page has just said that he launched; "rejected the charges": they are his
who made them. The nouns and what they can point to are the lists `back_…` of `words.tsv`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.events.grammar import Tree, objects
from detente.events.lexicon import Lexicon
from detente.events.links import Link
from detente.events.triggers import Reading
from detente.records import ActorMention, Entity, EntityCode, EventType, MentionKind

ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
UNANSWERED = frozenset({EventType.CONSULT, EventType.REQUEST, EventType.AGREE, EventType.PROTEST})
LATEST = 14  # acts that are looked back upon
MENTION_CONFIDENCE = 0.7
AT_THE_SPEAKER, AT_OTHERS = 0.78, 0.66  # the act was aimed at who answers it, or at somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAct:
    """An act that the page has told: its type and its sides. A mutual act has all of them in `actor`."""

    event: EventType
    mode: str | None
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]


def meant(
    tree: Tree, reading: Reading, speaker: frozenset[EntityCode | None], past: tuple[PastAct, ...], lexicon: Lexicon
) -> tuple[Link, ...]:
    """Who did what the object of an answer points back to; empty where it points to nothing told."""
    if reading.entry.event not in ANSWERS or len(speaker) != 1:
        return ()
    kinds = frozenset(kind for i in _pointing(tree, reading) for kind in _kinds(tree.lemma(i), lexicon))
    if not kinds:
        return ()
    found = [act for act in past[-LATEST:] if act.event in kinds and not speaker & {e.code for e in act.actor}]
    aimed = [act for act in found if speaker & {e.code for e in act.recipient}]
    chosen = (aimed or found)[-1:]
    strength = AT_THE_SPEAKER if aimed else AT_OTHERS
    return tuple(_link(entity, strength) for act in chosen for entity in act.actor if entity.code is not None)


def is_echo(tree: Tree, at: int, lexicon: Lexicon) -> bool:
    """Whether a verb only says that an act was answered by its like: "followed suit", "returned the compliment"."""
    token = tree.tokens[at]
    if token.pos != "VERB" or tree.by_dep(at, {"neg", "aux"}) or not lexicon.among("echo", tree.lemma(at)):
        return False
    if tree.lemma(at) == "reciprocate":
        return True
    in_kind = (i for p in tree.by_dep(at, {"prep"}) if tree.lower(p) == "in" for i in tree.by_dep(p, {"pobj"}))
    objects_of = (*tree.by_dep(at, {"dobj", "advmod"}), *in_kind)
    return any(lexicon.among("echo_object", tree.lower(i)) for i in objects_of)


def echoed(actor: Entity, past: tuple[PastAct, ...]) -> PastAct | None:
    """The act by which `actor` answers the last one told: back at who did it to him, else at whom that one did it to."""
    last = next((act for act in reversed(past[-3:]) if act.event not in UNANSWERED and act.recipient), None)
    if last is None or actor.code is None or actor.code in {e.code for e in last.actor}:
        return None
    back = actor.code in {e.code for e in last.recipient}
    return PastAct(event=last.event, mode=last.mode, actor=(actor,), recipient=last.actor if back else last.recipient)


def _pointing(tree: Tree, reading: Reading) -> Iterable[int]:
    """The object nouns that are definite and name nobody."""
    after = (i for p in reading.through for i in tree.by_dep(p, {"pobj"}))
    for i in dict.fromkeys((*objects(tree, reading.at), *after, *reading.told)):
        determined = any(tree.lower(d) in DEFINITE for d in tree.by_dep(i, {"det"})) or tree.tokens[i].tag == "DT"
        if determined and not any(tree.mentions[k] for k in tree.subtree(i)):
            yield i


def _kinds(lemma: str, lexicon: Lexicon) -> frozenset[EventType]:
    return frozenset(kind for kind in EventType if lexicon.among(f"back_{kind}", lemma))


def _link(entity: Entity, strength: float) -> Link:
    return Link(mention=ActorMention(entity=entity, kind=MentionKind.OFFICE, confidence=MENTION_CONFIDENCE), strength=strength)
