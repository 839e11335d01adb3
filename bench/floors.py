"""The floors that the gate holds, in a file that cannot be lowered without a trace.

`floors.json` holds the floors, every lowering with its reason, and a digest over both. An edit by hand breaks the digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

PATH = Path(__file__).parent / "floors.json"
COUNTS = frozenset({"violations"})  # held as they are, without a margin
CEILINGS = frozenset({"violations", "ece", "per_1000"})  # figures that may not rise; all others may not fall


@dataclass(slots=True)
class Floors:
    """Floors by `set.figure`, and the lowerings so far."""

    floors: dict[str, float] = field(default_factory=dict)
    lowered: list[dict[str, str | float]] = field(default_factory=list)

    def digest(self) -> str:
        """SHA-256 over floors and lowerings."""
        return hashlib.sha256(json.dumps([self.floors, self.lowered], sort_keys=True).encode()).hexdigest()

    def broken(self, figures: dict[str, float]) -> list[str]:
        """A line for each figure beyond its floor (or ceiling)."""
        lines = []
        for name, floor in self.floors.items():
            if name in figures and worse(name, figures[name], floor):
                lines.append(f"{name} is {figures[name]:.4f}, the floor is {floor:.4f}")
        return lines

    def set(self, name: str, value: float, *, why: str | None) -> None:
        """Set a floor; a lower one needs a reason, which is kept.

        Raises: ValueError where the floor would fall and no reason is given.
        """
        old = self.floors.get(name)
        if old is not None and worse(name, value, old):
            if not why:
                raise ValueError(f"{name}: {value} would lower the floor {old}; give --lower REASON, it is kept in the file")
            self.lowered.append({"figure": name, "from": old, "to": value, "why": why})
        self.floors[name] = value


def worse(name: str, value: float, floor: float) -> bool:
    """True where a value is on the wrong side of its floor."""
    return value > floor if name.rsplit(".", 1)[-1] in CEILINGS else value < floor


def load(path: Path = PATH) -> Floors:
    """The floors of the file, none where it is absent.

    Raises: SystemExit where the digest does not fit: the file was edited by hand.
    """
    if not path.exists():
        return Floors()
    held = json.loads(path.read_text(encoding="utf8"))
    floors = Floors(held["floors"], held["lowered"])
    if floors.digest() != held["digest"]:
        raise SystemExit(f"{path.name}: the digest does not fit; set floors with `bench/gate.py --pin`, not by hand")
    return floors


def save(floors: Floors, path: Path = PATH) -> None:
    """Write the floors with their digest."""
    held = {"floors": floors.floors, "lowered": floors.lowered, "digest": floors.digest()}
    path.write_text(json.dumps(held, indent=1) + "\n", encoding="utf8")
