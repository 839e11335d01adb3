"""The quality table: every benchmark whose data is here, with the reference figures beside; kept in bench/results/table.md.

python bench/table.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sets import SETS, Set

TABLE = Path(__file__).parent / "results" / "table.md"


def section(one: Set) -> list[str]:
    """The lines of one set."""
    head = [f"## {one.name}", "", one.what + ".", ""]
    missing = one.absent()
    if missing is not None:
        return [*head, f"Not measured: `{missing.name}` is not here.", ""]
    rows = [f"| {figure} | {value:g} |" for figure, value in one.run().items()]
    return [*head, "| figure | measured |", "|---|---|", *rows, "", f"Beside it: {one.reference}.", ""]


def main() -> None:
    """Measure, print, keep."""
    lines = ["# Quality, as measured", ""]
    for one in SETS:
        lines += section(one)
    text = "\n".join(lines)
    print(text)
    TABLE.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
