"""A state's, seat's or body's name with what it qualifies: `Russian troops`, `Kremlin spokesman Dmitry Peskov`, or by itself."""

from dataclasses import replace

from detente.actors.acting import seat_confidence, state_confidence
from detente.actors.cores import FORMER, Core, read_core
from detente.actors.frame import CALENDAR, Draft, Frame
from detente.actors.takeup import speaks
from detente.actors.terms import ACTOR_KINDS, Piece, Term, TermKind
from detente.actors.words import word_set
from detente.records import MentionKind

COLLECTIVE = word_set("army navy military force brigade division regiment battalion staff fleet command corps patrol public")
_ALIGNED = word_set(
    "led backed brokered mediated sponsored supported controlled occupied imposed installed funded run allied "
    "aligned dominated held friendly administered supplied orchestrated owned annexed provided trained armed"
)
_ORIGIN = word_set(
    "born based style speaking made educated language style themed designed language built registered flagged era "
    "wide type bound inspired listed focused trained"
)
_AFTER_VERBS = frozenset({"that", "to", "the", "a", "an", "its", "it", "his", "their", "no"})
_COMPASS = frozenset({"North", "South", "West"})
_REALMS = frozenset({"kingdom", "republic", "sultanate", "state", "nation", "emirate"})
_LOCAL = frozenset({"mayor", "governor", "chief minister", "police chief"})
_GENERIC = frozenset({"spokesman", "minister", "deputy_leader", "leader", "ambassador", "envoy", "deputy_foreign_minister"})
_COLLECTIVE = {
    TermKind.ROLE: MentionKind.OFFICE,
    TermKind.INSTITUTION: MentionKind.OFFICE,
    TermKind.SEAT: MentionKind.OFFICE,
    TermKind.GROUP: MentionKind.OFFICE,
    TermKind.BODY: MentionKind.OFFICE,
    TermKind.FORCE: MentionKind.PEOPLE,
    TermKind.PERSONS: MentionKind.PEOPLE,
}
_PLAIN = {
    TermKind.STATE: MentionKind.STATE,
    TermKind.CAPITAL: MentionKind.SEAT,
    TermKind.SEAT: MentionKind.SEAT,
    TermKind.BODY: MentionKind.BODY,
    TermKind.GROUP: MentionKind.BODY,
    TermKind.WEST: MentionKind.BODY,
    TermKind.PEOPLE: MentionKind.PEOPLE,
}
_SURE, _LIKELY, _SHARED, _THIN = 0.95, 0.9, 0.8, 0.3


def qualified(frame: Frame, piece: Piece) -> Draft | None:
    """A state, seat or body with what it qualifies, or by itself."""
    gap, after = frame.gap(piece.last), piece.last + 1
    if not _has_its_article(frame, piece):
        return None
    if gap in ("-", "–", "‑", "/") and after < len(frame.words):
        return _hyphenated(frame, piece)
    if piece.term.kind is TermKind.PREFIX:
        return None
    possessive = gap in ("'", "’") and frame.lower(after) == "s"
    start = after + 1 if possessive else after
    bare_possessive = gap in ("' ", "’ ")
    if (possessive and frame.gap(after) == " ") or gap == " " or bare_possessive:
        core = read_core(frame, start, qualified=True)
        if core is not None:
            verb = core.main.kind is TermKind.ACT and not possessive and _is_verb_after_all(frame, core.chain_last)
            if verb:
                return _alone(frame, piece, possessive=False)
            if core.main.kind is not TermKind.ACT:
                core = replace(core, former=core.former or frame.lower(piece.first - 1) in FORMER)
                return core_draft(frame, piece.first, core, piece.term)
            if not (possessive or bare_possessive) and not _ends_hyphenated_pair(frame, piece):
                return _adjective(frame, piece, core.main.weight)
    return _alone(frame, piece, possessive=possessive or bare_possessive)


def _hyphenated(frame: Frame, piece: Piece) -> Draft | None:
    suffix = frame.lower(piece.last + 1)
    if suffix == "american" and piece.term.kind is TermKind.ADJECTIVE and frame.kind(piece.last + 2) is not TermKind.ACT:
        return None  # "Cuban-American voters" are Americans of Cuban origin
    if frame.kind(piece.last + 1) in ACTOR_KINDS:
        return plain_draft(frame, piece, _LIKELY)
    if suffix in _ALIGNED:
        return _adjective(frame, piece, 0.6)
    if suffix in _ORIGIN or piece.term.kind is TermKind.PREFIX:
        return None
    if _ends_hyphenated_pair(frame, piece):
        return plain_draft(frame, piece, _LIKELY)
    return plain_draft(frame, piece, 0.5)


