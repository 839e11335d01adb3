"""One sentence as the grammar of names sees it: its words, the phrases found in them, and the parse behind."""

from dataclasses import dataclass

from detente.actors.terms import Piece, TermKind
from detente.actors.words import Word, word_set
from detente.records import MentionKind, Sentence, Span, Token

CALENDAR = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sept "
    "Sep Oct Nov Dec Christmas Easter Ramadan Eid"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with its words and the phrases found in them, by the index of their first word."""

    text: str
    sentence: Sentence
    words: tuple[Word, ...]
    pieces: dict[int, Piece]
    covered: frozenset[int]

    def token(self, word: int) -> Token:
        """The token that a word stands in."""
        return self.sentence.tokens[self.words[word].token]

    def gap(self, word: int) -> str:
        """What stands between a word and the next, less the stop that ends an abbreviation; a newline at the end of all."""
        if not 0 <= word < len(self.words) - 1:
            return "\n"
        gap = self.text[self.words[word].end : self.words[word + 1].start]
        return gap[1:] if gap.startswith(".") and gap != "." and self._ends_abbreviation(word) else gap

    def _ends_abbreviation(self, word: int) -> bool:
        """True for the last letter of `U.S.`: its full stop is part of the name."""
        here, before = self.words[word], self.words[word - 1] if word else None
        single = len(here.text) == 1 and here.text.isupper()
        return single and before is not None and len(before.text) == 1 and here.start - before.end == 1

    def lower(self, word: int) -> str:
        """A word in lower case, empty beyond the ends."""
        return self.words[word].text.lower() if 0 <= word < len(self.words) else ""

    def capitalised(self, word: int) -> bool:
        """True where there is such a word and it begins with a capital."""
        return 0 <= word < len(self.words) and self.words[word].text[0].isupper()

    def kind(self, word: int) -> TermKind | None:
        """What kind of phrase begins at a word."""
        piece = self.pieces.get(word)
        return piece.term.kind if piece else None

    def head_token(self, first: int, last: int) -> int:
        """The token of these words that the others hang on."""
        low, high = self.words[first].token, self.words[last].token
        for at in range(high, low - 1, -1):
            head = self.sentence.tokens[at].head
            if not low <= head <= high or head == at:
                return at
        return high

    def span(self, first: int, last: int) -> Span:
        """The characters from one word to another, with the full stop of an abbreviation."""
        end = self.words[last].end
        if self.words[last].text.isupper() and end - self.words[last].start == 1 and self.text[end - 2 : end - 1] == ".":
            end += self.text[end : end + 1] == "."
        return Span(self.words[first].start, end)

    def name(self, first: int, last: int) -> str:
        """The words as the page writes them."""
        span = self.span(first, last)
        return " ".join(self.text[span.start : span.end].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mention as the sentence alone gives it, before the page and the gazetteer have settled whom it means.

    `first` and `last`: words of the frame. `head`: the token it hangs by. `person`: a person's name, where it gives one.
    `own`: the possessive pronoun before it ("his Russian counterpart"). `definite`: a bare office that the page must
    resolve. `anyone`: one of many in such an office, who speaks ("an official said"). `local`: the place
    in its phrase says whose ("the police in Bartown said").
    `pair`: it means two states, `codes` where the words say which.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    confidence: float
    code: str | None = None
    sector: tuple[str, ...] = ()
    office: str | None = None
    role: str | None = None
    name: str | None = None
    person: str | None = None
    gender: str | None = None
    former: bool = False
    plural: bool = False
    definite: bool = False
    own: str | None = None
    anyone: bool = False
    local: bool = False
    pair: bool = False
    codes: tuple[str, ...] = ()
