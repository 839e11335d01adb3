"""Labelled pages → `src/detente/articles/data/lines.npz`, the model of `detente.articles.lines`.

Needs scikit-learn (training only). Trains on html-aeb without its held-out tenth, and on our own tuning pages.

    python models/lines/train.py --data HTML_AEB [--pages examples/pages --gold examples/gold --names tuning.txt] [--check]

`--check` cross-validates by page in five folds first and prints the figures that the card reports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from detente.articles.features import FEATURE_NAMES, features_of
from detente.articles.language import reads_as_english
from detente.articles.lines import best_course
from detente.articles.split import Line, split_lines

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))
import article_text as bench
from furniture import make_page

OUT = ROOT / "src" / "detente" / "articles" / "data" / "lines.npz"
SWITCH = 0.6
LONG_WORDS = 8
OWN_PAGE_WEIGHT = 1.5
MADE_PAGE_WEIGHT = 0.35
MADE_PAGES = 450
SEEDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A page with a label a line; `gold` is its article's text, `weight` counts the page against others.

    `flat`: the rows of the page without its indentation, as crawled plain text comes.
    """

    name: str
    lines: tuple[Line, ...]
    labels: NDArray[np.bool_]
    rows: NDArray[np.float32]
    flat: NDArray[np.float32]
    gold: str
    weight: float


def html_pages(data: Path, split: str) -> list[Labelled]:
    """The pages of html-aeb, a line labelled by whether its 4-grams stand in the annotators' text."""
    return [
        _labelled(page.name, page.text, _aligned(split_lines(page.text), page.gold), page.gold, weight=1.0)
        for page in bench.pages(data, split)
    ]


def own_pages(pages: Path, gold: Path, names: Sequence[str]) -> list[Labelled]:
    """Our own pages, a line labelled by whether the gold's body covers it."""
    out = []
    for name in names:
        text = (pages / f"{name}.txt").read_text(encoding="utf-8")
        spans = json.loads((gold / f"{name}.json").read_text(encoding="utf-8"))["article"]["body"]
        labels = [any(s <= line.span.start and line.span.end <= e + 1 for s, e in spans) for line in split_lines(text)]
        body = "\n".join(text[s:e] for s, e in spans)
        out.append(_labelled(name, text, labels, body, weight=OWN_PAGE_WEIGHT))
    return out


def made_pages(pages: Sequence[Labelled], count: int) -> list[Labelled]:
    """Made-up pages around the English articles of the training pages: see `furniture`."""
    articles = [[line.text for line in page.lines if page.labels[line.index]] for page in pages if reads_as_english(page.gold)]
    articles = [article for article in articles if len(article) >= 3]
    rng = random.Random(7)
    out = []
    for number in range(count):
        article = articles[number % len(articles)]
        start = rng.randint(0, max(0, len(article) - 4)) if number >= len(articles) else 0
        others = rng.sample(articles, rng.randint(3, 6))
        made = make_page(article[start : start + rng.randint(3, 22)], [o for o in others if o is not article], rng)
        gold = "\n".join(line for line, own in zip(made.lines, made.labels, strict=True) if own)
        out.append(_labelled(f"made{number}", made.text, made.labels, gold, weight=MADE_PAGE_WEIGHT))
    return out


def _labelled(name: str, text: str, labels: Sequence[bool], gold: str, *, weight: float) -> Labelled:
    lines = split_lines(text)
    return Labelled(
        name=name,
        lines=lines,
        labels=np.array(labels, dtype=bool),
        rows=features_of(lines),
        flat=features_of([replace(line, indent=0) for line in lines]),
        gold=gold,
        weight=weight,
    )


def _aligned(lines: Sequence[Line], gold: str) -> list[bool]:
    """Labels: long lines by their 4-grams, of equal lines the one among others of the article, short ones by the gold's lines."""
    tokens = bench.tokens(gold.lower())
    grams = {tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)}
    gold_lines = {" ".join(bench.tokens(line.lower())) for line in gold.split("\n")} - {""}
    running = f" {' '.join(tokens)} "
    labels = [_share(line, grams) >= 0.6 if len(bench.tokens(line.text)) >= LONG_WORDS else None for line in lines]
    _keep_one_of_equals(lines, labels)
    long_ones = [i for i, label in enumerate(labels) if label]
    first, last = (long_ones[0] - 2, long_ones[-1] + 2) if long_ones else (0, len(lines))
    out = []
    for i, (line, label) in enumerate(zip(lines, labels, strict=True)):
        words = " ".join(bench.tokens(line.text.lower()))
        in_gold = words in gold_lines or (words.count(" ") >= 2 and f" {words} " in running)
        out.append(bool(words) and first <= i <= last and in_gold if label is None else label)
    return out


def _share(line: Line, grams: set[tuple[str, ...]]) -> float:
    tokens = bench.tokens(line.text.lower())
    own = [tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)]
    return sum(gram in grams for gram in own) / len(own)


