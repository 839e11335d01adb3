"""One sentence → drafts of its mentions: states, seats and bodies, alone or with the office, force or name they qualify."""

from dataclasses import replace

from detente.actors.acting import seat_confidence, state_confidence
from detente.actors.cores import Core, read_core, read_name
from detente.actors.frame import CALENDAR, Draft, Frame
from detente.actors.pairs import read_pair
from detente.actors.terms import ACTOR_KINDS, CORE_KINDS, Piece, Term, TermKind
from detente.actors.words import word_set
from detente.records import MentionKind

_ALIGNED = word_set(
    "led backed brokered mediated sponsored supported controlled occupied imposed installed funded run allied "
    "aligned dominated held friendly administered supplied orchestrated owned annexed provided trained armed"
)
_ORIGIN = word_set(
    "born based style speaking made educated language style themed designed language built registered flagged era "
    "wide type bound inspired listed focused trained"
)
_DEFINITE = word_set("the this that his her its their our both")
_POSSESSIVE = word_set("his her its their")
_NAMED_OFFICES = frozenset({"foreign_minister", "defence_minister"})  # ministries known by their name alone, without "the"
_AFTER_VERBS = frozenset({"that", "to", "the", "a", "an", "its", "it", "his", "their", "no"})
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


def compose(frame: Frame) -> tuple[Draft, ...]:
    """The drafts of a sentence, in order, none overlapping another."""
    drafts: list[Draft] = []
    waiting: list[Piece] = []  # adjectives in a list that wait for the noun they share: "Russian and American presidents"
    at = 0
    while at < len(frame.words):
        found, after = _at(frame, at)
        piece = frame.pieces.get(at)
        if found is None and piece is not None and piece.term.kind in ACTOR_KINDS and _shares_noun(frame, piece):
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
        named = _unknown_name(frame, at)
        return (named, named.last + 1) if named else (None, at + 1)
    kind = piece.term.kind
    found: Draft | None = None
    if kind is TermKind.PERSON:
        found = _person(frame, piece)
    elif kind in ACTOR_KINDS:
        found = _qualified(frame, piece)
    elif kind in CORE_KINDS and kind is not TermKind.ACT:
        found = _office(frame, piece)
    return found, (found.last if found else piece.last) + 1


def _qualified(frame: Frame, piece: Piece) -> Draft | None:
    """A state, seat or body with what it qualifies, or by itself."""
    gap, after = frame.gap(piece.last), piece.last + 1
    if gap in ("-", "–", "‑", "/") and after < len(frame.words):
        return _hyphenated(frame, piece)
    if piece.term.kind is TermKind.PREFIX:
        return None
    possessive = gap in ("'", "’") and frame.lower(after) == "s"
    start = after + 1 if possessive else after
    bare_possessive = gap in ("' ", "’ ")
    if (possessive and frame.gap(after) == " ") or gap == " " or bare_possessive:
        person = frame.pieces.get(start)
        if person is not None and person.term.kind is TermKind.PERSON:
            return _person(frame, person, owner=piece)
        core = read_core(frame, start, qualified=True)
        if core is not None:
            verb = core.main.kind is TermKind.ACT and not possessive and _is_verb_after_all(frame, core.chain_last)
            if verb:
                return _alone(frame, piece, possessive=False)
            if core.main.kind is not TermKind.ACT:
                return _draft(frame, piece.first, core, piece.term)
            if not (possessive or bare_possessive) and not _ends_hyphenated_pair(frame, piece):
                return _adjective(frame, piece, core.main.weight)
    return _alone(frame, piece, possessive=possessive or bare_possessive)


def _hyphenated(frame: Frame, piece: Piece) -> Draft | None:
    suffix = frame.lower(piece.last + 1)
    if frame.kind(piece.last + 1) in ACTOR_KINDS:
        return _plain(frame, piece, _LIKELY)
    if suffix in _ALIGNED:
        return _adjective(frame, piece, 0.6)
    if suffix in _ORIGIN or piece.term.kind is TermKind.PREFIX:
        return None
    if _ends_hyphenated_pair(frame, piece):
        return _plain(frame, piece, _LIKELY)
    return _plain(frame, piece, 0.5)


def _ends_hyphenated_pair(frame: Frame, piece: Piece) -> bool:
    """True for the second name of `Russia-US relations`."""
    before = piece.first - 1
    if piece.term.kind is TermKind.ADJECTIVE or frame.gap(before) not in ("-", "–", "/"):
        return False
    return any(p.last == before and p.term.kind in ACTOR_KINDS for p in frame.pieces.values())


