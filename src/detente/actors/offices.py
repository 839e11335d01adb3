"""Offices and institutions with no state before them: named by a complement or a person, or left to the page."""

from dataclasses import replace

from detente.actors.cores import Core, read_core
from detente.actors.frame import Draft, Frame
from detente.actors.pairs import read_pair
from detente.actors.phrases import COLLECTIVE, core_draft
from detente.actors.takeup import speaks
from detente.actors.terms import Piece, TermKind
from detente.actors.words import word_set

_DEFINITE = word_set("the this that his her its their our both")
_STATES = frozenset({TermKind.STATE, TermKind.CAPITAL, TermKind.BODY, TermKind.SEAT})
_SINGULAR = {
    "foreign ministers": "foreign_minister",
    "defence ministers": "defence_minister",
    "defense ministers": "defence_minister",
    "presidents": "head_of_state",
    "prime ministers": "head_of_government",
}
SPEAKING = frozenset({"official", "officials", "spokesman", "spokesman_mfa", "spokesman_leader", "spokesman_defence", "source"})
_SENT = word_set("ambassador envoy un_ambassador journalist journalists diplomat diplomats embassy consulate delegation mission")
_POSSESSIVE = word_set("his her its their")
_NAMED_OFFICES = frozenset({"foreign_minister", "defence_minister"})  # ministries known by their name alone, without "the"


def office_draft(frame: Frame, piece: Piece) -> Draft | None:
    """An office or ministry with no state before it: named by a complement or a person, or left to the page."""
    first = piece.first
    core = read_core(frame, first, qualified=False)
    if core is None or core.main.kind is TermKind.ACT or core.main.text == "diplomacy":
        return None
    before = frame.lower(first - 1)
    former = core.former or before in ("former", "ex")
    draft = replace(core_draft(frame, first, replace(core, former=former), None), former=former)
    if core.code is not None or core.person is not None:
        return draft
    if draft.code is not None:  # a title that only one state has
        return replace(draft, confidence=0.75) if before in _DEFINITE or frame.capitalised(first) else None
    if core.private:
        return None
    own = before if before in _POSSESSIVE else None
    if core.main.kind in (TermKind.FORCE, TermKind.PERSONS):
        if before not in _DEFINITE and _says(frame, core):
            return replace(draft, definite=True, anyone=True, local=True, confidence=0.5)
        collective = core.main.text.split()[-1] in COLLECTIVE and before in _DEFINITE
        return replace(draft, definite=True, own=own, confidence=0.6) if own or collective else None
    if before not in _DEFINITE and _speaks(frame, core):
        return replace(draft, definite=True, anyone=True, local=True, confidence=0.5)
    draft = replace(draft, local=_says(frame, core))
    determined = before in _DEFINITE or _modified_definite(frame, first)
    named = core.main.kind is TermKind.INSTITUTION and core.main.office in _NAMED_OFFICES and frame.capitalised(core.first)
    ministry = any(term.kind is TermKind.INSTITUTION and term.office in _NAMED_OFFICES for term in core.chain)
    if not (determined or named or ministry or core.main.office == "counterpart"):
        anyone = draft.local and not core.former
        return replace(draft, definite=True, anyone=True, confidence=0.5) if anyone else None
    return replace(draft, definite=True, own=own, confidence=0.6)


def _speaks(frame: Frame, core: Core) -> bool:
    """True for an official of some state who speaks without a name: "an official said", "a spokesman for the office said"."""
    return core.main.office in SPEAKING and not core.former and not _modified_definite(frame, core.first) and _says(frame, core)


def _says(frame: Frame, core: Core) -> bool:
    """True where the noun is subject of a verb of saying and not somebody sent abroad."""
    sent = core.main.office in _SENT or core.main.text.split()[-1] in _SENT
    return not sent and speaks(frame.sentence, frame.words[core.chain_last].token)


def plural_offices(frame: Frame, piece: Piece) -> Draft | None:
    """`the foreign ministers of Turkey and Armenia`, `leaders of both countries`: one office in several states."""
    core = read_core(frame, piece.first, qualified=False)
    if core is None or core.person is not None or core.code is not None or frame.gap(core.last) != " ":
        return None
    if not core.main.text.endswith("s") or core.main.kind is TermKind.ACT or frame.lower(core.last + 1) not in ("of", "from"):
        return None
    pair = read_pair(frame, core.last + 2)
    codes, last = _listed(frame, core.last + 2)
    if pair is None and len(codes) < 2:
        return None
    draft = core_draft(frame, piece.first, core, None)
    end = pair.last if pair is not None else last
    office = _SINGULAR.get(core.main.text, draft.office)
    head = frame.words[core.chain_last].token
    return replace(
        draft,
        last=end,
        head=head,
        name=frame.name(piece.first, end),
        plural=True,
        pair=True,
        codes=codes,
        office=office,
        confidence=0.85,
    )


def _listed(frame: Frame, at: int) -> tuple[tuple[str, ...], int]:
    """The codes of `Turkey, Armenia and the US`, and the last word of the list."""
    codes: list[str] = []
    last = at - 1
    while True:
        at += frame.lower(at) == "the"
        piece = frame.pieces.get(at)
        if piece is None or piece.term.code is None or piece.term.kind not in _STATES:
            break
        codes.append(piece.term.code)
        last = piece.last
        gap, after = frame.gap(last), last + 1
        if gap == ", ":
            at = after + (frame.lower(after) == "and")
        elif gap == " " and frame.lower(after) in ("and", "or"):
            at = after + 1
        elif gap == " & ":
            at = after
        else:
            break
    return tuple(dict.fromkeys(codes)), last


def _modified_definite(frame: Frame, first: int) -> bool:
    """`the top diplomat`, `the visiting minister`: one modifier between the article and the noun."""
    return (
        frame.lower(first - 2) in _DEFINITE
        and frame.gap(first - 1) == " "
        and frame.token(first - 1).pos in ("ADJ", "VERB", "NOUN")
    )
