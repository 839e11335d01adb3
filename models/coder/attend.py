"""Fit how sure an attribution is: what grammar and the tagger say of it → how probably it is right in content and source.

    python models/coder/attend.py BENCH [--model FOLDER] [--penalty 1.0] [--write]

The articles are a tenth of PolNeAR's that the tagger was not trained on, nor is measured on. A logistic model, as that of events
(`calibrate.py`); the figures of five folds by article are printed, `--write` puts the weights into the package. It runs in the
package's own environment.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))

from calibrate import FOLDS, fit
from polnear import WORD, Triple, iou, read_gold
from prepare import FITTED
from public import tenth

from articles import calibration_error
from detente.encoder.encode import load_encoder
from detente.encoder.folder import model_folder
from detente.records import Span
from detente.statements.attribute import find_attributions
from detente.statements.attribution import Attribution
from detente.statements.cues import load_cues
from detente.statements.heard import FIGURES, Hearing, load_hearing
from detente.statements.tagger import load_tagger
from detente.syntax.parse import load_parser

WEIGHTS = ROOT / "src" / "detente" / "statements" / "data" / "hearing.tsv"
BARS = np.arange(0.2, 0.75, 0.05)


def rows_of(bench: Path, model: str) -> Iterator[tuple[int, list[float], bool, int]]:
    """Of every attribution its article, figures and whether it is right, with the number of the gold's in the article."""
    folder = model_folder(model)
    encoder, tagger, parser, lexicon = load_encoder(folder), load_tagger(folder), load_parser(), load_cues()
    if tagger is None:
        raise SystemExit(f"attend.py: the model in {folder} has no layers that find utterances")
    paths = sorted(path for path in (bench / "polnear" / "text").glob("*.txt") if tenth(path.stem) == FITTED)
    for n, path in enumerate(paths):
        text = path.read_bytes().decode("utf-8", "replace")
        places = [Span(*match.span()) for match in WORD.finditer(text)]
        gold = read_gold(text, bench / "polnear" / "attributions" / f"{path.stem}.ann", places)
        sentences = parser.parse(text, [Span(0, len(text))])
        utterances = tuple(u for e in encoder.read(text, [Span(0, len(text))]).all() for u in tagger.find(e))
        seen: list[tuple[Attribution, Mapping[str, float]]] = []
        heard = Hearing(utterances=utterances, model=load_hearing(), watch=lambda a, f: seen.append((a, f)))  # noqa: B023
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


def main() -> None:
    """Fit, report, write."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("bench", type=Path)
    ask.add_argument("--model", default="default")
    ask.add_argument("--penalty", type=float, default=1.0)
    ask.add_argument("--write", action="store_true")
    asked = ask.parse_args()
    rows = list(rows_of(asked.bench, asked.model))
    article, x = np.array([r[0] for r in rows]), np.array([r[1] for r in rows])
    y = np.array([r[2] for r in rows], dtype=float)
    wanted = sum({r[0]: r[3] for r in rows}.values())
    held = np.zeros(len(y))
    for fold in range(FOLDS):
        inside = article % FOLDS == fold
        held[inside] = 1 / (1 + np.exp(-x[inside] @ fit(x[~inside], y[~inside], asked.penalty)))
    error = calibration_error(list(zip(held, y > 0, strict=True)))
    print(f"{len(y)} attributions, {int(y.sum())} right of {wanted}; calibration error over five folds {error:.3f}")
    for least in BARS:
        kept = held >= least
        precision, recall = y[kept].mean(), y[kept].sum() / wanted
        print(f"{least:.2f}\t{precision:.3f}\t{recall:.3f}\t{2 * precision * recall / (precision + recall):.3f}")
    lines = ["figure\tweight", *(f"{name}\t{value:.4f}" for name, value in zip(FIGURES, fit(x, y, asked.penalty), strict=True))]
    print("\n".join(lines))
    if asked.write:
        WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
