"""A trigger in its tree → who acts and on whom, with the grammar that says so. Stays when the learned coder comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from detente.events.grammar import (
    SUBJECT,
    Tree,
    conjuncts,
    is_acting,
    noun_conjuncts,
    objects,
    prepositional,
    subject_or_passive,
    subjects,
)
from detente.events.lexicon import Lexicon, Sides
from detente.events.partners import Partners
from detente.events.triggers import Reading
from detente.records import ActorMention, EventType

DIRECT, BY_PREPOSITION, BY_MODIFIER, NESTED, BY_CLAUSE = 1.0, 0.95, 0.88, 0.78, 0.7
ACTS_OF = frozenset(
    {EventType.RETREAT, EventType.MOBILIZE, EventType.CONSULT}
)  # "withdrawal of Russian troops": of names who acts
ITS_OWN = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.CONCEDE})  # the object's owner is meant
EXPELLED = frozenset({"expel", "deport"})  # "were expelled from" names who did it
INTO_CLAUSE = frozenset({EventType.REJECT, EventType.THREATEN})  # "refused to answer Tehran"
INTO_PREPOSITIONS = frozenset({"to", "with", "from", "against", "by"})
MAX_SIDES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A mention on one side of an act, and how surely the grammar puts it there (0 to 1)."""

    mention: ActorMention
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A trigger with its sides. A mutual act has all of them in `actor`; `lead` are those that the grammar has as its subject."""

    reading: Reading
    actor: tuple[Link, ...]
    recipient: tuple[Link, ...]
    mutual: bool
    lead: tuple[Link, ...] = ()

    def one_sided(self) -> Self:
        """A mutual act as what its subject does to the others, where the grammar tells them apart: for refusals and threats."""
        leading = {link.mention.entity.code for link in self.lead}
        others = tuple(link for link in self.actor if link.mention.entity.code not in leading)
        if not self.mutual or not leading or not others:
            return self
        led = tuple(link for link in self.actor if link.mention.entity.code in leading)
        return type(self)(reading=self.reading, actor=led, recipient=others, mutual=False)

    @property
    def strength(self) -> float:
        """How surely the grammar holds both sides: the weaker of the two."""
        return min((link.strength * link.mention.confidence for link in (*self.actor, *self.recipient)), default=0.0)


def find_candidate(tree: Tree, reading: Reading, lexicon: Lexicon, partners: Partners) -> Candidate | None:
    """The sides of a trigger, None where neither the grammar nor the article gives those that the act needs."""
    is_verb = tree.tokens[reading.at].pos in ("VERB", "AUX")
    actor = _verb_actor(tree, reading, lexicon) if is_verb else _noun_actor(tree, reading, lexicon)
    if reading.entry.sides is Sides.MUTUAL:
        return _mutual(tree, reading, actor, lexicon, partners)
    recipient = _verb_recipient(tree, reading, actor, lexicon) if is_verb else _noun_recipient(tree, reading, actor, lexicon)
    if reading.entry.sides in (Sides.HOST, Sides.SUFFERED):
        actor, recipient = recipient, actor
    if not recipient and reading.entry.sides is Sides.DIRECTED and reading.told:
        recipient = _understood(actor, tree, partners)
    return _directed(reading, actor, recipient)


def _understood(actor: tuple[Link, ...], tree: Tree, partners: Partners) -> tuple[Link, ...]:
    """The other side as the article has it, where one code acts and the sentence names no other for the act."""
    codes = {link.mention.entity.code for link in actor}
    code = next(iter(codes)) if len(codes) == 1 else None
    found = partners.partner_of(code, tree.sentence.index) if code is not None else None
    return (Link(mention=found[0], strength=found[1]),) if found else ()


def _directed(reading: Reading, actor: tuple[Link, ...], recipient: tuple[Link, ...]) -> Candidate | None:
    actor = _distinct(actor)
    codes = {link.mention.entity.code for link in actor}
    recipient = _distinct(link for link in recipient if link.mention.entity.code not in codes)
    alone = reading.entry.sides is Sides.ALONE
    if not actor or not (recipient or alone):
        return None
    if not any(link.mention.entity.code for link in (*actor, *recipient)):
        return None
    return Candidate(reading=reading, actor=actor, recipient=recipient, mutual=False)


def _mutual(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon, partners: Partners) -> Candidate | None:
    others = _partners(tree, reading, lexicon)
    sides = _distinct((*actor, *others))
    if reading.told:
        sides = _distinct((*sides, *_understood(sides, tree, partners)))
    if len({link.mention.entity.code for link in sides if link.mention.entity.code}) < 2:
        return None
    coded = tuple(link for link in sides if link.mention.entity.code)
    return Candidate(reading=reading, actor=coded, recipient=(), mutual=True, lead=actor)


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link a code (a name where there is no code), the strongest, in the order found."""
    best: dict[str, Link] = {}
    for link in links:
        entity = link.mention.entity
        key = entity.code or entity.name or entity.text
        if key not in best or link.strength > best[key].strength:
            best[key] = link
    return tuple(best.values())[:MAX_SIDES]


