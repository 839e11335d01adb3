"""Sentences, actors, dates and statements of an article → who did what to whom, and its status. The room's door."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from detente.events.adjectives import adjective_mentions, with_receivers
from detente.events.anaphora import PastAct, echoed, is_echo
from detente.events.build import Draft, Meeting, as_planned, build, without_repeats
from detente.events.candidates import Candidate, find_candidate, is_violence
from detente.events.claims import speakers, telling
from detente.events.coder import Coder
from detente.events.contexts import contexts_of
from detente.events.evidence import REACH, weighable
from detente.events.grammar import Tree, make_tree, subjects
from detente.events.grounds import on_ground, posts, with_grounds
from detente.events.lexicon import Lexicon, Sides
from detente.events.links import Link, control_words, phrase
from detente.events.operators import FORCEFUL, governed, meaning
from detente.events.partners import find_partners
from detente.events.scene import Scene
from detente.events.speech import SpeechAct, find_speech_acts
from detente.events.status import is_ahead, is_background, is_in_passing
from detente.events.triggers import Reading, find_readings, otherwise
from detente.events.weighed import weighed
from detente.events.when import date_of, dates_of
from detente.records import (
    ActorMention,
    Aux,
    DateSpan,
    Encoded,
    Entity,
    EntityCode,
    EventMention,
    EventType,
    Occasion,
    Place,
    Published,
    Sentence,
    Span,
    Statement,
    overlaps,
)

LONGEST_TOKENS = 160  # a longer sentence is a list or a table that the parser could not cut
CLAIM_FACTOR = 0.85
ALLEGING_FACTOR = 0.75
UNCODED_FACTOR = 0.55
UNDATED_NOUN_FACTOR = 0.8  # "the war", "the agreement": as often what all know as what is new
UNDATED_MEETING_FACTOR = 0.5  # "talks", "a deal": more often a topic than told as held
PASSING_FACTOR = 0.33
PRIVATE_FACTOR = 0.7  # a person who does not act for the state
STATE_SECTORS = frozenset({"GOV", "MIL", "SPY", "COP", "LEG", "JUD", "PRM", "IGO", "UAF"})
ECHO = 0.5
TOLD = 0.3  # an act less sure is not pointed back to
UNAIMED_FACTOR = 0.62  # a military move that the sentence aims at nobody
ONE_SIDED = frozenset({EventType.REJECT, EventType.THREATEN, EventType.SANCTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the other rooms found in an article: its sentences, actors and days. Spans are places in `text`.

    `places`: the states and capitals that are named, also where they do not act; hosts of visits are taken from them. `encode`:
    what the encoder makes of a sentence in its passage, asked for where two sides can be; without it the grammar decides alone.
    """

    text: str
    article_id: str
    sentences: tuple[Sentence, ...]
    actors: tuple[ActorMention, ...]
    dates: tuple[DateSpan, ...]
    places: tuple[Place, ...] = ()
    encode: Callable[[Span], Encoded] | None = None


def find_events(
    material: Material, *, statements: tuple[Statement, ...], published: Published | None, coder: Coder
) -> tuple[EventMention, ...]:
    """The event mentions of an article, in its order, one per trigger at most. What is doubtful has a low confidence."""
    partners = find_partners(material.sentences, material.actors)
    named = with_receivers(material.sentences, material.actors)
    actors = (*named, *adjective_mentions(material.sentences, material.actors))
    trees = (
        _trees(sentence, material.places, actors, speakers(sentence, statements))
        for sentence in material.sentences
        if 0 < len(sentence.tokens) <= LONGEST_TOKENS
    )
    scenes = (
        Scene(
            tree=tree,
            ground=ground,
            statements=tuple(s for s in statements if _touches(s, tree.sentence.span)),
            dates=dates_of(tree.sentence.span, material.dates),
            published=published,
            partners=partners,
            coder=coder,
        )
        for tree, ground in trees
    )
    drafts: list[tuple[Sentence, Draft]] = []
    past: tuple[PastAct, ...] = ()
    named_before: tuple[tuple[ActorMention, ...], ...] = ()
    for scene in scenes:
        acts = frozenset((d.event, *d.sides) for _, d in drafts if d.confidence >= TOLD)
        scene = replace(scene, before=named_before, told=acts)
        named_before = (*named_before, weighable(scene.tree))[-REACH:]
        told = _drafts(replace(scene, partners=replace(partners, past=past)))
        past = (*past, *(_past(d) for d in told if _is_recent(d)))
        drafts.extend((scene.tree.sentence, d) for d in weighed(scene, told, material.encode))
    planned = frozenset(draft.sides for _, draft in drafts if draft.meeting is Meeting.PLANNED)
    held = frozenset(draft.sides for _, draft in drafts if draft.meeting is Meeting.HELD)
    return tuple(
        build(as_planned(draft, planned - held), sentence, material.text, material.article_id, coder.plover)
        for sentence, draft in drafts
    )


