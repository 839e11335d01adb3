"""Fit how sure attributions and statements are: what grammar, tagger and speaker say of each → how probably it is right.

    python models/coder/attend.py BENCH [--model FOLDER] [--penalty 1.0] [--write]

Attributions (content and source) on a tenth of PolNeAR's articles that the tagger was not trained on, nor is measured on; then
statements (words and side) on the articles of `bench/gold` that are not for testing and on the pages that events are fitted on.
Logistic models, as that of events (`calibrate.py`); the figures of five folds by page are printed, `--write` puts the weights
into the package. It runs in the package's own environment.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))

import score
from calibrate import OWN, by_folds, fit
from polnear import WORD, Triple, iou, read_gold
from prepare import FITTED
from public import tenth

from articles import GOLD, calibration_error, golds, page_for
from detente.encoder.encode import load_encoder
from detente.encoder.folder import model_folder
from detente.pages.read import page_of
from detente.reader import ReadOptions, Tools, load_tools, read_page
from detente.records import Encoded, Page, Read, Span
from detente.statements.attribute import find_attributions
from detente.statements.attribution import Attribution
from detente.statements.cues import load_cues
from detente.statements.heard import FIGURES, STATEMENT_FIGURES, Ear, Hearing, load_ear
from detente.syntax.parse import load_parser

DATA = ROOT / "src" / "detente" / "statements" / "data"
BARS = np.arange(0.2, 0.75, 0.05)


def rows_of(bench: Path, model: str) -> Iterator[tuple[int, list[float], bool, int]]:
    """Of every attribution its article, figures and whether it is right, with the number of the gold's in the article."""
    folder = model_folder(model)
    encoder, ear, parser, lexicon = load_encoder(folder), load_ear(folder), load_parser(), load_cues()
    if ear is None:
        raise SystemExit(f"attend.py: the model in {folder} has no layers that find utterances")
    paths = sorted(path for path in (bench / "polnear" / "text").glob("*.txt") if tenth(path.stem) == FITTED)
    for n, path in enumerate(paths):
        text = path.read_bytes().decode("utf-8", "replace")
        places = [Span(*match.span()) for match in WORD.finditer(text)]
        gold = read_gold(text, bench / "polnear" / "attributions" / f"{path.stem}.ann", places)
        sentences = parser.parse(text, [Span(0, len(text))])
        seen: list[tuple[Attribution, Mapping[str, float]]] = []
        heard = ear.hear(encoder.read(text, [Span(0, len(text))]).all())
        heard = replace(heard, watch=lambda a, f: seen.append((a, f)))  # noqa: B023
        find_attributions(text, sentences, lexicon, heard)
        for attribution, figures in seen:
            right = _is_right(attribution, [a for a, _ in seen], places, gold)
            if right is not None:
                yield n, [figures[name] for name in FIGURES], right, len(gold)


def _is_right(one: Attribution, every: list[Attribution], places: list[Span], gold: list[Triple]) -> bool | None:
    """Whether an attribution, joined as the benchmark joins it, is one of the gold; None where it names no source."""
    group = [a for a in every if a.passage == one.passage and a.cue == one.cue] if one.cue is not None else [one]
    source = next((a.source for a in group if a.source is not None), None)
    if source is None:
        return None
    content = frozenset(i for i, w in enumerate(places) for a in group for p in a.pieces if p.start <= w.start and w.end <= p.end)
    words = frozenset(i for i, w in enumerate(places) if source.start <= w.start and w.end <= source.end)
    return any(iou(content, g.content) >= 0.5 and iou(words, g.source) >= 0.5 for g in gold)


def statement_rows(bench: Path, model: str) -> Iterator[tuple[int, list[float], bool, int]]:
    """Of every statement of the pages that confidence is fitted on, its page, figures and whether words and side are right."""
    tools, n = load_tools(model), 0
    for gold in (*golds(GOLD, "tune"), *golds(GOLD, "calibrate")):
        page = page_for(bench, gold)
        if page is not None:
            wanted = [{**g, "content": page.text[slice(*g["span"])]} for g in gold["statements"]]
            yield from _page_rows(n, page, wanted, tools)
            n += 1
    for path in sorted(path for folder in OWN for path in (folder / "pages").iterdir()):
        page = page_of(path.read_bytes(), uri=path.name)
        if isinstance(page, Page):
            own = json.loads((path.parents[1] / "gold" / f"{path.stem}.json").read_text(encoding="utf8"))
            yield from _page_rows(n, page, own["statements"], tools)
            n += 1


def _page_rows(n: int, page: Page, gold: list[dict[str, Any]], tools: Tools) -> Iterator[tuple[int, list[float], bool, int]]:
    seen: dict[str, Mapping[str, float]] = {}

    class Watching(Ear):
        def hear(self, passages: Iterable[Encoded]) -> Hearing:
            heard = super().hear(passages)
            return replace(heard, watch_statement=lambda s, f: seen.setdefault(s.id, f))

    ear = tools.ear
    if ear is None:
        return
    watching = Watching(ear.tagger, ear.attributions, ear.statements)
    outcome = read_page(page, tools=replace(tools, ear=watching), options=ReadOptions(any_subject=True, min_confidence=0.0))
    if not isinstance(outcome, Read):
        return
    wire = [json.loads(msgspec.json.encode(s)) for s in outcome.statements]
    _, right = score.judge_statements(gold, wire, set())
    for k, statement in enumerate(outcome.statements):
        if statement.id in seen:
            yield n, [seen[statement.id][name] for name in STATEMENT_FIGURES], k in right, sum(g["must"] for g in gold)


def main() -> None:
    """Fit, report, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("bench", type=Path)
    ask.add_argument("--model", default="default")
    ask.add_argument("--penalty", type=float, default=1.0)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    for file, figures, rows_by in (("attribution.tsv", FIGURES, rows_of), ("statement.tsv", STATEMENT_FIGURES, statement_rows)):
        rows = list(rows_by(asked.bench, asked.model))
        lines = fitted(rows, figures, asked.penalty)
        if asked.write:
            (DATA / file).write_text("\n".join(lines) + "\n", encoding="utf8")


def fitted(rows: list[tuple[int, list[float], bool, int]], figures: Sequence[str], penalty: float) -> list[str]:
    """The table of weights; prints precision and recall at each bar over five folds by page."""
    page, x = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    y = np.array([r[2] for r in rows], dtype=float)
    wanted = sum({r[0]: r[3] for r in rows}.values())
    held = by_folds(page, x, y, penalty)
    error = calibration_error(list(zip(held, y > 0, strict=True)))
    print(f"{len(y)} found, {int(y.sum())} right, {wanted} asked for; calibration error over five folds {error:.3f}")
    for least in BARS:
        kept = held >= least
        print(f"{least:.2f}\tprecision {y[kept].mean():.3f}\tof the right ones kept {y[kept].sum() / y.sum():.3f}")
    lines = ["figure\tweight", *(f"{name}\t{value:.4f}" for name, value in zip(figures, fit(x, y, penalty), strict=True))]
    print("\n".join(lines))
    return lines


if __name__ == "__main__":
    main()
