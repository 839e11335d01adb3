"""cameo-spans: who acts and who is acted on, as spans, and the quad class of the sentence, by the shipped model.

    python bench/quality/cameo_spans.py --data PATH [--model default|accurate|FOLDER] [--held-out] [--json]

A span is right where it shares at least half of its word pieces with one of the gold (IoU ≥ .5). A triple is right where all gold
sources and targets of a sentence are met and its quad class is. The last line is one JSON object: span F1 of `source` and
`target`, macro F1 of `quad`, F1 of `triple`, and what a trivial baseline gets (`source_first`: the sentence's first noun-like
run of capitals).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from plv import interval, macro_f1, options, set_file
from public import cameo_rows

from detente.encoder.encode import load_encoder
from detente.encoder.folder import model_folder
from detente.events.heads import load_heads, role_spans
from detente.records import Span

DATA = Path(__file__).parents[3] / "shared" / "bench" / "cameo-spans"
ROLES = ("source", "target")
CAPITALS = re.compile(r"[A-Z][\w.’'-]*(?: (?:of |the )?[A-Z][\w.’'-]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence: spans as sets of characters by role, gold and found, and its quad class."""

    gold: dict[str, list[set[int]]]
    said: dict[str, list[set[int]]]
    first: list[set[int]]
    gold_quad: int
    quad: int


def main() -> None:
    """Measure and print."""
    asked = options(__doc__, DATA).parse_args()
    cases = measure(set_file(asked.data, ".jsonl"), asked.model, held_out=asked.held_out)
    figures: dict[str, float] = {"n": len(cases), "source_first": round(first_f1(cases), 4)}
    measured = {
        "source": lambda cs: span_f1(cs, "source"),
        "target": lambda cs: span_f1(cs, "target"),
        "quad": lambda cs: macro_f1([(c.gold_quad, c.quad) for c in cs]),
        "triple": triple_f1,
    }
    for name, figure in measured.items():
        figures[name] = round(figure(cases), 4)
        figures[f"{name}_low"], figures[f"{name}_high"] = interval(cases, figure)
    if not asked.json:
        print(dict(Counter((c.gold_quad, c.quad) for c in cases)))
    print(json.dumps(figures))


def measure(file: Path, model: str, *, held_out: bool) -> list[Case]:
    """What the model says of each sentence, beside its gold."""
    folder = model_folder(model)
    encoder, heads = load_encoder(folder), load_heads(folder)
    cases = []
    for row in cameo_rows(file):
        if held_out and not row["held"]:
            continue
        text = row["text"]
        (encoded,) = encoder.encode(text, [Span(0, len(text))])
        found = role_spans(encoded, heads)
        first = CAPITALS.search(text)
        cases.append(
            Case(
                gold={role: [set(range(*span)) for span in row["roles"][role]] for role in ROLES},
                said={role: [set(range(*span))] if (span := found[role]) else [] for role in ROLES},
                first=[set(range(*first.span()))] if first else [],
                gold_quad=row["quad"],
                quad=int(heads.quad(encoded).argmax()),
            )
        )
    return cases


def hits(gold: list[set[int]], said: list[set[int]]) -> int:
    """How many gold spans are met by a found one."""
    return sum(any(len(g & s) >= 0.5 * len(g | s) for s in said) for g in gold)


def span_f1(cases: list[Case], role: str) -> float:
    """F1 over the spans of a role."""
    right = sum(hits(c.gold[role], c.said[role]) for c in cases)
    total = sum(len(c.gold[role]) + len(c.said[role]) for c in cases)
    return 2 * right / total if total else 0.0


def first_f1(cases: list[Case]) -> float:
    """Source F1 of the baseline that takes the first capitalised run."""
    right = sum(hits(c.gold["source"], c.first) for c in cases)
    return 2 * right / sum(len(c.gold["source"]) + len(c.first) for c in cases)


def triple_f1(cases: list[Case]) -> float:
    """F1 over sentences that have both roles: all spans met and the quad class right."""
    gold = [c for c in cases if all(c.gold[r] for r in ROLES)]
    said = [c for c in cases if all(c.said[r] for r in ROLES)]
    right = sum(
        all(c.said[r] and hits(c.gold[r], c.said[r]) == len(c.gold[r]) for r in ROLES) and c.gold_quad == c.quad for c in gold
    )
    return 2 * right / (len(gold) + len(said)) if gold or said else 0.0


if __name__ == "__main__":
    main()