def _alone(frame: Frame, piece: Piece, *, possessive: bool) -> Draft | None:
    kind = piece.term.kind
    if kind is TermKind.ADJECTIVE:
        return _people_by_adjective(frame, piece)
    if not possessive and _in_a_name(frame, piece):
        return None
    if kind is not TermKind.CAPITAL and _ends_hyphenated_pair(frame, piece):
        return _plain(frame, piece, _LIKELY)  # the second of "Russia-US relations"
    if piece.term.adjectival and _shares_noun(frame, piece) and _modifies_noun(frame, piece, listed=True):
        return None
    if kind in (TermKind.CAPITAL, TermKind.SEAT):
        confidence = seat_confidence(frame, piece, possessive=possessive)
        return _plain(frame, piece, confidence) if confidence else None
    if not possessive and kind is not TermKind.PEOPLE and kind is not TermKind.WEST and _modifies_noun(frame, piece):
        return _adjective(frame, piece, _THIN)
    if kind is TermKind.STATE:
        confidence = state_confidence(frame, piece)
        return _plain(frame, piece, confidence) if confidence else None
    return _plain(frame, piece, piece.term.weight if piece.term.weight < _LIKELY else _SURE)


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
    if not word.endswith("s") or frame.capitalised(at) or frame.gap(at) != " ":
        return False
    return frame.lower(at + 1) in _AFTER_VERBS or frame.token(at).pos == "VERB"


def _people_by_adjective(frame: Frame, piece: Piece) -> Draft | None:
    """`the French said`: an adjective that stands as a noun after "the"."""
    noun = frame.token(piece.last).pos in ("NOUN", "PROPN")
    after = frame.token(piece.last + 1).pos if piece.last + 1 < len(frame.words) else ""
    ends = frame.gap(piece.last) != " " or after in ("VERB", "AUX", "ADP", "CCONJ", "ADV", "SCONJ", "DET", "PRON")
    head = frame.sentence.tokens[frame.token(piece.last).head]
    standing = frame.token(piece.last).dep in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "dative") or head.pos == "VERB"
    if frame.lower(piece.first - 1) == "the" and ends and (noun or standing) and frame.gap(piece.last)[:1] != "-":
        return replace(_plain(frame, piece, 0.7), kind=MentionKind.PEOPLE, plural=True)
    return None


def _plain(frame: Frame, piece: Piece, confidence: float) -> Draft:
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
    return replace(_plain(frame, piece, min(weight, piece.term.weight)), kind=MentionKind.ADJECTIVE)


def _draft(frame: Frame, first: int, core: Core, owner: Term | None) -> Draft:
    """The mention of an office, institution or force, or of the person who holds it."""
    main = core.main
    code = owner.code if owner and owner.code else core.code
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
        kind=MentionKind.PERSON if core.person else _COLLECTIVE[main.kind],
        confidence=confidence * (0.6 if main.text in _LOCAL else 1),
        code=code,
        sector=_sector(core, owner),
        office=main.office,
        role=role.lower() if role else None,
        name=core.person or frame.name(first, core.last),
        person=core.person,
        gender=main.gender,
        former=core.former,
        plural=main.kind in (TermKind.FORCE, TermKind.PERSONS),
    )


def _sector(core: Core, owner: Term | None) -> tuple[str, ...]:
    sector = core.main.sector
    if core.main.kind is TermKind.ROLE and core.main.office in _GENERIC:
        sector = next((t.sector for t in core.chain if t.kind in (TermKind.FORCE, TermKind.INSTITUTION) and t.sector), sector)
    if owner is not None and owner.kind is TermKind.GROUP and owner.sector:
        sector = owner.sector
    if core.former and core.main.kind is TermKind.ROLE and sector in ("GOV", "MIL", "LEG"):
        sector = "ELI"
    return (sector,) if sector else ()


def _office(frame: Frame, piece: Piece) -> Draft | None:
    """An office or ministry with no state before it: named by a complement or a person, or left to the page."""
    first = piece.first
    core = read_core(frame, first, qualified=False)
    if core is None or core.main.kind is TermKind.ACT:
        return None
    before = frame.lower(first - 1)
    former = core.former or before in ("former", "ex")
    draft = replace(_draft(frame, first, replace(core, former=former), None), former=former)
    if core.person is None and (core.main.text.endswith("s") and core.main.kind is TermKind.PERSONS):
        return None
    if core.code is not None or core.person is not None:
        return draft
    if core.main.kind in (TermKind.FORCE, TermKind.PERSONS):
        return None
    own = before if before in _POSSESSIVE else None
    determined = before in _DEFINITE or _modified_definite(frame, first)
    named = core.main.kind is TermKind.INSTITUTION and core.main.office in _NAMED_OFFICES and frame.capitalised(core.first)
    ministry = any(term.kind is TermKind.INSTITUTION and term.office in _NAMED_OFFICES for term in core.chain)
    if not (determined or named or ministry or core.main.office == "counterpart"):
        return None
    return replace(draft, definite=True, own=own, confidence=0.6)


