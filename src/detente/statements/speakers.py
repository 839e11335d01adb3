"""Noun phrases → the entities they stand for: by the mention that names the speaker, or by who issued what speaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from detente.records import ActorMention, Entity, MentionKind, Span, overlaps, within
from detente.statements.words import DOCUMENTS, HOUSES, sector_of

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})
_GENERIC = frozenset({"this", "that", "these", "those", "there", "one", "you", "some", "many", "others", "all", "we", "i"})
_KIND_RANK = MappingProxyType(
    {
        MentionKind.PERSON: 0,
        MentionKind.OFFICE: 1,
        MentionKind.BODY: 2,
        MentionKind.SEAT: 2,
        MentionKind.STATE: 3,
        MentionKind.PEOPLE: 3,
        MentionKind.PRONOUN: 4,
    }
)
_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-ÖØ-Þ][\w.’'-]+")
_COUNTED = re.compile(
    r"(?:one|two|three|some|many|several|both|another) of (?:the|those|these|its|his|her|their) (\w+)", re.IGNORECASE
)
_JOINT = re.compile(r"(?:,|,? (?:and|as well as|along with|&)) (?:the |its |his |her )?")
_RELATIVE = re.compile(r", (?:who|which|whose|that)\b")
SURE_ENOUGH = 0.6
CARRY_PARAGRAPHS = 2
IMPERSONAL = frozenset({MentionKind.STATE, MentionKind.SEAT, MentionKind.BODY, MentionKind.PEOPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks and how sure that is.

    `document`: the words name what speaks ("the statement"), not who. `pronoun`: only a pronoun names the speaker.
    `impersonal`: a state, seat, body or office, not a person. `word`: the noun that named the speaker ("source").
    `passage`: the paragraph in which that was.
    """

    entity: Entity
    confidence: float
    document: bool = False
    pronoun: bool = False
    impersonal: bool = False
    word: str = ""
    passage: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The mentions of a page, to be looked up by place."""

    mentions: tuple[ActorMention, ...]

    def at(self, span: Span, *, adjectives: bool = False) -> list[ActorMention]:
        """The mentions that share a character with the span, adjectives only where asked for."""
        return [m for m in self.mentions if overlaps(m.entity.span, span) and (adjectives or m.kind is not MentionKind.ADJECTIVE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase of the page: where it stands, its head word, in which paragraph. `subject_before`: see `discourse`."""

    text: str
    span: Span
    head: Span
    passage: int
    subject_before: Span | None = None

    @property
    def word(self) -> str:
        """The head word, in small letters."""
        return self.text[self.head.start : self.head.end].casefold()

    @property
    def core(self) -> Span:
        """The phrase without what "who" or "which" adds."""
        found = _RELATIVE.search(self.text, self.span.start, self.span.end)
        return Span(self.span.start, found.start()) if found and found.start() > self.span.start else self.span


def speaker_of(phrase: Phrase, cast: Cast, *, last: Speaker | None, earlier: Sequence[Speaker] = ()) -> Speaker | None:
    """The entity of a noun phrase; None where the words name no one that can be kept.

    `last`: who spoke before, for a document or a pronoun that no mention resolves. `earlier`: all who spoke, for "the official".
    """
    found = _again(phrase, cast, earlier) or _found(
        phrase, cast, last if last is not None and phrase.passage - last.passage <= CARRY_PARAGRAPHS else None
    )
    return replace(found, passage=phrase.passage, word=found.word or phrase.word) if found is not None else None


