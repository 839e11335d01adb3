"""Text → words with their places: the units in which names are matched, finer than the parser's tokens."""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from detente.records import Sentence, Span

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")  # a decomposed accent belongs to its letter
_LETTERS = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "ə": "e", "Ə": "E"}
_JOINING = re.compile(r"[ \xa0\t]?|[.'’‘`ʻʼ\-‐‑–/][ ]?")  # what may stand between two words of one name


class Word(NamedTuple):
    """A run of letters or digits. `key`: folded for look-up, case kept. `token`: index in the sentence's tokens, -1 without."""

    text: str
    key: str
    start: int
    end: int
    token: int


def word_set(words: str) -> frozenset[str]:
    """The set of the words of one string: how the grammar's word lists are written."""
    return frozenset(words.split())


def fold(text: str) -> str:
    """The text without accents, case kept.

    >>> fold("Türkiye"), fold("Orbán"), fold("Støre")
    ('Turkiye', 'Orban', 'Store')
    """
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(_LETTERS.get(c, c) for c in bare)


def keys_of(phrase: str) -> tuple[str, ...]:
    """The look-up key of a name: its words, folded.

    >>> keys_of("Kim Jong-un"), keys_of("U.S.")
    (('Kim', 'Jong', 'un'), ('U', 'S'))
    """
    return tuple(_WORD.findall(fold(phrase)))


def words_between(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of a stretch of text, with no parse behind them."""
    return tuple(
        Word(text=found.group(), key=fold(found.group()), start=found.start(), end=found.end(), token=-1)
        for found in _WORD.finditer(text, start, end)
    )


def words_of(text: str, sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence, each with the token that it stands in."""
    starts = [token.span.start for token in sentence.tokens]
    words = []
    for found in _WORD.finditer(text, sentence.span.start, sentence.span.end):
        written, (start, end) = found.group(), found.span()
        words.append(Word(written, fold(written), start, end, max(0, bisect_right(starts, start) - 1)))
    return tuple(words)


def joined(text: str, left: Word, right: Word) -> bool:
    """True where nothing but a space, hyphen, apostrophe or full stop parts two words, as inside a name."""
    return right.start - left.end <= 2 and _JOINING.fullmatch(text, left.end, right.start) is not None


def span_of(first: Word, last: Word) -> Span:
    """From the first word to the last."""
    return Span(first.start, last.end)
