"""The quality table: every benchmark whose data is here, with the reference figures beside.

    python bench/table.py

Kept in bench/results/table.md; the rates on the unseen pages also go into the package, and every brief prints them.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from sets import ROOT, SETS, Set

TABLE = Path(__file__).parent / "results" / "table.md"
MEASURED = ROOT / "src" / "detente" / "brief" / "data" / "measured.tsv"
PRINTED = (
    ("statements written that are right (words and speaker's side)", "statement_precision", "n_statements", "written"),
    ("clear statements found", "statement_recall", "n_statements_wanted", "wanted"),
    ("events written that are right (type, sides, status, days)", "event_precision", "n_events", "written"),
    ("clear events found", "event_recall", "n_events_wanted", "wanted"),
    ("publication days not wrong (unknown is not wrong)", "published_not_wrong", "n", "pages"),
)


def section(one: Set, figures: dict[str, float] | None) -> list[str]:
    """The lines of one set."""
    head = [f"## {one.name}", "", one.what + ".", ""]
    if figures is None:
        missing = one.absent()
        return [*head, f"Not measured: `{missing.name if missing else one.name}` is not here.", ""]
    rows = [f"| {figure} | {value:g} |" for figure, value in figures.items() if isinstance(value, (int, float))]
    return [*head, "| figure | measured |", "|---|---|", *rows, "", f"Beside it: {one.reference}.", ""]


def measured(figures: dict[str, float], on: str) -> str:
    """The table that the package carries."""
    rows = [f"{what}\t{figures[key]:.2f}\t{int(figures[n])} {unit}\t{on}" for what, key, n, unit in PRINTED]
    return "\n".join(("what\tfigure\tn\ton", *rows)) + "\n"


def main() -> None:
    """Measure, print, keep."""
    lines = ["# Quality, as measured", ""]
    for one in SETS:
        figures = None if one.absent() else one.run()
        lines += section(one, figures)
        if one.name == "unseen" and figures is not None:
            MEASURED.write_text(measured(figures, "16 sample pages no rule was made for"), encoding="utf8")
    text = "\n".join(lines)
    print(text)
    TABLE.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
