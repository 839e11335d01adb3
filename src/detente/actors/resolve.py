"""Sentences → the mentions of states, bodies and those who act for them, each resolved to an entity. The room's door."""

from collections.abc import Iterable
from dataclasses import replace

from detente.actors.compose import compose
from detente.actors.frame import Draft, Frame
from detente.actors.gazetteer import Gazetteer, load_gazetteer
from detente.actors.homes import home_by_words, scene_of
from detente.actors.memory import Memory, Seen
from detente.actors.offices import SPEAKING
from detente.actors.page import PageNames, read_names
from detente.actors.people import Person
from detente.actors.prefilter import names_states
from detente.actors.takeup import Found, body, is_pronoun, office, pronoun, speaking_state, subject_of_speech
from detente.records import ActorMention, Entity, EntityCode, MentionKind, Published, Sentence, Span

__all__ = ["is_about_states", "load_gazetteer", "names_states", "resolve_actors"]

_ONE_AT_A_TIME = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "leader",
        "foreign_minister",
        "defence_minister",
        "spokesman_mfa",
        "spokesman_leader",
        "security_adviser",
        "body_head",
    }
)
_LOCAL = 0.75
_GUESSED = 0.5  # a minister whom neither the page nor the tables tie to a state: most likely of the dateline's
_STATES_KINDS = frozenset(set(MentionKind) - {MentionKind.PRONOUN})


def resolve_actors(
    text: str,
    sentences: tuple[Sentence, ...],
    gazetteer: Gazetteer,
    *,
    published: Published | None,
    title: Span | None = None,
) -> tuple[ActorMention, ...]:
    """The mentions of actors in these sentences, sorted by span; one for each maximal mention.

    "the two sides" gives a mention for each of the two states, with the same span. An office counts as on the day of
    publication; without one every holder is taken and the confidence is lower. `title`: where the page's title stands; it is
    only read for whom it names. A mention without a code is of somebody whom the page names but ties to no state.
    """
    page = read_names(text, sentences, gazetteer, published, title)
    memory = Memory(home=page.home)
    mentions: list[ActorMention] = []
    for frame in page.frames:
        mentions.extend(_resolve_sentence(frame, page, memory, gazetteer))
    return tuple(sorted(mentions, key=lambda m: (m.entity.span, m.entity.code or "")))


def is_about_states(mentions: Iterable[ActorMention]) -> bool:
    """True where at least two different states or bodies are named, pronouns apart."""
    return len({m.entity.code for m in mentions if m.kind in _STATES_KINDS and m.entity.code is not None}) >= 2


def _resolve_sentence(frame: Frame, page: PageNames, memory: Memory, gazetteer: Gazetteer) -> list[ActorMention]:
    drafts = compose(frame)
    scene = scene_of(frame, page.setting)
    if scene is not None:
        memory.scenes[frame.sentence.paragraph] = frame.sentence.index, scene
    inside = {at for d in drafts for at in range(frame.words[d.first].token, frame.words[d.last].token + 1)}
    steps: list[tuple[int, Draft | None]] = [(frame.words[d.first].token, d) for d in drafts]
    tokens = frame.sentence.tokens
    steps += [
        (at, None)
        for at, token in enumerate(tokens)
        if at not in inside and (is_pronoun(token) or token.text.lower() in gazetteer.nouns)
    ]
    mentions: list[ActorMention] = []
    for at, draft in sorted(steps, key=lambda step: step[0]):
        if draft is not None:
            mentions.extend(_from_draft(frame, draft, page, memory))
        else:
            mentions.extend(_from_token(frame, at, page, memory, gazetteer))
    return mentions


