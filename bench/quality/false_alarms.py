"""False alarms: how many events between states are written for pages that tell of none.

    python bench/quality/false_alarms.py --data BENCH [--threshold 0.5] [--json]

`--data`: the folder of the public sets. Pages: PolNeAR articles that name no state or body but the United States, and those
annotated articles of `bench/gold` (not the ones trained on) in which no act between two states or bodies was found. re3d's
own relations are no guide: its reports tell of many acts that no relation marks. The last line is one JSON object: `per_1000`
sentences, at the default threshold, and `baseline_per_1000`, what calling every sentence with two actors of different codes
an event would give.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from articles import GOLD, golds, page_for
from detente.actors.prefilter import names_states
from detente.actors.resolve import resolve_actors
from detente.pages.read import page_of
from detente.reader import MIN_EVENT, ReadOptions, Tools, load_tools, read_page
from detente.records import Page, Read, within

DATA = Path(__file__).parents[3] / "shared" / "bench"
DOMESTIC = frozenset({"USA"})


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--threshold", type=float, default=MIN_EVENT)
    ask.add_argument("--most", type=int, default=80, help="PolNeAR articles to read")
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    tools = load_tools()
    pages = [*quiet_polnear(asked.data / "polnear", tools, asked.most), *quiet_annotated(asked.data)]
    if not pages:
        sys.exit(f"false_alarms.py: no quiet page is in {asked.data}; give --data the folder of the public sets")
    sentences = alarms = paired = 0
    for page in pages:
        n, wrong, pairs = measure(page, tools, asked.threshold, verbose=not asked.json)
        sentences, alarms, paired = sentences + n, alarms + wrong, paired + pairs
    per_1000, baseline = (round(1000 * k / max(1, sentences), 2) for k in (alarms, paired))
    print(json.dumps({"n": len(pages), "sentences": sentences, "per_1000": per_1000, "baseline_per_1000": baseline}))


def quiet_polnear(folder: Path, tools: Tools, most: int) -> Iterator[Page]:
    """Articles that name no state or body but the United States."""
    found = 0
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf8")
        if names_states(text, tools.gazetteer) <= DOMESTIC and found < most:
            found += 1
            yield _page(text, path.name)


def quiet_annotated(data: Path) -> Iterator[Page]:
    """Annotated articles, not trained on, in which the annotators found no act between two different states or bodies."""
    for gold in golds(GOLD, "all"):
        between = any(len({*event["actor"], *event["recipient"]} - {None}) > 1 for event in gold["events"])
        page = page_for(data, gold)
        if not between and page is not None:
            yield page


def measure(page: Page, tools: Tools, threshold: float, *, verbose: bool) -> tuple[int, int, int]:
    """Sentences, events between two different codes, and sentences that hold two codes."""
    outcome = read_page(page, tools=tools, options=ReadOptions(any_subject=True, min_confidence=threshold))
    if not isinstance(outcome, Read):
        return 0, 0, 0
    sentences = tools.parser.parse(page.text, outcome.article.body)
    mentions = resolve_actors(page.text, sentences, tools.gazetteer, published=None)
    codes = [{m.entity.code for m in mentions if m.entity.code and within(m.entity.span, s.span)} for s in sentences]
    wrong = [e for e in outcome.events if len({x.code for x in (*e.actor, *e.recipient)} - {None}) > 1]
    for event in wrong if verbose else ():
        sides = "→".join(",".join(x.code or x.text for x in side) for side in (event.actor, event.recipient))
        print(f"{event.confidence:.2f} {event.event} {sides}: {page.text[event.span.start : event.span.end][:160]!r}")
    return len(sentences), len(wrong), sum(len(found) > 1 for found in codes)


def _page(text: str, uri: str) -> Page:
    page = page_of(text.encode(), uri=uri)
    if not isinstance(page, Page):
        raise TypeError(f"{uri} is no page: {page}")
    return page


if __name__ == "__main__":
    main()