def _ends_hyphenated_pair(frame: Frame, piece: Piece) -> bool:
    """True for the second name of `Russia-US relations`."""
    before = piece.first - 1
    if piece.term.kind is TermKind.ADJECTIVE or frame.gap(before) not in ("-", "–", "/"):
        return False
    return any(p.last == before and p.term.kind in ACTOR_KINDS for p in frame.pieces.values())


def _alone(frame: Frame, piece: Piece, *, possessive: bool) -> Draft | None:
    kind = piece.term.kind
    if kind is TermKind.ADJECTIVE:
        return _people_by_adjective(frame, piece) or _of_speaker(frame, piece)
    if (not possessive and _in_a_name(frame, piece)) or not _has_its_article(frame, piece):
        return None
    if kind is not TermKind.CAPITAL and _ends_hyphenated_pair(frame, piece):
        return plain_draft(frame, piece, _LIKELY)  # the second of "Russia-US relations"
    if piece.term.adjectival and shares_noun(frame, piece) and _modifies_noun(frame, piece, listed=True):
        return None
    if kind in (TermKind.CAPITAL, TermKind.SEAT):
        confidence = seat_confidence(frame, piece, possessive=possessive)
        return plain_draft(frame, piece, confidence) if confidence else None
    if not possessive and kind is not TermKind.PEOPLE and kind is not TermKind.WEST and _modifies_noun(frame, piece):
        return _adjective(frame, piece, _THIN)
    if kind is TermKind.STATE:
        confidence = state_confidence(frame, piece)
        return plain_draft(frame, piece, confidence) if confidence else None
    return plain_draft(frame, piece, piece.term.weight if piece.term.weight < _LIKELY else _SURE)


def _has_its_article(frame: Frame, piece: Piece) -> bool:
    """False for a point of the compass that needs "the" to be a side: "the North", "the West"."""
    if piece.term.text not in _COMPASS:
        return True
    capital_after = frame.gap(piece.last) in (" ", "-") and frame.capitalised(piece.last + 1)
    return frame.lower(piece.first - 1) == "the" and not capital_after and frame.lower(piece.last + 1) not in ("of", "and")


def _in_a_name(frame: Frame, piece: Piece) -> bool:
    """True where capitalised words that mean nothing here stand right beside: `Air Astana`, `Jordan Peterson`, `Turkey Point`."""
    after = piece.last + 1
    if frame.gap(piece.last) == " " and frame.capitalised(after) and after not in frame.covered:
        token = frame.token(after)
        if token.tag in ("NNP", "NNPS") and frame.words[after].text not in CALENDAR:
            return True
    before = piece.first - 1
    if before < 0 or frame.gap(before) != " " or not frame.capitalised(before) or before in frame.covered:
        return False
    token = frame.token(before)
    joined = token.dep in ("compound", "nmod") and token.head >= frame.words[piece.first].token
    return token.tag == "NNP" and joined and frame.words[before].text not in CALENDAR and not frame.words[before].text.isupper()


def _modifies_noun(frame: Frame, piece: Piece, *, listed: bool = False) -> bool:
    """True for the first noun of a compound: `Ukraine war`. `listed`: also with a list in between."""
    if (frame.gap(piece.last) != " " and not listed) or piece.last + 1 >= len(frame.words):
        return False
    if _is_verb_after_all(frame, piece.last + 1):
        return False
    token = frame.sentence.tokens[frame.head_token(piece.first, piece.last)]
    head = frame.sentence.tokens[token.head]
    to_the_right = token.head > frame.words[piece.last].token
    return token.dep in ("compound", "nmod", "amod") and to_the_right and head.pos in ("NOUN", "PROPN", "ADJ")


def _is_verb_after_all(frame: Frame, at: int) -> bool:
    """True for the verb that the parser takes for a noun in `Russia demands that` or `Ukraine calls a`."""
    word = frame.lower(at)
    if not word.endswith("s") or frame.capitalised(at):
        return False
    return frame.token(at).pos == "VERB" or (frame.gap(at) == " " and frame.lower(at + 1) in _AFTER_VERBS)


def _people_by_adjective(frame: Frame, piece: Piece) -> Draft | None:
    """`the French said`: an adjective that stands as a noun after "the"."""
    noun = frame.token(piece.last).pos in ("NOUN", "PROPN")
    after = frame.token(piece.last + 1).pos if piece.last + 1 < len(frame.words) else ""
    ends = frame.gap(piece.last) != " " or after in ("VERB", "AUX", "ADP", "CCONJ", "ADV", "SCONJ", "DET", "PRON")
    head = frame.sentence.tokens[frame.token(piece.last).head]
    standing = frame.token(piece.last).dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "dative") or head.pos == "VERB"
    if frame.lower(piece.first - 1) == "the" and ends and (noun or standing) and frame.gap(piece.last)[:1] != "-":
        return replace(plain_draft(frame, piece, 0.7), kind=MentionKind.PEOPLE, plural=True)
    return None


