"""Whole pages against their gold: article text, publication date, statements, events, by `score.py`.

    python bench/quality/seeds.py --data PAGES --gold GOLD [--json]

Without `--data` the sample pages of `examples/` are read. The last line is one JSON object of figures from 0 to 1; with `--json`
it is the only line. `published_right` counts pages whose interval holds the true day and is at most a month wide;
`published_not_wrong` those that are not wrong: unknown is not wrong. Keys that begin with `n` are counts.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import score  # the gold's own scorer, as it came

from detente.ingest import read_pages
from detente.pages.read import open_pages
from detente.reader import load_tools
from detente.records.wire import encode

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"


def measure(pages: pathlib.Path, gold: pathlib.Path) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Figures over all pages that have gold, and a row of figures per page."""
    golds = {g["page"]: g for g in (json.loads(p.read_text(encoding="utf8")) for p in sorted(gold.glob("*.json")))}
    here = [str(pages / name) for name in sorted(golds) if (pages / name).is_file()]
    outcomes = read_pages(open_pages(here), tools=load_tools())
    records = score.read(encode(outcome).decode("utf8") for outcome in outcomes)
    rows = [score.score_page(g, records.get(name, {"page": {"uri": name}})) for name, g in golds.items()]
    about = [row for row in rows if golds[row["page"]]["statements"] or golds[row["page"]]["events"]] or rows
    total = score.summary({row["page"]: None for row in about}, records, about)
    dates = total["published"]
    figures = {
        "n": len(rows),
        "body_f1": total["body_f1"],
        "published_right": dates["right"] / len(about),
        "published_not_wrong": 1 - (dates["wrong"]) / len(about),
        "title": total["title"] / len(about),
        "agency": total["agency"] / len(about),
        **{key: total[key] or 0.0 for key in FIGURES},
        "n_statements": sum(row["statements"]["predicted"] for row in rows),
        "n_events": sum(row["events"]["predicted"] for row in rows),
        "n_statements_wanted": sum(row["statements"]["must"] for row in rows),
        "n_events_wanted": sum(row["events"]["must"] for row in rows),
        "violations": sum(len(row["violations"]) for row in rows),
        "silent_where_empty": _silent([row for row in rows if row not in about]),
    }
    return figures, rows


FIGURES = (
    "statement_recall", "statement_precision", "statement_kind", "statement_name", "statement_date",
    "event_recall", "event_precision",
)  # fmt: skip


def _silent(rows: list[dict[str, Any]]) -> float:
    """Share of the pages that are not about states in which nothing was found; 1 where there is no such page."""
    return sum(not row["statements"]["predicted"] and not row["events"]["predicted"] for row in rows) / len(rows) if rows else 1.0


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=pathlib.Path, default=EXAMPLES / "pages")
    ask.add_argument("--gold", type=pathlib.Path, default=None)
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    gold = asked.gold or (EXAMPLES / "gold" if asked.data == EXAMPLES / "pages" else asked.data.parent / "gold")
    if not asked.data.is_dir() or not gold.is_dir():
        sys.exit(f"seeds.py: no folder {asked.data if not asked.data.is_dir() else gold}; give --data PAGES --gold GOLD")
    figures, rows = measure(asked.data, gold)
    if not asked.json:
        for row in rows:
            s, e = row["statements"], row["events"]
            print(
                f"{row['page']:48} text {row['body_f1']:.3f}  date {row['published']:12}"
                f" statements {s['found']}/{s['must']} found {s['right']}/{s['predicted']} right"
                f"  events {e['found']}/{e['must']} found {e['right']}/{e['predicted']} right"
            )
            for line in row["violations"]:
                print(f"    forbidden: {line}")
    print(json.dumps({key: round(value, 4) for key, value in figures.items()}))


if __name__ == "__main__":
    main()
