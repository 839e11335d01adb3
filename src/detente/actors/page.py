"""A page's sentences with its own names known in them: its people, its states, what stands in quotation marks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.actors.compose import compose
from detente.actors.frame import Draft, Frame
from detente.actors.gazetteer import Gazetteer
from detente.actors.homes import Setting, bare_ministers, page_setting, settle_homes
from detente.actors.people import People, Person, famous, gather, known_families
from detente.actors.terms import ACTOR_KINDS, Lexicon, Piece, TermKind, find_pieces
from detente.actors.words import Word, words_between, words_of
from detente.records import MentionKind, Published, Sentence, Span

_DATELINE = re.compile(
    r"\s*(?:[A-Z][\w.’'/-]*[ ,/]*){1,6}(?:\(?[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?\)?)?,?\s*"
    r"(?:\([^)]{2,40}\))?\s*(?:—|–|--| - |:|_)\s"
)
_DATED = re.compile(r"\s*[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s")
_OPENING_PARAGRAPHS, _DATELINE_WORDS = 4, 12
_QUOTED = re.compile(r"“[^“”\n]{2,2000}[”\n]|\"[^\"\n]{2,2000}\"|“[^“”\n]{2,2000}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNames:
    """What a page names. `offices`: codes of its people by office; `home`: the state of its dateline, else the one it is about.

    `setting`: where it is at home, as the words tell.
    """

    text: str
    frames: tuple[Frame, ...]
    people: People
    offices: dict[str, set[str]]
    quoted: tuple[Span, ...]
    home: str | None
    setting: Setting


def read_names(
    text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer, published: Published | None, title: Span | None
) -> PageNames:
    """The page's frames with its own people known in them."""
    words = tuple(words_of(text, sentence) for sentence in sentences)
    first = tuple(_frame(text, sentence, own, gazetteer, ()) for sentence, own in zip(sentences, words, strict=True))
    heading = text[title.start : title.end] if title else ""
    strong, weak_ok = _named_codes(text, first, gazetteer)
    first = tuple(_without_weak(frame, weak_ok, gazetteer.common) for frame in first)
    by_frame = [(frame, draft) for frame in first for draft in compose(frame)]
    drafts = [draft for _frame, draft in by_frame]
    named = frozenset(strong | weak_ok | {draft.code for draft in drafts if draft.code is not None})
    drafts += _title_names(heading, gazetteer)
    people = gather(drafts, gazetteer, published, named)
    people = _with_famous(people, first, gazetteer, published, named)
    setting = page_setting(
        first,
        bare_ministers(by_frame, people),
        _line_before(text, sentences, gazetteer),
        states=gazetteer.states,
        cities=gazetteer.cities,
    )
    people = settle_homes(people, by_frame, setting)
    families = known_families(people)
    frames = tuple(
        _without_weak(_frame(text, sentence, own, gazetteer, (families,)), weak_ok, gazetteer.common)
        for sentence, own in zip(sentences, words, strict=True)
    )
    offices: dict[str, set[str]] = {}
    for person in people.by_keys.values():
        if person.office and person.code:
            offices.setdefault(person.office, set()).add(person.code)
    frames, home = _without_datelines(frames)
    home = home or setting.base
    quoted = tuple(Span(*found.span()) for found in _QUOTED.finditer(text))
    return PageNames(text=text, frames=frames, people=people, offices=offices, quoted=quoted, home=home, setting=setting)


def _frame(text: str, sentence: Sentence, words: tuple[Word, ...], gazetteer: Gazetteer, extra: tuple[Lexicon, ...]) -> Frame:
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
            if piece.term.code is not None and piece.term.kind in ACTOR_KINDS:
                (weak if piece.term.weak else strong).add(piece.term.code)
    borne_out = {code for code in weak if code in strong}
    for code in weak - borne_out:
        evidence = gazetteer.weak.get(code)
        if evidence and any(w in text for w in evidence.for_it) and not any(w in text for w in evidence.against):
            borne_out.add(code)
    return strong, borne_out


def _without_weak(frame: Frame, borne_out: set[str], common: Lexicon) -> Frame:
    """The frame less ambiguous names that the page does not bear out; what is also an office ("Foreign Office") is that."""
    if not any(piece.term.weak and piece.term.code not in borne_out for piece in frame.pieces.values()):
        return frame
    kept = {at: p for at, p in frame.pieces.items() if not p.term.weak or p.term.code in borne_out}
    lowered = [word.key.lower() for word in frame.words]
    for at, piece in frame.pieces.items():
        plain = common.match(frame.text, frame.words, at, lowered) if at not in kept else None
        if plain is not None and at + plain[1] - 1 == piece.last:
            kept[at] = Piece(plain[0], at, piece.last)
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


def _line_before(text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer) -> str | None:
    """The state of a dateline that was cut off before the first sentences: the words before one on its own line."""
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.paragraph in seen:
            continue
        seen.add(sentence.paragraph)
        if len(seen) > _OPENING_PARAGRAPHS:
            return None
        start = text.rfind("\n", 0, sentence.span.start) + 1
        words = words_between(text, start, sentence.span.start)
        if not words or len(words) > _DATELINE_WORDS:
            continue
        pieces = find_pieces(text, words, (gazetteer.proper, gazetteer.cities), None)
        code = next((pieces[at].term.code for at in sorted(pieces) if pieces[at].term.code in gazetteer.states), None)
        if code is not None:
            return code
    return None


def _dateline_end(frame: Frame) -> int:
    """Where the dateline that opens a paragraph ends; 0 where there is none: a place, perhaps day and agency, then a dash."""
    start = frame.sentence.span.start
    if not frame.pieces or min(frame.pieces) != 0 or frame.pieces[0].term.kind not in (TermKind.CAPITAL, TermKind.STATE):
        return 0
    head = frame.text[start : start + 90].split("\n")[0] + " "
    found = _DATELINE.match(head) or _DATED.match(head)
    return start + found.end() if found else 0
