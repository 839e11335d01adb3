"""What a page has named so far, and whom its words take up again: the last fitting one."""

from dataclasses import dataclass, field

from detente.records import MentionKind

_STEP = 0.8  # how much a mention fades with each sentence that passes
REACH = 8  # sentences back that a pronoun or bare office may look


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A settled mention as later words may take it up.

    `subject`: it is the subject of a clause; `speaker`: of a verb of saying. `quoted`: it stands inside a quotation.
    """

    kind: MentionKind
    code: str | None
    sector: tuple[str, ...]
    name: str | None
    office: str | None
    role: str | None
    gender: str | None
    person: bool
    plural: bool
    sentence: int
    paragraph: int
    token: int
    subject: bool
    speaker: bool
    quoted: bool
    confidence: float


@dataclass(slots=True)
class Memory:
    """The settled mentions of a page in reading order. `home`: the state of the dateline, None where there is none.

    `scenes`: by paragraph, the last sentence that begins "In Foograd, …", and the state.
    """

    home: str | None = None
    seen: list[Seen] = field(default_factory=list)
    counts: dict[str, float] = field(default_factory=dict)
    scenes: dict[int, tuple[int, str]] = field(default_factory=dict)

    def add(self, seen: Seen) -> None:
        """Take in a mention."""
        self.seen.append(seen)
        if seen.code is not None and seen.kind not in (MentionKind.PRONOUN,):
            weight = 0.4 if seen.kind is MentionKind.ADJECTIVE else 1.0
            self.counts[seen.code] = self.counts.get(seen.code, 0.0) + weight

    def recent(self, sentence: int, reach: int = REACH) -> list[Seen]:
        """The mentions of the last sentences, latest first."""
        found = []
        for seen in reversed(self.seen):
            if sentence - seen.sentence > reach:
                break
            found.append(seen)
        return found

    def persons(self, sentence: int, gender: str) -> list[Seen]:
        """People that "he" (`m`) or "she" (`f`) may mean, likeliest first. A known other gender rules one out."""
        fitting = [s for s in self.recent(sentence) if s.person and not s.plural and s.gender in (None, gender)]
        near = [s for s in fitting if s.gender == "f" and sentence - s.sentence <= 2]
        if gender == "f" and near:  # men are the press's default: an unknown sex rather means "he"
            fitting = near
        return sorted(fitting, key=lambda s: -_weight(s, sentence))

    def things(self, sentence: int) -> list[Seen]:
        """States, bodies and institutions that "it" may mean, likeliest first."""
        kinds = frozenset(MentionKind) - {MentionKind.PERSON, MentionKind.ADJECTIVE}
        fitting = [s for s in self.recent(sentence, 3) if not s.person and not s.plural and s.kind in kinds]
        return sorted(fitting, key=lambda s: -_weight(s, sentence))

    def groups(self, sentence: int) -> list[Seen]:
        """Plural actors that "they" may mean, likeliest first."""
        fitting = [s for s in self.recent(sentence, 2) if s.plural and s.code is not None]
        return sorted(fitting, key=lambda s: -_weight(s, sentence))

    def holding(self, offices: frozenset[str], sentence: int) -> Seen | None:
        """The latest one seen in one of these offices."""
        fitting = [s for s in self.recent(sentence, 40) if s.office in offices and s.code is not None and not s.plural]
        return max(fitting, key=lambda s: _weight(s, sentence), default=None)

    def institution(self, noun: str, sentence: int) -> Seen | None:
        """The latest institution whose name has this noun in it."""
        for seen in self.recent(sentence, 40):
            if seen.code is not None and not seen.person and seen.name is not None and noun in seen.name.lower().split():
                return seen
        return None

    def person_of(self, code: str, office: str | None, sentence: int) -> Seen | None:
        """The latest named person of a state who fits "the two leaders" or "the two foreign ministers"."""
        leaders = ("head_of_state", "head_of_government", "leader")
        for seen in self.recent(sentence, 12):
            fits = seen.office == office or (office is None and seen.office in leaders)
            if fits and seen.code == code and seen.kind is MentionKind.PERSON:
                return seen
        return None

    def body_among(self, codes: frozenset[str]) -> Seen | None:
        """The latest body seen whose code is one of these."""
        return next((s for s in reversed(self.seen) if s.code in codes and s.kind is MentionKind.BODY), None)

    def two_states(self, sentence: int) -> tuple[tuple[str, str], bool] | None:
        """The two states that the page is most about just here, and whether they stand out; None before it has named two."""
        scores = {code: min(count, 8.0) for code, count in self.counts.items()}
        for seen in self.recent(sentence, 2):
            if seen.code is not None:
                scores[seen.code] = scores.get(seen.code, 0.0) + 3.0 / (1 + sentence - seen.sentence)
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        if len(ranked) < 2 or scores[ranked[1]] < 1.5:
            return None
        clear = len(ranked) < 3 or scores[ranked[2]] < 0.7 * scores[ranked[1]]
        return (ranked[0], ranked[1]), clear


def _weight(seen: Seen, sentence: int) -> float:
    weight = 1.0 + 0.8 * seen.subject + 0.6 * seen.speaker - 0.4 * seen.quoted
    if seen.kind is MentionKind.PRONOUN:
        weight += 0.2  # the thread goes on
    weight *= _STEP ** (2 * (sentence - seen.sentence))
    return weight + 0.002 * seen.token * (seen.sentence == sentence) * (not seen.subject)
