"""Events → one row per period for each direction of a relationship.

What counts: events that happened and whose days fall in one period, or for at most `MAX_STRADDLE_DAYS` over the edge of one into
the next, which then has them. A plan, a fear, a denial, a mere claim is counted beside the curve, never in it; an event whose
days are unknown, or spread wider, stands in no period (`undated` gives them). A period without events is missing, not neutral.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from math import fsum

from detente.records import QuadClass
from detente.records.merged import COUNTED, DyadPeriod, Event, Standing, independent

RESAMPLES = 2000
SEED = 20210616
INTERVAL = (2.5, 97.5)  # percent: a 95 % interval
MAX_STRADDLE_DAYS = 14  # a short interval over the edge between two periods counts where it ends
QUADS = tuple(QuadClass)


class By(StrEnum):
    """How wide a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def directed(event: Event, actor: str, recipient: str) -> bool:
    """True where the event goes from actor to recipient; an act that both share goes both ways.

    An act with both on the acting side and a third on the receiving side is not between them.
    """
    if actor in event.actor and recipient in event.recipient:
        return True
    return not event.recipient and actor in event.actor and recipient in event.actor


def dyad_series(events: Iterable[Event], actor: str, recipient: str, *, by: By | str = By.MONTH) -> tuple[DyadPeriod, ...]:
    """One row per period from the first that holds an event to the last, for what `actor` did to `recipient`.

    Raises: ValueError where `by` is not one of week, month, quarter, year.
    """
    width = width_of(by)
    chosen = [e for e in events if directed(e, actor, recipient)]
    placed = [(start, e) for e in chosen if (start := period_of(e, width)) is not None]
    if not placed:
        return ()
    first, last = min(start for start, _ in placed), max(start for start, _ in placed)
    held: dict[date, list[Event]] = {}
    for start, event in placed:
        held.setdefault(start, []).append(event)
    return tuple(_row(actor, recipient, start, width, held.get(start, [])) for start in _starts(first, last, width))


def width_of(by: By | str) -> By:
    """The width of that name.

    Raises: ValueError, with the names that there are.
    """
    if by not in set(By):
        raise ValueError(f"by={by!r}: one of {', '.join(By)}")
    return By(by)


def undated(events: Iterable[Event], actor: str, recipient: str, *, by: By | str = By.MONTH) -> tuple[Event, ...]:
    """The events of a direction that stand in no period: their days are unknown or spread over several."""
    return tuple(e for e in events if directed(e, actor, recipient) and period_of(e, width_of(by)) is None)


def period_of(event: Event, by: By) -> date | None:
    """The first day of the period that an event counts in, None where it stands in none."""
    days = event.date
    if days is None or days.start is None or days.end is None:
        return None
    start, end = period_start(days.start, by), period_start(days.end, by)
    neighbours = end == period_end(start, by) + timedelta(days=1)
    return end if start == end or (neighbours and (days.end - days.start).days <= MAX_STRADDLE_DAYS) else None


def period_start(day: date, by: By) -> date:
    """The first day of the period that holds a day; weeks begin on Monday.

    >>> period_start(date(2022, 5, 17), By.QUARTER)
    datetime.date(2022, 4, 1)
    """
    if by is By.WEEK:
        return day - timedelta(days=day.weekday())
    month = {By.MONTH: day.month, By.QUARTER: (day.month - 1) // 3 * 3 + 1, By.YEAR: 1}[by]
    return date(day.year, month, 1)


def period_end(start: date, by: By) -> date:
    """The last day of the period that begins on `start`."""
    if by is By.WEEK:
        return start + timedelta(days=6)
    month = start.month + {By.MONTH: 0, By.QUARTER: 2, By.YEAR: 11}[by]
    return date(start.year, month, monthrange(start.year, month)[1])


def label(start: date, by: By) -> str:
    """The name of a period, the year always in it: `2021-W24`, `2021-06`, `2021-Q2`, `2021`."""
    if by is By.WEEK:
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    names = {By.MONTH: f"{start:%Y-%m}", By.QUARTER: f"{start.year}-Q{(start.month + 2) // 3}", By.YEAR: str(start.year)}
    return names[by]


def _starts(first: date, last: date, by: By) -> Iterator[date]:
    start = first
    while start <= last:
        yield start
        start = period_end(start, by) + timedelta(days=1)


def _row(actor: str, recipient: str, start: date, by: By, events: Sequence[Event]) -> DyadPeriod:
    counted = [e for e in events if e.standing in COUNTED]
    mean, low, high = mean_with_interval([e.score for e in counted if e.score is not None])
    apart = {standing: sum(e.standing is standing for e in events) for standing in Standing}
    return DyadPeriod(
        actor=actor,
        recipient=recipient,
        period=label(start, by),
        start=start,
        end=period_end(start, by),
        events=len(counted),
        reports=len({m.source.sha256 for e in counted for m in e.mentions}),
        sources=independent(m.source for e in counted for m in e.mentions),
        quads=tuple(sum(e.quad is quad for e in counted) for quad in QUADS),  # type: ignore[arg-type]  # QUADS has four
        mean_score=mean,
        low=low,
        high=high,
        planned=apart[Standing.PLANNED],
        feared=apart[Standing.FEARED],
        denied=apart[Standing.DENIED],
        claimed=apart[Standing.CLAIMED],
    )


def mean_with_interval(scores: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    """Mean and 95 % percentile-bootstrap interval; all None without scores, the interval None with one score.

    The resampling is seeded: the same scores give the same interval.
    """
    if not scores:
        return None, None, None
    mean = round(fsum(scores) / len(scores), 3)
    if len(scores) == 1:
        return mean, None, None
    import numpy as np  # deferred: only series need it

    values, counts = np.unique(np.asarray(scores, dtype=np.float64), return_counts=True)  # few: PLOVER has some forty scores
    drawn = np.random.default_rng(SEED).multinomial(len(scores), counts / len(scores), size=RESAMPLES)
    means = drawn @ values / len(scores)
    low, high = np.percentile(means, INTERVAL)
    return mean, round(float(low), 3), round(float(high), 3)
