"""Noun phrases → the actors they name, each with how surely the grammar puts it there."""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.events.grammar import Tree, is_acting, prepositional
from detente.events.lexicon import Lexicon
from detente.events.triggers import Reading
from detente.records import ActorMention, EventType

DIRECT, BY_PREPOSITION, BY_MODIFIER, NESTED, BY_CLAUSE = 1.0, 0.95, 0.88, 0.78, 0.7
ITS_OWN = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.CONCEDE})  # the object's owner is meant

BY_THE_SIDE = frozenset(
    {"brokered", "mediated", "backed", "sponsored", "led", "hosted", "drafted", "supervised", "based", "made", "built", "held"}
    | {"occupied", "annexed", "controlled", "born", "proposed", "trained", "supplied", "funded", "owned", "flagged"}
)  # "a Belmark-brokered deal": Belmark is no side of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A mention on one side of an act, and how surely the grammar puts it there (0 to 1)."""

    mention: ActorMention
    strength: float


def phrase(tree: Tree, head: int, lexicon: Lexicon, strength: float, depth: int = 0) -> tuple[Link, ...]:
    """The actors that a noun phrase names: its head, or else who owns or qualifies it."""
    direct = [m for m in tree.mentions[head] if is_acting(m)]
    if direct:
        beside = (m for i in _joined_modifiers(tree, head) for m in tree.mentions[i] if m not in direct)
        return tuple(Link(mention=m, strength=strength) for m in (*direct, *beside))
    lemma = tree.lemma(head)
    if lexicon.among("relational", lemma) or lexicon.among("aside", lemma) or depth > 2:
        return ()
    found = [Link(mention=m, strength=strength * BY_MODIFIER) for i in modifiers(tree, head) for m in tree.mentions[i]]
    if not found:
        found.extend(
            Link(mention=m, strength=strength * NESTED) for i in _whose(tree, head) for m in tree.mentions[i] if is_acting(m)
        )
    found.extend(
        link for i in tree.by_dep(head, {"appos"}) for link in phrase(tree, i, lexicon, strength * BY_MODIFIER, depth + 1)
    )
    if not found and lexicon.among("bond", lemma):
        found.extend(
            link
            for i in prepositional(tree, head, frozenset({"with", "between"}))
            for link in phrase(tree, i, lexicon, strength * NESTED, depth + 1)
        )
    if not found and depth < 2:
        found.extend(
            link
            for i in prepositional(tree, head, frozenset({"of", "by", "from"}))
            for link in phrase(tree, i, lexicon, strength * NESTED, depth + 1)
        )
    return tuple(found)


def _whose(tree: Tree, head: int) -> tuple[int, ...]:
    """The noun that "whose" before a noun points back to."""
    if not any(tree.lower(i) == "whose" for i in tree.by_dep(head, {"poss"})):
        return ()
    return next(((tree.tokens[i].head,) for i in (head, *tree.ancestors(head)) if tree.tokens[i].dep == "relcl"), ())


def _joined_modifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """The first adjectives of "Egyptian and Sudanese forces", where the mention of the head holds only the last."""
    left = modifiers(tree, head)
    return left if any(tree.tokens[i].pos == "CCONJ" for i in left) else ()


def modifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """The words left of a noun that belong to its phrase: owners, adjectives, compounds and what hangs on them."""
    return tuple(
        i
        for child in tree.children[head]
        if child < head and tree.tokens[child].dep in ("poss", "amod", "compound", "nmod", "npadvmod", "nummod")
        if not _is_by_the_side(tree, child)
        for i in tree.subtree(child)
        if i < head and not _is_by_the_side(tree, i) and not _is_by_the_side(tree, tree.tokens[i].head)
    )


def _is_by_the_side(tree: Tree, i: int) -> bool:
    return tree.lower(i).rpartition("-")[2] in BY_THE_SIDE


def phrases(tree: Tree, heads: Iterable[int], lexicon: Lexicon, strength: float) -> tuple[Link, ...]:
    """The actors that several noun phrases name."""
    return tuple(link for head in heads for link in phrase(tree, head, lexicon, strength))


def direct(tree: Tree, head: int, strength: float) -> tuple[Link, ...]:
    """The actors that a word itself is."""
    return tuple(Link(mention=m, strength=strength) for m in tree.mentions[head] if is_acting(m))


def inside(tree: Tree, heads: Iterable[int], reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """Actors deeper in the object: "an army base in Iraq", "on the border with Ukraine"."""
    if reading.entry.event in ITS_OWN:
        return ()
    allowed = allowed_prepositions(reading, lexicon) | {"with", "in", "of", "near"}
    return tuple(
        link
        for h in heads
        if not lexicon.among("aside", tree.lemma(h))
        for i in prepositional(tree, h, allowed)
        for link in phrase(tree, i, lexicon, NESTED, 1)
    )


def control_words(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The verbs of control and of blame that `subjects` asks for."""
    return lexicon.words["object_control"], lexicon.words["blame"]


def allowed_prepositions(reading: Reading, lexicon: Lexicon) -> frozenset[str]:
    """The prepositions that lead to the recipient of this type of act."""
    return lexicon.words[f"prep_{reading.entry.event}"]
