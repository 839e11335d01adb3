"""What a noun phrase is built around: the office, institution or force after a state's name, with complement and name."""

from dataclasses import dataclass, replace

from detente.actors.frame import CALENDAR, Frame
from detente.actors.terms import ACTOR_KINDS, CORE_KINDS, Piece, Term, TermKind
from detente.actors.words import word_set

_MODIFIERS = word_set(
    "former ex then late acting deputy senior top new newly elected appointed re outgoing incumbent visiting "
    "veteran current next last first second third two three four five several many some other most all key leading "
    "long time serving unnamed interim hardline conservative reformist nationalist embattled caretaker powerful "
    "influential high ranking level named state own de facto longtime retired honourable honorable his her "
    "excellency mr mrs ms dr sir lord sheikh"
)
FORMER = frozenset({"former", "ex", "erstwhile", "retired", "late", "onetime", "ousted", "deposed", "exiled"})
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "RB", "RBS", "HYPH", "AFX"})
_POSTED = frozenset({"ambassador", "un_ambassador", "envoy"})
_PARTICLES = word_set("al el ul bin ibn ben bint von van der den de da di du dos del la le ter abu y e")
_NOT_NAMES = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "NUM"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_REPORTERS = frozenset({"journalist", "reporter", "correspondent", "editor", "columnist", "anchor"})
_LOCAL = word_set(
    "official officials source sources minister ministers leader leaders lawmaker lawmakers authorities policymakers"
)
_GENERAL = frozenset({"head_of_state", "leader", "minister", "spokesman", "deputy_leader", "body_head", "official"})
_ABBREVIATED = word_set("sen rep gen col lt maj capt adm gov brig cmdr sgt prof pres amb cpl cllr insp supt")
MAX_NAME_WORDS = 6
_MAX_REACH = 4  # words between a state's name and the noun that the parse says it belongs to
HONORIFICS = word_set("mr mrs ms miss dr sir lord lady dame sheikh sheikha shri smt hon honourable excellency gen mme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The nouns of an office (`chain`), where they end, and what follows them.

    `code`: the state that a complement names ("president of Russia"), or the one title's own ("Secretary of State").
    `private`: the complement names an organisation that is no state's ("president of Acme"). `person`: the name given. `last`:
    the last word.
    """

    chain: tuple[Term, ...]
    first: int
    chain_last: int
    last: int
    former: bool = False
    code: str | None = None
    person: str | None = None
    private: bool = False

    @property
    def main(self) -> Term:
        """The noun that says what the whole is."""
        return self.chain[-1]


def read_core(frame: Frame, start: int, *, qualified: bool) -> Core | None:
    """The core that begins at a word, or at the noun that the words there modify; None where there is none."""
    first, former = _skip_modifiers(frame, start, qualified=qualified)
    chain, last = _chain(frame, first)
    if not chain and qualified:
        found = _by_parse(frame, start)
        if found is None:
            return None
        first = found.first
        chain, last = _chain(frame, first)
        former = former or any(frame.lower(at) in FORMER for at in range(start, first))
    if not chain or _modifies_on(frame, last):
        return None
    bare = Core(chain=chain, first=first, chain_last=last, last=last, former=former)
    if bare.main.kind is not TermKind.ROLE:
        return _with_place(frame, bare)
    named = with_name(frame, _with_complement(frame, bare))
    return _with_place(frame, named) if named.person is None and named.code is None and named.last == bare.last else named


def _skip_modifiers(frame: Frame, start: int, *, qualified: bool) -> tuple[int, bool]:
    at, former = start, False
    while at < len(frame.words) and at - start < 4 and at not in frame.pieces:
        word = frame.lower(at)
        fits = word in _MODIFIERS or word in FORMER or (qualified and _lower_modifier(frame, at))
        if not fits or frame.gap(at) not in (" ", "-"):
            break
        former = former or word in FORMER
        at += 1
    return at, former


def _lower_modifier(frame: Frame, at: int) -> bool:
    return not frame.capitalised(at) and frame.token(at).tag in _MODIFIER_TAGS


def _chain(frame: Frame, first: int) -> tuple[tuple[Term, ...], int]:
    """Core nouns in a row: ministry + spokesman; minister and deputy prime minister."""
    chain: list[Term] = []
    at, last = first, first - 1
    while (piece := frame.pieces.get(at)) is not None and _is_core(piece, chain):
        if chain and piece.term.kind is TermKind.ACT and frame.token(piece.first).pos == "VERB":
            break  # "the Fooish trade ministry calls it a sham"
        chain.append(piece.term)
        last = piece.last
        at = _next_in_chain(frame, piece)
    return tuple(chain), last


def _is_core(piece: Piece, chain: list[Term]) -> bool:
    kind = piece.term.kind
    if kind in (TermKind.SEAT, TermKind.GROUP, TermKind.BODY):
        return not chain
    return kind in CORE_KINDS


def _next_in_chain(frame: Frame, piece: Piece) -> int:
    after, gap = piece.last + 1, frame.gap(piece.last)
    if gap in (" ", "-"):
        if frame.lower(after) in ("and", "cum") and piece.term.kind is TermKind.ROLE:
            return after + 1 if frame.kind(after + 1) is TermKind.ROLE and _same_person(frame, after + 1) else -1
        step, _former = _skip_modifiers(frame, after, qualified=False)
        return step if step in frame.pieces else after
    if gap in ("'", "’") and frame.lower(after) == "s" and piece.term.kind in (TermKind.INSTITUTION, TermKind.FORCE):
        return after + 1 if frame.kind(after + 1) is TermKind.ROLE else -1
    return after if gap == "/" and frame.kind(after) is TermKind.ROLE else -1


def _same_person(frame: Frame, at: int) -> bool:
    """True where a second office is the same person's: "foreign minister and deputy prime minister Ishaq Dar"."""
    piece = frame.pieces[at]
    name = read_name(frame, piece.last + 1)
    return name is not None and not frame.pieces[at].term.text.endswith("s")


def _modifies_on(frame: Frame, last: int) -> bool:
    """True where the chain only modifies a further noun: "Russian army barracks"."""
    after = last + 1
    if frame.gap(last) != " " or after >= len(frame.words) or after in frame.pieces or frame.capitalised(after):
        return False
    token = frame.token(after)
    if token.tag not in ("NN", "NNS") or frame.token(last).tag not in ("NN", "NNS", "NNP", "NNPS", "JJ"):
        return False
    return frame.token(last).dep in ("compound", "nmod", "amod", "poss") and frame.token(last).head >= frame.words[after].token


def _by_parse(frame: Frame, start: int) -> Piece | None:
    """The core that the parse hangs the state's name on, a few words to the right; None where something else stands there."""
    token = frame.token(start - 1)
    head = token.head
    for at in range(start, min(start + _MAX_REACH, len(frame.words))):
        piece = frame.pieces.get(at)
        if piece is not None and piece.term.kind not in CORE_KINDS:
            return None
        if frame.gap(at - 1) not in (" ", "-", "’", "'") or frame.token(at).pos in ("VERB", "AUX", "ADP", "CCONJ", "DET", "PRON"):
            return None
        if piece is not None and any(frame.words[word].token == head for word in range(piece.first, piece.last + 1)):
            return piece
    return None


def _with_place(frame: Frame, core: Core) -> Core:
    """`the Foreign Ministry in Moscow`, `officials in Bamako`: the place names whose they are."""
    local = core.main.text.split()[-1] in _LOCAL and not qualified_abroad(frame, core)
    if (core.main.kind is not TermKind.INSTITUTION and not local) or frame.gap(core.last) != " ":
        return core
    at = core.last + 1
    if frame.lower(at) != "in" and (local or frame.lower(at) != "of"):
        return core
    abroad = core.main.text.startswith(("embass", "consulate", "high commission", "mission", "delegation", "side"))
    at += 1 + (frame.lower(at + 1) == "the")
    piece = frame.pieces.get(at)
    if piece is None or piece.term.code is None or abroad:
        return core
    if frame.lower(core.last + 1) == "in" and piece.term.kind is not TermKind.CAPITAL:
        return core
    return replace(core, last=piece.last, code=piece.term.code)


def qualified_abroad(frame: Frame, core: Core) -> bool:
    """True for `Western officials in Kabul`: a nationality before the noun says more than the place after it."""
    before = frame.pieces.get(core.first - 1) or next((p for p in frame.pieces.values() if p.last == core.first - 1), None)
    return before is not None and before.term.kind in ACTOR_KINDS


def _with_complement(frame: Frame, core: Core) -> Core:
    """The core with "of Russia", "for the Chinese Foreign Ministry", "to the UN" taken in, as far as they go."""
    last, code, private = core.last, core.code, False
    general = core.main.office in _GENERAL and "minister" not in core.main.text
    for _round in range(3):
        word = frame.lower(last + 1)
        if frame.gap(last) != " " or word not in ("of", "for", "to", "at", "in", "on"):
            break
        private = private or (general and code is None and word in ("of", "for", "at") and _is_private(frame, last + 2))
        end, found = _complement(frame, last + 2, posted=core.main.office in _POSTED and word in ("to", "in", "at", "for", "on"))
        if end is None or (word in ("in", "at", "on") and core.main.office not in _POSTED):
            break
        if word in ("to", "on") and core.main.office not in _POSTED:
            break
        last, code = end, code or found
    return replace(core, last=last, code=code, private=private)


def _is_private(frame: Frame, at: int) -> bool:
    """True where what an office is "of" or "for" is nothing the gazetteer knows."""
    at += frame.lower(at) in ("the", "its", "a", "an", "his", "their")
    return at < len(frame.words) and at not in frame.covered and frame.token(at).pos in ("NOUN", "PROPN", "ADJ")


def _complement(frame: Frame, at: int, *, posted: bool) -> tuple[int | None, str | None]:
    """The last word of the complement at a word and the code it gives; (None, None) where there is none."""
    at += frame.lower(at) in ("the", "its", "a")
    piece = frame.pieces.get(at)
    if piece is None:
        if at < len(frame.words) and frame.words[at].text == "Commission" and not frame.capitalised(at + 1):
            return at, "EU"  # "a spokeswoman for the Commission": no other is called so without a name
        end = _capitalised_run(frame, at)
        return (end, None) if end is not None else (None, None)
    kind = piece.term.kind
    if kind in CORE_KINDS:
        chain, last = _chain(frame, at)
        return (last, None) if chain and chain[-1].kind in (TermKind.INSTITUTION, TermKind.FORCE) else (None, None)
    if kind not in ACTOR_KINDS or kind is TermKind.PEOPLE:
        return None, None
    last = piece.last
    step, _former = _skip_modifiers(frame, last + 1, qualified=True)
    possessive = frame.gap(last) in ("'", "’") and frame.lower(last + 1) == "s"
    chain, chain_last = _chain(frame, last + 2 if possessive else step) if possessive or frame.gap(last) == " " else ((), last)
    if chain and chain[-1].kind in (TermKind.INSTITUTION, TermKind.FORCE):
        last = chain_last
    elif kind in (TermKind.ADJECTIVE, TermKind.PREFIX):
        return None, None
    return last, None if posted else piece.term.code


def _capitalised_run(frame: Frame, at: int) -> int | None:
    """Where a run of capitalised words ends: "for Middle East Peace"."""
    if not frame.capitalised(at) or frame.words[at].text in CALENDAR:
        return None
    while frame.gap(at) == " " and frame.capitalised(at + 1) and at + 1 not in frame.pieces:
        at += 1
    return at


def with_name(frame: Frame, core: Core) -> Core:
    """The core with the name that follows it, straight or between commas."""
    at = core.last + 1
    gap = frame.gap(core.last)
    if core.main.office == "journalist" and core.main.text not in _REPORTERS:
        return core  # "state television": no person's title
    short = gap == ". " and core.main.text.split()[-1] in _ABBREVIATED
    if short or gap in (" ", " - ", " – "):
        found = read_name(frame, at)
        if found is not None:
            return _named(frame, core, at, found)
    if gap == ", ":
        found = read_name(frame, at)
        closed = found is not None and (frame.gap(found)[:1] in (",", ".", ")", ";", "\n") or frame.token(found).dep in _SUBJECT)
        if found is not None and closed and (found > at or frame.kind(at) is TermKind.PERSON):
            return _named(frame, core, at, found)
    return core


def _named(frame: Frame, core: Core, at: int, last: int) -> Core:
    while frame.lower(at) in HONORIFICS and at < last:
        at += 1
    code, end = home_of_name(frame, last) if core.code is None else (None, last)
    return replace(core, last=end, person=frame.name(at, last), code=code or core.code)


def home_of_name(frame: Frame, last: int) -> tuple[str | None, int]:
    """The state after a name ("Ilham Aliyev of Azerbaijan") and its last word; (None, the name's last word) without one."""
    if frame.gap(last) != " " or frame.lower(last + 1) != "of" or frame.gap(last + 1) != " ":
        return None, last
    at = last + 2 + (frame.lower(last + 2) == "the")
    piece = frame.pieces.get(at)
    if piece is None or piece.term.kind not in (TermKind.STATE, TermKind.BODY) or frame.gap(piece.last) in ("-", "–"):
        return None, last
    return piece.term.code, piece.last


def read_name(frame: Frame, at: int) -> int | None:
    """The last word of a person's name that begins at a word; None where none does."""
    if not frame.capitalised(at) and not (frame.lower(at) in _PARTICLES and frame.capitalised(at + 1)):
        return None
    last = _name_step(frame, at, first=True)
    if last is None:
        return None
    while last - at + 1 < MAX_NAME_WORDS:
        step = _name_next(frame, last)
        if step is None:
            break
        last = step
    return last


def _name_next(frame: Frame, last: int) -> int | None:
    gap = frame.gap(last)
    after = last + 1
    if gap in ("-", "‑", "'", "’") and after < len(frame.words) and after not in frame.pieces:
        return after if frame.lower(after) not in ("s", "led", "backed", "era", "style", "like", "appointed") else None
    if gap not in (" ", ". ", "-", "’", "'", "."):
        return None
    if gap in (". ", ".") and len(frame.words[last].text) > 2:
        return None
    if frame.kind(after) is TermKind.PERSON:
        return frame.pieces[after].last
    if frame.lower(after) in _PARTICLES and frame.gap(after) in (" ", "-") and frame.capitalised(after + 1):
        return _name_step(frame, after + 1, first=False)
    return _name_step(frame, after, first=False) if frame.capitalised(after) else None


def _name_step(frame: Frame, at: int, *, first: bool) -> int | None:
    """The last word of the name part at a word: a known name whole, else one capitalised word that can be a name."""
    piece = frame.pieces.get(at)
    if piece is not None:
        if piece.term.kind is TermKind.PERSON:
            return piece.last
        surname_after = frame.gap(piece.last) == " " and frame.capitalised(piece.last + 1) and piece.last + 1 not in frame.pieces
        if first and piece.term.kind is TermKind.CAPITAL and surname_after:
            return piece.last
        if piece.term.kind in (TermKind.ROLE, TermKind.PERSONS, TermKind.ACT) and piece.first == piece.last and not first:
            return piece.last if frame.token(at).tag == "NNP" and piece.term.office != "politician" else None
        return None
    word = frame.words[at].text
    if word in CALENDAR and not (word in ("May", "June", "April", "August") and frame.token(at).dep in _SUBJECT):
        return None
    token = frame.token(at)
    if token.pos in _NOT_NAMES or at in frame.covered or word.isdigit():
        return None
    return at
