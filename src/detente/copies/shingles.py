"""Text → its runs of five words as numbers, and the few of them that an index holds.

The index holds the smallest hash of every `WINDOW` runs in a row ("winnowing": Schleimer, Wilkerson and Aiken, SIGMOD 2003). Two
texts that have sixteen words in a row in common share at least one, wherever the words stand and whatever stands around them: a
page that holds part of another is found as surely as one that holds all of it, which hashes of whole texts (MinHash) miss.
"""

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.records import Span
from detente.records.copies import Shingled

RUN_WORDS = 5
WINDOW = 12  # runs; RUN_WORDS + WINDOW - 1 words in common are sure to be found
_WORD = re.compile(r"[^\W_]+")
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bit of a word is lost on the way
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def words_of(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """The words of an article, casefolded, each with its place in the page's text."""
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.end):
            yield match.group().casefold(), Span(match.start(), match.end())


def runs(words: Sequence[str]) -> NDArray[np.uint32]:
    """The hash of every run of `RUN_WORDS` words in order: uint32[words - 4]; of a shorter text one, of no words none."""
    if not words:
        return np.empty(0, np.uint32)
    hashes = np.fromiter((zlib.crc32(word.encode("utf8", "surrogatepass")) for word in words), np.uint64, len(words))
    length = min(RUN_WORDS, len(words))
    mixed = np.zeros(len(words) - length + 1, np.uint64)
    for at in range(length):
        mixed = (mixed + hashes[at : at + len(mixed)]) * _STEP
        mixed ^= mixed >> np.uint64(29)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _MIX
    return (mixed >> np.uint64(32)).astype(np.uint32)


def shingled(text: str, spans: Sequence[Span]) -> Shingled:
    """An article by its runs of words, as the index and the comparison need it."""
    found = runs([word for word, _ in words_of(text, spans)])
    return Shingled(shingles=np.unique(found), marks=tuple(int(mark) for mark in np.unique(_least(found))))


def _least(found: NDArray[np.uint32]) -> NDArray[np.uint32]:
    if len(found) <= WINDOW:
        return found[:0] if not len(found) else found.min(keepdims=True)
    least: NDArray[np.uint32] = np.lib.stride_tricks.sliding_window_view(found, WINDOW).min(axis=1)
    return least
