"""Sentences → the mentions of states, bodies and those who act for them, each resolved to an entity. The room's door."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.actors.compose import compose
from detente.actors.frame import Draft, Frame
from detente.actors.gazetteer import Gazetteer, load_gazetteer
from detente.actors.memory import Memory, Seen
from detente.actors.people import People, Person, famous, gather, known_families
from detente.actors.prefilter import names_states
from detente.actors.takeup import Found, body, is_pronoun, office, pronoun, subject_of_speech
from detente.actors.terms import Lexicon, Piece, TermKind, find_pieces
from detente.actors.words import Word, words_between, words_of
from detente.records import ActorMention, Entity, EntityCode, MentionKind, Published, Sentence, Span

__all__ = ["is_about_states", "load_gazetteer", "names_states", "resolve_actors"]

_DATELINE = re.compile(
    r"\s*(?:[A-Z][\w.’'/-]*[ ,/]*){1,6}(?:\(?[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?\)?)?,?\s*"
    r"(?:\([^)]{2,40}\))?\s*(?:—|–|--| - |:)\s"
)
_DATED = re.compile(r"\s*[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s")
_QUOTED = re.compile(r"“[^“”\n]{2,2000}[”\n]|\"[^\"\n]{2,2000}\"|“[^“”\n]{2,2000}$")
_PEOPLE_KINDS = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PEOPLE)
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
    page = _read_page(text, sentences, gazetteer, published, title)
    memory = Memory(home=page.home)
    mentions: list[ActorMention] = []
    for frame in page.frames:
        mentions.extend(_resolve_sentence(frame, page, memory, gazetteer))
    return tuple(sorted(mentions, key=lambda m: (m.entity.span, m.entity.code or "")))


def is_about_states(mentions: Iterable[ActorMention]) -> bool:
    """True where at least two different states or bodies are named, pronouns apart."""
    return len({m.entity.code for m in mentions if m.kind in _STATES_KINDS and m.entity.code is not None}) >= 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    text: str
    frames: tuple[Frame, ...]
    people: People
    offices: dict[str, set[str]]
    quoted: tuple[Span, ...]
    home: str | None


def _read_page(
    text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer, published: Published | None, title: Span | None
) -> _Page:
    """The page's frames with its own people known in them."""
    first = tuple(_frame(text, sentence, gazetteer, ()) for sentence in sentences)
    heading = text[title.start : title.end] if title else ""
    strong, weak_ok = _named_codes(text, first, gazetteer)
    first = tuple(_without_weak(frame, weak_ok) for frame in first)
    drafts = [draft for frame in first for draft in compose(frame)]
    named = frozenset(strong | weak_ok | {draft.code for draft in drafts if draft.code is not None})
    drafts += _title_names(heading, gazetteer)
    people = gather(drafts, gazetteer, published, named)
    people = _with_famous(people, first, gazetteer, published, named)
    families = known_families(people)
    frames = tuple(_without_weak(_frame(text, sentence, gazetteer, (families,)), weak_ok) for sentence in sentences)
    offices: dict[str, set[str]] = {}
    for person in people.by_keys.values():
        if person.office and person.code:
            offices.setdefault(person.office, set()).add(person.code)
    frames, home = _without_datelines(frames)
    quoted = tuple(Span(*found.span()) for found in _QUOTED.finditer(text))
    return _Page(text=text, frames=frames, people=people, offices=offices, quoted=quoted, home=home)


def _frame(text: str, sentence: Sentence, gazetteer: Gazetteer, extra: tuple[Lexicon, ...]) -> Frame:
    words = words_of(text, sentence)
    pieces = find_pieces(text, words, (gazetteer.proper, *extra, gazetteer.names), gazetteer.common)
    return _framed(text, sentence, words, pieces)


def _framed(text: str, sentence: Sentence, words: tuple[Word, ...], pieces: dict[int, Piece]) -> Frame:
    covered = frozenset(at for piece in pieces.values() for at in range(piece.first, piece.last + 1))
    return Frame(text=text, sentence=sentence, words=words, pieces=pieces, covered=covered)


def _named_codes(text: str, frames: Iterable[Frame], gazetteer: Gazetteer) -> tuple[set[str], set[str]]:
    """Codes that the page names beyond doubt, and those whose ambiguous names it bears out."""
    strong: set[str] = set()
    weak: set[str] = set()
    for frame in frames:
        for piece in frame.pieces.values():
            if piece.term.code is not None:
                (weak if piece.term.weak else strong).add(piece.term.code)
    borne_out = {code for code in weak if code in strong}
    for code in weak - borne_out:
        evidence = gazetteer.weak.get(code)
        if evidence and any(w in text for w in evidence.for_it) and not any(w in text for w in evidence.against):
            borne_out.add(code)
    return strong, borne_out


def _without_weak(frame: Frame, borne_out: set[str]) -> Frame:
    if not any(piece.term.weak and piece.term.code not in borne_out for piece in frame.pieces.values()):
        return frame
    kept = {at: p for at, p in frame.pieces.items() if not p.term.weak or p.term.code in borne_out}
    return _framed(frame.text, frame.sentence, frame.words, kept)


