"""When to ask again: at the usual pace after success, ever later after failures; never all at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

MOST_WAIT_S = 86_400.0
MOST_ASKED_S = 7 * 86_400.0
FIRST_RETRY_S = 300.0
MOST_TRIES = 6  # of an item's page: after 5, 10, 20, 40 and 80 minutes
JITTER = 0.1
MOST_BEGUN = 6  # readings of an item that never ended: a page may kill its reader, but so may a full disk, which passes
_AGAIN_S = (0.0, 300.0, 1_800.0, 10_800.0, 64_800.0, 259_200.0)

Draw = Callable[[], float]


def next_poll(now: datetime, *, every_s: float, failures: int, asked_s: float, draw: Draw) -> datetime:
    """When a feed is asked again: after `every_s`, doubled with each failure in a row up to a day (or `every_s`, if that is
    more), give or take a tenth; not before `asked_s`, which a Retry-After asked for, up to a week. `draw`: a number in [0, 1).
    """
    usual_s = every_s if not failures else max(every_s, min(every_s * 2 ** min(failures, 20), MOST_WAIT_S))
    jittered_s = usual_s * (1 - JITTER + 2 * JITTER * draw())
    return now + timedelta(seconds=max(jittered_s, min(asked_s, MOST_ASKED_S) * (1 + JITTER * draw())))


def next_try(now: datetime, *, tries: int, asked_s: float, draw: Draw) -> datetime | None:
    """When an item's page is asked for again after `tries` that failed (from 1); None where it has been tried enough."""
    if tries >= MOST_TRIES:
        return None
    return next_poll(now, every_s=FIRST_RETRY_S, failures=tries - 1, asked_s=min(asked_s, MOST_WAIT_S), draw=draw)


def next_reading(now: datetime, *, begun: int) -> datetime | None:
    """When an item is read again if the reading that begins now never ends, after `begun` such; None after enough of them."""
    return now + timedelta(seconds=_AGAIN_S[begun]) if begun < MOST_BEGUN else None
