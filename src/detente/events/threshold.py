"""What a bar on the confidence of events gives and costs, as measured when the confidence was fitted (`data/threshold.tsv`)."""

from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """At a bar of `least`: the share of what is written that is right, the share of the right ones found that is kept, and on how
    many events it was measured.
    """

    least: float
    precision: float
    recall: float
    n: int


def load_thresholds() -> tuple[Threshold, ...]:
    """The measured bars, lowest first."""
    lines = (resources.files("detente.events") / "data" / "threshold.tsv").read_text(encoding="utf8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return tuple(Threshold(least=float(a), precision=float(b), recall=float(c), n=int(n)) for a, b, c, n in rows)
