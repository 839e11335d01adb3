"""How well the article's text is found: html-aeb's pages, their visible text by resiliparse, scored as the set's authors score.

    python bench/quality/article_text.py --data DIR [--split tenth|rest|all] [--json]

Shingle F1 of the article-extraction-benchmark: words (`\\w+`), runs of four as a multiset; a page's true positives, false
positives and false negatives are divided by their sum, and precision and recall are taken over the pages' sums. A page is in the
held-out tenth where the SHA-256 of its id is 0 modulo 10; the model never sees it. The last line of output is one JSON object:
`text_f1`, `precision`, `recall`, `n`, and the plain heuristic's `baseline_f1` (the densest block of sentence-like lines).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.articles.body import article_lines
from detente.articles.features import densest_block
from detente.articles.lines import load_lines
from detente.articles.split import Line, split_lines
from detente.pages.read import page_of
from detente.records import Rejected

_TOKEN = re.compile(r"\w+", re.UNICODE)
_GRAM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page's id, its visible text, and the article's text as annotated."""

    name: str
    text: str
    gold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1 over pages."""

    precision: float
    recall: float
    f1: float


def tokens(text: str) -> list[str]:
    """The words of a text."""
    return _TOKEN.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, counted; a shorter text is one run."""
    words = tokens(text)
    if len(words) < _GRAM:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1))


def overlap(gold: str, found: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, divided by their sum."""
    want, got = shingles(gold), shingles(found)
    right, extra, missed = (sum(part.values()) for part in (want & got, got - want, want - got))
    total = right + extra + missed
    return (right / total, extra / total, missed / total) if total else (0.0, 0.0, 0.0)


def figures(rows: Sequence[tuple[float, float, float]]) -> Figures:
    """The set's figures from the pages' normalised counts."""
    right, extra, missed = (sum(column) for column in zip(*rows, strict=True))
    precision = right / (right + extra) if right + extra else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4))


def in_tenth(name: str) -> bool:
    """True for a page of the held-out tenth."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def pages(data: Path, split: str) -> Iterator[GoldPage]:
    """The pages of a split, in the order of their ids."""
    for name, entry in sorted(json.loads((data / "ground-truth.json").read_text(encoding="utf-8")).items()):
        if split != "all" and in_tenth(name) != (split == "tenth"):
            continue
        page = page_of(gzip.decompress((data / "html" / f"{name}.html.gz").read_bytes()), uri=name)
        yield GoldPage(name=name, text="" if isinstance(page, Rejected) else page.text, gold=entry["articleBody"])


def score(gold: Sequence[GoldPage], choose: Callable[[Sequence[Line]], Sequence[Line]]) -> Figures:
    """The figures of a way to choose lines."""
    return figures([overlap(page.gold, "\n".join(line.text for line in choose(split_lines(page.text)))) for page in gold])


def densest(lines: Sequence[Line]) -> Sequence[Line]:
    """The plain heuristic: the lines of the densest block."""
    block = densest_block(lines)
    return lines[block.first : block.last + 1]


def main() -> None:
    """Prints the figures; exit status 2 where the data is absent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("tenth", "rest", "all"), default="all")
    parser.add_argument("--json", action="store_true", help="print the JSON line alone")
    options = parser.parse_args()
    if not (options.data / "ground-truth.json").exists():
        sys.exit(f"article_text: no ground-truth.json in {options.data}: give the html-aeb folder with --data")
    gold = list(pages(options.data, options.split))
    model = load_lines()
    ours, plain = score(gold, lambda lines: article_lines(lines, model)), score(gold, densest)
    if not options.json:
        print(f"{len(gold)} pages ({options.split}): ours {ours}, densest block {plain}")
    print(
        json.dumps(
            {"text_f1": ours.f1, "precision": ours.precision, "recall": ours.recall, "n": len(gold), "baseline_f1": plain.f1}
        )
    )


if __name__ == "__main__":
    main()
