"""Noun phrases → the entities they stand for: by the mention that names the speaker, or by who issued the document that speaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.records import ActorMention, Entity, MentionKind, Span, overlaps, within

DOCUMENTS = frozenset(
    {
        "statement", "communique", "communiqué", "report", "note", "letter", "document", "release", "readout", "declaration", "tweet",
        "post", "message", "speech", "text", "comment", "article", "memo", "memorandum", "paper", "account", "bulletin", "announcement",
        "notice", "briefing", "dispatch", "filing", "resolution", "summary", "transcript", "protocol", "note verbale", "remarks",
        "press release", "press note", "spokesperson", "source", "sources",
    }
)  # fmt: skip
PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "i", "we", "his", "her", "its", "their"})
_GENERIC = frozenset({"this", "that", "these", "those", "there", "one", "you", "some", "many", "others", "all"})
_KIND_RANK = {
    MentionKind.PERSON: 0,
    MentionKind.OFFICE: 1,
    MentionKind.BODY: 2,
    MentionKind.SEAT: 2,
    MentionKind.STATE: 3,
    MentionKind.PEOPLE: 3,
    MentionKind.PRONOUN: 4,
}
SURE_ENOUGH = 0.6
_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-ÖØ-Þ][\w.’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks and how sure that is.

    `document`: the words name what speaks ("the statement"), not who. `pronoun`: only a pronoun names the speaker.
    `impersonal`: a state, seat, body or office, not a person.
    """

    entity: Entity
    confidence: float
    document: bool = False
    pronoun: bool = False
    impersonal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The mentions of a page, to be looked up by place."""

    mentions: tuple[ActorMention, ...]

    def at(self, span: Span) -> list[ActorMention]:
        """The mentions that share a character with the span, adjectives left out."""
        return [m for m in self.mentions if overlaps(m.entity.span, span) and m.kind is not MentionKind.ADJECTIVE]


def speaker_of(text: str, source: Span, head: Span, cast: Cast, *, last: Speaker | None) -> Speaker | None:
    """The entity of a noun phrase with its head word; None where the words name no one that can be kept.

    `last`: who spoke before, for a document or a pronoun that no mention resolves.
    """
    here = cast.at(source)
    on_head = [m for m in here if overlaps(m.entity.span, head)]
    if on_head:
        chosen = min(on_head, key=lambda m: (_KIND_RANK.get(m.kind, 5), -m.confidence, m.entity.span))
        return _same_house(_from_mention(chosen), last)
    word = text[head.start : head.end].casefold()
    if word in DOCUMENTS or word.rstrip("s") in DOCUMENTS:
        return _issuer(text, source, here, last)
    if word in PRONOUNS:
        return _carried(text, head, last, 0.75) if word in {"it", "he", "she", "they"} else None
    named = [m for m in here if m.kind is MentionKind.PERSON]
    if named:
        return _from_mention(named[0], 0.9)
    if word in _GENERIC:
        return None
    return _stranger(text, source, head, here)


def _from_mention(mention: ActorMention, factor: float = 1.0) -> Speaker:
    pronoun = mention.kind is MentionKind.PRONOUN
    sure = (0.7 + 0.3 * mention.confidence) * factor * (0.92 if pronoun else 1.0)
    impersonal = mention.kind in {MentionKind.STATE, MentionKind.SEAT, MentionKind.BODY} or (
        mention.kind is MentionKind.OFFICE and mention.entity.name is not None and mention.entity.name[:1].isupper()
    )
    return Speaker(entity=mention.entity, confidence=sure, pronoun=pronoun, impersonal=impersonal)


def _same_house(speaker: Speaker, last: Speaker | None) -> Speaker:
    """ "It" after a ministry's statement is that ministry where both stand for the same state, and not the state at large."""
    if not speaker.pronoun or last is None or speaker.entity.text.casefold() != "it":
        return speaker
    if last.entity.code is None or last.entity.code != speaker.entity.code or not last.impersonal:
        return speaker
    whom = last.entity
    return replace(speaker, impersonal=True, entity=replace(speaker.entity, name=whom.name, sector=whom.sector, role=whom.role))


def _issuer(text: str, source: Span, here: Sequence[ActorMention], last: Speaker | None) -> Speaker | None:
    """Who issued the document: named in its phrase, else who spoke last."""
    named = [m for m in here if m.kind is not MentionKind.PRONOUN]
    if named:
        chosen = min(
            named, key=lambda m: (m.kind not in {MentionKind.OFFICE, MentionKind.BODY, MentionKind.PERSON}, m.entity.span)
        )
        found = _from_mention(chosen, 0.95)
        return replace(found, document=True)
    owner = next((m for m in here if m.kind is MentionKind.PRONOUN), None)
    if owner is not None:
        return Speaker(entity=owner.entity, confidence=0.8, document=True)
    carried = _carried(text, source, last, 0.8)
    return replace(carried, document=True) if carried is not None else None


def _carried(text: str, span: Span, last: Speaker | None, factor: float) -> Speaker | None:
    if last is None:
        return None
    whom = last.entity
    entity = Entity(
        text=text[span.start : span.end], span=span, name=whom.name, code=whom.code, sector=whom.sector, role=whom.role
    )
    sure = factor * (1.0 if last.confidence >= SURE_ENOUGH else last.confidence)
    return Speaker(entity=entity, confidence=sure, pronoun=True, impersonal=last.impersonal)


def _stranger(text: str, source: Span, head: Span, here: Sequence[ActorMention]) -> Speaker | None:
    """A speaker whom no mention knows: kept where the words are a name ("Jane Roe, an analyst"), without a code."""
    for match in _NAME.finditer(text, source.start, source.end):
        span = Span(*match.span())
        if overlaps(span, head) and not any(within(m.entity.span, span) for m in here):
            entity = Entity(text=text[span.start : span.end], span=span, name=match.group(), code=None)
            return Speaker(entity=entity, confidence=0.75)
    return None
