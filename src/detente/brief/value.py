"""What a brief holds: frozen values that both renderers, the page and the terminal, read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.records import Published, Rejected, Span
from detente.records.merged import DyadPeriod, Event, Mention, Said, Source
from detente.series.dyads import By


class Direction(StrEnum):
    """Who acts on whom: the first-named side on the second, or the second on the first."""

    AB = "ab"
    BA = "ba"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of the relationship. `in_text`: the name as it stands in a sentence ("the United States")."""

    code: str
    name: str
    in_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with what it is marked as: `trigger`, `actor`, `recipient`, `date`, `cue`; empty where it is not.

    `anchor`: the name by which a link finds the piece, None where none leads to it.
    """

    text: str
    marks: tuple[str, ...] = ()
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page that the brief rests on, numbered from 1. `copy_of`: the number of the sheet whose words it repeats."""

    number: int
    source: Source
    copy_of: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage: sentence or quotation, the sheet it stands on, and where. `mention` is None for a statement's words.

    `parts` lists what is marked and by which words, in reading order.
    """

    sheet: int
    span: Span
    anchor: str
    pieces: tuple[Piece, ...]
    parts: tuple[tuple[str, str], ...]
    mention: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event between the two sides with its passages.

    `directions`: one, or both where the act is shared. `dated`: both ends of its days are known. `period`: the period that it
    counts in, None where its days are unknown or spread over several, or lie before the curves begin (`early`).
    """

    event: Event
    directions: tuple[Direction, ...]
    dated: bool
    early: bool
    period: str | None
    passages: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """What one side did to the other, counted over the whole record.

    `events`, `reports`, `sources`, `quads`: of events that happened, background among them; `quads` in the order verbal
    cooperation, material cooperation, verbal conflict, material conflict. The rest stand apart.
    """

    direction: Direction
    actor: Side
    recipient: Side
    events: int
    background: int
    reports: int
    sources: int
    quads: tuple[int, int, int, int]
    planned: int
    feared: int
    denied: int
    claimed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What an official of one side said of, or to, the other."""

    said: Said
    cited: Cited


class Verdict(StrEnum):
    """Whether the relationship moved, by the published rule."""

    SILENT = "silent"  # no scored event in any period
    THIN = "thin"  # fewer than the least n on a side of the comparison
    OVERLAP = "overlap"  # enough events, but the intervals overlap
    UP = "up"  # towards cooperation
    DOWN = "down"  # towards conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some periods taken together, both directions, each event once: mean PLOVER score, its 95 % interval, n scored events."""

    start: date
    end: date
    n: int
    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The latest stretch against all before it. `silent` of `periods` from first to last hold no dated event that happened.

    `unplaced`: events that happened and stand in no period, so that they cannot be compared.
    """

    verdict: Verdict
    latest: Stretch | None
    before: Stretch | None
    periods: int
    silent: int
    unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An error rate as measured by the bench: what, the figure, over how many cases, on which set."""

    what: str
    figure: str
    n: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read and what that leaves open.

    `read`, `rejected`: of the whole archive; the rest is of the sheets and events of this brief. `without_day`: sheets whose
    publication is not known to the day. `copies`: sheets that repeat another's words. `unsure`: events below `UNSURE` confidence.
    `aside`: events in which both stand on the same side, acting on a third or acted on by it; the brief leaves them out.
    """

    read: int
    rejected: tuple[Rejected, ...]
    without_day: int
    copies: int
    reports: int
    sources: int
    unsure: int
    without_period: int
    before_curves: int
    aside: int
    last_seen: str | None
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One relationship as an archive holds it.

    `entries` in the order of their days, undated last. `series`: the periods of each direction, in the order of `Direction`.
    `published`: first and last day on which its pages appeared, of those known to the month; `happened`: first and last day of
    the curves' events. `names`: of every code on either side of an event or claim. `record`: a digest of the archive's pages
    and the events: the same record has the same one. `dated`: the day to print, None for none.
    """

    one: Side
    other: Side
    by: By
    entries: tuple[Entry, ...]
    arrows: tuple[Arrow, Arrow]
    series: tuple[tuple[DyadPeriod, ...], tuple[DyadPeriod, ...]]
    outlook: Outlook
    utterances: tuple[tuple[Utterance, ...], tuple[Utterance, ...]]
    sheets: tuple[Sheet, ...]
    outlets: tuple[str, ...]
    published: tuple[date, date] | None
    happened: tuple[date, date] | None
    reading: Reading
    names: tuple[tuple[str, str], ...]
    record: str
    made_by: str
    dated: date | None = None

    def sheet(self, number: int) -> Sheet:
        """The sheet of a number."""
        return self.sheets[number - 1]


def day_known(published: Published | None) -> bool:
    """True where the first and last day of publication are both known."""
    return published is not None and published.start is not None and published.end is not None
