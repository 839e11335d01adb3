"""Names of people in a sentence, known or new, with the office that stands after them."""

from dataclasses import replace

from detente.actors.cores import HONORIFICS, home_of_name, read_core, read_name
from detente.actors.frame import CALENDAR, Draft, Frame
from detente.actors.phrases import core_draft, qualified
from detente.actors.terms import ACTOR_KINDS, Piece, TermKind
from detente.actors.words import word_set
from detente.records import MentionKind

_SURE, _LIKELY, _THIN = 0.95, 0.9, 0.3
_NOT_PEOPLE = word_set(
    "Theater Theatre University Institute Center Centre Street Foundation Airport Hall Museum Hospital Church Company Inc Corp "
    "Ltd Group Bank School Club Party Prize Award Square Building House Hotel Tower Federation Union Association "
    "Council Committee "
    "Agency Times Post News Television TV Radio Road Avenue Bridge River Lake Mountain Mountains Sea Bay Island Islands Valley "
    "Province Region County City Town Park Stadium Cup League War Act Treaty Declaration Agreement Accord Plan Summit Conference "
    "Forum Dialogue Initiative Court Commission Department Ministry Office Force Army Navy Fleet Line Wall Dam Field Circle"
)
_WOMEN = frozenset({"mrs", "ms", "miss", "lady", "dame", "sheikha", "smt", "mme"})


def known_person(frame: Frame, piece: Piece, owner: Piece | None = None) -> Draft | None:
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
    home, end = home_of_name(frame, last) if owner is None else (None, last)
    draft = Draft(
        first=first,
        last=end,
        head=frame.head_token(piece.first, last),
        kind=MentionKind.PERSON,
        confidence=_LIKELY,
        code=owner.term.code if owner else home,
        name=frame.name(piece.first, last),
        person=frame.name(piece.first, last),
    )
    return _with_apposition(frame, draft)


def owned_person(frame: Frame, owner: Piece) -> Draft | None:
    """`Russia's Sergei Lavrov`: a known name right after a state's."""
    after = owner.last + 1
    if frame.gap(owner.last) in ("'", "’") and frame.lower(after) == "s" and frame.gap(after) == " ":
        after += 1
    elif frame.gap(owner.last) != " ":
        return None
    person = frame.pieces.get(after)
    if person is None or person.term.kind is not TermKind.PERSON:
        return None
    return known_person(frame, person, owner=owner)


def titled_person(frame: Frame, at: int) -> Draft | None:
    """`Mr Putin`, `Ms. Maria Zakharova`: a name after a form of address, which tells the sex."""
    title = frame.lower(at)
    if title not in HONORIFICS or not frame.capitalised(at) or at in frame.covered or frame.gap(at) not in (" ", ". "):
        return None
    last = read_name(frame, at + 1)
    if last is None:
        return None
    name = frame.name(at + 1, last)
    draft = Draft(
        first=at,
        last=last,
        head=frame.head_token(at + 1, last),
        kind=MentionKind.PERSON,
        confidence=_LIKELY,
        name=name,
        person=name,
        gender="f" if title in _WOMEN else "m" if title in ("mr", "sir", "lord", "shri") else None,
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
        found = qualified(frame, owner)
    elif owner is not None and owner.term.kind is TermKind.ROLE:
        core = read_core(frame, at, qualified=False)
        found = core_draft(frame, at, core, None) if core and core.main.kind is TermKind.ROLE else None
    else:
        step = at + (frame.lower(at) in ("former", "ex", "deputy", "then"))
        core = read_core(frame, at, qualified=False) if step != at else None
        found = core_draft(frame, at, core, None) if core and core.main.kind is TermKind.ROLE else None
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


def unknown_person(frame: Frame, at: int) -> Draft | None:
    """A name that the gazetteer does not know, where an office stands after it."""
    if not frame.capitalised(at) or at in frame.covered or frame.token(at).tag not in ("NNP", "NNPS"):
        return None
    if frame.lower(at) in HONORIFICS:
        return None
    if (
        frame.gap(at - 1) == " "
        and frame.capitalised(at - 1)
        and at - 1 not in frame.covered
        and frame.token(at - 1).tag == "NNP"
    ):
        return None
    last = read_name(frame, at)
    if last is None or last == at or frame.words[last].text in _NOT_PEOPLE:
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
