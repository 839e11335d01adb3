"""Days: the words that name them and the intervals they come to."""

from dataclasses import dataclass
from datetime import date

from detente.records.codes import Basis, DateUnit, Toward
from detente.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that name a day, week, month or year, as the page gives them and not yet counted from anything.

    What the words state stands in `year`, `month`, `day` (and `last_day` for "July 13–15"), `weekday` (0 is Monday); what
    they leave open is None. `nth` picks a week or, with `weekday`, a day of the month ("the first Monday of May": 1, the last:
    −1). `year_shift` counts years from the year of writing ("November next year": 1), `shift` counts units from the day of
    writing ("yesterday": −1 day, "next week": +1 week); `years_before` is taken off whatever year the rest comes to ("the
    year-ago quarter": 1, "a year later": −1). `toward` tells on which side of the day of writing an incomplete expression lies.
    `part`: which third of the unit ("early", "mid", "late"), as 0, 1, 2.
    """

    span: Span
    text: str
    unit: DateUnit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    year_shift: int | None = None
    years_before: int = 0
    shift: int | None = None
    part: int | None = None
    toward: Toward = Toward.NEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """That somebody whom the page names in an office held it between two days (None: not known), for the evidence of dates."""

    who: str
    start: date | None
    end: date | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A closed interval of days with how it was got.

    `start` or `end` is None where nothing bounds that side. `text` and `span` are the words it rests on, None where it was
    inferred; `because` then says, a line each, what bounded it.
    """

    start: date | None
    end: date | None
    basis: Basis
    text: str | None = None
    span: Span | None = None
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"an interval that ends ({self.end}) before it starts ({self.start})")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """A date that might have been the publication date, and why it was not taken."""

    start: date
    end: date
    text: str
    span: Span
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was published: an interval of days, its evidence, and the candidates that lost."""

    start: date | None
    end: date | None
    basis: Basis
    text: str | None = None
    span: Span | None = None
    because: tuple[str, ...] = ()
    others: tuple[DateCandidate, ...] = ()

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"an interval that ends ({self.end}) before it starts ({self.start})")