def phrase(tree: Tree, head: int, lexicon: Lexicon, strength: float, depth: int = 0) -> tuple[Link, ...]:
    """The actors that a noun phrase names: its head, or else who owns or qualifies it."""
    direct = [m for m in tree.mentions[head] if is_acting(m)]
    if direct:
        return tuple(Link(mention=m, strength=strength) for m in direct)
    lemma = tree.lemma(head)
    if lexicon.among("relational", lemma) or depth > 2:
        return ()
    found = [Link(mention=m, strength=strength * BY_MODIFIER) for i in modifiers(tree, head) for m in tree.mentions[i]]
    found.extend(
        link for i in tree.by_dep(head, {"appos"}) for link in phrase(tree, i, lexicon, strength * BY_MODIFIER, depth + 1)
    )
    if not found and depth < 2:
        found.extend(
            link
            for i in prepositional(tree, head, frozenset({"of", "by", "from"}))
            for link in phrase(tree, i, lexicon, strength * NESTED, depth + 1)
        )
    return tuple(found)


def modifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """The words left of a noun that belong to its phrase: owners, adjectives, compounds and what hangs on them."""
    return tuple(
        i
        for child in tree.children[head]
        if child < head and tree.tokens[child].dep in ("poss", "amod", "compound", "nmod", "npadvmod", "nummod")
        for i in tree.subtree(child)
        if i < head
    )


def _phrases(tree: Tree, heads: Iterable[int], lexicon: Lexicon, strength: float) -> tuple[Link, ...]:
    return tuple(link for head in heads for link in phrase(tree, head, lexicon, strength))


