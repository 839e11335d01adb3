"""PLOVER's types, modes and contexts with their scores, from the data files beside this one.

Source: Open Event Data Alliance, PLOVER manual, 0.8 draft of 17 September 2021. Nothing is read on import; `load_plover` reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from detente.records import EventType, QuadClass

SCORE_MIN, SCORE_MAX = -10.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """One event type: its quad class, the score of the bare type (-10 to +10), the manual's section and what it covers."""

    event: EventType
    quad: QuadClass
    score: float
    section: str
    covers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRow:
    """One mode of a type; `score` is None where the manual prints none (PROTEST vandalize)."""

    event: EventType
    mode: str
    score: float | None
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRow:
    """One context and the words (base forms, lower case, several words with a space) that show it."""

    context: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """The codebook as loaded."""

    types: tuple[TypeRow, ...]
    modes: tuple[ModeRow, ...]
    contexts: tuple[ContextRow, ...]

    def quad(self, event: EventType) -> QuadClass:
        """The quad class of a type."""
        return next(row.quad for row in self.types if row.event is event)

    def score(self, event: EventType, mode: str | None = None) -> float:
        """The conflict–cooperation score of a type and mode, -10 to +10; the bare type's where the mode has none printed.

        Raises: ValueError where the type has no such mode.
        """
        bare = next(row.score for row in self.types if row.event is event)
        if mode is None:
            return bare
        if mode not in self.modes_of(event):
            known = ", ".join(self.modes_of(event)) or "none"
            raise ValueError(f"{event} has no mode {mode!r}; its modes: {known}")
        found = next(row.score for row in self.modes if row.event is event and row.mode == mode)
        return bare if found is None else found

    def modes_of(self, event: EventType) -> tuple[str, ...]:
        """The modes of a type, in the manual's order."""
        return tuple(row.mode for row in self.modes if row.event is event)


def load_plover() -> Plover:
    """The codebook the package ships with.

    >>> load_plover().score(EventType.CONSULT, "visit")
    4.0
    """
    return Plover(
        types=tuple(
            TypeRow(event=EventType(event), quad=QuadClass(quad), score=float(score), section=section, covers=covers)
            for event, quad, score, section, covers in _rows("plover_types.tsv")
        ),
        modes=tuple(
            ModeRow(event=EventType(event), mode=mode, score=None if score == "-" else float(score), section=section)
            for event, mode, score, section in _rows("plover_modes.tsv")
        ),
        contexts=tuple(
            ContextRow(context=context, words=tuple(word.strip() for word in words.split(";")))
            for context, words in _rows("plover_contexts.tsv")
        ),
    )


def _rows(name: str) -> Iterator[list[str]]:
    lines = files("detente.codebook").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    for line in told[1:]:  # the first is the header
        yield line.split("\t")
