"""How fast pages are read, beside the bare encoder and beside spaCy's small English pipeline on the same pages, in one run.

    python bench/speed/read.py [--data PAGES] [--rounds 3] [--json]

The three take turns, `--rounds` times, in time on the clock; the best round of each counts. Reading encodes in a thread beside
Python, the encoder alone and spaCy run in one. `read`: everything but the archive.
`encoder`: the shipped model over the same passages of the articles, nothing else. `spacy`: the whole small pipeline over the
pages' text. The last line is one JSON object; `read_over_spacy` and `read_over_encoder` are ratios of pages a second,
`irrelevant_cost` what a page that names fewer than two states costs beside one that is read (the same pages, with every name
of a state taken out). Only ratios carry over to another machine.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does

import spacy

from detente.articles.read import read_article
from detente.pages.read import open_pages
from detente.reader import Tools, load_tools, read_page
from detente.records import Article, Page, Span
from detente.syntax.parse import MODEL

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=EXAMPLES)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    tools = load_tools()
    pages = relevant([str(asked.data)], tools)
    plain = [unnamed(page) for page in pages]
    pipeline = spacy.load(MODEL)
    bodies = [body_of(page, tools) for page in pages]
    jobs: dict[str, Callable[[], object]] = {
        "read": lambda: [read_page(page, tools=tools) for page in pages],
        "encoder": lambda: [list(tools.encoder.read(p.text, b).all()) for p, b in zip(pages, bodies, strict=True)],
        "spacy": lambda: list(pipeline.pipe([page.text for page in pages], batch_size=16)),
        "irrelevant": lambda: [read_page(page, tools=tools) for page in plain],
    }
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(asked.rounds):
        for name, job in jobs.items():
            began = time.perf_counter()
            job()
            best[name] = min(best[name], time.perf_counter() - began)
    rate = {name: len(pages) / seconds for name, seconds in best.items()}
    figures = {
        "n": len(pages),
        **{f"{name}_pages_per_s": round(value, 2) for name, value in rate.items()},
        "read_over_spacy": round(rate["read"] / rate["spacy"], 3),
        "read_over_encoder": round(rate["read"] / rate["encoder"], 3),
        "irrelevant_cost": round(rate["read"] / rate["irrelevant"], 4),
    }
    print(json.dumps(figures))


def relevant(paths: list[str], tools: Tools) -> list[Page]:
    """The pages that are read, none that is rejected."""
    pages = (page for page in open_pages(paths) if isinstance(page, Page))
    return [page for page in pages if hasattr(read_page(page, tools=tools), "events")]


def body_of(page: Page, tools: Tools) -> tuple[Span, ...]:
    """Where a page's article stands."""
    article = read_article(page, lines=tools.lines, languages=tools.languages)
    return article.body if isinstance(article, Article) else ()


def unnamed(page: Page) -> Page:
    """A page of the same length that names no state: every word with a capital turned round, in lower case."""
    return replace(page, text=re.sub(r"\b[A-Z]\w*", lambda word: word.group()[::-1].lower(), page.text))


if __name__ == "__main__":
    main()
