"""PLV: what one marked actor does to another in a sentence, by the shipped model.

    python bench/quality/plv.py --data PATH [--model default|accurate|FOLDER] [--held-out] [--json]

`--data`: a folder with `train.tsv` or `test.tsv`, or the file. `--held-out` keeps to the tenth that is never trained on. The
last line is one JSON object: macro F1 over 15 roots (`root`; CONCEDE and RETREAT are YIELD), 4 quad classes (`quad`) and
cooperation against conflict (`binary`), with 95 % intervals over sentences (`root_low`, `root_high` …), and `majority_root`,
what the commonest root alone would get.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from public import plv_rows

from detente.encoder.encode import load_encoder
from detente.encoder.folder import model_folder
from detente.events.heads import load_heads
from detente.records import EventType, Span

DATA = Path(__file__).parents[3] / "shared" / "bench" / "plv"
YIELD = (EventType.CONCEDE, EventType.RETREAT)
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("YIELD", "COOPERATE", "AID"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
RESAMPLED = 1000
Labels = Sequence[tuple[Any, Any]]


def main() -> None:
    """Measure and print."""
    asked = options(__doc__, DATA).parse_args()
    file = set_file(asked.data, ".tsv")
    pairs = measure(file, asked.model, held_out=asked.held_out)
    roots = [(a, b) for a, b in pairs]
    quads = [(QUADS[a], QUADS[b]) for a, b in pairs]
    binary = [(a < 3, b < 3) for a, b in quads]
    commonest = Counter(a for a, _ in roots).most_common(1)[0][0]
    figures: dict[str, float] = {"n": len(pairs), "majority_root": round(macro_f1([(a, commonest) for a, _ in roots]), 4)}
    for name, labels in (("root", roots), ("quad", quads), ("binary", binary)):
        figures[name] = round(macro_f1(labels), 4)
        figures[f"{name}_low"], figures[f"{name}_high"] = interval(labels, macro_f1)
    if not asked.json:
        for root in sorted({a for a, _ in roots}):
            said, gold = sum(b == root for _, b in roots), sum(a == root for a, _ in roots)
            both = sum(a == b == root for a, b in roots)
            print(f"{root:10} {gold:4} gold {said:4} said {both:4} right   F1 {2 * both / (said + gold):.2f}")
    print(json.dumps(figures))


def options(says: str | None, data: Path) -> argparse.ArgumentParser:
    """What every benchmark of a public sentence set can be asked."""
    ask = argparse.ArgumentParser(description=says, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=data)
    ask.add_argument("--model", default="default")
    ask.add_argument("--held-out", action="store_true")
    ask.add_argument("--json", action="store_true")
    return ask


def measure(file: Path, model: str, *, held_out: bool) -> list[tuple[str, str]]:
    """The gold root and the likeliest one for each marked pair."""
    folder = model_folder(model)
    encoder, heads = load_encoder(folder), load_heads(folder)
    out = []
    for row in plv_rows(file):
        if held_out and not row["held"]:
            continue
        text = row["text"]
        (encoded,) = encoder.encode(text, [Span(0, len(text))])
        found = heads.pairs(encoded, [Span(*span) for span in row["spans"]], [(0, 1)], plv=True)
        pair = found[0]
        scores = {str(t): pair.probability(t) for t in EventType if t not in YIELD}
        scores["YIELD"] = sum(pair.probability(t) for t in YIELD)
        out.append((row["pairs"][0][2], max(scores, key=scores.__getitem__)))
    return out


def set_file(data: Path, suffix: str) -> Path:
    """The set's file: the one given, or the only one of its kind in a folder. Exits with a line where there is none."""
    files = [data] if data.is_file() else sorted(data.glob(f"*{suffix}"))
    if not files:
        sys.exit(f"no {suffix} file in {data}; give --data FILE")
    return files[0]


def macro_f1(pairs: Labels) -> float:
    """Macro F1 over the classes of the gold, 0 to 1."""
    scores = []
    for name in {a for a, _ in pairs}:
        both = sum(a == b == name for a, b in pairs)
        scores.append(2 * both / (sum(a == name for a, _ in pairs) + sum(b == name for _, b in pairs)))
    return sum(scores) / len(scores) if scores else 0.0


def interval(cases: Sequence[Any], figure: Callable[[list[Any]], float]) -> tuple[float, float]:
    """The middle 95 % of a figure over resampled cases; the resampling is seeded."""
    chance = random.Random(1)
    values = sorted(figure(chance.choices(cases, k=len(cases))) for _ in range(RESAMPLED if len(cases) < 400 else 300))
    return round(values[int(0.025 * len(values))], 4), round(values[int(0.975 * len(values)) - 1], 4)


if __name__ == "__main__":
    main()
