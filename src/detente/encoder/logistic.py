"""Figures and their weights → a probability: the one shape of everything that is fitted over what model and grammar say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from detente.errors import CodebookError

LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights by figure, in log odds."""

    weights: Mapping[str, float]

    def probability(self, figures: Mapping[str, float]) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-sum(self.weights[name] * value for name, value in figures.items())))


def load_logistic(table: Traversable, figures: Sequence[str]) -> Logistic:
    """The weights of a table of figures and weights, a tab between them, under a line of names.

    Raises: CodebookError where a figure has no weight.
    """
    lines = table.read_text(encoding="utf8").splitlines()[1:]
    weights = {name: float(value) for name, value in (line.split("\t") for line in lines)}
    missing = set(figures) - set(weights)
    if missing:
        raise CodebookError(f"{table.name} has no weight for {', '.join(sorted(missing))}")
    return Logistic(weights)


def log_odds(probability: float) -> float:
    """Log odds, of a probability kept away from 0 and 1."""
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))
