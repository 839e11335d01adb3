"""Copies: whether pages that print one text are told, among public articles and among copies made of our own pages.

    python bench/quality/copies.py --data FOLDER [--pages FOLDER ...] [--json]

Story-chains (`FOLDER`): two coders say of pairs of articles whether they tell one story; copies are those pairs that also share
most of their runs of five words (more than half of the shorter text's, counted here apart from the code that is measured).
`copies_precision`, `copies_recall`, `copies_f1`: pairs in one group against copies, of the pairs that a coder labelled, mean
over the two coders; `same_story_…`: the same pairs against all pairs of one story, most of which are rewritten and so no copies;
`other_story`: pairs in one group that either coder calls two stories, `unlike_story` those that none calls one.

Made copies: each article of our pages is cut (`cut`: 60 % of its sentences in a row, `head`: the first 75 %), extended with
sentences of another page (`extended`), both (`part`), changed in every thirtieth word, wrapped in menus and teasers, or credited
to an agency; the page is read as any other. `made_precision`, `made_recall`, `made_f1`: pairs in one group against pairs made of
one page; `made_KIND`: the share of this kind that stands in one group with its original; `made_original`: of the groups that hold
the page credited to an agency, the share in which that is named as the original. The last line of output is one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from detente.articles.lines import LineModel, load_lines
from detente.articles.read import read_article
from detente.copies.differences import sentences
from detente.copies.find import CopyRules
from detente.records import Article, Page, Rejected, Span, digest
from detente.records.copies import Joined, Printed, Shingled

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "bench" / "story-chains"
PAGES = (
    ROOT / "examples" / "pages",
    *(ROOT / "bench" / "pages" / name / "pages" for name in ("second", "third", "fourth", "fifth")),
)
SEED = 20220310
RUN_WORDS, MOST = 5, 0.5

Pair = tuple[str, str]


def grouped(pages: Sequence[Printed], found: dict[str, Shingled], rules: CopyRules) -> tuple[Joined, ...]:
    """Every copy, told as an archive that reads these pages does: compared where marks are shared, grouped family by family."""
    family = {page.sha256: page.sha256 for page in pages}

    def first(name: str) -> str:
        while (above := family[name]) != name:
            name = above
        return name

    for one, other in combinations(sorted(found), 2):
        a, b = found[one], found[other]
        shared = len(set(a.marks) & set(b.marks))
        if shared and rules.worth_comparing(shared, len(a.marks), len(b.marks)) and rules.linked(a.shingles, b.shingles):
            family[first(one)] = first(other)
    families: dict[str, list[Printed]] = {}
    for page in pages:
        families.setdefault(first(page.sha256), []).append(page)
    return tuple(copy for name in sorted(families) for copy in rules.group(families[name]))


def pairs_of(copies: Iterable[Joined]) -> set[Pair]:
    """The pairs of pages that stand in one group."""
    groups: dict[str, set[str]] = {}
    for copy in copies:
        groups.setdefault(copy.original, {copy.original}).add(copy.sha256)
    return {pair for names in groups.values() for pair in combinations(sorted(names), 2)}


def rates(told: set[Pair], gold: set[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs; 1 where there is nothing to tell and nothing told."""
    right = len(told & gold)
    precision = right / len(told) if told else 1.0
    recall = right / len(gold) if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# ── story-chains ────────────────────────────────────────────────────────────────────────────────────────────────────────


def chains(data: Path, rules: CopyRules) -> dict[str, float]:
    """The figures on story-chains."""
    csv.field_size_limit(1 << 24)
    with (data / "articles.csv").open(encoding="utf8", newline="") as file:
        texts = {row["url"]: row["text"] for row in csv.DictReader(file)}
    found = {url: rules.shingled(text, (Span(0, len(text)),)) for url, text in texts.items()}
    pages = [
        Printed(sha256=url, text=digest(texts[url]), credit=2, day=None, shingles=found[url].shingles) for url in sorted(texts)
    ]
    told = pairs_of(grouped(pages, found, rules))
    alike = {pair for pair in combinations(sorted(texts), 2) if _share(texts[pair[0]], texts[pair[1]]) > MOST}
    coders = [_labels(path, texts) for path in sorted(data.glob("story_pairs-*.csv"))]
    figures: dict[str, float] = {"articles": len(texts), "pairs_told": len(told)}
    by_coder = []
    for labels in coders:
        labelled = told & labels.keys()
        story = {pair for pair, same in labels.items() if same}
        by_coder.append((*rates(labelled, story & alike), *rates(labelled, story), float(len(story & alike))))
    kinds = ("precision", "recall", "f1")
    names = (*(f"copies_{kind}" for kind in kinds), *(f"same_story_{kind}" for kind in kinds), "copies")
    figures |= {
        name: round(sum(values) / len(coders), 4) for name, values in zip(names, zip(*by_coder, strict=True), strict=True)
    }
    figures["other_story"] = sum(any(labels.get(pair) is False for labels in coders) for pair in told)
    figures["unlike_story"] = len({pair for pair in told if not any(labels.get(pair) for labels in coders)})
    return figures


def _labels(path: Path, texts: dict[str, str]) -> dict[Pair, bool]:
    rows = (line.split(";") for line in path.read_text(encoding="utf8").splitlines())
    return {
        (min(row[:2]), max(row[:2])): row[2].strip() == "1"
        for row in rows
        if len(row) == 3 and row[0] in texts and row[1] in texts
    }