def _found(phrase: Phrase, cast: Cast, last: Speaker | None) -> Speaker | None:
    here = cast.at(phrase.core)
    on_head = [m for m in here if overlaps(m.entity.span, phrase.head)]
    word = _noun_of(phrase)
    if word == "it" and last is not None and (last.impersonal or last.document):
        # A house that spoke goes on as "it": surer than what a pronoun resolver takes from the words between.
        return _carried(phrase, last, 0.85)
    if word in {"he", "she"} and phrase.subject_before is not None:
        above = [m for m in cast.at(phrase.subject_before) if m.kind in {MentionKind.PERSON, MentionKind.OFFICE}]
        above = [m for m in above if m.kind is MentionKind.PERSON or m.entity.role is not None]
        if above:
            # Centering: the subject of one sentence is the likeliest "he" of the next.
            return replace(_carried(phrase, _from_mention(above[0]), 0.87), impersonal=False)
        subject = phrase.text[phrase.subject_before.start : phrase.subject_before.end].casefold()
        if subject in {"he", "she"} and last is not None and not last.impersonal:
            return _carried(phrase, last, 0.85)
    if on_head:
        return _from_mention(min(on_head, key=lambda m: (_KIND_RANK.get(m.kind, 5), -m.confidence, m.entity.span)))
    if word in DOCUMENTS or word.rstrip("s") in DOCUMENTS:
        return _issuer(phrase, here, last, cast)
    if word in PRONOUNS:
        return _of_pronoun(phrase, last, cast) or _nearest(phrase, cast)
    named = [m for m in here if m.kind is MentionKind.PERSON]
    if named:
        return _from_mention(named[0], 0.9)
    if word in _GENERIC:
        return None
    return _placed(phrase, cast) or _stranger(phrase, here)


def partners_of(phrase: Phrase, cast: Cast, first: Speaker) -> list[Speaker]:
    """Those who speak with the first in one breath: "Fooland and Barland said", "the two countries said"; of other codes only."""
    if first.pronoun or first.document or first.entity.code is None:
        return []
    here = [m for m in cast.at(phrase.core) if m.kind is not MentionKind.PRONOUN and m.entity.code is not None]
    joined: list[Speaker] = []
    seen: set[str | None] = {first.entity.code}
    end = first.entity.span.end
    for mention in sorted(here, key=lambda m: m.entity.span):
        start = mention.entity.span.start
        linked = mention.entity.span == first.entity.span or (start >= end and _JOINT.fullmatch(phrase.text, end, start))
        if linked and mention.entity.code not in seen:
            joined.append(replace(_from_mention(mention, 0.95), passage=phrase.passage))
            seen.add(mention.entity.code)
            end = mention.entity.span.end
    return joined


def _again(phrase: Phrase, cast: Cast, earlier: Sequence[Speaker]) -> Speaker | None:
    """Whoever spoke under the same noun before: "a Fooish official … the official", "two officials … one of the officials"."""
    word = _noun_of(phrase)
    if word == phrase.text[phrase.span.start : phrase.span.end].casefold() and phrase.text[phrase.span.start].isupper():
        namesake = next((one for one in reversed(earlier) if word in (one.entity.name or "").casefold().split()), None)
        if namesake is not None and not cast.at(phrase.span):
            return _carried(phrase, namesake, 0.9)
    counted = _COUNTED.match(phrase.text, phrase.span.start, phrase.span.end) is not None
    definite = counted or phrase.text[phrase.span.start : phrase.span.start + 4].casefold() == "the "
    if not definite or sector_of(word) is None or any(m.entity.code for m in cast.at(phrase.core, adjectives=True)):
        return None
    before = next((one for one in reversed(earlier) if one.word.removesuffix("s") == word.removesuffix("s")), None)
    return replace(_carried(phrase, before, 0.85), word=word) if before is not None else None


def _noun_of(phrase: Phrase) -> str:
    """The head word; in "one of the officials" the noun that is counted."""
    counted = _COUNTED.match(phrase.text, phrase.span.start, phrase.span.end)
    return counted.group(1).casefold() if counted else phrase.word


def _from_mention(mention: ActorMention, factor: float = 1.0) -> Speaker:
    pronoun = mention.kind is MentionKind.PRONOUN
    sure = (0.7 + 0.3 * mention.confidence) * factor * (0.92 if pronoun else 1.0)
    office = mention.kind is MentionKind.OFFICE and mention.entity.role is None
    return Speaker(entity=mention.entity, confidence=sure, pronoun=pronoun, impersonal=office or mention.kind in IMPERSONAL)


def _of_pronoun(phrase: Phrase, last: Speaker | None, cast: Cast) -> Speaker | None:
    """The last speaker, where a pronoun of that number and kind can stand for them."""
    if last is None or phrase.word not in {"he", "she", "it", "they"}:
        return None
    person = phrase.word in {"he", "she"}
    if person and last.impersonal:
        # Translated English calls a ministry "he"; but not where a person was named since.
        return None if _person_between(phrase, last, cast) else _carried(phrase, last, 0.65)
    if person == last.impersonal or (phrase.word == "they" and last.entity.name is not None and not last.impersonal):
        return None
    return _carried(phrase, last, 0.75)


