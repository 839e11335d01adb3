"""Original and copy → the sentences that were cut and those that were added.

A sentence is in the other text where at least half its words stand there in runs of five, or where the other text has a sentence
of the very same words. Sentences are told by their signs alone: this compares texts that are mostly the same, word for word.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.copies.shingles import RUN_WORDS, runs, words_of
from detente.records import Span

Body = tuple[str, Sequence[Span]]
"""A page's text and the spans of its article."""

LEAST_HELD = 0.5
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_SHORT_FORM = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Prof|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|(?:[A-Z]\.)*[A-Z])\.$"
)


def differences(original: Body, copy: Body) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What a copy cut, as spans in the original's page, and what it added, as spans in its own page; one span a sentence.

    `original`, `copy`: the page's text and the spans of its article.
    """
    return _not_in(original, copy), _not_in(copy, original)


def sentences(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The sentences of an article; a line break ends one."""
    for span in spans:
        start = span.start
        for match in _END.finditer(text, span.start, span.end):
            if match.group()[0] == "." and _SHORT_FORM.search(text[max(start, match.start() - 12) : match.start() + 1]):
                continue
            yield from _trimmed(text, start, match.end())
            start = match.end()
        yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _not_in(one: Body, other: Body) -> tuple[Span, ...]:
    placed = list(words_of(*one))
    held = _held([word for word, _ in placed], [word for word, _ in words_of(*other)])
    same = {_words(other[0], sentence) for sentence in sentences(*other)}
    starts = np.array([at.start for _, at in placed], dtype=np.int64)
    absent: list[Span] = []
    for sentence in sentences(*one):
        first, last = np.searchsorted(starts, sentence)
        if first < last and held[first:last].mean() < LEAST_HELD and _words(one[0], sentence) not in same:
            absent.append(sentence)
    return tuple(absent)


def _words(text: str, sentence: Span) -> tuple[str, ...]:
    return tuple(word for word, _ in words_of(text, (sentence,)))


def _held(words: Sequence[str], others: Sequence[str]) -> NDArray[np.bool_]:
    """bool[words]: whether each word stands in a run of five that the other text has, too."""
    found = np.isin(runs(words), runs(others))
    held = np.zeros(len(words), dtype=np.bool_)
    for at in range(min(RUN_WORDS, len(words))):
        held[at : at + len(found)] |= found
    return held