def _from_draft(frame: Frame, draft: Draft, page: PageNames, memory: Memory) -> list[ActorMention]:
    span = frame.span(draft.first, draft.last)
    quoted = _is_quoted(span, page.quoted)
    if draft.pair:
        return _pair(frame, draft, span, memory)
    seen = _seen(frame, draft, quoted)
    if draft.person is not None:
        person = page.people.find(draft.person)
        if person is None and draft.role is None:
            return []
        seen = _as_person(seen, draft, person)
        if seen.code is None and seen.sector == ("GOV",) and "minister" in (seen.role or ""):
            seen = replace(seen, code=page.home, confidence=_GUESSED) if page.home else seen
    elif draft.definite or draft.office == "counterpart":
        settled = _settle_own(frame, draft, seen, page, memory) or _settle_office(frame, draft, seen, page, memory)
        if settled is None:
            return []
        seen = settled
    elif draft.role is not None and draft.code is not None and not draft.plural and not draft.former:
        seen = _with_page_name(seen, draft, page)
    memory.add(seen)
    if seen.code is None and not _is_worth_naming(seen, draft):
        return []
    return [_mention(frame.text, span, seen)]


def _with_page_name(seen: Seen, draft: Draft, page: PageNames) -> Seen:
    """`the US president` with the name that the page gives the one in that office."""
    if draft.office not in _ONE_AT_A_TIME:
        return seen
    holders = {p.name: p for p in page.people.by_keys.values() if p.code == draft.code and p.office == draft.office}
    if len({name.split()[-1] for name in holders}) != 1:
        return seen
    person = max(holders.values(), key=lambda p: len(p.name))
    return replace(seen, name=person.name, gender=seen.gender or person.gender)


def _is_worth_naming(seen: Seen, draft: Draft) -> bool:
    """Somebody tied to no state is handed on where the page says what they are, or has them speak."""
    return seen.person and (seen.role is not None or seen.speaker or draft.role is not None)


def _seen(frame: Frame, draft: Draft, quoted: bool) -> Seen:
    subject, speaker = subject_of_speech(frame.sentence, draft.head)
    return Seen(
        kind=draft.kind,
        code=draft.code,
        sector=draft.sector,
        name=draft.name,
        office=draft.office,
        role=draft.role,
        gender=draft.gender,
        person=draft.person is not None or (draft.kind is MentionKind.OFFICE and draft.role is not None),
        plural=draft.plural,
        sentence=frame.sentence.index,
        paragraph=frame.sentence.paragraph,
        token=draft.head,
        subject=subject,
        speaker=speaker,
        quoted=quoted,
        confidence=draft.confidence,
    )


def _as_person(seen: Seen, draft: Draft, person: Person | None) -> Seen:
    """The mention of a named person: the words here win over the page, the page over the gazetteer."""
    if person is None:
        return seen
    own_role = draft.role is not None and draft.office != "counterpart"
    code = draft.code or person.code
    agreed = draft.code is None or person.code in (None, draft.code)
    return replace(
        seen,
        code=code,
        sector=draft.sector if own_role else person.sector,
        name=person.name if agreed else draft.person,
        office=draft.office if own_role else person.office,
        role=draft.role if own_role else person.role,
        gender=draft.gender or person.gender,
        confidence=draft.confidence if own_role and draft.code else person.confidence,
    )


def _settle_own(frame: Frame, draft: Draft, seen: Seen, page: PageNames, memory: Memory) -> Seen | None:
    """`its ambassador`, `their troops`: whose they are says the pronoun; None where it stands for nobody known."""
    at = frame.words[draft.first].token - 1
    if draft.own is None or at < 0 or draft.office == "counterpart" or not is_pronoun(frame.sentence.tokens[at]):
        return None
    owner = pronoun(memory, frame.sentence, at, quoted=seen.quoted)
    if (
        owner is None
        or owner.seen.code is None
        or (owner.seen.person and draft.kind is not MentionKind.PEOPLE and seen.role is None)
    ):
        return None
    owned = replace(seen, code=owner.seen.code, confidence=min(0.75, owner.confidence + 0.05))
    return _with_page_name(owned, replace(draft, code=owner.seen.code), page) if draft.role is not None else owned


