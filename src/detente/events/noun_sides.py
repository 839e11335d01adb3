"""A noun that tells an act → who does it and to whom."""

from detente.events.grammar import Tree, conjuncts, is_acting, objects, prepositional, subject_or_passive, subjects
from detente.events.lexicon import Lexicon, Sides
from detente.events.links import (
    BY_CLAUSE,
    BY_MODIFIER,
    BY_PREPOSITION,
    DIRECT,
    NESTED,
    Link,
    allowed_prepositions,
    control_words,
    direct,
    inside,
    modifiers,
    phrases,
)
from detente.events.triggers import Reading
from detente.records import EventType

ADDRESSED = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.AGREE})
ACTS_OF = frozenset(
    {EventType.RETREAT, EventType.MOBILIZE, EventType.CONSULT, EventType.REQUEST}
)  # "withdrawal of Russian troops"


def noun_actor(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """Who does what a noun tells: owner or adjective, "by" and "from", else the subject of a light verb that governs it."""
    at = reading.at
    found = [
        Link(mention=m, strength=DIRECT if is_acting(m) else BY_PREPOSITION)
        for i in modifiers(tree, at)
        for m in tree.mentions[i]
    ]
    if found:
        return tuple(found)
    named = frozenset({"by"} | ({"of"} if reading.entry.event in ACTS_OF else set()))
    found.extend(phrases(tree, prepositional(tree, at, named), lexicon, BY_PREPOSITION))
    if found:
        return tuple(found)
    blamed = _blamed(tree, at, lexicon)
    if blamed:
        return phrases(tree, blamed, lexicon, BY_MODIFIER)
    return _light_subject(tree, reading, lexicon)


def _blamed(tree: Tree, at: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Who is blamed for what the noun tells: "condemned Belmark for the attack", "held it responsible for the killing"."""
    prep = tree.tokens[at].head
    if tree.tokens[at].dep != "pobj" or tree.lower(prep) not in ("of", "for", "over"):
        return ()
    above = tree.tokens[prep].head
    if tree.lemma(above) in ("responsible", "guilty", "accountable", "culpable"):
        above = tree.tokens[above].head
        return objects(tree, above) if tree.lemma(above) in ("hold", "find") else ()
    return objects(tree, above) if lexicon.among("blame", tree.lemma(above)) else ()


def _light_subject(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    at = reading.at
    control, blame = control_words(lexicon)
    verb = light_verb(tree, at)
    if verb is None:
        return ()
    if reading.entry.sides is Sides.MUTUAL and tree.tokens[at].dep == "pobj":
        return phrases(tree, subject_or_passive(tree, verb, control, blame), lexicon, BY_CLAUSE)
    lemma = tree.lemma(verb)
    if not (lexicon.among("light", lemma) or lexicon.operators.get(lemma)):
        return ()
    return phrases(tree, subjects(tree, verb, control, blame), lexicon, BY_MODIFIER)


def light_verb(tree: Tree, at: int) -> int | None:
    """The verb that a noun is the object of, through conjuncts and prepositions; None where there is none."""
    token = tree.tokens[at]
    if token.dep == "conj":
        first = next((i for i in tree.ancestors(at) if tree.tokens[i].dep != "conj"), at)
        token = tree.tokens[first]
    if token.dep == "dobj" and tree.tokens[token.head].pos == "VERB":
        return token.head
    if token.dep == "pobj":
        prep = tree.tokens[token.head]
        above = tree.tokens[prep.head]
        if above.pos == "ADJ" and above.dep == "acomp" and tree.tokens[above.head].pos in ("VERB", "AUX"):
            return above.head  # "is ready for talks"
        if tree.tokens[prep.head].pos in ("VERB", "AUX") and prep.text.lower() in (
            "in",
            "to",
            "with",
            "into",
            "on",
            "during",
            "at",
            "after",
            "for",
        ):
            return prep.head
    if token.dep == "nsubjpass":
        return token.head
    return None


def noun_recipient(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """On whom: after the noun's prepositions, else after those or as the object of the verb that governs it."""
    at = reading.at
    codes = {link.mention.entity.code for link in actor}
    allowed = allowed_prepositions(reading, lexicon) - ({"of"} if reading.entry.event in ACTS_OF else frozenset())
    after = prepositional(tree, at, allowed - {"by"})
    verb = light_verb(tree, at)
    if verb is not None and not (lexicon.among("light", tree.lemma(verb)) or lexicon.operators.get(tree.lemma(verb))):
        verb = None
    beside = prepositional(tree, verb, allowed - {"by", "of", "in", "from"}) if verb is not None else ()
    given = tuple(
        i for v in ((verb,) if verb is not None else ()) for i in objects(tree, v) if i != at and i not in conjuncts(tree, at)
    )
    tiers = (
        [link for h in after for link in direct(tree, h, DIRECT)],
        phrases(tree, after, lexicon, BY_PREPOSITION),
        [link for h in (*given, *beside) for link in direct(tree, h, BY_MODIFIER)],
        inside(tree, after, reading, lexicon),
    )
    for tier in (*tiers, _answering(tree, reading, lexicon)):
        kept = tuple(link for link in tier if link.mention.entity.code not in codes)
        if any(link.mention.entity.code for link in kept):
            return kept
    return ()


def _answering(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """Who answers what the noun tells: "Belmark turned down the Arvenian request" was asked."""
    if reading.entry.event not in ADDRESSED:
        return ()
    verb = light_verb(tree, reading.at)
    if verb is None or lexicon.among("light", tree.lemma(verb)) or tree.is_passive(verb):
        return ()
    return phrases(tree, subjects(tree, verb, *control_words(lexicon)), lexicon, NESTED)