def _modified_definite(frame: Frame, first: int) -> bool:
    """`the top diplomat`, `the visiting minister`: one modifier between the article and the noun."""
    return (
        frame.lower(first - 2) in _DEFINITE
        and frame.gap(first - 1) == " "
        and frame.token(first - 1).pos in ("ADJ", "VERB", "NOUN")
    )


def _person(frame: Frame, piece: Piece, owner: Piece | None = None) -> Draft | None:
    """A known name, with the office that stands after it between commas."""
    last = piece.last
    while (step := _longer(frame, last)) is not None:
        last = step
    if last != piece.last and len(piece.term.text.split()) == 1:
        return None  # "Trump Tower", "Bush Jr": another name that begins with the family name
    before = piece.first - 1
    other_first_name = frame.gap(before) == " " and frame.capitalised(before) and before not in frame.covered
    of_it = other_first_name and frame.token(before).tag == "NNP" and frame.token(before).dep == "compound"
    if len(piece.term.text.split()) == 1 and of_it and frame.words[before].text not in CALENDAR:
        return None
    first = owner.first if owner else piece.first
    draft = Draft(
        first=first,
        last=last,
        head=frame.head_token(piece.first, last),
        kind=MentionKind.PERSON,
        confidence=_LIKELY,
        code=owner.term.code if owner else None,
        name=frame.name(piece.first, last),
        person=frame.name(piece.first, last),
    )
    return _with_apposition(frame, draft)


def _longer(frame: Frame, last: int) -> int | None:
    after = last + 1
    if frame.gap(last) not in (" ", "-") or not frame.capitalised(after) or after in frame.covered:
        return None
    token = frame.token(after)
    return after if token.tag in ("NNP", "NNPS") and frame.words[after].text not in CALENDAR else None


def _with_apposition(frame: Frame, draft: Draft) -> Draft:
    """`Dmytro Kuleba, the Ukrainian foreign minister`: the office after a name."""
    if frame.gap(draft.last) not in (", ", " (", " - ", " – ", " — "):
        return draft
    at = draft.last + 1
    if frame.lower(at) in ("who", "is", "was"):
        return draft
    while frame.lower(at) in ("the", "a", "an", "its", "their"):
        at += 1
    owner = frame.pieces.get(at)
    if owner is not None and owner.term.kind in ACTOR_KINDS and owner.term.kind is not TermKind.PEOPLE:
        found = _qualified(frame, owner)
    elif owner is not None and owner.term.kind is TermKind.ROLE:
        core = read_core(frame, at, qualified=False)
        found = _draft(frame, at, core, None) if core and core.main.kind is TermKind.ROLE else None
    else:
        step = at + (frame.lower(at) in ("former", "ex", "deputy", "then"))
        core = read_core(frame, at, qualified=False) if step != at else None
        found = _draft(frame, at, core, None) if core and core.main.kind is TermKind.ROLE else None
    if found is None or found.role is None or found.person is not None:
        return draft
    return replace(
        draft,
        last=found.last,
        confidence=_SURE if found.code else draft.confidence,
        code=draft.code or found.code,
        sector=found.sector,
        office=found.office,
        role=found.role,
        gender=found.gender,
        former=found.former,
    )


def _unknown_name(frame: Frame, at: int) -> Draft | None:
    """A name that the gazetteer does not know, where an office stands after it."""
    if not frame.capitalised(at) or at in frame.covered or frame.token(at).tag not in ("NNP", "NNPS"):
        return None
    if (
        frame.gap(at - 1) == " "
        and frame.capitalised(at - 1)
        and at - 1 not in frame.covered
        and frame.token(at - 1).tag == "NNP"
    ):
        return None
    last = read_name(frame, at)
    if last is None or last == at:
        return None
    draft = Draft(
        first=at,
        last=last,
        head=frame.head_token(at, last),
        kind=MentionKind.PERSON,
        confidence=_LIKELY,
        name=frame.name(at, last),
        person=frame.name(at, last),
    )
    found = _with_apposition(frame, draft)
    return found if found.role else replace(draft, confidence=_THIN)


def _shares_noun(frame: Frame, piece: Piece) -> bool:
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
    return frame.kind(after) in ACTOR_KINDS


def _settle(frame: Frame, waiting: list[Piece], found: Draft | None) -> list[Draft]:
    """Drafts for the adjectives that waited, by what the last of the list turned out to be."""
    if found is None or (found.office is None and found.kind not in (MentionKind.PEOPLE, MentionKind.ADJECTIVE)):
        return []
    settled = []
    for piece in waiting:
        plain = _plain(frame, piece, min(_SHARED, found.confidence))
        if found.kind is MentionKind.ADJECTIVE:
            settled.append(replace(plain, kind=MentionKind.ADJECTIVE))
            continue
        kind = MentionKind.OFFICE if found.kind is MentionKind.PERSON else found.kind
        settled.append(replace(plain, kind=kind, sector=found.sector, office=found.office, role=found.role, plural=found.plural))
    return settled