def _of_speaker(frame: Frame, piece: Piece) -> Draft | None:
    """`a Fooish trader said`: the adjective of somebody who speaks, whatever they are."""
    token = frame.token(piece.last)
    if token.dep != "amod" or frame.token(piece.last).head <= frame.words[piece.last].token:
        return None
    speaking = speaks(frame.sentence, token.head) and frame.sentence.tokens[token.head].pos == "NOUN"
    return replace(plain_draft(frame, piece, _THIN), kind=MentionKind.ADJECTIVE) if speaking else None


def shares_noun(frame: Frame, piece: Piece) -> bool:
    """True for an adjective with "and", "or" or a comma and another state's adjective after it."""
    if piece.term.kind not in (TermKind.ADJECTIVE, TermKind.PREFIX) and not piece.term.adjectival:
        return False
    gap, after = frame.gap(piece.last), piece.last + 1
    if gap in (", ", "-", "–", "/"):
        after += frame.lower(after) in ("and", "or")
    elif gap == " " and frame.lower(after) in ("and", "or", "&"):
        after += 1 + (frame.lower(after + 1) == "the")
    else:
        return False
    while after < len(frame.words) and after not in frame.pieces and frame.token(after).tag in ("CD", "JJ"):
        after += 1  # "20 Indian and four Chinese soldiers"
    return frame.kind(after) in ACTOR_KINDS


def plain_draft(frame: Frame, piece: Piece, confidence: float) -> Draft:
    """The mention of a name that stands by itself."""
    term = piece.term
    kind = _PLAIN.get(term.kind, MentionKind.ADJECTIVE)
    return Draft(
        first=piece.first,
        last=piece.last,
        head=frame.head_token(piece.first, piece.last),
        kind=kind,
        confidence=confidence,
        code=term.code,
        sector=(term.sector,) if term.sector else (),
        name=frame.name(piece.first, piece.last),
        plural=term.kind in (TermKind.PEOPLE, TermKind.WEST),
    )


def _adjective(frame: Frame, piece: Piece, weight: float) -> Draft | None:
    if piece.term.kind is TermKind.STATE and not piece.term.adjectival:
        weight /= 2
    if piece.term.kind is TermKind.CAPITAL and seat_confidence(frame, piece) == 0:
        return None
    return replace(plain_draft(frame, piece, min(weight, piece.term.weight)), kind=MentionKind.ADJECTIVE)


def core_draft(frame: Frame, first: int, core: Core, owner: Term | None) -> Draft:
    """The mention of an office, institution or force, or of the person who holds it."""
    main = core.main
    code = owner.code if owner and owner.code else core.code or main.code
    if owner is not None and owner.kind is TermKind.BODY and core.code and main.kind is TermKind.ROLE:
        code = owner.code
    confidence = _SURE if core.person else _LIKELY
    if owner is not None:
        confidence = min(confidence, max(owner.weight, 0.4))
    role = frame.name(core.first, core.chain_last) if main.kind is TermKind.ROLE else None
    return Draft(
        first=first,
        last=core.last,
        head=frame.head_token(first, core.last),
        kind=_kind(core),
        confidence=confidence * (0.6 if main.text in _LOCAL else 1),
        code=code,
        sector=_sector(core, owner),
        office=main.office,
        role=role.lower() if role else None,
        name=core.person or frame.name(first, core.last),
        person=core.person,
        gender=main.gender,
        former=core.former,
        plural=main.kind in (TermKind.FORCE, TermKind.PERSONS) and main.text.split()[-1] not in COLLECTIVE,
    )


def _kind(core: Core) -> MentionKind:
    if core.person:
        return MentionKind.PERSON
    return MentionKind.STATE if core.main.text in _REALMS and core.code else _COLLECTIVE[core.main.kind]


def _sector(core: Core, owner: Term | None) -> tuple[str, ...]:
    sector = core.main.sector
    if core.main.kind is TermKind.ROLE and core.main.office in _GENERIC:
        sector = next((t.sector for t in core.chain if t.kind in (TermKind.FORCE, TermKind.INSTITUTION) and t.sector), sector)
    if owner is not None and owner.kind is TermKind.GROUP and owner.sector:
        sector = owner.sector
    if core.private and owner is None and core.code is None:
        sector = "UNK"
    if core.former and core.main.kind is TermKind.ROLE and sector in ("GOV", "MIL", "LEG"):
        sector = "ELI"
    return (sector,) if sector else ()
