"""Copies: pages that print the text of another page, whole, cut or with lines of their own."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from detente.records.merged import Source
from detente.records.spans import Span


class Relation(StrEnum):
    """What a copy is to the original of its group."""

    EXACT = "exact"  # the same words
    NEAR = "near"  # most of each stands in the other
    CONTAINS = "contains"  # it holds the original, or most of it, and more of its own
    CONTAINED = "contained"  # it is a cut of the original


class OriginalBy(StrEnum):
    """What tells the likely original from the others of its group: the first of these in which they differ."""

    AGENCY = "agency"  # the page of an agency, or one that credits it, where the others do not
    TIME = "time"  # published before the others, as far as that is known
    HELD = "held"  # its words stand in a longer page, which cannot be said of the others
    LENGTH = "length"  # the longest of those left
    NONE = "none"  # nothing tells them apart; one of them stands for all


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shingled:
    """A text by its runs of words.

    `shingles`: uint32[runs], their hashes, each once, in ascending order. `marks`: the few of them that an index holds.
    """

    shingles: NDArray[np.uint32]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Printed:
    """A page as grouping sees it.

    `text`: the id of its article, which pages of the same words share. `credit`: 0 for a page of an agency's own, 1 for one that
    credits an agency, 2 for any other. `day`: the last day on which it can have been published, None where no page states it.
    `shingles`: as in `Shingled`.
    """

    sha256: str
    text: str
    credit: int
    day: date | None
    shingles: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """That a page is a copy of another: SHA-256 of both, `relation` and `score` as in `Copy`, and why that is the original."""

    sha256: str
    original: str
    relation: Relation
    score: float
    reason: OriginalBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy with what sets it apart from the original of its group.

    `score`, 0 to 1: of an exact copy 1; of a near one the share of all runs of five words that both have (Jaccard); of one that
    contains the original the share of the original's runs that it holds; of one contained the share of its own that the original
    holds.
    `cut`: sentences of the original that it lacks, as spans in the original's page; `added`: sentences that the original lacks,
    as spans in the copy's page.
    """

    source: Source
    relation: Relation
    score: float
    cut: tuple[Span, ...]
    added: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """The pages of one text: the likely original, why it is taken for that, and its copies, the most like it first."""

    original: Source
    reason: OriginalBy
    copies: tuple[Copy, ...]
