"""Fit the confidence of events on annotated articles: what grammar and heads say of a draft → how probably it is right.

    python models/coder/calibrate.py BENCH [--model FOLDER] [--penalty 1.0] [--write]

The articles are those of `bench/gold` that are not for testing, beside pages of our own that no lexicon was tuned on
(`bench/pages/third`, `fourth`). A logistic model, fitted by Newton's method with a ridge; the figures of five folds by article
are printed. `--write` puts the weights and the bars into the package. It runs in the package's own environment.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))

import score

from articles import GOLD, calibration_error, golds, match, page_for
from detente.events.build import Draft
from detente.events.weigh import FIGURES
from detente.pages.read import page_of
from detente.reader import ReadOptions, Tools, load_tools, read_page
from detente.records import EventMention, Page, Read

WEIGHTS = ROOT / "src" / "detente" / "events" / "data" / "confidence.tsv"
BARS = WEIGHTS.with_name("threshold.tsv")
OWN = tuple(ROOT / "bench" / "pages" / name for name in ("third", "fourth"))
FOLDS = 5
Row = tuple[int, list[float], bool]  # article, figures, right


def rows_of(bench: Path, tools: Tools) -> Iterator[Row]:
    """The drafts of every article that is not for testing, with their figures and whether they are right."""
    n = 0
    for gold in (*golds(GOLD, "tune"), *golds(GOLD, "calibrate")):
        page = page_for(bench, gold)
        if page is not None:
            events, figures = drafts(page, tools)
            answered = match(events, gold["events"])
            yield from ((n, figures[k], answered[k] is not None) for k in range(len(events)) if figures[k])
            n += 1
    for path in sorted(path for folder in OWN for path in (folder / "pages").iterdir()):
        page = page_of(path.read_bytes(), uri=path.name)
        if isinstance(page, Page):
            own = json.loads((path.parents[1] / "gold" / f"{path.stem}.json").read_text(encoding="utf8"))
            events, figures = drafts(page, tools)
            yield from ((n, figures[k], right) for k, right in enumerate(judged(events, own)) if figures[k])
            n += 1


def drafts(page: Page, tools: Tools) -> tuple[list[EventMention], list[list[float]]]:
    """The events of a page at any confidence, surest first, and the figures each was weighed by (none where not told)."""
    told: dict[tuple[Any, ...], list[float]] = {}

    def watch(draft: Draft, figures: Any) -> None:
        told[(draft.trigger, draft.sides, draft.learned)] = [figures[name] for name in FIGURES]
        told.setdefault((draft.trigger, draft.sides), told[(draft.trigger, draft.sides, draft.learned)])

    tools = replace(tools, coder=replace(tools.coder, watch=watch))
    outcome = read_page(page, tools=tools, options=ReadOptions(any_subject=True, min_confidence=0.0))
    events = sorted(outcome.events, key=lambda e: -e.confidence) if isinstance(outcome, Read) else []
    return events, [told.get((e.trigger.span, sides(e)), []) for e in events]


def sides(event: EventMention) -> tuple[frozenset[str], frozenset[str]]:
    """Codes, or names, of both sides, as drafts have them."""
    actor, recipient = (frozenset(x.code or x.name or x.text for x in side) for side in (event.actor, event.recipient))
    return actor, recipient


def judged(events: list[EventMention], gold: dict[str, Any]) -> list[bool]:
    """Which events of a page of our own are right, by the gold's own scorer; a repeat is wrong."""
    wire = [json.loads(msgspec.json.encode(event)) for event in events]
    used: set[int] = set()
    out = []
    for event in wire:
        hit = next((i for i, g in enumerate(gold["events"]) if i not in used and score.event_hit(g, event)), None)
        out.append(hit is not None)
        if hit is not None and not gold["events"][hit].get("anywhere"):
            used.add(hit)
    return out


def fit(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of a logistic model with a ridge on all but the first figure."""
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def by_folds(article: np.ndarray, x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """The probability of each row by the model that was fitted without its fifth of the articles."""
    held = np.zeros(len(y))
    for fold in range(FOLDS):
        inside = article % FOLDS == fold
        held[inside] = 1 / (1 + np.exp(-x[inside] @ fit(x[~inside], y[~inside], penalty)))
    return held


def main() -> None:
    """Fit, report, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("bench", type=Path)
    ask.add_argument("--model", default="default")
    ask.add_argument("--penalty", type=float, default=1.0)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    rows = list(rows_of(asked.bench, load_tools(asked.model)))
    article, x = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    y = np.array([r[2] for r in rows], dtype=float)
    held = by_folds(article, x, y, asked.penalty)
    error = calibration_error(list(zip(held, y > 0, strict=True)))
    print(f"{len(y)} drafts, {int(y.sum())} right; calibration error over five folds {error:.3f}")
    bars = ["least\tprecision\trecall\tn"]
    for least in np.arange(0.1, 0.95, 0.1).round(1):
        kept = held >= least
        precision, recall = (y[kept].mean() if kept.any() else 1.0), y[kept].sum() / y.sum()
        bars.append(f"{least}\t{precision:.3f}\t{recall:.3f}\t{int(kept.sum())}")
    lines = ["figure\tweight", *(f"{name}\t{value:.4f}" for name, value in zip(FIGURES, fit(x, y, asked.penalty), strict=True))]
    for path, table in ((WEIGHTS, lines), (BARS, bars)):
        print("\n".join(table))
        if asked.write:
            path.write_text("\n".join(table) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