def _settle_office(frame: Frame, draft: Draft, seen: Seen, page: PageNames, memory: Memory) -> Seen | None:
    """A bare office settled by the page: "his Russian counterpart", "the spokesman"."""
    sentence = frame.sentence.index
    if draft.office == "counterpart":
        like = next((s for s in memory.recent(sentence, 2) if s.person and s.office and s.code != draft.code), None)
        if draft.code is None:
            return None
        if like is None:
            return seen
        same_office = replace(draft, office=like.office)
        return _with_page_name(
            replace(seen, office=like.office, role=like.role, sector=like.sector or seen.sector), same_office, page
        )
    noun = (draft.role or draft.name or "").lower()
    home = home_by_words(frame, draft, page.setting) if draft.local else None
    if home is not None:
        return replace(seen, code=home, confidence=_LOCAL)
    found = None if draft.anyone else office(memory, page.offices, sentence, kind=draft.office or "", noun=noun)
    if found is None and (draft.office in SPEAKING if draft.anyone else seen.speaker):
        found = speaking_state(memory, sentence, seen.paragraph, page.setting.states)
    if found is None:
        return None
    same = found.seen
    if draft.own is not None and draft.kind is MentionKind.PEOPLE and draft.plural:
        return None
    named = same.name if same.person and draft.role is not None else draft.name
    return replace(
        seen,
        code=same.code,
        sector=same.sector if same.person and draft.role is not None and same.sector else seen.sector,
        name=named,
        gender=same.gender or seen.gender,
        confidence=found.confidence,
    )


def _pair(frame: Frame, draft: Draft, span: Span, memory: Memory) -> list[ActorMention]:
    two = memory.two_states(frame.sentence.index)
    if not draft.codes and two is None:
        return []
    codes, confidence = draft.codes, draft.confidence
    if not codes and two is not None:
        codes, confidence = two[0], draft.confidence if two[1] else 0.7 * draft.confidence
    mentions = []
    for code in codes:
        named = memory.person_of(code, draft.office, frame.sentence.index) if draft.role is not None else None
        seen = replace(
            _seen(frame, draft, False),
            code=code,
            confidence=confidence,
            person=False,
            name=named.name if named else frame.name(draft.first, draft.last),
            role=named.role if named else draft.role,
        )
        mentions.append(_mention(frame.text, span, seen))
        memory.add(replace(seen, confidence=0.5))
    return mentions


def _from_token(frame: Frame, at: int, page: PageNames, memory: Memory, gazetteer: Gazetteer) -> list[ActorMention]:
    """The mentions of a pronoun or of "the alliance"."""
    sentence = frame.sentence
    token = sentence.tokens[at]
    quoted = _is_quoted(token.span, page.quoted)
    kind = MentionKind.PRONOUN if is_pronoun(token) else MentionKind.BODY
    taken = pronoun(memory, sentence, at, quoted=quoted) if is_pronoun(token) else body(memory, gazetteer, sentence, at)
    found: Found | None = taken
    if found is None:
        return []
    subject, speaker = subject_of_speech(sentence, at)
    seen = replace(
        found.seen,
        kind=kind,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        token=at,
        subject=subject,
        speaker=speaker,
        quoted=quoted,
        confidence=found.confidence,
    )
    memory.add(seen)
    mentions = [_mention(frame.text, token.span, seen)] if seen.code is not None else []
    if kind is MentionKind.PRONOUN and found.seen.plural:
        mentions += _other_side(frame.text, token.span, found.seen, seen, memory)
    return mentions


def _other_side(text: str, span: Span, antecedent: Seen, seen: Seen, memory: Memory) -> list[ActorMention]:
    """Where "they" takes up "the two sides": the mention for the other of the two."""
    for other in (
        memory.recent(antecedent.sentence, 0) if antecedent.sentence == seen.sentence else memory.recent(seen.sentence, 2)
    ):
        same_words = other.sentence == antecedent.sentence and other.token == antecedent.token
        if same_words and other.code not in (None, antecedent.code) and other.kind is not MentionKind.PRONOUN:
            return [_mention(text, span, replace(seen, code=other.code, name=other.name, role=other.role))]
    return []


def _mention(text: str, span: Span, seen: Seen) -> ActorMention:
    entity = Entity(
        text=text[span.start : span.end],
        span=span,
        name=seen.name,
        code=EntityCode(seen.code) if seen.code is not None else None,
        sector=seen.sector,
        role=seen.role,
    )
    confidence = round(min(1.0, max(0.0, seen.confidence)), 3)
    return ActorMention(entity=entity, kind=seen.kind, confidence=confidence)


def _is_quoted(span: Span, quoted: tuple[Span, ...]) -> bool:
    return any(q.start < span.start and span.end <= q.end for q in quoted)
