"""One sentence → drafts of its mentions: states, seats and bodies, alone or with the office, force or name they qualify."""

from dataclasses import replace

from detente.actors.frame import Draft, Frame
from detente.actors.offices import office_draft, plural_offices
from detente.actors.pairs import read_pair
from detente.actors.persons import known_person, owned_person, titled_person, unknown_person
from detente.actors.phrases import plain_draft, qualified, shares_noun
from detente.actors.terms import ACTOR_KINDS, CORE_KINDS, Piece, TermKind
from detente.records import MentionKind

_SHARED = 0.8


def compose(frame: Frame) -> tuple[Draft, ...]:
    """The drafts of a sentence, in order, none overlapping another."""
    drafts: list[Draft] = []
    waiting: list[Piece] = []  # adjectives in a list that wait for the noun they share: "Russian and American presidents"
    at = 0
    while at < len(frame.words):
        found, after = _at(frame, at)
        piece = frame.pieces.get(at)
        if found is None and piece is not None and piece.term.kind in ACTOR_KINDS and shares_noun(frame, piece):
            waiting.append(piece)
        elif waiting and piece is not None:
            drafts.extend(_settle(frame, waiting, found))
            waiting = []
        if found is not None:
            drafts.append(found)
        at = max(after, at + 1)
    drafts.extend(_settle(frame, waiting, None))
    return tuple(sorted((draft for draft in drafts if draft.confidence > 0), key=lambda draft: draft.first))


def _at(frame: Frame, at: int) -> tuple[Draft | None, int]:
    pair = read_pair(frame, at)
    if pair is not None:
        return pair, pair.last + 1
    piece = frame.pieces.get(at)
    if piece is None:
        named = titled_person(frame, at) or unknown_person(frame, at)
        return (named, named.last + 1) if named else (None, at + 1)
    kind = piece.term.kind
    found: Draft | None = _one_of_two(frame, piece)
    if found is not None:
        return found, found.last + 1
    if kind is TermKind.PERSON:
        found = known_person(frame, piece)
    elif kind in ACTOR_KINDS:
        found = owned_person(frame, piece) or qualified(frame, piece)
    elif kind in CORE_KINDS and kind is not TermKind.ACT:
        found = plural_offices(frame, piece) or office_draft(frame, piece)
    return found, (found.last if found else piece.last) + 1


def _one_of_two(frame: Frame, piece: Piece) -> Draft | None:
    """The first of `North and South Korea`."""
    other = frame.pieces.get(piece.last + 2)
    if piece.term.text not in ("North", "South") or frame.lower(piece.last + 1) != "and" or other is None:
        return None
    return plain_draft(frame, piece, _SHARED) if other.term.text.endswith(("Korea", "Korean", "Koreans", "Sudan")) else None


def _settle(frame: Frame, waiting: list[Piece], found: Draft | None) -> list[Draft]:
    """Drafts for the adjectives that waited, by what the last of the list turned out to be."""
    if found is None or (found.office is None and found.kind not in (MentionKind.PEOPLE, MentionKind.ADJECTIVE)):
        return []
    settled = []
    for piece in waiting:
        plain = plain_draft(frame, piece, min(_SHARED, found.confidence))
        if found.kind is MentionKind.ADJECTIVE:
            settled.append(replace(plain, kind=MentionKind.ADJECTIVE))
            continue
        kind = MentionKind.OFFICE if found.kind is MentionKind.PERSON else found.kind
        settled.append(replace(plain, kind=kind, sector=found.sector, office=found.office, role=found.role, plural=found.plural))
    return settled
