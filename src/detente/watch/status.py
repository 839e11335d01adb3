"""What became of a feed since its last line, as one line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from detente.ingest import Tally
from detente.records import Reason

_MOST_CHARS = 300


@dataclass(slots=True, kw_only=True)
class Report:
    """Counted up until it is told. `outcome`: of the poll; `own_text`: items read by their own text for want of their page, `why`
    the last of them; `aside`: items given up because reading them never ended.
    """

    name: str
    outcome: str = ""
    due: datetime | None = None
    read: int = 0
    known: int = 0
    rejected: Counter[Reason] = field(default_factory=Counter)
    own_text: int = 0
    why: str = ""
    aside: int = 0

    def count(self, tally: Tally) -> None:
        """Count what was read."""
        self.read += tally.read
        self.known += tally.known
        self.rejected += tally.rejected

    def line(self, waiting: int) -> str:
        """`MFA: 3 new, 2 read, 1 rejected (1 language); next 14:30 UTC`. `waiting`: items that are still to be read."""
        rejected = ", ".join(f"{n} {reason}" for reason, n in sorted(self.rejected.items()))
        parts = [
            self.outcome,
            f"{self.read} read" if self.read else "",
            f"{self.known} held already" if self.known else "",
            f"{sum(self.rejected.values())} rejected ({rejected})" if rejected else "",
            f"{self.own_text} by their own text ({self.why})" if self.own_text else "",
            f"{waiting} waiting{f' ({self.why})' if self.why and not self.own_text else ''}" if waiting else "",
            f"{self.aside} set aside" if self.aside else "",
        ]
        told = ", ".join(part for part in parts if part)
        told = told if len(told) <= _MOST_CHARS else f"{told[: _MOST_CHARS - 1]}…"
        when = f"; next {self.due:%Y-%m-%d %H:%M} UTC" if self.due else ""
        return "".join(c if c.isprintable() else "�" for c in f"{self.name}: {told}{when}")
