"""A trigger in its tree → who acts and on whom, with the grammar that says so. Stays when the learned coder comes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from detente.events.anaphora import meant
from detente.events.grammar import SUBJECT, Tree, noun_conjuncts, objects, prepositional, subjects
from detente.events.lexicon import Lexicon, Sides
from detente.events.links import BY_MODIFIER, BY_PREPOSITION, DIRECT, NESTED, Link, control_words, modifiers, phrases
from detente.events.noun_sides import light_verb, noun_actor, noun_recipient
from detente.events.partners import Partners
from detente.events.triggers import Reading
from detente.events.verb_sides import UNAIMED, outer_subject, verb_actor, verb_recipient
from detente.records import ActorMention, Entity, EntityCode, EventType, MentionKind, Statement, within

TOGETHER = frozenset(
    {EventType.RETREAT, EventType.CONCEDE, EventType.SANCTION, EventType.AGREE, EventType.SUPPORT, EventType.AID}
)  # what both sides can do at once: "the two cut ties"
LENIENT = frozenset(EventType) - {EventType.REQUEST, EventType.MOBILIZE, EventType.CONSULT}
ANSWERING = LENIENT | {EventType.REQUEST}  # "Tehran denounced the executions"
SURE = 0.6
PLAIN = 0.5
WITH = frozenset({"with"})
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "my", "me"})
THIRD_PERSON = frozenset({"it", "they", "them", "him", "her"})
MAX_SIDES = 12
AS_VICTIM = 0.68
WHOSE_PLACE = {
    EventType.ACCUSE: frozenset({"to", "before"}),  # "called to the Belmarkan ministry"
    EventType.SANCTION: frozenset({"from", "out", "of"}),  # "shut out of Belmarkan ports"
    EventType.REJECT: frozenset({"from", "by"}),
    EventType.COERCE: frozenset({"in", "from", "by"}),  # "jailed in Belmark"
}  # whose the place is, where a passive verb says that something happened to somebody there
DOUBTFUL = 0.6  # an actor's confidence up to which the sentence may speak against it
ABOVE = 0.62
PAIRED = 0.55  # "they", of a page's own pair
BOTH = frozenset({"they", "both", "two", "pair", "duo", "three", "trio", "men"})  # "the two", "the pair", "the two men"


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
        return min((link.strength * trust(link.mention) for link in (*self.actor, *self.recipient)), default=0.0)


def trust(mention: ActorMention) -> float:
    """How far an act may lean on a mention: in the actors' own scale a good pronoun is .6 and a plain name .85 to .95."""
    return min(1.0, 0.35 + 0.7 * mention.confidence) if mention.confidence >= 0.4 else mention.confidence


