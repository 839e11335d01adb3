"""What a phrase of the gazetteer means, and the look-up of the longest phrase at a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from detente.actors.words import Word, joined, keys_of

MIN_SHOUTED = 4  # a word of capitals this long ("RUSSIA") is also looked up as "Russia"; shorter ones are acronyms


class TermKind(StrEnum):
    """What kind of words a phrase is."""

    STATE = "state"  # Russia
    ADJECTIVE = "adjective"  # Russian
    PREFIX = "prefix"  # Sino-, only before a hyphen
    PEOPLE = "people"  # Russians
    CAPITAL = "capital"  # Moscow: a place or its government
    SEAT = "seat"  # the Kremlin
    BODY = "body"  # NATO
    GROUP = "group"  # the Houthis, the FBI: part of a state, or armed in it
    WEST = "west"
    ROLE = "role"  # foreign minister
    INSTITUTION = "institution"  # foreign ministry
    FORCE = "force"  # troops
    PERSONS = "persons"  # officials, citizens
    ACT = "act"  # sanctions: an act or instrument of a state
    PERSON = "person"  # a name
    NOTHING = "nothing"  # words that look like an actor and are not: South China Sea


ACTOR_KINDS = frozenset(
    {
        TermKind.STATE,
        TermKind.ADJECTIVE,
        TermKind.PREFIX,
        TermKind.PEOPLE,
        TermKind.CAPITAL,
        TermKind.SEAT,
        TermKind.BODY,
        TermKind.GROUP,
        TermKind.WEST,
    }
)
CORE_KINDS = frozenset({TermKind.ROLE, TermKind.INSTITUTION, TermKind.FORCE, TermKind.PERSONS, TermKind.ACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The meaning of a phrase.

    `code`: the state or body it names. `weak`: it means that only on a page that names the same code by other words (`Georgia`,
    `CAR`). `adjectival`: a name that also stands as an adjective (`US`, `EU`). `weight`: how sure the link is, 0 to 1.
    """

    kind: TermKind
    text: str
    code: str | None = None
    office: str | None = None
    sector: str | None = None
    gender: str | None = None
    weak: bool = False
    adjectival: bool = False
    weight: float = 0.9
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, then by all words."""

    phrases: dict[str, dict[tuple[str, ...], Term]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: str, term: Term, *, lower: bool = False) -> None:
        """Take in a phrase; the first meaning given to it stays."""
        self.add_keys(keys_of(phrase.lower() if lower else phrase), term)

    def add_keys(self, keys: tuple[str, ...], term: Term) -> None:
        """Take in a phrase by its folded words."""
        if keys:
            self.phrases.setdefault(keys[0], {}).setdefault(keys, term)
            self.longest[keys[0]] = max(self.longest.get(keys[0], 0), len(keys))

    def match(self, text: str, words: Sequence[Word], at: int, keys: Sequence[str]) -> tuple[Term, int] | None:
        """The longest phrase that begins at a word, and how many words it has. `keys`: the words as to be looked up."""
        first = keys[at]
        known = self.phrases.get(first)
        if known is None:
            return None
        most = min(self.longest[first], len(words) - at)
        reach = 1
        while reach < most and joined(text, words[at + reach - 1], words[at + reach]):
            reach += 1
        for length in range(reach, 0, -1):
            term = known.get(tuple(keys[at : at + length]))
            if term is not None:
                return term, length
        return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase found in a sentence: words `first` to `last`, both included."""

    term: Term
    first: int
    last: int


def find_pieces(text: str, words: Sequence[Word], proper: Sequence[Lexicon], common: Lexicon | None) -> dict[int, Piece]:
    """The phrases in these words, longest first come, by the index of their first word.

    `proper`: lexicons that heed case, the first with an equally long phrase wins. `common`: one in lower case.
    """
    exact = [word.key for word in words]
    shouted = _unshouted(exact)
    lowered = [key.lower() for key in exact]
    pieces: dict[int, Piece] = {}
    known = [lexicon.phrases for lexicon in proper]
    shared = common.phrases if common is not None else {}
    at = 0
    while at < len(words):
        key = exact[at]
        if not any(key in phrases for phrases in known) and shouted[at] == key and lowered[at] not in shared:
            at += 1  # most words begin no phrase
            continue
        found = _best(_matches(text, words, at, (exact, shouted, lowered), proper, common))
        if found is None:
            at += 1
            continue
        pieces[at] = Piece(found[0], at, at + found[1] - 1)
        at += found[1]
    return pieces


def _unshouted(keys: Sequence[str]) -> list[str]:
    """The words with "RUSSIA" made "Russia", and "NEW" beside "DELHI" made "New"; short capitals alone are an acronym."""
    loud = [len(key) >= MIN_SHOUTED and key.isupper() for key in keys]
    padded = [False, *loud, False]
    return [key.capitalize() if any(padded[at : at + 3]) and key.isupper() else key for at, key in enumerate(keys)]


def _matches(
    text: str,
    words: Sequence[Word],
    at: int,
    keys: tuple[Sequence[str], Sequence[str], Sequence[str]],
    lexicons: Sequence[Lexicon],
    common: Lexicon | None,
) -> Iterable[tuple[Term, int]]:
    exact, shouted, lowered = keys
    for lexicon in lexicons:
        found = lexicon.match(text, words, at, exact)
        if found is None and shouted[at] != exact[at]:
            found = lexicon.match(text, words, at, shouted)
        if found is not None:
            yield found
    if common is not None:
        found = common.match(text, words, at, lowered)
        if found is not None:
            yield found


def _best(found: Iterable[tuple[Term, int]]) -> tuple[Term, int] | None:
    best: tuple[Term, int] | None = None
    for candidate in found:
        if best is None or candidate[1] > best[1]:
            best = candidate
    return best