def _control(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    return lexicon.words["object_control"], lexicon.words["blame"]


def _verb_actor(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    control, blame = _control(lexicon)
    heads = subjects(tree, reading.at, control, blame)
    own = bool(tree.by_dep(reading.at, SUBJECT)) or tree.is_passive(reading.at)
    found = _phrases(tree, heads, lexicon, DIRECT if own else BY_PREPOSITION)
    if not found and not heads and tree.is_passive(reading.at) and reading.entry.mode in EXPELLED:
        return _phrases(tree, prepositional(tree, reading.at, frozenset({"from"})), lexicon, NESTED)
    return found


def _allowed(reading: Reading, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words[f"prep_{reading.entry.event}"]


def _verb_recipient(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    """The recipient, from the place in the grammar that most surely holds it and that names another than the actor."""
    codes = {link.mention.entity.code for link in actor}
    allowed = _allowed(reading, lexicon)
    done_to = tuple(i for i in objects(tree, reading.at) if i not in reading.told)
    by_particle = tuple(
        i for p in reading.through for o in tree.by_dep(p, {"pobj"}) for i in noun_conjuncts(tree, o) if i not in reading.told
    )
    passive_agent = allowed - {"by"} if tree.is_passive(reading.at) else allowed
    after = prepositional(tree, reading.at, passive_agent - {tree.lower(p) for p in reading.through} | {"against"})
    heads = (*by_particle, *done_to)
    tiers = (
        [link for h in heads for link in _direct(tree, h, DIRECT)],
        [link for h in after for link in _direct(tree, h, BY_PREPOSITION)],
        [
            link
            for h in reading.told
            for i in prepositional(tree, h, allowed)
            for link in phrase(tree, i, lexicon, BY_PREPOSITION)
        ],
        _phrases(tree, (*heads, *reading.told), lexicon, DIRECT),
        _phrases(tree, after, lexicon, BY_PREPOSITION),
        _inside(tree, (*heads, *after, *reading.told), reading, lexicon),
        _clause(tree, reading, lexicon),
        _beneath(tree, (*heads, *reading.told), reading, lexicon),
        _anywhere(tree, reading),
    )
    for tier in tiers:
        kept = tuple(link for link in tier if link.mention.entity.code not in codes)
        if any(link.mention.entity.code for link in kept) or (kept and tier is tiers[0]):
            return kept
    return ()


def _beneath(tree: Tree, heads: Iterable[int], reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """The same prepositions anywhere under the object: the parser hangs "to Kyiv" on the nearest noun, not on "send"."""
    own = reading.entry.event in ITS_OWN
    allowed = frozenset({"by", "from"}) if own else _allowed(reading, lexicon) - {"of", "by", "in", "with"}
    under = dict.fromkeys(i for h in heads for i in tree.subtree(h))
    return tuple(
        link
        for i in under
        if tree.tokens[i].pos == "ADP" and tree.lower(i) in allowed and not _in_clause(tree, i)
        for o in tree.by_dep(i, {"pobj"})
        for link in phrase(tree, o, lexicon, BY_CLAUSE)
    )


def _anywhere(tree: Tree, reading: Reading) -> tuple[Link, ...]:
    """For a military move alone, any other actor under the verb: "sent troops to fight in what Kyiv calls"."""
    if reading.entry.sides is not Sides.ALONE:
        return ()
    under = (i for i in tree.subtree(reading.at) if i > reading.at)
    return tuple(Link(mention=m, strength=NESTED) for i in under for m in tree.mentions[i])


def _in_clause(tree: Tree, i: int) -> bool:
    return tree.tokens[tree.tokens[i].head].pos in ("VERB", "AUX")


def _direct(tree: Tree, head: int, strength: float) -> tuple[Link, ...]:
    return tuple(Link(mention=m, strength=strength) for m in tree.mentions[head] if is_acting(m))


def _inside(tree: Tree, heads: Iterable[int], reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """Actors deeper in the object: "an army base in Iraq", "on the border with Ukraine"."""
    if reading.entry.event in ITS_OWN:
        return ()
    allowed = _allowed(reading, lexicon) | {"with", "in", "of", "near"}
    return tuple(link for h in heads for i in prepositional(tree, h, allowed) for link in phrase(tree, i, lexicon, NESTED, 1))


def _clause(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """The subject of the clause that the verb takes: "demanded that Iran stop", "wants Israel to leave"."""
    control, blame = _control(lexicon)
    found: list[Link] = []
    for clause in tree.by_dep(reading.at, {"ccomp", "xcomp"}):
        own = tree.by_dep(clause, {"nsubj", "nsubjpass"})
        heads = subject_or_passive(tree, clause, control, blame) if own else ()
        if not own and reading.entry.event in INTO_CLAUSE:
            heads = (*objects(tree, clause), *prepositional(tree, clause, INTO_PREPOSITIONS))
        found.extend(_phrases(tree, heads, lexicon, BY_CLAUSE))
    return tuple(found)


def _noun_actor(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
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
    found.extend(_phrases(tree, prepositional(tree, at, named), lexicon, BY_PREPOSITION))
    if found:
        return tuple(found)
    return _light_subject(tree, at, lexicon)


def _light_subject(tree: Tree, at: int, lexicon: Lexicon) -> tuple[Link, ...]:
    control, blame = _control(lexicon)
    verb = _light_verb(tree, at)
    if verb is None:
        return ()
    lemma = tree.lemma(verb)
    if not (lexicon.among("light", lemma) or lexicon.operators.get(lemma)):
        return ()
    return _phrases(tree, subjects(tree, verb, control, blame), lexicon, BY_MODIFIER)


def _light_verb(tree: Tree, at: int) -> int | None:
    """The verb that a noun is the object of, through conjuncts and prepositions; None where there is none."""
    token = tree.tokens[at]
    if token.dep == "conj":
        first = next((i for i in tree.ancestors(at) if tree.tokens[i].dep != "conj"), at)
        token = tree.tokens[first]
    if token.dep == "dobj" and tree.tokens[token.head].pos == "VERB":
        return token.head
    if token.dep == "pobj":
        prep = tree.tokens[token.head]
        if tree.tokens[prep.head].pos == "VERB" and prep.text.lower() in ("in", "to", "with", "into", "on"):
            return prep.head
    if token.dep == "nsubjpass":
        return token.head
    return None


def _noun_recipient(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon) -> tuple[Link, ...]:
    at = reading.at
    codes = {link.mention.entity.code for link in actor}
    allowed = _allowed(reading, lexicon) - ({"of"} if reading.entry.event in ACTS_OF else frozenset())
    after = prepositional(tree, at, allowed - {"by"})
    verb = _light_verb(tree, at)
    beside = prepositional(tree, verb, allowed - {"by", "of", "in", "from"}) if verb is not None else ()
    given = tuple(
        i for v in ((verb,) if verb is not None else ()) for i in objects(tree, v) if i != at and i not in conjuncts(tree, at)
    )
    tiers = (
        [link for h in after for link in _direct(tree, h, DIRECT)],
        _phrases(tree, after, lexicon, BY_PREPOSITION),
        [link for h in (*given, *beside) for link in _direct(tree, h, BY_MODIFIER)],
        _inside(tree, after, reading, lexicon),
    )
    for tier in tiers:
        kept = tuple(link for link in tier if link.mention.entity.code not in codes)
        if any(link.mention.entity.code for link in kept):
            return kept
    return ()


def _partners(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """All others that a mutual act names: objects, "with", "between … and", owners of the noun."""
    at = reading.at
    allowed = frozenset({"with", "between", "among", "alongside", "involving", "including", "by", "of"})
    told = reading.told
    done_to = tuple(i for i in objects(tree, at) if i not in told) if tree.tokens[at].pos in ("VERB", "AUX") else ()
    by_particle = tuple(
        i for p in reading.through for o in tree.by_dep(p, {"pobj"}) for i in noun_conjuncts(tree, o) if i not in told
    )
    nouns = (at, *told) if tree.tokens[at].pos not in ("VERB", "AUX") else told
    after = [i for h in dict.fromkeys((at, *told)) for i in prepositional(tree, h, allowed)]
    verb = _light_verb(tree, at) if not told else None
    if verb is not None:
        after.extend(prepositional(tree, verb, frozenset({"with", "between"})))
    for direct in (*after, *done_to, *by_particle):
        after.extend(i for i in prepositional(tree, direct, frozenset({"from", "of", "with"})) if not tree.mentions[direct])
    links = [
        *_phrases(tree, (*done_to, *by_particle), lexicon, DIRECT),
        *_phrases(tree, dict.fromkeys(after), lexicon, BY_PREPOSITION),
    ]
    links.extend(Link(mention=m, strength=BY_MODIFIER) for h in nouns for i in modifiers(tree, h) for m in tree.mentions[i])
    return tuple(links)