def _nearest(phrase: Phrase, cast: Cast) -> Speaker | None:
    """Whom an unresolved pronoun most likely takes up: the subject before it."""
    persons = {MentionKind.PERSON, MentionKind.OFFICE} if phrase.word in {"he", "she"} else IMPERSONAL
    if phrase.word not in {"he", "she", "it"}:
        return None
    above = cast.at(phrase.subject_before) if phrase.subject_before is not None else []
    fit = [m for m in above if m.kind in persons]
    return _carried(phrase, _from_mention(fit[0]), 0.65) if fit else None


def _person_between(phrase: Phrase, last: Speaker, cast: Cast) -> bool:
    """Whether a person's name stands between the last speaker and the pronoun."""
    start, end = last.entity.span.end, phrase.span.start
    if any(m.kind is MentionKind.PERSON for m in cast.at(Span(start, max(end, start)))):
        return True
    names = (Span(*match.span()) for match in _NAME.finditer(phrase.text, start, max(end, start)))
    return any(not cast.at(name) for name in names)


def _issuer(phrase: Phrase, here: Sequence[ActorMention], last: Speaker | None, cast: Cast) -> Speaker | None:
    """Who issued the document: named in its phrase, else who spoke last."""
    named = [m for m in here if m.kind is not MentionKind.PRONOUN]
    if named:
        best = {MentionKind.OFFICE, MentionKind.BODY, MentionKind.PERSON}
        return replace(_from_mention(min(named, key=lambda m: (m.kind not in best, m.entity.span)), 0.95), document=True)
    nations = [
        m for m in cast.at(phrase.core, adjectives=True) if m.entity.code is not None and m.entity.span.end <= phrase.head.start
    ]
    if len({m.entity.code for m in nations}) == 1:
        return Speaker(entity=nations[0].entity, confidence=0.75, document=True)
    owner = next((m for m in here if m.kind is MentionKind.PRONOUN), None)
    if owner is not None:
        return Speaker(entity=owner.entity, confidence=0.8, document=True)
    new = phrase.text[phrase.span.start : phrase.span.start + 2].casefold() in {"a ", "an"}
    if last is None or (new and last.passage != phrase.passage):
        return None
    return replace(_carried(phrase, last, 0.8), document=True)


def _carried(phrase: Phrase, last: Speaker, factor: float) -> Speaker:
    text = phrase.text[phrase.span.start : phrase.span.end]
    sure = factor * (1.0 if last.confidence >= SURE_ENOUGH else last.confidence)
    entity = replace(last.entity, text=text, span=phrase.span)
    return Speaker(entity=entity, confidence=sure, pronoun=True, impersonal=last.impersonal, word=last.word)


def _placed(phrase: Phrase, cast: Cast) -> Speaker | None:
    """A speaker without a name whom an adjective or a state places: "a well-placed Fooish source", "officials in Foo"."""
    word = phrase.word
    sector = sector_of(word)
    before = [m for m in cast.at(phrase.core, adjectives=True) if m.entity.code is not None and m.kind is not MentionKind.PRONOUN]
    near = [m for m in before if m.entity.span.end <= phrase.head.start] or before
    if not near or len({m.entity.code for m in near}) > 1:
        return None
    if sector is None and near[0].kind is not MentionKind.ADJECTIVE:
        return None
    core = phrase.core
    entity = Entity(
        text=phrase.text[core.start : core.end],
        span=core,
        name=None,
        code=near[0].entity.code,
        sector=(sector or "CVL",),
        role=word,
    )
    return Speaker(entity=entity, confidence=0.75, impersonal=word in HOUSES)


def _stranger(phrase: Phrase, here: Sequence[ActorMention]) -> Speaker | None:
    """A speaker whom no mention knows: kept where the words are a name ("Jane Roe, an analyst"), without a code."""
    for match in _NAME.finditer(phrase.text, phrase.core.start, phrase.core.end):
        span = Span(*match.span())
        if overlaps(span, phrase.head) and not any(within(m.entity.span, span) for m in here):
            entity = Entity(text=match.group(), span=span, name=match.group(), code=None)
            return Speaker(entity=entity, confidence=0.75)
    return None
