"""The shipped model that tells an article's lines from the rest of a page: boosted trees over the figures of `features`.

How it is trained, on what, and how well it does is in `models/lines/`. At run time numpy is all it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from detente.articles.features import FEATURE_NAMES, features_of
from detente.articles.split import Line
from detente.errors import CodebookError

_FILE = "lines.npz"
_PART = 1_000  # lines at a time, which bounds the memory a huge page takes
_LEAST_ODDS = 1.5  # where no line is likely, the likeliest counts as this likely, and its equals with it


@dataclass(frozen=True, slots=True, kw_only=True)
class LineModel:
    """Boosted trees, a row of nodes a tree, padded. A leaf is its own child, so `depth` steps down end in one.

    `feature`, `left`, `right`: int32[trees, nodes]; `threshold`, `value`: float64[trees, nodes]; `switch`: what it costs, in
    log odds, to go from a line that is the article's to one that is not, or back.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    depth: int
    start: float
    switch: float

    def log_odds(self, lines: Sequence[Line]) -> NDArray[np.float64]:
        """float64[lines]: how likely each line is the article's own, in log odds."""
        rows = features_of(lines).astype(np.float64)
        parts = [self._part(rows[start : start + _PART]) for start in range(0, len(rows), _PART)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _part(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        trees = np.arange(len(self.feature))[None, :]
        at = np.zeros((len(rows), len(self.feature)), dtype=np.int32)
        row = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[row, self.feature[trees, at]] <= self.threshold[trees, at]
            at = np.where(goes_left, self.left[trees, at], self.right[trees, at])
        total: NDArray[np.float64] = self.start + self.value[trees, at].sum(axis=1)
        return total

    def choose(self, odds: NDArray[np.float64]) -> tuple[bool, ...]:
        """For each line, whether it is the article's: the most likely course through the page (Viterbi over two states)."""
        course = best_course(odds, switch=self.switch)
        return course if any(course) else best_course(odds - float(np.max(odds, initial=0.0)) + _LEAST_ODDS, switch=self.switch)


def load_lines() -> LineModel:
    """The model the package ships with.

    Raises: CodebookError where the data file does not fit this version's features.
    """
    path = resources.files("detente.articles") / "data" / _FILE
    with path.open("rb") as handle, np.load(handle, allow_pickle=False) as data:
        names = tuple(str(name) for name in data["names"])
        if names != FEATURE_NAMES:
            raise CodebookError(f"{_FILE} was trained on {len(names)} other features: run models/lines/train.py again")
        return LineModel(
            feature=data["feature"],
            threshold=data["threshold"],
            left=data["left"],
            right=data["right"],
            value=data["value"],
            depth=int(data["depth"]),
            start=float(data["start"]),
            switch=float(data["switch"]),
        )


def best_course(log_odds: NDArray[np.float64], *, switch: float) -> tuple[bool, ...]:
    """The likeliest sequence of yes and no, each change between neighbours costing `switch`.

    >>> best_course(np.array([-2.0, 3.0, -0.1, 3.0, -2.0]), switch=0.6)
    (False, True, True, True, False)
    """
    if not len(log_odds):
        return ()
    no, yes = 0.0, -switch
    came: list[tuple[bool, bool]] = []
    for odds in log_odds:
        from_yes, from_no = yes - switch > no, no - switch > yes
        no, yes = max(no, yes - switch) - odds / 2, max(yes, no - switch) + odds / 2
        came.append((from_yes, not from_no))
    state = yes > no
    course = []
    for stay_no, stay_yes in reversed(came):
        course.append(bool(state))
        state = stay_yes if state else stay_no
    return tuple(reversed(course))
