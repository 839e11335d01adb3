"""The gate: every benchmark whose data is here must hold its floors; what flipped since the frozen rows is shown.

python bench/gate.py                        measure, compare with floors.json, exit 1 where one is broken
python bench/gate.py --pin [--margin .02]   set the floors a margin below what is measured now, and freeze the per-page rows
python bench/gate.py --pin --lower REASON   the same where a floor falls; the reason is kept in the file
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "quality"))

from seeds import measure

import floors as floor_file
from sets import SETS, Set

RESULTS = Path(__file__).parent / "results"
PINNED = frozenset(
    {
        "body_f1", "published_right", "published_not_wrong", "statement_recall", "statement_precision", "statement_kind",
        "event_recall", "event_precision", "violations", "silent_where_empty", "text_f1",
        "root", "quad", "binary", "source", "target", "triple", "accuracy", "macro_f1", "ece", "per_1000",
        "value_f1_date",
    }
)  # fmt: skip
ROW = ("page", "body_f1", "published", "statements_must", "statements_found", "statements_written", "statements_right",
       "events_must", "events_found", "events_written", "events_right", "violations")  # fmt: skip


def figures_of(one: Set) -> tuple[dict[str, float], list[dict[str, str]]]:
    """Figures of one set, and its rows by page where it has pages with gold."""
    if one.script != "seeds.py":
        return one.run(), []
    figures, pages = measure(*one.needs)
    rows = []
    for page in pages:
        s, e = page["statements"], page["events"]
        values = (
            *(page["page"], page["body_f1"], page["published"], s["must"], s["found"], s["predicted"], s["right"]),
            *(e["must"], e["found"], e["predicted"], e["right"], len(page["violations"])),
        )
        rows.append(dict(zip(ROW, map(str, values), strict=True)))
    return figures, rows


def flips(name: str, rows: list[dict[str, str]]) -> list[str]:
    """A line for each page whose row is not the frozen one."""
    path = RESULTS / f"{name}-frozen.csv"
    if not path.exists() or not rows:
        return []
    with path.open(encoding="utf8", newline="") as file:
        frozen = {row["page"]: row for row in csv.DictReader(file)}
    return [
        f"  {row['page']}: " + ", ".join(f"{k} {was[k]} → {row[k]}" for k in ROW if was.get(k) != row[k])
        for row in rows
        if (was := frozen.get(row["page"])) is not None and was != row
    ]


def freeze(name: str, rows: list[dict[str, str]]) -> None:
    """Write the rows that the next run is compared with."""
    if rows:
        with (RESULTS / f"{name}-frozen.csv").open("w", encoding="utf8", newline="") as file:
            writer = csv.DictWriter(file, ROW, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def pin(held: floor_file.Floors, name: str, figures: dict[str, float], margin: float, why: str | None) -> None:
    """Set the floors of one set a margin below its figures; counts are held as they are."""
    for figure in sorted(PINNED & figures.keys()):
        value = figures[figure]
        bound = (
            value
            if figure in floor_file.COUNTS
            else value + margin
            if figure in floor_file.CEILINGS
            else max(0.0, value - margin)
        )
        held.set(f"{name}.{figure}", round(bound, 3), why=why)


def main() -> None:
    """Measure every set that is here; compare or pin."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pin", action="store_true")
    ask.add_argument("--margin", type=float, default=0.02)
    ask.add_argument("--lower", metavar="REASON", default=None)
    asked = ask.parse_args()
    held, broken = floor_file.load(), list[str]()
    for one in (one for one in SETS if one.gated):
        missing = one.absent()
        if missing is not None:
            print(f"gate: {one.name} not measured, {missing.name} is not here")
            continue
        figures, rows = figures_of(one)
        shown = ", ".join(f"{k} {v:.3f}" for k, v in figures.items() if k in PINNED)
        print(f"gate: {one.name}: {shown}")
        for line in flips(one.name, rows):
            print(line)
        if asked.pin:
            pin(held, one.name, figures, asked.margin, asked.lower)
            freeze(one.name, rows)
        else:
            broken += held.broken({f"{one.name}.{k}": v for k, v in figures.items()})
    if asked.pin:
        floor_file.save(held)
    for line in broken:
        print(f"gate: BROKEN {line}")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