def _share(one: str, other: str) -> float:
    a, b = _grams(one), _grams(other)
    return len(a & b) / max(1, min(len(a), len(b)))


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return set(zip(*(words[at:] for at in range(RUN_WORDS)), strict=False))


# ── copies made of our own pages ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A page made of another: which, how, and its text."""

    of: str
    kind: str
    text: str


MENU = "Home\nWorld\nBusiness\nSport\nWeather\nSubscribe\nSign in\n\n"
FOOT = "\n\nMost read\nTen bridges to see before you are old\nWhat the ferry strike means for you\nAbout us\nContact\nPrivacy\n"


def made_of(name: str, told: Sequence[str], more: Sequence[str], draw: random.Random) -> Iterator[Made]:
    """The copies of one article, as its sentences; `more`: sentences of another."""
    few, most = (max(4, round(len(told) * share)) for share in (0.6, 0.75))
    own = more[: max(2, min(len(told) // 3, len(more) // 4))]  # too little of it to be a copy of that one, too
    start = draw.randrange(len(told) - few + 1)
    shapes = {
        "original": told,
        "cut": told[start : start + few],
        "head": told[:most],
        "extended": [*own[:1], *told, *own[1:]],
        "part": [*told[:few], *own],
        "changed": [_changed(sentence, draw) for sentence in told],
    }
    for kind, shape in shapes.items():
        yield Made(of=name, kind=kind, text="\n\n".join(shape))
    yield Made(of=name, kind="menus", text=MENU + "\n\n".join(told) + FOOT)
    yield Made(
        of=name,
        kind="agency",
        text="Envoys meet again\n\nBy Norrwire News Agency\n\n" + "\n\n".join(told) + "\n\n(Norrwire News Agency)",
    )


def _changed(sentence: str, draw: random.Random) -> str:
    return " ".join("anew" if draw.random() < 1 / 30 else word for word in sentence.split(" "))


def made(folders: Iterable[Path], rules: CopyRules) -> dict[str, float]:
    """The figures on made copies."""
    lines = load_lines()
    bodies = dict(_bodies(folders, lines))
    names = sorted(bodies)
    pages: dict[str, tuple[Made, Article]] = {}
    for at, name in enumerate(names):
        draw = random.Random(f"{SEED} {name}")
        for one in made_of(name, bodies[name], bodies[names[(at + 7) % len(names)]], draw):
            sha = hashlib.sha256(f"{one.of} {one.kind}".encode()).hexdigest()
            article = read_article(Page(uri=sha, sha256=sha, text=one.text), lines=lines)
            if not isinstance(article, Rejected):
                pages[sha] = (one, article)
    found = {sha: rules.shingled(one.text, article.body) for sha, (one, article) in pages.items()}
    printed = [
        Printed(sha256=sha, text=a.id, credit=1 if a.agency else 2, day=None, shingles=found[sha].shingles)
        for sha, (_, a) in sorted(pages.items())
    ]
    return _made_figures(pages, grouped(printed, found, rules))


def _made_figures(pages: dict[str, tuple[Made, Article]], copies: Sequence[Joined]) -> dict[str, float]:
    told = pairs_of(copies)
    gold = {pair for pair in combinations(sorted(pages), 2) if pages[pair[0]][0].of == pages[pair[1]][0].of}
    precision, recall, f1 = rates(told, gold)
    figures: dict[str, float] = {"made_pages": len(pages), "made_precision": precision, "made_recall": recall, "made_f1": f1}
    kinds: dict[str, list[bool]] = {}
    for pair in gold:
        one, other = sorted((pages[sha][0].kind for sha in pair), key=lambda kind: kind != "original")
        if one == "original":
            kinds.setdefault(other, []).append(pair in told)
    figures |= {f"made_{kind}": sum(hits) / len(hits) for kind, hits in sorted(kinds.items())}
    originals = {copy.original for copy in copies}
    credited = [sha for sha, (one, _) in pages.items() if one.kind == "agency" and any(sha in pair for pair in told & gold)]
    figures["made_original"] = sum(sha in originals for sha in credited) / len(credited)
    return {name: round(figure, 4) for name, figure in figures.items()}


def _bodies(folders: Iterable[Path], lines: LineModel) -> Iterator[tuple[str, list[str]]]:
    """The articles of pages, as their sentences; one of several on the same words, and none of fewer than eight sentences."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf8").replace("\r\n", "\n")
            article = read_article(Page(uri=path.name, sha256=path.name, text=text), lines=lines)
            if isinstance(article, Rejected):
                continue
            told = [" ".join(text[s.start : s.end].split()) for s in sentences(text, article.body)]
            if len(told) >= 8:
                yield path.name, told


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--pages", type=Path, nargs="*", default=PAGES)
    ask.add_argument("--json", action="store_true", help="only the line of figures")
    asked = ask.parse_args()
    rules = CopyRules()
    figures: dict[str, float] = {}
    if (asked.data / "articles.csv").is_file():
        figures |= chains(asked.data, rules)
    else:
        print(f"{asked.data}: no articles.csv there; only made copies are measured", file=sys.stderr)
    figures |= made(asked.pages, rules)
    if not asked.json:
        for name, figure in figures.items():
            print(f"{name:<20} {figure:g}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
