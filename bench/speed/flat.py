"""Reading many pages: is the time per page flat from first to last, and memory constant?

    python bench/speed/flat.py [--pages 1000] [--data PAGES] [--json]

Varied copies of the sample pages (weekdays swapped and a number added, so that none is an exact copy) are read into an
archive. Prints seconds per page by tenth of the run, resident memory after each tenth, and one JSON object: `flat` is the
median of the last tenth over that of the first, `grown_mb` what memory rose by in between. Times are of this machine, in this
run; only ratios carry over.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from detente.ingest import Tally, ingest
from detente.pages.read import page_of
from detente.reader import load_tools
from detente.records import Page, Rejected
from detente.store.archive import open_archive

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def varied(texts: list[str], n: int) -> Iterator[Page | Rejected]:
    """`n` pages, each a changed copy of one of the texts; the changes are seeded."""
    chance = random.Random(7)
    for k in range(n):
        words = texts[k % len(texts)].split(" ")
        for i in chance.sample(range(len(words)), max(1, len(words) // 40)):
            words[i] = chance.choice(WEEKDAYS) if words[i] in WEEKDAYS else words[i]
        words.insert(len(words) // 2, f"({k})")
        yield page_of(" ".join(words).encode(), uri=f"copy-{k:05}.txt")


def resident_mb() -> float:
    """Resident memory of this process, MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=1000)
    ask.add_argument("--data", type=Path, default=EXAMPLES)
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    texts = [path.read_text(encoding="utf8") for path in sorted(asked.data.glob("*.txt"))]
    tools, stamps, memory = load_tools(), list[float](), list[float]()

    def each(tally: Tally) -> None:
        stamps.append(time.perf_counter())
        if tally.pages % max(1, asked.pages // 10) == 0:
            memory.append(resident_mb())

    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "speed.db", write=True) as archive:
        began = time.perf_counter()
        ingest(varied(texts, asked.pages), archive, tools=tools, seen=datetime(2024, 1, 1, tzinfo=UTC), each=each)
        took = time.perf_counter() - began
    steps = [b - a for a, b in pairwise(stamps)]
    tenth = max(1, len(steps) // 10)
    medians = [statistics.median(steps[i : i + tenth]) for i in range(0, tenth * 10, tenth) if steps[i : i + tenth]]
    figures = {
        "pages": asked.pages,
        "pages_per_s": round(asked.pages / took, 1),
        "flat": round(medians[-1] / medians[0], 2),
        "grown_mb": round(memory[-1] - memory[0], 1),
        "resident_mb": round(memory[-1], 1),
    }
    if not asked.json:
        print("seconds per page by tenth:", ", ".join(f"{m:.3f}" for m in medians))
        print("resident MB by tenth:", ", ".join(f"{m:.0f}" for m in memory))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