def _title_names(heading: str, gazetteer: Gazetteer) -> list[Draft]:
    words = words_between(heading, 0, len(heading))
    pieces = find_pieces(heading, words, (gazetteer.proper, gazetteer.names), None)
    return [
        Draft(
            first=piece.first,
            last=piece.last,
            head=0,
            kind=MentionKind.PERSON,
            confidence=0.8,
            person=" ".join(word.text for word in words[piece.first : piece.last + 1]),
        )
        for piece in pieces.values()
        if piece.term.kind is TermKind.PERSON
    ]


def _with_famous(
    people: People, frames: Iterable[Frame], gazetteer: Gazetteer, published: Published | None, named: frozenset[str]
) -> People:
    """The people with the leaders whom the page calls by their family name alone."""
    found: dict[tuple[str, ...], Person] = {}
    asked: set[tuple[str, ...]] = set()
    for frame in frames:
        for at in range(len(frame.words)):
            if at in frame.covered or not frame.capitalised(at):
                continue
            for length in (3, 2, 1):
                keys = tuple(w.key for w in frame.words[at : at + length])
                if keys in asked or keys not in gazetteer.by_family or keys in people.by_keys:
                    continue
                asked.add(keys)
                person = famous(gazetteer, published, named, keys)
                if person is not None:
                    found[keys] = person
    return People(by_keys={**found, **people.by_keys})


def _without_datelines(frames: tuple[Frame, ...]) -> tuple[tuple[Frame, ...], str | None]:
    """The frames without the names in a dateline, and the state of the first dateline."""
    home: str | None = None
    kept: list[Frame] = []
    paragraphs: set[int] = set()
    for frame in frames:
        opens = frame.sentence.paragraph not in paragraphs
        paragraphs.add(frame.sentence.paragraph)
        end = _dateline_end(frame) if opens and len(paragraphs) <= 3 else 0
        if end:
            first = min(frame.pieces)
            home = home or frame.pieces[first].term.code
            pieces = {at: p for at, p in frame.pieces.items() if frame.words[p.first].start >= end}
            covered = frozenset(at for p in pieces.values() for at in range(p.first, p.last + 1))
            frame = replace(frame, pieces=pieces, covered=covered)
        kept.append(frame)
    return tuple(kept), home


def _dateline_end(frame: Frame) -> int:
    """Where the dateline that opens a paragraph ends; 0 where there is none: a place, perhaps day and agency, then a dash."""
    start = frame.sentence.span.start
    if not frame.pieces or min(frame.pieces) != 0 or frame.pieces[0].term.kind not in (TermKind.CAPITAL, TermKind.STATE):
        return 0
    head = frame.text[start : start + 90].split("\n")[0] + " "
    found = _DATELINE.match(head) or _DATED.match(head)
    return start + found.end() if found else 0


def _resolve_sentence(frame: Frame, page: _Page, memory: Memory, gazetteer: Gazetteer) -> list[ActorMention]:
    drafts = compose(frame)
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


def _from_draft(frame: Frame, draft: Draft, page: _Page, memory: Memory) -> list[ActorMention]:
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
    elif draft.definite or draft.office == "counterpart":
        settled = _settle_office(draft, seen, page, memory, frame.sentence.index)
        if settled is None:
            return []
        seen = settled
    elif draft.role is not None and draft.code is not None and not draft.plural and not draft.former:
        seen = _with_page_name(seen, draft, page)
    memory.add(seen)
    if seen.code is None and not _is_worth_naming(seen, draft):
        return []
    return [_mention(frame.text, span, seen)]


def _with_page_name(seen: Seen, draft: Draft, page: _Page) -> Seen:
    """`the US president` with the name that the page gives the one in that office."""
    holders = {p.name: p for p in page.people.by_keys.values() if p.code == draft.code and p.office == draft.office}
    if len({name.split()[-1] for name in holders}) != 1:
        return seen
    person = max(holders.values(), key=lambda p: len(p.name))
    return replace(seen, name=person.name, gender=seen.gender or person.gender)


def _is_worth_naming(seen: Seen, draft: Draft) -> bool:
    """Somebody tied to no state is handed on where the page says what they are, or where they surely are a person."""
    return seen.person and (seen.role is not None or seen.gender is not None or draft.role is not None)


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


def _settle_office(draft: Draft, seen: Seen, page: _Page, memory: Memory, sentence: int) -> Seen | None:
    """A bare office settled by the page: "his Russian counterpart", "the spokesman"."""
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
    found = office(memory, page.offices, sentence, kind=draft.office or "", noun=noun)
    if draft.own is not None and found is None:
        return None
    if found is None:
        return None
    same = found.seen
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
    codes = memory.two_states(frame.sentence.index)
    if codes is None:
        return []
    mentions = []
    for code in codes:
        named = memory.person_of(code, draft.office, frame.sentence.index) if draft.role is not None else None
        seen = replace(
            _seen(frame, draft, False),
            code=code,
            person=False,
            name=named.name if named else frame.name(draft.first, draft.last),
            role=named.role if named else draft.role,
        )
        mentions.append(_mention(frame.text, span, seen))
        memory.add(replace(seen, confidence=0.5))
    return mentions


def _from_token(frame: Frame, at: int, page: _Page, memory: Memory, gazetteer: Gazetteer) -> list[ActorMention]:
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