def _trees(
    sentence: Sentence, places: tuple[Place, ...], actors: tuple[ActorMention, ...], said: tuple[ActorMention, ...]
) -> tuple[Tree, Tree]:
    """A sentence with its actors on their words, and the same with the places that no actor covers."""
    here = tuple(p for p in places if sentence.span.start <= p.span.start < sentence.span.end)
    tree = make_tree(sentence, (*actors, *posts(sentence, here, actors), *said))
    return tree, with_grounds(tree, here)


def _is_recent(draft: Draft) -> bool:
    """Whether an act can be pointed back to: told surely enough, and as news."""
    return draft.confidence >= TOLD and draft.aux is None


def _past(draft: Draft) -> PastAct:
    return PastAct(event=draft.event, mode=draft.mode, actor=draft.actor, recipient=draft.recipient)


def _touches(statement: Statement, sentence: Span) -> bool:
    places = (*statement.spans, statement.span, *((statement.cue.span,) if statement.cue else ()))
    return any(overlaps(place, sentence) for place in places)


def _drafts(scene: Scene) -> tuple[Draft, ...]:
    if not any(scene.tree.mentions):
        return ()
    told = _aimed(tuple(_told(scene)))
    told = (*told, *_echoes(scene, told))
    said = tuple(draft for draft in _spoken(scene) if not any(_is_read(draft, other) for other in told))
    return without_repeats((*told, *_alleged(told), *said))


def _echoes(scene: Scene, told: tuple[Draft, ...]) -> Iterator[Draft]:
    """The acts that are only said to be like the one before: "expelled two envoys, and Belmark followed suit"."""
    tree, lexicon = scene.tree, scene.coder.lexicon
    for at, token in enumerate(tree.tokens):
        if not is_echo(tree, at, lexicon):
            continue
        heads = subjects(tree, at, *control_words(lexicon))
        actor = next((link.mention.entity for i in heads for link in phrase(tree, i, lexicon, 1.0)), None)
        before = tuple(_past(d) for d in told if d.trigger.start < token.span.start)
        act = echoed(actor, (*scene.partners.past, *before)) if actor is not None else None
        if act is not None:
            when = date_of(tree, at, scene.dates, lexicon)
            yield Draft(
                event=act.event,
                mode=act.mode,
                aux=Aux.HISTORICAL if is_background(tree, at, when, scene.published, lexicon) else None,
                actor=act.actor,
                recipient=act.recipient,
                trigger=token.span,
                date=when,
                confidence=ECHO,
            )


def _is_read(spoken: Draft, told: Draft) -> bool:
    """Whether the words that make a statement an act have been read as that act already, with its sides by the grammar."""
    same = spoken.event is told.event or spoken.trigger == told.trigger
    return same and overlaps(spoken.trigger, told.trigger) and bool(told.recipient)


