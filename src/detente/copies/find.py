"""Articles → groups of copies, each with its likely original. The room's door: `CopyRules`.

    linked     one text holds enough of the other's runs of five words, measured on all of them
    original   an agency's page, then one that credits an agency; then the earliest day that is known; then the longest of those
               whose words stand in a longer page; then the longest
    group      texts by that order; each joins the original that it shares most with, if it is linked to one, or is one itself

No text joins a group through another copy: two halves of one text are of a group by the whole, unlike texts never.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.copies.differences import Body, differences
from detente.copies.shingles import shingled
from detente.records import Span
from detente.records.copies import Joined, OriginalBy, Printed, Relation, Shingled

_COLUMNS = 4096  # runs compared at a time, to bound memory
_REASONS = (OriginalBy.AGENCY, OriginalBy.TIME, OriginalBy.HELD, OriginalBy.LENGTH)

Shared = NDArray[np.float32]
Rank = tuple[int, date, bool, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRules:
    """The rules by which copies are told.

    `share`: the least share of the shorter text's runs of five words that the other must hold. `most`: the share from which a
    text is taken to hold the other whole. `runs`: the least number of runs in common, unless the texts are the same. `marks`: the
    least share of the shorter text's marks in common for two texts to be compared at all.
    """

    share: float = 0.5
    most: float = 0.8
    runs: int = 16
    marks: float = 0.15

    def shingled(self, text: str, body: Sequence[Span]) -> Shingled:
        """An article, as its page's text and spans in it, by its runs of words."""
        return shingled(text, body)

    def worth_comparing(self, shared: int, one: int, other: int) -> bool:
        """Whether two texts with this many marks, so many of them shared, may be copies."""
        return shared >= max(1.0, self.marks * min(one, other))

    def linked(self, one: NDArray[np.uint32], other: NDArray[np.uint32]) -> bool:
        """Whether two texts, as `Shingled.shingles`, are copies."""
        shared, size = len(np.intersect1d(one, other, assume_unique=True)), len(other)
        return bool(self._enough(np.array([shared], np.float32), len(one), np.array([size], np.float32))[0])

    def group(self, pages: Sequence[Printed]) -> tuple[Joined, ...]:
        """The copies among pages, by SHA-256; originals, and pages that are no copy, are left out. Any order gives the same."""
        by_text: dict[str, list[Printed]] = {}
        for page in sorted(pages, key=_page_rank):
            by_text.setdefault(page.text, []).append(page)
        texts = [by_text[text] for text in sorted(by_text)]
        shared = shared_runs([printed[0].shingles for printed in texts])
        ranks = [_rank(printed[0], held) for printed, held in zip(texts, self._held(shared), strict=True)]
        joined: list[Joined] = []
        for original, members in self._led(shared, ranks).items():
            if len(members) == len(texts[original]) == 1:
                continue
            reason = _reason([ranks[i] for i in members], texts[original])
            for i in members:
                relation, score = self._relation(shared[i, original], shared[i, i], shared[original, original])
                joined += [
                    Joined(sha256=p.sha256, original=texts[original][0].sha256, relation=relation, score=score, reason=reason)
                    for p in texts[i][i == original :]
                ]
        return tuple(sorted(joined, key=lambda copy: copy.sha256))

    @staticmethod
    def differences(original: Body, copy: Body) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """What a copy cut from its original, and what it added, sentence by sentence: see `detente.copies.differences`."""
        return differences(original, copy)

    def _enough(self, shared: Shared, one: float, other: Shared) -> NDArray[np.bool_]:
        """bool[texts]: for the runs that a text shares with others, its own number of runs, and theirs."""
        same = (shared == one) & (shared == other)
        enough: NDArray[np.bool_] = (shared >= self.share * np.minimum(one, other)) & ((shared >= self.runs) | same)
        return enough

    def _held(self, shared: Shared) -> NDArray[np.bool_]:
        """bool[texts]: whether a longer text holds each, most of it at least."""
        sizes = shared.diagonal()
        held = (shared >= self.most * sizes[:, None]) & (sizes[None, :] > sizes[:, None])
        return np.asarray(held.any(axis=1))

    def _led(self, shared: Shared, ranks: Sequence[Rank]) -> dict[int, list[int]]:
        """Original → the texts of its group, itself first."""
        led: dict[int, list[int]] = {}
        for i in sorted(range(len(ranks)), key=ranks.__getitem__):
            originals = np.fromiter(led, np.intp, len(led))
            common = shared[i, originals]
            common[~self._enough(common, shared[i, i], shared[originals, originals])] = 0
            original = int(originals[common.argmax()]) if common.any() else i
            led.setdefault(original, []).append(i)
        return led

    def _relation(self, shared: float, copy: float, original: float) -> tuple[Relation, float]:
        of_copy, of_original = (float(shared / size) if size else 1.0 for size in (copy, original))
        if shared == copy == original:
            return Relation.EXACT, 1.0
        whole = of_copy >= self.most, of_original >= self.most
        if whole == (True, False) or of_original < self.share:
            return Relation.CONTAINED, round(of_copy, 3)
        if whole == (False, True) or of_copy < self.share:
            return Relation.CONTAINS, round(of_original, 3)
        return Relation.NEAR, round(float(shared / (copy + original - shared)), 3)


def shared_runs(texts: Sequence[NDArray[np.uint32]]) -> Shared:
    """float32[texts, texts]: how many runs each two texts have in common; on the diagonal how many each has."""
    shared = np.zeros((len(texts), len(texts)), np.float32)
    if not texts:
        return shared
    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    _, firsts, columns = np.unique(np.concatenate(texts), return_index=True, return_inverse=True)
    places = np.empty(len(firsts), np.intp)  # columns by the first text that holds them: a stretch of them concerns few texts
    places[np.argsort(firsts)] = np.arange(len(firsts))
    columns = places[columns]
    order = np.argsort(columns, kind="stable")
    rows, columns = rows[order], columns[order]
    for start in range(0, len(firsts), _COLUMNS):
        inside = slice(*np.searchsorted(columns, (start, start + _COLUMNS)))
        concerned, at = np.unique(rows[inside], return_inverse=True)
        holds = np.zeros((len(concerned), _COLUMNS), np.float32)
        holds[at, columns[inside] - start] = 1
        shared[np.ix_(concerned, concerned)] += holds @ holds.T
    return shared


def _page_rank(page: Printed) -> tuple[int, date, str]:
    return (page.credit, page.day or date.max, page.sha256)


def _rank(first: Printed, held: np.bool_) -> Rank:
    return (first.credit, first.day or date.max, not held, -len(first.shingles), first.text)


def _reason(ranks: Sequence[Rank], original: Sequence[Printed]) -> OriginalBy:
    """In what the original differs from the next: of other texts, or of its own where there is no other."""
    if len(ranks) > 1:
        first, second = ranks[:2]
        return next((why for why, a, b in zip(_REASONS, first, second, strict=False) if a != b), OriginalBy.NONE)
    pages = [_page_rank(page)[:2] for page in original[:2]]
    return next((why for why, a, b in zip(_REASONS, *pages, strict=False) if a != b), OriginalBy.NONE)