def _keep_one_of_equals(lines: Sequence[Line], labels: list[bool | None]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for i, label in enumerate(labels):
        if label:
            places[lines[i].key].append(i)
    for equal in places.values():

        def company(i: int) -> int:
            return sum(bool(labels[j]) and len(places[lines[j].key]) == 1 for j in range(max(0, i - 5), min(len(lines), i + 6)))

        best = max(equal, key=company)
        for i in equal:
            labels[i] = i == best


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Boosted models that differ by their seed alone; their log odds are averaged, which steadies them."""

    models: tuple[Any, ...]

    def decision_function(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """float64[lines]: the mean log odds."""
        mean: NDArray[np.float64] = np.mean([model.decision_function(rows) for model in self.models], axis=0)
        return mean


def fit(pages: Sequence[Labelled]) -> Forest:
    """Boosted trees over the pages' lines, once for each seed."""
    return Forest(models=tuple(_fit(pages, seed) for seed in range(SEEDS)))


def _fit(pages: Sequence[Labelled], seed: int) -> Any:
    """One boosted model; a line weighs what its words weigh in its page."""
    rows = np.concatenate([rows for page in pages for rows in (page.rows, page.flat)])
    labels = np.concatenate([page.labels for page in pages for _ in range(2)])
    weights = np.concatenate([_weights(page) for page in pages for _ in range(2)])
    model = HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.08,
        max_leaf_nodes=12,
        min_samples_leaf=30,
        l2_regularization=2.0,
        max_features=0.5,
        random_state=seed,
    )
    return model.fit(rows, labels, sample_weight=weights / weights.mean())


def _weights(page: Labelled) -> NDArray[np.float64]:
    words = np.array([len(line.words) for line in page.lines], dtype=np.float64)
    return page.weight * (0.2 / len(words) + words / max(words.sum(), 1.0))


def check(pages: Sequence[Labelled], own: Sequence[Labelled]) -> None:
    """Five folds by page; our own pages are always in the training part of the folds they are not in."""
    folds = [int(hashlib.sha256(f"fold{page.name}".encode()).hexdigest(), 16) % 5 for page in (*pages, *own)]
    everything = (*pages, *own)
    rows, own_rows = [], []
    for fold in range(5):
        known = [page for page, f in zip(everything, folds, strict=True) if f != fold]
        model = fit([*known, *made_pages(known, MADE_PAGES)])
        for page, f in zip(everything, folds, strict=True):
            if f == fold:
                course = best_course(model.decision_function(page.rows), switch=SWITCH)
                text = "\n".join(line.text for line, yes in zip(page.lines, course, strict=True) if yes)
                (own_rows if page in own else rows).append(bench.overlap(page.gold, text))
    print("html-aeb rest, five folds:", bench.figures(rows), "own pages:", bench.figures(own_rows) if own_rows else None)


def export(forest: Forest, out: Path) -> None:
    """The trees of all seeds as padded arrays, a leaf its own child, leaves divided by the number of seeds."""
    trees = [stage[0].nodes for model in forest.models for stage in model._predictors]
    size = max(len(nodes) for nodes in trees)
    shape = (len(trees), size)
    feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = np.zeros(shape), np.zeros(shape)
    for t, nodes in enumerate(trees):
        for n, node in enumerate(nodes):
            leaf = bool(node["is_leaf"])
            feature[t, n] = 0 if leaf else node["feature_idx"]
            threshold[t, n] = 0.0 if leaf else node["num_threshold"]
            left[t, n], right[t, n] = (n, n) if leaf else (node["left"], node["right"])
            value[t, n] = node["value"] / len(forest.models) if leaf else 0.0
    depth = max(int(node["depth"]) for nodes in trees for node in nodes)
    np.savez_compressed(
        out,
        names=np.array(FEATURE_NAMES),
        feature=feature,
        threshold=threshold,
        left=left,
        right=right,
        value=value,
        depth=depth,
        start=float(np.mean([np.ravel(model._baseline_prediction)[0] for model in forest.models])),
        switch=SWITCH,
    )


def main() -> None:
    """Trains and writes the model; prints what it was trained on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=Path, default=ROOT / "examples" / "pages")
    parser.add_argument("--gold", type=Path, default=ROOT / "examples" / "gold")
    parser.add_argument("--names", type=Path, default=ROOT / "models" / "lines" / "tuning.txt")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    names = options.names.read_text(encoding="utf-8").split() if options.names.exists() else []
    pages, own = html_pages(options.data, "rest"), own_pages(options.pages, options.gold, names)
    if options.check:
        check(pages, own)
    export(fit([*pages, *own, *made_pages([*pages, *own], MADE_PAGES)]), OUT)
    print(f"trained on {len(pages)} pages of html-aeb and {len(own)} of our own")


if __name__ == "__main__":
    main()
