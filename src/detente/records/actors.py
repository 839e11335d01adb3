"""Who: mentions of states, bodies and those who act for them."""

from dataclasses import dataclass

from detente.records.codes import EntityCode, MentionKind
from detente.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A mention resolved to whom it stands for: the form that statements and events carry.

    `text` and `span`: the words. `name`: the fullest form of the name that the page gives. `code`: the state or body, None
    where no code fits. `sector`: PLOVER sectors (`GOV`, `MIL`, `OPP`, `ELI`, `CVL` …). `role`: the office in the press's words.
    """

    text: str
    span: Span
    name: str | None
    code: EntityCode | None
    sector: tuple[str, ...] = ()
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name an actor, by what kind of words, and how sure the link is (0 to 1)."""

    entity: Entity
    kind: MentionKind
    confidence: float

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"a confidence lies between 0 and 1, not {self.confidence}")