def find_candidate(
    tree: Tree, reading: Reading, lexicon: Lexicon, partners: Partners, cue: Statement | None = None
) -> Candidate | None:
    """The sides of a trigger, None where neither the grammar nor the article gives those that the act needs.

    `cue`: the statement whose cue the trigger is; its speaker acts, and those it is aimed at are acted on, where the grammar
    names nobody. For an act of force it is the statement that tells of it; its speaker is who suffered it.
    """
    is_verb = tree.tokens[reading.at].pos in ("VERB", "AUX")
    actor = verb_actor(tree, reading, lexicon) if is_verb else noun_actor(tree, reading, lexicon)
    if is_verb:
        actor = outer_subject(tree, reading, actor, lexicon)
    suffered = cue is not None and is_violence(reading)
    if cue is not None and not suffered and (not actor or _is_told_otherwise(tree, reading.at, actor, cue)):
        actor = (_said(cue.speaker, cue.confidence),)
    if reading.entry.sides is Sides.MUTUAL:
        return _mutual(tree, reading, actor, lexicon, partners)
    recipient = verb_recipient(tree, reading, actor, lexicon) if is_verb else noun_recipient(tree, reading, actor, lexicon)
    if (
        cue is not None
        and suffered
        and actor
        and not recipient
        and partners.only(_codes(actor) | {cue.speaker.code}, tree.sentence.index)
    ):
        recipient = (replace(_said(cue.speaker, cue.confidence), strength=AS_VICTIM),)
    elif cue is not None and not recipient and not suffered:
        recipient = tuple(_said(entity, cue.confidence) for entity in cue.recipient)
    if reading.entry.sides in (Sides.HOST, Sides.SUFFERED):
        actor, recipient = recipient, actor
    if is_verb and not actor and tree.is_passive(reading.at):
        actor, recipient = _undergone(tree, reading, recipient, lexicon)
    if actor and not recipient and is_verb:
        actor, recipient = _not_to_itself(tree, reading, actor, lexicon, partners)
    if actor and not recipient and is_verb and _points_away(tree, reading.at, actor):
        recipient = _understood(actor, tree, reading.at, partners)
    if not recipient:
        acting = frozenset(link.mention.entity.code for link in actor)
        recipient = meant(tree, reading, acting, partners.past, lexicon)
    if not recipient and _may_leave_out(tree, reading) and not _names_a_relation(tree, reading, lexicon):
        recipient = _understood(actor, tree, reading.at, partners)
    if actor and not recipient and _is_plain(reading) and not _names_a_relation(tree, reading, lexicon):
        recipient = _elsewhere(actor, tree, reading.at, partners)
    if recipient and not actor and is_verb and tree.is_passive(reading.at) and _is_plain(reading):
        actor = _elsewhere(recipient, tree, reading.at, partners)
    if recipient and not actor and is_verb and _acts_unnamed(tree, reading, lexicon):
        actor = _understood(recipient, tree, reading.at, partners)
    if not actor and reading.told and is_verb and _names_sides_only(tree, reading, lexicon):
        actor = _page_pair(tree, partners)
    return _directed(reading, actor, recipient)


