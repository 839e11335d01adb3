"""Seeds and sample pages end to end, with what a trivial reader would get beside: every sentence with two states, as CONSULT.

    python bench/quality/pages.py --data PAGES --gold GOLD [--json]

As `seeds.py`, with `baseline_event_recall` and `baseline_event_precision` added to the object of the last line.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import score
from seeds import EXAMPLES, measure

from detente.actors.resolve import resolve_actors
from detente.articles.read import read_article
from detente.pages.read import open_pages
from detente.reader import Tools, load_tools
from detente.records import Article, Page, within


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=pathlib.Path, default=EXAMPLES / "pages")
    ask.add_argument("--gold", type=pathlib.Path, default=None)
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    gold = asked.gold or asked.data.parent / "gold"
    if not asked.data.is_dir() or not gold.is_dir():
        sys.exit(f"pages.py: no folder {asked.data if not asked.data.is_dir() else gold}; give --data PAGES --gold GOLD")
    figures, _ = measure(asked.data, gold)
    print(json.dumps({**figures, **baseline(asked.data, gold)}))


def baseline(pages: pathlib.Path, gold: pathlib.Path) -> dict[str, float]:
    """Recall and precision of the trivial reader."""
    tools = load_tools()
    golds = [json.loads(path.read_text(encoding="utf8")) for path in sorted(gold.glob("*.json"))]
    here = {g["page"]: g for g in golds if (pages / g["page"]).is_file()}
    found = asked = right = written = 0
    for page in open_pages([str(pages / name) for name in here]):
        wanted = here[pathlib.Path(page.uri).name]["events"]
        said = trivial(page, tools) if isinstance(page, Page) else []
        hits = {i for e in said for i, g in enumerate(wanted) if score.event_hit(g, e)}
        found, asked = found + sum(wanted[i]["must"] for i in hits), asked + sum(g["must"] for g in wanted)
        right, written = right + sum(any(score.event_hit(g, e) for g in wanted) for e in said), written + len(said)
    return {
        "baseline_event_recall": round(found / max(1, asked), 4),
        "baseline_event_precision": round(right / max(1, written), 4),
    }


def trivial(page: Page, tools: Tools) -> list[dict[str, Any]]:
    """A meeting for every sentence that names two states."""
    article = read_article(page, lines=tools.lines, languages=tools.languages)
    if not isinstance(article, Article):
        return []
    sentences = tools.parser.parse(page.text, article.body)
    mentions = resolve_actors(page.text, sentences, tools.gazetteer, published=article.published)
    out = []
    for sentence in sentences:
        codes = list(dict.fromkeys(m.entity.code for m in mentions if m.entity.code and within(m.entity.span, sentence.span)))
        if len(codes) > 1:
            out.append(
                {"event": "CONSULT", "actor": [{"code": c} for c in codes[:2]], "recipient": [], "span": list(sentence.span)}
            )
    return out


if __name__ == "__main__":
    main()
