"""The lexicon of acts: which words tell which PLOVER type, and which words change what an act is.

Tables of this project's own writing in `data/`. What the learned coder will replace is here; who did it to whom is `candidates`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType

from detente.records import EventType


class Sides(StrEnum):
    """Who stands where around a trigger."""

    DIRECTED = ">"  # subject to object
    MUTUAL = "="  # all sides act
    VISIT = "v"  # subject visits, object hosts
    HOST = "h"  # subject hosts, object visits
    SUFFERED = "<"  # subject is the recipient
    ALONE = "."  # needs no recipient
    MILITARY = "m"  # as ALONE, where soldiers or arms are the subject


class Operator(StrEnum):
    """What a governing word does to the act it governs."""

    PROMISE = "promise"
    PLAN = "plan"
    THREAT = "threat"
    REFUSE = "refuse"
    STOP = "stop"
    FAIL = "fail"
    DENY = "deny"
    WISH = "wish"
    MAYBE = "maybe"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One trigger: `lemma` with its `particle` (None where it needs none) and what its object must or must not be.

    `objects`: base forms (one word, or modifier and head) of which one must be the object; empty where any object will do.
    `unless`: base forms that the object must not be. `confidence`: how often these words alone mean this type, 0 to 1.
    """

    pos: str
    lemma: str
    particle: str | None
    objects: frozenset[str]
    unless: frozenset[str]
    sides: Sides
    event: EventType
    mode: str | None
    confidence: float

    @property
    def weight(self) -> int:
        """How much the entry asks for: the one that asks most is taken first."""
        return 2 * bool(self.objects) + bool(self.particle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The tables as loaded. `verbs` and `nouns` by base form, the most demanding entry first."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    operators: Mapping[str, frozenset[Operator]]
    words: Mapping[str, frozenset[str]]

    def among(self, name: str, lemma: str) -> bool:
        """Whether a base form stands in one of the small lists of `words.tsv`."""
        return lemma in self.words[name]


def load_lexicon() -> Lexicon:
    """The lexicon the package ships with."""
    classes = {name: frozenset(words.split("|")) for name, words in _rows("classes.tsv")}
    entries = [entry for row in _rows("lexicon.tsv") for entry in _entries(row, classes)]
    operators: dict[str, set[Operator]] = {}
    for kind, words in _rows("operators.tsv"):
        for word in words.split("|"):
            operators.setdefault(word, set()).add(Operator(kind))
    return Lexicon(
        verbs=_by_lemma(entry for entry in entries if entry.pos == "v"),
        nouns=_by_lemma(entry for entry in entries if entry.pos == "n"),
        operators=MappingProxyType({word: frozenset(kinds) for word, kinds in operators.items()}),
        words=MappingProxyType({name: frozenset(words.split("|")) for name, words in _rows("words.tsv")}),
    )


def _entries(row: list[str], classes: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
    pos, triggers, objects, sides, event, mode, confidence = row
    wanted, unless = _objects(objects, classes)
    for trigger in triggers.split("|"):
        lemma, _, particle = trigger.partition("_")
        yield Entry(
            pos=pos,
            lemma=lemma,
            particle=particle.replace("_", " ") or None,
            objects=wanted,
            unless=unless,
            sides=Sides(sides),
            event=EventType(event),
            mode=mode or None,
            confidence=float(confidence),
        )


def _objects(cell: str, classes: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], frozenset[str]]:
    wanted: set[str] = set()
    unless: set[str] = set()
    negative = cell.startswith("-")  # one leading - makes the whole cell a list of what the object must not be
    for part in cell.split("|"):
        words = classes[part.lstrip("-@")] if "@" in part else {part.lstrip("-")} - {""}
        (unless if negative or part.startswith("-") else wanted).update(words)
    return frozenset(wanted - unless), frozenset(unless)


def _by_lemma(entries: Iterator[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.lemma.rsplit(" ", 1)[-1], []).append(entry)
    return MappingProxyType(
        {lemma: tuple(sorted(each, key=lambda entry: (-entry.weight, -entry.lemma.count(" ")))) for lemma, each in found.items()}
    )


def _rows(name: str) -> Iterator[list[str]]:
    lines = files("detente.events").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    for line in told[1:]:  # the first is the header
        yield line.split("\t")
