"""Places that actors leave out → the states whose ground they are: hosts of visits, and where envoys are posted.

A capital after "in" or "to" is a venue and no actor: "flew to Ankara", "recalled its ambassador in Canberra". For a visit, a
withdrawal and a military move it is the other side all the same, and an envoy "to Australia" is posted with that state.
"""

from collections.abc import Iterable
from dataclasses import replace

from detente.events.candidates import Candidate, find_candidate
from detente.events.grammar import Tree, make_tree, objects, prepositional
from detente.events.lexicon import Lexicon, Sides
from detente.events.links import DIRECT, NESTED, Link, direct, phrases
from detente.events.partners import Partners
from detente.events.triggers import Reading
from detente.events.verb_sides import verb_actor
from detente.records import ActorMention, Entity, EntityCode, EventType, MentionKind, Place, Sentence

ON_GROUND = frozenset({EventType.CONSULT, EventType.RETREAT, EventType.MOBILIZE})
VENUE = frozenset({"in", "at"})
POSTED = frozenset({"to", "in", "at"})
OFFICES = frozenset({MentionKind.OFFICE, MentionKind.PERSON})
VISITORS = frozenset({MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PEOPLE, MentionKind.PRONOUN})
POST = 0.7  # "the ambassador to Belmark": as sure as a name after a preposition of place
GROUND = 0.5
THIRD = frozenset(
    {"AUT", "BEL", "CHE", "OMN", "QAT", "SGP"}
)  # where others meet: Vienna, Brussels, Geneva, Muscat, Doha, Singapore


def posts(sentence: Sentence, places: Iterable[Place], actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """A mention for each state that another's envoy is posted with: "its ambassador to Belmark", inside the envoy's own."""
    inside = {a.entity.span: a for a in actors if a.kind in OFFICES and a.entity.code is not None}
    return tuple(
        _mention(place, POST)
        for place in places
        for span, envoy in inside.items()
        if span.start < place.span.start and place.span.end <= span.end and place.country not in (None, envoy.entity.code)
        if _before(sentence, place) in POSTED
    )


def _before(sentence: Sentence, place: Place) -> str:
    """The word before a place, its article apart."""
    words = [token.text.lower() for token in sentence.tokens if token.span.end <= place.span.start]
    return next((word for word in reversed(words) if word != "the"), "")


def _mention(place: Place, confidence: float) -> ActorMention:
    code = EntityCode(place.country) if place.country else None
    entity = Entity(text=place.text, span=place.span, name=place.text, code=code, sector=())
    return ActorMention(entity=entity, kind=MentionKind.STATE, confidence=confidence)


def with_grounds(tree: Tree, places: Iterable[Place]) -> Tree:
    """The tree with the places that no mention covers hung on their words, as states of a modest confidence."""
    taken = [m.entity.span for mentions in tree.mentions for m in mentions]
    left = [p for p in places if not any(s.start < p.span.end and p.span.start < s.end for s in taken)]
    named = tuple(dict.fromkeys(m for mentions in tree.mentions for m in mentions))
    return make_tree(tree.sentence, (*named, *(_mention(p, GROUND) for p in left))) if left else tree


def on_ground(tree: Tree, reading: Reading, lexicon: Lexicon, partners: Partners) -> Candidate | None:
    """The sides of a visit, a withdrawal or a military move, a place among them; None for other acts and without a place.

    `tree`: as `with_grounds` has it. A meeting whose other side the page leaves out was held with those who own the place.
    """
    if reading.entry.event not in ON_GROUND:
        return None
    found = find_candidate(tree, reading, lexicon, partners)
    if reading.entry.event is not EventType.CONSULT:
        return found if found is not None and _of_ground(found.recipient) else None
    if found is not None and not found.mutual:
        return found if _of_ground(found.recipient) and all(_visits(link.mention) for link in found.actor) else None
    return _hosted(tree, reading, lexicon, partners)


def _visits(mention: ActorMention) -> bool:
    """Whether somebody can pay a visit for a state: an official or a delegation, no tourists, goods or troops."""
    if mention.kind not in VISITORS:
        return False
    return "GOV" in mention.entity.sector or (not mention.entity.sector and mention.kind is not MentionKind.PEOPLE)


def _of_ground(links: tuple[Link, ...]) -> bool:
    return any(_is_ground(link) for link in links)


def _is_ground(link: Link) -> bool:
    return link.mention.confidence == GROUND and link.mention.kind is MentionKind.STATE


def _hosted(tree: Tree, reading: Reading, lexicon: Lexicon, partners: Partners) -> Candidate | None:
    """A guest's talks at the host's: "held talks in Belmark's capital", "was received in it"."""
    guests = _guests(tree, reading, lexicon)
    codes = {link.mention.entity.code for link in guests}
    heads = (*prepositional(tree, reading.at, VENUE), *(i for h in reading.told for i in prepositional(tree, h, VENUE)))
    hosts = tuple(
        link for i in heads for link in direct(tree, i, NESTED) if _is_ground(link) and link.mention.entity.code not in codes
    )
    if len(codes) != 1 or len({link.mention.entity.code for link in hosts}) != 1:
        return None
    if reading.entry.sides is Sides.MUTUAL and _is_elsewhere(hosts, partners):
        return None
    visit = replace(reading, entry=replace(reading.entry, sides=Sides.VISIT, mode="visit"))
    return Candidate(reading=visit, actor=guests[:1], recipient=hosts[:1], mutual=False)


def _guests(tree: Tree, reading: Reading, lexicon: Lexicon) -> tuple[Link, ...]:
    """Who came: the subject of the talks, or who was received."""
    if tree.tokens[reading.at].pos not in ("VERB", "AUX"):
        return ()
    if tree.is_passive(reading.at):
        received = reading.entry.sides is Sides.HOST and not tree.by_dep(reading.at, {"agent"})
        found = phrases(tree, objects(tree, reading.at), lexicon, DIRECT) if received else ()
    else:
        found = verb_actor(tree, reading, lexicon) if reading.entry.sides is Sides.MUTUAL else ()
    return tuple(link for link in found if _visits(link.mention) and link.mention.entity.code is not None)


def _is_elsewhere(hosts: tuple[Link, ...], partners: Partners) -> bool:
    """Whether a host is one at whose place others meet, and the page does not name it otherwise."""
    codes = {link.mention.entity.code for link in hosts}
    return bool(codes & THIRD) and not codes & set(partners.ranked)
