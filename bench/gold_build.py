"""Gold written by hand → the gold that `gold/score.py` reads: every quoted stretch gets its span.

An annotator writes `NAME.draft.json` beside nothing else: the same fields as the gold, but `body` is a list of
`[first words, last words]` pairs, and statements and events carry text only (`content`, `evidence`). This script finds each
stretch in the page, exactly once, and writes `NAME.json`. A stretch that is absent, or stands twice, is an error that shows it.

    python bench/gold_build.py PAGES_DIR DRAFTS_DIR GOLD_DIR
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
from typing import Any

Span = list[int]


def find(text: str, words: str, lo: int, hi: int, what: str) -> Span:
    """Span of `words` in `text[lo:hi]`. Raises SystemExit unless it stands there exactly once."""
    at = text.find(words, lo, hi)
    if at < 0:
        sys.exit(f"{what}: not in the page: {words!r}")
    if text.find(words, at + 1, hi) >= 0:
        sys.exit(f"{what}: stands more than once, take a longer stretch: {words!r}")
    return [at, at + len(words)]


def body_spans(text: str, pairs: list[list[str]], what: str) -> list[Span]:
    """Spans from the first words of each pair to the last words that follow them."""
    spans = []
    for first, last in pairs:
        start = find(text, first, 0, len(text), what + " body")[0]
        end = text.find(last, start)
        if end < 0:
            sys.exit(f"{what}: body end not found after its start: {last!r}")
        spans.append([start, end + len(last)])
    return spans


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that holds a stretch: from the last sentence end or line break before it to the next one after it."""
    ends = re.finditer(r"\n|(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"‘])", text[: span[0] + 1])
    start = max((m.end() for m in ends if m.end() <= span[0]), default=0)
    after = re.search(r"(?<=[.!?])[”\"’']?(?=\s+[A-Z“\"‘]|\s*\n|\s*$)|\n|$", text[span[1] - 1 :])
    return [start, span[1] - 1 + (after.end() if after else 0)]


def build(text: str, draft: dict[str, Any], name: str) -> dict[str, Any]:
    """The gold record of one page, all spans in characters of `text`."""
    article = dict(draft["article"])
    article["body"] = body_spans(text, article["body"], name)
    title = article["title"][0] if article["title"] else ""
    at = text.find(title) if title else 0
    if at < 0:
        sys.exit(f"{name}: title not in the page: {title!r}")
    article["title_span"] = [at, at + len(title)]
    article["body_chars"] = sum(e - s for s, e in article["body"])
    lo, hi = article["body"][0][0], article["body"][-1][1]
    statements = [{**s, "span": find(text, s["content"], lo, hi, name)} for s in draft["statements"]]
    events = []
    for event in draft["events"]:
        if event.get("evidence"):
            event = {**event, "span": sentence_around(text, find(text, event["evidence"], lo, hi, name))}
        events.append(event)
    return {"page": name, "article": article, "statements": statements, "events": events, "must_not": draft.get("must_not", [])}


def main() -> None:
    """Build every draft of a folder."""
    pages, drafts, gold = (pathlib.Path(p) for p in sys.argv[1:4])
    for path in sorted(drafts.glob("*.draft.json")):
        draft = json.loads(path.read_text(encoding="utf8"))
        name = path.name.removesuffix(".draft.json") + ".txt"
        text = (pages / name).read_text(encoding="utf8")
        out = gold / (name.removesuffix(".txt") + ".json")
        out.write_text(json.dumps(build(text, draft, name), ensure_ascii=False, indent=1) + "\n", encoding="utf8")
        print(f"{name}: {len(draft['statements'])} statements, {len(draft['events'])} events")


if __name__ == "__main__":
    main()
