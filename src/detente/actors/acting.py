"""Whether a place name stands for its government: by the preposition or the noun it hangs on."""

from detente.actors.frame import Frame
from detente.actors.terms import Piece, TermKind
from detente.actors.words import word_set

_PLACE_PREPOSITIONS = word_set("in at near outside inside around across throughout via within beyond into above over off through")
_MOTION = word_set(
    "arrive travel fly go come return head trip journey flight visit tour drive move bring take send evacuate "
    "deport transfer escape flee walk march way road route back train bus invite relocate bind leave depart welcome summon "
    "recall rush deliver ship"
)
_VISITS = word_set("visit leave reach tour enter depart host")
_PLACE_NOUNS = word_set(
    "city capital mayor street region district suburb outskirts suburbs streets university airport summit talks "
    "conference press-conference meeting briefing north south east west centre center hotel residents resident "
    "skyline time police metro stadium museum exhibition cathedral museum office bureau correspondent newsroom "
    "airport station hospital area zone neighbourhood neighborhood downtown subway underground people population "
    "climate weather traffic restaurant apartment club court courts newspaper daily stock exchange market festival "
    "theatre theater forum agreement accord protocol treaty declaration convention conference correspondents studio "
    "school airports suburb embassy round venue battle siege fall"
)
_SIDES = word_set(
    "north south east west outskirts suburbs streets city mayor capital kilometres kilometers miles km centre "
    "center heart fall battle siege treaty bishop archbishop university residents people gates lord women men children"
)
_LINES = word_set("flight route road train railway line unite link connect travel shuttle ferry highway distance pipeline bus")
_PLACE_DIRECTIONS = word_set("northern southern eastern western central downtown greater old inner")
VISITED = 0.6
GOVERNED = 0.8
UNCLEAR = 0.3  # `London shares`: the place rather than the government
ACTING = 0.85


def seat_confidence(frame: Frame, piece: Piece, *, possessive: bool = False) -> float:
    """How sure it is that a capital or seat stands for the government here; 0 where it is a place."""
    at = piece.first
    if _is_place_by_neighbours(frame, piece):
        return 0.0
    if possessive:
        return ACTING
    token = frame.sentence.tokens[frame.head_token(piece.first, piece.last)]
    before = frame.lower(at - 1)
    if before == "the":
        before = frame.lower(at - 2)
    if before in _PLACE_PREPOSITIONS or (before == "from" and piece.term.kind is TermKind.CAPITAL):
        return GOVERNED if before == "from" and _pressure_from(frame, piece) else 0.0
    head = frame.sentence.tokens[token.head]
    for _step in range(6):  # "in Moscow, Minsk and Kyiv"
        if token.dep not in ("conj", "appos"):
            break
        token, head = head, frame.sentence.tokens[head.head]
    if token.dep == "pobj":
        return _after_preposition(head.lemma, frame.sentence.tokens[head.head].lemma, piece)
    if token.dep in ("dobj", "obj") and head.lemma in _VISITS:
        return VISITED
    if token.dep in ("compound", "nmod", "amod") and head.lemma in _PLACE_NOUNS:
        return 0.0
    if token.dep == "compound" and piece.term.kind is TermKind.CAPITAL and head.pos == "NOUN":
        return UNCLEAR
    if token.dep in ("npadvmod", "ROOT") and piece.term.kind is TermKind.CAPITAL:
        return 0.4
    return ACTING


def _is_place_by_neighbours(frame: Frame, piece: Piece) -> bool:
    after = piece.last + 1
    gap = frame.gap(piece.last)
    if piece.term.kind is not TermKind.CAPITAL:
        return False
    if gap == " " and frame.lower(after) in _PLACE_NOUNS:
        return True
    if gap.strip() in ("'s", "’s", "'", "’") and frame.lower(after + 1) in _PLACE_NOUNS - {"embassy", "talks", "agreement"}:
        return True
    if gap == ", " and frame.kind(after) in (TermKind.STATE, TermKind.BODY) and frame.pieces[after].term.code == piece.term.code:
        return True  # "Geneva, Switzerland"
    if gap == ", " and frame.lower(after) in ("d", "dc"):
        return True
    return frame.gap(piece.first - 1) in (" ", "-") and frame.lower(piece.first - 1) in _PLACE_DIRECTIONS


def _after_preposition(preposition: str, governor: str, piece: Piece) -> float:
    if preposition in _PLACE_PREPOSITIONS or (preposition == "from" and piece.term.kind is TermKind.CAPITAL):
        return GOVERNED if preposition == "from" and governor in _FROM_GOVERNMENTS else 0.0
    if preposition in ("to", "for", "towards", "toward") and governor in _MOTION:
        return VISITED if governor in ("visit", "trip", "travel", "tour", "invite", "return") else 0.0
    if (preposition == "of" and governor in _SIDES) or (preposition in ("between", "with", "from") and governor in _LINES):
        return 0.0
    return ACTING


_FROM_GOVERNMENTS = word_set(
    "pressure signal message response reaction demand request support statement aid help call criticism "
    "condemnation warning assurance guarantee order instruction offer proposal backing threat permission approval "
    "independence distance come concession denial comment word weapon receive seek reply objection"
)


def _pressure_from(frame: Frame, piece: Piece) -> bool:
    token = frame.sentence.tokens[frame.head_token(piece.first, piece.last)]
    head = frame.sentence.tokens[token.head]
    governor = frame.sentence.tokens[head.head]
    return governor.lemma in _FROM_GOVERNMENTS


def state_confidence(frame: Frame, piece: Piece) -> float:
    """How sure it is that a state's name means the state here: lower after a preposition of place, 0 after `Kharkiv,`."""
    before = frame.lower(piece.first - 1)
    gap = frame.gap(piece.first - 1)
    if gap == ", " and _is_listed_place(frame, piece):
        return 0.0
    if before in _PLACE_PREPOSITIONS:
        return 0.65
    return 0.95


def _is_listed_place(frame: Frame, piece: Piece) -> bool:
    """True for `Ukraine` in `in Kharkiv, Ukraine,`: an unknown name after a preposition of place stands before it."""
    at = piece.first - 1
    previous = next((p for p in frame.pieces.values() if p.last == at), None)
    if previous is not None and previous.term.kind is not TermKind.CAPITAL:
        return False
    first = previous.first if previous else at
    while first > 0 and frame.capitalised(first - 1) and frame.gap(first - 1) in (" ", "-"):
        first -= 1
    ends = frame.gap(piece.last)
    return frame.capitalised(at) and frame.lower(first - 1) in _PLACE_PREPOSITIONS | {"from", "to"} and not ends.startswith("'")