def _undergone(
    tree: Tree, reading: Reading, recipient: tuple[Link, ...], lexicon: Lexicon
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The sides of a passive verb without an agent: whose troops were moved; to whose ministry the envoy was called."""
    owners = phrases(tree, reading.told, lexicon, BY_MODIFIER)
    codes = {link.mention.entity.code for link in owners}
    if reading.entry.sides in UNAIMED:
        return owners, tuple(link for link in recipient if link.mention.entity.code not in codes)
    places = WHOSE_PLACE.get(reading.entry.event)
    if places is None:
        return (), recipient
    owners = owners or phrases(tree, objects(tree, reading.at), lexicon, BY_MODIFIER)
    codes = {link.mention.entity.code for link in owners}
    if not codes - {None}:
        return (), recipient
    there = phrases(tree, prepositional(tree, reading.at, places), lexicon, NESTED)
    hosts = tuple(link for link in there if link.mention.entity.code not in codes)
    return (hosts, owners) if hosts else ((), recipient)


def is_violence(reading: Reading) -> bool:
    """Whether an act is force that somebody must have suffered: an assault, an arrest, a seizure; "violates the law" is none."""
    entry = reading.entry
    return entry.event is EventType.ASSAULT or (entry.event is EventType.COERCE and entry.mode is not None)


def _codes(links: tuple[Link, ...]) -> frozenset[EntityCode | None]:
    return frozenset(link.mention.entity.code for link in links)


def _said(entity: Entity, confidence: float) -> Link:
    """A side as the statement that the trigger cues has it."""
    return Link(mention=ActorMention(entity=entity, kind=MentionKind.OFFICE, confidence=confidence), strength=BY_PREPOSITION)


def _is_told_otherwise(tree: Tree, at: int, actor: tuple[Link, ...], cue: Statement) -> bool:
    """Whether a statement's speaker goes before a subject inherited by a conjunct: "said Belmark lied, and rejected it"."""
    inherited = tree.tokens[at].dep == "conj" and not tree.by_dep(at, SUBJECT)
    return inherited and cue.speaker.code not in {link.mention.entity.code for link in actor}


def _may_leave_out(tree: Tree, reading: Reading) -> bool:
    """Whether the press leaves the other side of such an act to be understood: its object says enough without it."""
    if reading.entry.event in (EventType.ASSAULT, EventType.COERCE):
        return False
    if reading.told or reading.entry.sides in UNAIMED:
        return True
    if reading.entry.event is EventType.REQUEST and reading.entry.lemma not in ("demand", "request"):
        return False
    return reading.entry.event in ANSWERING and reading.entry.confidence >= SURE and tree.tokens[reading.at].pos == "VERB"


def _not_to_itself(
    tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon, partners: Partners
) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Sides anew where a doubtful actor has the code of those acted on: no state summons its own ambassador to complain."""
    if not reading.told or reading.entry.event not in (EventType.ACCUSE, EventType.SANCTION):
        return actor, ()
    if any(link.mention.confidence > DOUBTFUL for link in actor) or reading.entry.mode == "withdraw":
        return actor, ()
    owners = phrases(tree, reading.told, lexicon, DIRECT)
    codes = {link.mention.entity.code for link in owners}
    code = next(iter(codes)) if len(codes) == 1 else None
    other = partners.partner_of(code, tree.sentence.index) if code is not None else None
    if other is None or codes != {link.mention.entity.code for link in actor}:
        return actor, ()
    return (Link(mention=other[0], strength=other[1]),), owners


def _acts_unnamed(tree: Tree, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the subject is somebody who acts for a state that the sentence does not name: "the government expelled"."""
    if tree.is_passive(reading.at) or reading.entry.confidence < PLAIN:
        return False
    heads = subjects(tree, reading.at, *control_words(lexicon))
    crowd = reading.entry.event is EventType.PROTEST
    return any(lexicon.among("crowd" if crowd else "governing", tree.lemma(i)) for i in heads if not tree.mentions[i])


def _names_a_relation(tree: Tree, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether the object is somebody unnamed: "stood by its ally" is not about the other side of the page."""
    after = (i for p in reading.through for i in tree.by_dep(p, {"pobj"}))
    return any(lexicon.among("relational", tree.lemma(i)) for i in (*objects(tree, reading.at), *after))


def _page_pair(tree: Tree, partners: Partners) -> tuple[Link, ...]:
    return tuple(Link(mention=m, strength=strength) for m, strength in partners.pair_near(tree.sentence.index))


def _understood(actor: tuple[Link, ...], tree: Tree, at: int, partners: Partners) -> tuple[Link, ...]:
    """The other side as the article has it, where one code acts and the sentence names no other for the act."""
    codes = {link.mention.entity.code for link in actor}
    code = next(iter(codes)) if len(codes) == 1 else None
    found = partners.partner_of(code, tree.sentence.index) if code is not None else None
    if found is None and code is not None:
        found = _above(tree, at, code)
    return (Link(mention=found[0], strength=found[1]),) if found else ()


def _above(tree: Tree, at: int, code: EntityCode) -> tuple[ActorMention, float] | None:
    """Who acts in the clause above, where it is another and one: "Belmark changed its name, whereby Orvania lifted its veto"."""
    for verb in (i for i in tree.ancestors(at) if tree.tokens[i].pos in ("VERB", "AUX")):
        heads = tree.by_dep(verb, {"nsubj", "nsubjpass"})
        named = {m.entity.code: m for i in heads for m in tree.mentions[i] if m.entity.code is not None}
        others = [m for c, m in named.items() if c != code]
        if others:
            return (others[0], ABOVE) if len(named) == 1 else None
    return None


def _is_plain(reading: Reading) -> bool:
    """Whether a trigger is plain enough to take a side that the grammar does not give: never for force or demands."""
    return reading.entry.confidence >= PLAIN and reading.entry.event in LENIENT and reading.entry.sides is not Sides.MUTUAL


def _elsewhere(known: tuple[Link, ...], tree: Tree, at: int, partners: Partners) -> tuple[Link, ...]:
    """The other side further on in the sentence, where the grammar does not lead to it."""
    found = partners.other_here(frozenset(link.mention.entity.code for link in known), tree.sentence.index)
    if found is None or found[0].entity.span.start < tree.tokens[at].span.start:
        return ()
    return (Link(mention=found[0], strength=found[1]),)


def _directed(reading: Reading, actor: tuple[Link, ...], recipient: tuple[Link, ...]) -> Candidate | None:
    actor = _distinct(actor)
    codes = {link.mention.entity.code for link in actor}
    recipient = _distinct(link for link in recipient if link.mention.entity.code not in codes)
    alone = reading.entry.sides in UNAIMED
    if not recipient and len(codes - {None}) > 1 and reading.entry.event in TOGETHER and (reading.told or reading.through):
        coded = tuple(link for link in actor if link.mention.entity.code)
        return Candidate(reading=reading, actor=coded, recipient=(), mutual=True, lead=coded)
    if not actor or not (recipient or alone):
        return None
    if not any(link.mention.entity.code for link in (*actor, *recipient)):
        return None
    return Candidate(reading=reading, actor=actor, recipient=recipient, mutual=False)


def _mutual(tree: Tree, reading: Reading, actor: tuple[Link, ...], lexicon: Lexicon, partners: Partners) -> Candidate | None:
    others = _partners(tree, reading, lexicon)
    sides = _distinct((*actor, *others) if actor else (*_whose_counterpart(tree, others), *others))
    enough = len({link.mention.entity.code for link in sides} - {None}) > 1
    told = reading.told or reading.entry.event is EventType.AGREE
    if (told and not enough) or any(_is_first_person(link) for link in sides):
        sides = _distinct((*sides, *(_deeper(tree, reading, sides) or _understood(sides, tree, reading.at, partners))))
    if not sides and (_names_sides_only(tree, reading, lexicon) or _is_ahead(tree, reading.at)):
        sides = _page_pair(tree, partners)
    if len({link.mention.entity.code for link in sides if link.mention.entity.code}) < 2:
        return None
    coded = tuple(_both(link, sides, partners) for link in sides if link.mention.entity.code)
    return Candidate(reading=reading, actor=coded, recipient=(), mutual=True, lead=actor)


def _both(link: Link, sides: tuple[Link, ...], partners: Partners) -> Link:
    """A side that a plural pronoun names together with another, surer where the two are the page's own pair."""
    together = frozenset(other.mention.entity.code for other in sides if other.mention.entity.span == link.mention.entity.span)
    if link.mention.kind is not MentionKind.PRONOUN or not partners.is_pair(together) or link.mention.confidence >= PAIRED:
        return link
    return replace(link, mention=replace(link.mention, confidence=PAIRED))


def _whose_counterpart(tree: Tree, others: tuple[Link, ...]) -> tuple[Link, ...]:
    """Whose counterpart the other side is, where the grammar loses the subject: "his arrival to meet his counterpart"."""
    met = {link.mention.entity.span for link in others if "counterpart" in link.mention.entity.text.lower()}
    heads = (i for i, mentions in enumerate(tree.mentions) if any(m.entity.span in met for m in mentions))
    owners = (m for i in heads for o in tree.by_dep(i, {"poss"}) for m in tree.mentions[o] if m.entity.span not in met)
    return tuple(Link(mention=m, strength=NESTED) for m in owners)


def _points_away(tree: Tree, at: int, actor: tuple[Link, ...]) -> bool:
    """Whether "we" act on "it" or "them": another than the speaker, whatever the pronoun was taken for."""
    others = (i for i in objects(tree, at) if tree.lower(i) in THIRD_PERSON)
    return all(_is_first_person(link) for link in actor) and any(True for _ in others)


def _deeper(tree: Tree, reading: Reading, sides: tuple[Link, ...]) -> tuple[Link, ...]:
    """Others anywhere in the object of a mutual act: "a meeting of officials in the alliance"."""
    codes = {link.mention.entity.code for link in sides}
    inner = (m for h in reading.told for i in tree.subtree(h) for m in tree.mentions[i])
    return tuple(Link(mention=m, strength=NESTED) for m in inner if m.entity.code not in codes)


def _is_first_person(link: Link) -> bool:
    return link.mention.entity.text.lower() in FIRST_PERSON


def _is_ahead(tree: Tree, at: int) -> bool:
    """Whether a noun stands after "before" or "ahead of": a meeting to come needs no names."""
    prep = tree.tokens[at].head
    above = tree.tokens[prep].head
    return tree.tokens[at].dep == "pobj" and (tree.lower(prep) == "before" or tree.lower(above) == "ahead")


def _names_sides_only(tree: Tree, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a mutual act's sides are there without names: "between the commanders", "the two envoys met"."""
    control, blame = control_words(lexicon)
    heads = list(prepositional(tree, reading.at, frozenset({"between", "of"})))
    if tree.tokens[reading.at].pos in ("VERB", "AUX"):
        heads = list(subjects(tree, reading.at, control, blame))
    if any(tree.lower(i) in BOTH for i in heads):
        return True
    return any(tree.tokens[i].tag == "NNS" and lexicon.among("representative", tree.lemma(i)) for i in heads)


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    """One link a code (a name where there is no code), the strongest, in the order found.

    Of a mention inside another's words the outer one is meant: "the Arvenian ambassador to Belmark" is Arvenia's.
    """
    best: dict[str, Link] = {}
    given = tuple(links)
    spans = {link.mention.entity.span for link in given}
    for link in given:
        if any(s != link.mention.entity.span and within(link.mention.entity.span, s) for s in spans):
            continue
        entity = link.mention.entity
        key = entity.code or entity.name or entity.text
        if key not in best or link.strength > best[key].strength:
            best[key] = link
    return tuple(best.values())[:MAX_SIDES]


def _partners(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """All others that a mutual act names: objects, "with", "between … and", owners of the noun."""
    at = reading.at
    allowed = frozenset(
        {"with", "between", "among", "alongside", "involving", "including", "by", "of", reading.entry.particle or "with"}
    )
    told = reading.told
    done_to = tuple(i for i in objects(tree, at) if i not in told) if tree.tokens[at].pos in ("VERB", "AUX") else ()
    by_particle = tuple(
        i for p in reading.through for o in tree.by_dep(p, {"pobj"}) for i in noun_conjuncts(tree, o) if i not in told
    )
    nouns = (at, *told) if tree.tokens[at].pos not in ("VERB", "AUX") else told
    after = [i for h in dict.fromkeys((at, *told)) for i in prepositional(tree, h, allowed)]
    verb = light_verb(tree, at) if not told else None
    if verb is not None:
        after.extend(prepositional(tree, verb, frozenset({"with", "between"})))
    if tree.tokens[at].pos in ("VERB", "AUX"):  # "spoke by telephone with"
        inner = (i for p in tree.by_dep(at, {"prep"}) for o in tree.by_dep(p, {"pobj"}) for i in prepositional(tree, o, WITH))
        after.extend(inner)
    for direct in (*after, *done_to, *by_particle):
        after.extend(i for i in prepositional(tree, direct, frozenset({"from", "of", "with"})) if not tree.mentions[direct])
    links = [
        *phrases(tree, (*done_to, *by_particle), lexicon, DIRECT),
        *phrases(tree, dict.fromkeys(after), lexicon, BY_PREPOSITION),
    ]
    links.extend(Link(mention=m, strength=BY_MODIFIER) for h in nouns for i in modifiers(tree, h) for m in tree.mentions[i])
    return tuple(links)
