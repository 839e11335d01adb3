"""Scored events by period → where a relationship stands and whether it moved, in one sentence by template.

The rule: the latest periods, taken back until they hold `LEAST_N` scored events, are compared with all periods before them. A
move is said only where both hold at least `LEAST_N` and their 95 % intervals do not overlap. Silence is said as silence.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from detente.brief.value import Outlook, Side, Stretch, Verdict
from detente.brief.wording import days, number, plural
from detente.series.dyads import By, mean_with_interval, period_end

LEAST_N = 5
RULE = (
    f"The latest periods, taken back until they hold {LEAST_N} scored events, are compared with all periods before them. "
    f"A move is said only where both hold at least {LEAST_N} events and their 95 % intervals do not overlap; otherwise the "
    "record is called too thin, or unable, to tell. An act that both sides share counts once here."
)


def outlook(scores: Mapping[date, Sequence[float]], *, by: By, unplaced: int = 0) -> Outlook:
    """The latest stretch against what came before, from scores by the first day of their period."""
    held = sorted(start for start, values in scores.items() if values)
    if not held:
        return Outlook(verdict=Verdict.SILENT, latest=None, before=None, periods=0, silent=0, unplaced=unplaced)
    cut = len(held) - 1
    while cut > 0 and sum(len(scores[start]) for start in held[cut:]) < LEAST_N:
        cut -= 1
    latest, before = _stretch(held[cut:], scores, by), _stretch(held[:cut], scores, by)
    periods = _periods(held[0], held[-1], by)
    return Outlook(
        verdict=_verdict(latest, before),
        latest=latest,
        before=before,
        periods=periods,
        silent=periods - len(held),
        unplaced=unplaced,
    )


def _stretch(starts: Sequence[date], scores: Mapping[date, Sequence[float]], by: By) -> Stretch | None:
    values = [score for start in starts for score in scores[start]]
    mean, low, high = mean_with_interval(values)
    if mean is None:
        return None
    return Stretch(start=starts[0], end=period_end(starts[-1], by), n=len(values), mean=mean, low=low, high=high)


def _verdict(latest: Stretch | None, before: Stretch | None) -> Verdict:
    if latest is None or before is None or min(latest.n, before.n) < LEAST_N:
        return Verdict.THIN
    if latest.low is None or latest.high is None or before.low is None or before.high is None:
        return Verdict.THIN
    if latest.low > before.high:
        return Verdict.UP
    return Verdict.DOWN if latest.high < before.low else Verdict.OVERLAP


def _periods(first: date, last: date, by: By) -> int:
    if by is By.WEEK:
        return (last - first).days // 7 + 1
    months = (last.year - first.year) * 12 + last.month - first.month
    return months // {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}[by] + 1


def say(found: Outlook, one: Side, other: Side, *, by: By) -> str:
    """One sentence: where the relationship stands, which way it moved if the record can tell, and how much of it is silence."""
    pair = f"{one.in_text} and {other.in_text}"
    if found.latest is None and found.unplaced:
        return (
            f"The record holds {plural(found.unplaced, 'act')} between {pair}, but none whose days fall in one {by.value}: "
            "it cannot tell where the relationship stands or which way it moved."
        )
    if found.latest is None:
        return (
            f"The record holds no dated, scored act between {pair}: these pages are silent on what either side did, "
            "and silence is not calm."
        )
    latest = found.latest
    stands = f"{_during(latest)} the acts between {pair} {_leaning(latest)} ({figures(latest)})"
    return stands + _moved(found) + _silence(found, by) + "."


def _during(stretch: Stretch, *, start: bool = True) -> str:
    """A stretch's time with its preposition: months and years take "in", runs of days "over"."""
    told = days(stretch.start, stretch.end)
    word = "over" if re.match(r"\d{1,2}\b", told) else "in"
    return f"{word.capitalize() if start else word} {told}"


def figures(stretch: Stretch) -> str:
    """The numbers of a stretch: mean, interval, n."""
    if stretch.low is None or stretch.high is None:
        return f"mean PLOVER score {number(stretch.mean)}, no interval, n = {stretch.n}"
    interval = f"{number(stretch.low)} to {number(stretch.high)}"
    return f"mean PLOVER score {number(stretch.mean)}, 95 % interval {interval}, n = {stretch.n}"


def _leaning(stretch: Stretch) -> str:
    if stretch.n < LEAST_N or stretch.low is None or stretch.high is None:
        return "are too few to call"
    if stretch.low > 0:
        return "lean to cooperation"
    return "lean to conflict" if stretch.high < 0 else "lean clearly to neither conflict nor cooperation"


def _moved(found: Outlook) -> str:
    before = found.before
    if found.verdict is Verdict.THIN or before is None:
        held = (
            f"before it stand {before.n} more, and a comparison takes {LEAST_N} on each side"
            if before
            else "nothing stands before"
        )
        return f"; the record is too thin to tell which way the relationship moved: {held}"
    then = f"{_during(before, start=False)} ({figures(before)})"
    if found.verdict is Verdict.OVERLAP:
        return f"; against those {then} the intervals overlap, so the record cannot tell whether it moved"
    way = ("higher", "cooperation") if found.verdict is Verdict.UP else ("lower", "conflict")
    return f", {way[0]} than {then}: the relationship moved towards {way[1]}"


def _silence(found: Outlook, by: By) -> str:
    if not found.silent:
        return ""
    verb = "holds" if found.silent == 1 else "hold"
    return f"; {found.silent} of the {found.periods} {by.value}s from first to last {verb} no dated act: silence, not calm"
