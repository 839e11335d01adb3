"""The words that report words: verbs, nouns and phrases, what each says of its content and what it may govern."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources

from detente.records import Stance

DATA = "data/cues.tsv"


class Part(StrEnum):
    """What kind of words a cue is."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


class Sort(StrEnum):
    """What a cue reports: words spoken or written, a position that states take in words, or what only a mind holds."""

    SPEECH = "speech"
    STANCE = "stance"
    THOUGHT = "thought"


class Frame(StrEnum):
    """What may stand as the content of a cue."""

    QUOTE = "Q"  # words in quotation marks
    THAT = "T"  # "that …"
    BARE = "Z"  # a clause without "that", after the cue or before it
    WH = "W"  # "whether …", "why …"
    INFINITIVE = "I"  # "vowed to …"
    OBJECT_INFINITIVE = "O"  # "urged X to …"
    GERUND = "V"  # "denied doing …"
    CHARGE = "G"  # "accused X of …", "criticised X for …"
    NOUN = "N"  # "demanded guarantees"
    LABEL = "L"  # "called X a Y", "described X as Y"
    PREPOSITION = "P"  # "called for X": the form names the preposition
    SOURCE = "S"  # a phrase that the source follows: "according to X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One entry of the table. `form`: the lemma, with a particle or preposition where it needs one ("point out")."""

    form: str
    part: Part
    stance: Stance
    frames: frozenset[Frame]
    sort: Sort

    @property
    def particle(self) -> str | None:
        """The word that must follow the lemma, None where it stands alone."""
        _, _, rest = self.form.partition(" ")
        return rest or None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLexicon:
    """The cue table, by lemma; entries with a particle stand before the bare one."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    phrases: tuple[Cue, ...]


def load_cues() -> CueLexicon:
    """The cue table that the package ships with.

    Raises: ValueError where a row names a part, stance, frame or sort that does not exist.
    """
    text = resources.files(__package__).joinpath(DATA).read_text(encoding="utf-8")
    cues = [_cue(line) for line in text.splitlines() if line and not line.startswith("#")]
    verbs: dict[str, list[Cue]] = {}
    for cue in cues:
        if cue.part is Part.VERB:
            verbs.setdefault(cue.form.split()[0], []).append(cue)
    return CueLexicon(
        verbs={lemma: tuple(sorted(found, key=lambda c: (-len(c.form), c.form))) for lemma, found in verbs.items()},
        nouns={cue.form: cue for cue in cues if cue.part is Part.NOUN},
        phrases=tuple(cue for cue in cues if cue.part is Part.PHRASE),
    )


def _cue(line: str) -> Cue:
    form, part, stance, frames, sort = line.split("\t")
    return Cue(form=form, part=Part(part), stance=Stance(stance), frames=frozenset(map(Frame, frames)), sort=Sort(sort))