def _aimed(told: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The same acts; a military move at nobody is at whom the same actor's act of force just before it was aimed."""
    found: list[Draft] = []
    for draft in told:
        if draft.event is EventType.MOBILIZE and not draft.recipient:
            before = next(
                (d for d in reversed(found) if d.sides[0] == draft.sides[0] and d.event in FORCEFUL and d.recipient), None
            )
            if before is not None:
                draft = replace(draft, recipient=before.recipient)
        found.append(draft)
    return tuple(found)


def _told(scene: Scene) -> Iterator[Draft]:
    for reading in find_readings(scene.tree, scene.coder.lexicon):
        cue = _cued(scene, reading.at)
        victim = _victim(scene, reading)
        candidate = find_candidate(scene.tree, reading, scene.coder.lexicon, scene.partners, cue or victim)
        if candidate is None:
            other = otherwise(scene.tree, reading, scene.coder.lexicon)
            candidate = find_candidate(scene.tree, other, scene.coder.lexicon, scene.partners, cue) if other else None
        if candidate is None or not (candidate.recipient or candidate.mutual):
            candidate = on_ground(scene.ground, reading, scene.coder.lexicon, scene.partners) or candidate
        if candidate is not None:
            draft = _draft(scene, candidate)
            if draft is not None:
                yield draft


def _victim(scene: Scene, reading: Reading) -> Statement | None:
    """The statement that tells of an act of force by others at nobody named: its speaker's side is who suffered it."""
    if not is_violence(reading):
        return None
    said = telling(scene.tree.tokens[reading.at].span, scene.statements)
    return said.statement if said.inside and said.statement is not None and said.statement.speaker.code is not None else None


def _cued(scene: Scene, at: int) -> Statement | None:
    """The statement whose cue is the token, where its speaker has a code."""
    span = scene.tree.tokens[at].span
    said = (s for s in scene.statements if s.cue is not None and s.speaker.code is not None)
    return next((s for s in said if s.cue is not None and overlaps(s.cue.span, span)), None)


def _draft(scene: Scene, candidate: Candidate) -> Draft | None:
    entry, at = candidate.reading.entry, candidate.reading.at
    tree, lexicon = scene.tree, scene.coder.lexicon
    means = meaning(entry.event, entry.mode, governed(tree, at, lexicon))
    if means.sure == 0:
        return None
    if _is_one_sided(entry.event, means.event, candidate):
        candidate = candidate.one_sided()
    actor, recipient = _entities(candidate.actor), _entities(candidate.recipient)
    told = telling(tree.tokens[at].span, scene.statements)
    sides = frozenset(e.code for e in actor)
    claimed_by = told.claimed_by(sides) or _accuser(tree, at, sides, lexicon)
    when = date_of(tree, at, scene.dates, lexicon)
    if when is None and told.statement is not None and not told.inside:
        when = told.statement.date
    is_told_meeting = entry.event is EventType.CONSULT and means.event in (EventType.AGREE, EventType.REJECT)
    event, mode, aux = means.event, means.mode, means.aux
    if event is EventType.CONSULT and aux is None and is_ahead(when, scene.published):
        event, mode, is_told_meeting = EventType.AGREE, None, True
    occasion = Occasion(date=when, place=None) if is_told_meeting and when is not None else None
    if event is EventType.THREATEN and claimed_by is not None and entry.event in FORCEFUL:
        event, mode, aux = entry.event, entry.mode, Aux.FUTURE
    if aux is None and occasion is None and is_background(tree, at, when, scene.published, lexicon):
        aux = Aux.HISTORICAL
    passing = PASSING_FACTOR if is_in_passing(tree, at, when, lexicon) else 1.0
    if entry.pos == "n" and when is None and told.statement is None:
        passing *= UNDATED_MEETING_FACTOR if entry.sides is Sides.MUTUAL else UNDATED_NOUN_FACTOR
    return Draft(
        event=event,
        mode=mode,
        aux=aux,
        actor=actor,
        recipient=recipient,
        trigger=tree.tokens[at].span,
        date=None if occasion else when,
        occasion=occasion,
        statement=told.statement,
        claimed_by=claimed_by,
        meeting=_meeting(candidate, event, aux, when),
        context=contexts_of(tree.sentence, scene.coder.contexts),
        confidence=_confidence(candidate, means.sure * passing, claimed_by),
    )


def _meeting(candidate: Candidate, event: EventType, aux: Aux | None, when: DateSpan | None) -> Meeting | None:
    if candidate.reading.entry.event is not EventType.CONSULT or not candidate.mutual or aux is not None:
        return None
    if event is EventType.AGREE:
        return Meeting.PLANNED
    if event is not EventType.CONSULT:
        return None
    return Meeting.MENTIONED if candidate.reading.entry.pos == "n" and when is None else Meeting.HELD


def _is_one_sided(told: EventType, meant: EventType, candidate: Candidate) -> bool:
    """Whether a mutual act is but its subject's doing: a refusal, a threat, an offer; a meeting to come is both sides'."""
    if meant in ONE_SIDED:
        return meant is not told
    if meant is EventType.AGREE and told is not EventType.CONSULT:
        return len(candidate.lead) == 1
    return False


def _accuser(tree: Tree, at: int, sides: frozenset[EntityCode | None], lexicon: Lexicon) -> Entity | None:
    """Who accuses, blames or praises the actor for the act, where it stands after "of" or "for" of such a verb."""
    child = at
    for head in tree.ancestors(at):
        if (
            tree.tokens[child].pos == "ADP"
            and tree.lower(child) in ("of", "for", "over")
            and lexicon.among("blame", tree.lemma(head))
        ):
            heads = subjects(tree, head, lexicon.words["object_control"], lexicon.words["blame"])
            links = (link for i in heads for link in phrase(tree, i, lexicon, 1.0))
            return next((link.mention.entity for link in links if link.mention.entity.code not in (None, *sides)), None)
        if tree.tokens[child].dep in ("ccomp", "relcl", "ROOT"):
            return None
        child = head
    return None


def _confidence(candidate: Candidate, sure: float, claimed_by: Entity | None) -> float:
    found = candidate.reading.entry.confidence * candidate.strength * sure
    if claimed_by is not None:
        found *= CLAIM_FACTOR
    if any(link.mention.entity.code is None for link in (*candidate.actor, *candidate.recipient)):
        found *= UNCODED_FACTOR
    if any(_is_private(link.mention.entity) for link in candidate.actor):
        found *= PRIVATE_FACTOR
    if not candidate.mutual and not candidate.recipient:
        found *= UNAIMED_FACTOR
    return found


def _is_private(entity: Entity) -> bool:
    return bool(entity.sector) and not set(entity.sector) & STATE_SECTORS


def _entities(links: tuple[Link, ...]) -> tuple[Entity, ...]:
    return tuple(link.mention.entity for link in links)


def _alleged(told: tuple[Draft, ...]) -> Iterator[Draft]:
    """The accusation that it is to say that another did a forceful thing, beside the thing itself."""
    for draft in told:
        speaker = draft.claimed_by
        if speaker is None or draft.aux is Aux.NEGATION or draft.event not in FORCEFUL:
            continue
        if not any(e.code == speaker.code for e in draft.recipient):  # a third party's news is no accusation by itself
            continue
        yield Draft(
            event=EventType.ACCUSE,
            mode="allege",
            aux=None,
            actor=(speaker,),
            recipient=draft.actor,
            trigger=draft.trigger,
            date=draft.statement.date if draft.statement else None,
            statement=draft.statement,
            context=draft.context,
            confidence=draft.confidence * ALLEGING_FACTOR,
        )


def _spoken(scene: Scene) -> Iterator[Draft]:
    inside = tuple(s for s in scene.statements if any(overlaps(p, scene.tree.sentence.span) for p in (s.spans or (s.span,))))
    for act in find_speech_acts(scene.tree, inside, scene.coder.speech, scene.coder.lexicon, scene.partners):
        yield _spoken_draft(scene, act)


def _spoken_draft(scene: Scene, act: SpeechAct) -> Draft:
    return Draft(
        event=act.event,
        mode=act.mode,
        aux=None,
        actor=(act.statement.speaker,),
        recipient=tuple(mention.entity for mention in act.recipient),
        trigger=act.trigger,
        date=act.statement.date or _spoken_on(scene, act),
        statement=act.statement,
        context=contexts_of(scene.tree.sentence, scene.coder.contexts),
        confidence=act.confidence,
    )


def _spoken_on(scene: Scene, act: SpeechAct) -> DateSpan | None:
    """The day of a statement that has none of its own, by the clause its cue stands in: "broke off ties in May, charging …"."""
    cue = act.statement.cue
    at = next((i for i, t in enumerate(scene.tree.tokens) if cue is not None and overlaps(t.span, cue.span)), None)
    return date_of(scene.tree, at, scene.dates, scene.coder.lexicon) if at is not None else None
