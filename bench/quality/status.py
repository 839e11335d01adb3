"""Status: whether a verb's event stands on the time line, is wished, negated or hypothetical, by the shipped model.

    python bench/quality/status.py --data PATH [--model default|accurate|FOLDER] [--held-out] [--least-agreement 0] [--json]

The last line is one JSON object: `accuracy`, `macro_f1` over the four labels (three rarer ones of the set are left out), F1 by
label, and `majority`, the accuracy of calling every event one that stands.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from plv import interval, macro_f1, options, set_file
from public import status_rows

from detente.encoder.encode import load_encoder
from detente.encoder.folder import model_folder
from detente.events.heads import load_heads
from detente.records import Span

DATA = Path(__file__).parents[3] / "shared" / "bench" / "status"


def main() -> None:
    """Measure and print."""
    ask = options(__doc__, DATA)
    ask.add_argument("--least-agreement", type=float, default=0.0)
    asked = ask.parse_args()
    pairs = measure(set_file(asked.data, ".jsonl"), asked.model, held_out=asked.held_out, least=asked.least_agreement)
    accuracy = lambda ps: sum(a == b for a, b in ps) / len(ps)  # noqa: E731
    figures: dict[str, float] = {"n": len(pairs), "majority": round(sum(a == "stands" for a, _ in pairs) / len(pairs), 4)}
    for name, figure in (("accuracy", accuracy), ("macro_f1", macro_f1)):
        figures[name] = round(figure(pairs), 4)
        figures[f"{name}_low"], figures[f"{name}_high"] = interval(pairs, figure)
    for label in sorted({a for a, _ in pairs}):
        both, said, wanted = (sum(f) for f in zip(*((a == b == label, b == label, a == label) for a, b in pairs), strict=True))
        figures[label] = round(2 * both / (said + wanted), 4)
    if not asked.json:
        print(dict(Counter(pairs)))
    print(json.dumps(figures))


def measure(file: Path, model: str, *, held_out: bool, least: float) -> list[tuple[str, str]]:
    """The gold label and the likeliest one of each verb."""
    folder = model_folder(model)
    encoder, heads = load_encoder(folder), load_heads(folder)
    out: list[tuple[str, str]] = []
    for row in status_rows(file, least):
        if held_out and not row["held"]:
            continue
        text = row["text"]
        (encoded,) = encoder.encode(text, [Span(0, len(text))])
        scores = heads.verb_status(encoded, [Span(start, end) for start, end, _ in row["verbs"]])
        said = [heads.status[int(i)] for i in scores.argmax(axis=1)]
        out.extend(zip((label for _, _, label in row["verbs"]), said, strict=True))
    return out


if __name__ == "__main__":
    main()
