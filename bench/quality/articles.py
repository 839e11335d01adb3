"""Whole articles of the public sets against our stand-off annotation of them: precision, recall, calibration of what is read.

    python bench/quality/articles.py --data BENCH --gold bench/gold/articles.jsonl [--split test] [--threshold 0.5] [--json]

`--data`: the folder of the public sets. The gold holds codes and offsets only; an article whose text is not the one that was
annotated (by its SHA-256) is left out and counted. An event is right where one of the gold's in its sentence has its type,
its status and its sides; one gold answers one record. The last line is one JSON object: `event_precision`, `event_recall` (of
the clear ones), `ece` (expected calibration error over ten bins, of all that is written at any confidence), statements
likewise, `speaker_state` of those whose words are right, with 95 % intervals over articles.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from plv import interval
from score import token_f1, tokens

from detente.pages.read import page_of
from detente.reader import MIN_EVENT, MIN_STATEMENT, ReadOptions, Tools, load_tools, read_page
from detente.records import Entity, EventMention, Page, Read, Span, Statement

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "bench"
GOLD = ROOT / "bench" / "gold" / "articles.jsonl"
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One article: confidence and rightness of each event and statement, and how many clear ones were found at the threshold."""

    events: tuple[tuple[float, bool], ...]
    statements: tuple[tuple[float, bool], ...]
    clear: tuple[int, int]  # events: found, asked for
    said: tuple[int, int]  # statements: found, asked for
    speakers: tuple[bool, ...] = ()  # of the statements whose words are the gold's, whether the side is, too


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--gold", type=Path, default=GOLD)
    ask.add_argument("--split", default="test", choices=("tune", "calibrate", "test", "all"))
    ask.add_argument("--threshold", type=float, default=MIN_EVENT)
    ask.add_argument("--model", default="default")
    ask.add_argument("--json", action="store_true")
    asked = ask.parse_args()
    tools = load_tools(asked.model)
    cases, changed = [], 0
    for gold in golds(asked.gold, asked.split):
        page = page_for(asked.data, gold)
        if page is None:
            changed += 1
            continue
        cases.append(judge(page, gold, tools, asked.threshold))
    if not cases:
        sys.exit(f"articles.py: none of the annotated articles is in {asked.data}; give --data the folder of the public sets")
    if not asked.json:
        print_reliability([event for case in cases for event in case.events])
    figures = {**summary(cases, asked.threshold), "n_absent": changed}
    for name in ("event_precision", "event_recall", "statement_precision", "statement_recall"):
        low, high = interval(cases, lambda cs, name=name: summary(cs, asked.threshold)[name])  # type: ignore[misc]
        figures[f"{name}_low"], figures[f"{name}_high"] = low, high
    print(json.dumps({k: round(v, 4) for k, v in figures.items()}))


def golds(file: Path, split: str) -> Iterator[dict[str, Any]]:
    """The annotation of each article of a part."""
    for line in file.read_text(encoding="utf8").splitlines():
        gold = json.loads(line)
        if split in ("all", gold["split"]):
            yield gold


def article_text(data: Path, name: str, document: str) -> str | None:
    """The text of an article of a public set, None where it is not there."""
    if name == "re3d":
        folder, _, key = document.rpartition("/")
        file = data / name / folder / "documents.json"
        lines = file.read_text(encoding="utf8").splitlines() if file.is_file() else []
        return next((d["text"] for d in map(json.loads, filter(None, lines)) if d["_id"] == key), None)
    file = data / name / ("text" if name == "polnear" else "") / document
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf8")
    if name != "tempeval3":
        return text
    inner = re.search(r"<TEXT>(.*?)</TEXT>", text, re.S)
    return re.sub(r"<[^>]+>", "", inner.group(1)).replace("&amp;", "&") if inner else None


def page_for(data: Path, gold: dict[str, Any]) -> Page | None:
    """The annotated article as a page, None where it is absent or another text."""
    text = article_text(data, gold["set"], gold["document"])
    if text is None or hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
        return None
    page = page_of(text.encode(), uri=f"{gold['set']}/{gold['document']}")
    return page if isinstance(page, Page) else None


def judge(page: Page, gold: dict[str, Any], tools: Tools, threshold: float) -> Case:
    """One article, read at the lowest confidence."""
    outcome = read_page(page, tools=tools, options=ReadOptions(any_subject=True, min_confidence=0.0))
    if not isinstance(outcome, Read):
        return Case(events=(), statements=(), clear=(0, _clear(gold["events"])), said=(0, _clear(gold["statements"])))
    events = sorted(outcome.events, key=lambda e: -e.confidence)
    answered = match(events, gold["events"])
    found = {k for e, k in zip(events, answered, strict=True) if k is not None and e.confidence >= threshold}
    statements = sorted(outcome.statements, key=lambda s: -s.confidence)
    heard = hear(statements, gold["statements"], page.text)
    said = {k for s, k in zip(statements, heard, strict=True) if k is not None and s.confidence >= MIN_STATEMENT}
    return Case(
        events=tuple((e.confidence, k is not None) for e, k in zip(events, answered, strict=True)),
        statements=tuple((s.confidence, k is not None) for s, k in zip(statements, heard, strict=True)),
        clear=(sum(gold["events"][k]["must"] for k in found), _clear(gold["events"])),
        said=(sum(gold["statements"][k]["must"] for k in said), _clear(gold["statements"])),
        speakers=tuple(speakers(statements, gold["statements"], page.text)),
    )


def speakers(statements: Sequence[Statement], gold: list[dict[str, Any]], text: str) -> Iterator[bool]:
    """Of each statement that is written and whose words are some gold's: whether its speaker's side is that gold's."""
    for statement in statements:
        words = tokens(statement.content)
        same = [g for g in gold if token_f1(words, tokens(text[g["span"][0] : g["span"][1]])) >= 0.6]
        if same and statement.confidence >= MIN_STATEMENT:
            yield any(g["speaker"] == statement.speaker.code for g in same)


def match(events: Sequence[EventMention], gold: list[dict[str, Any]]) -> list[int | None]:
    """For each event the gold it answers, None where it is wrong or a repeat; the first asked has the first choice."""
    used: set[int] = set()
    out: list[int | None] = []
    for event in events:
        fits = [k for k, g in enumerate(gold) if k not in used and is_right(event, g)]
        best = max(fits, key=lambda k: _shared(event.trigger.span, gold[k]["trigger"]), default=None)
        if best is not None:
            used.add(best)
        out.append(best)
    return out


def is_right(event: EventMention, gold: dict[str, Any]) -> bool:
    """Type, status and both sides, in the gold's sentence. Of a meeting it is not asked who was whose host."""
    start, end = gold["span"]
    if (
        event.event not in gold["event"]
        or (event.aux or "none") not in gold["aux"]
        or not start < event.span.end
        or event.span.start >= end
    ):
        return False
    actor, recipient = _codes(event.actor), _codes(event.recipient)
    wanted_actor, wanted_recipient = set(gold["actor"]), set(gold["recipient"])
    if event.event == "CONSULT" and recipient and not wanted_recipient:
        actor, recipient = actor | recipient, set()
    elif event.event == "CONSULT" and wanted_recipient and not recipient:
        wanted_actor, wanted_recipient = wanted_actor | wanted_recipient, set()
    if not wanted_recipient and len(wanted_actor) > 1:
        return actor | recipient <= wanted_actor and len(actor | recipient) > 1
    return bool(actor) and actor <= wanted_actor and recipient <= wanted_recipient and (bool(recipient) or not wanted_recipient)


def hear(statements: Sequence[Statement], gold: list[dict[str, Any]], text: str) -> list[int | None]:
    """For each statement the gold it answers: the same words (token F1 ≥ .6) by the same side."""
    used: set[int] = set()
    out: list[int | None] = []
    for statement in statements:
        scored = [
            (token_f1(tokens(statement.content), tokens(text[g["span"][0] : g["span"][1]])), k)
            for k, g in enumerate(gold)
            if k not in used and g["speaker"] == statement.speaker.code
        ]
        f1, best = max(scored, default=(0.0, -1))
        out.append(best if f1 >= 0.6 else None)
        if f1 >= 0.6:
            used.add(best)
    return out


def summary(cases: Sequence[Case], threshold: float) -> dict[str, float]:
    """Figures over articles."""
    events = [e for c in cases for e in c.events]
    written = [right for p, right in events if p >= threshold]
    said = [right for c in cases for p, right in c.statements if p >= MIN_STATEMENT]
    return {
        "n": len(cases),
        "event_precision": _ratio(sum(written), len(written)),
        "event_recall": _ratio(sum(c.clear[0] for c in cases), sum(c.clear[1] for c in cases)),
        "n_events": len(written),
        "n_events_wanted": sum(c.clear[1] for c in cases),
        "ece": calibration_error(events),
        "ece_written": calibration_error([e for e in events if e[0] >= threshold]),
        "statement_precision": _ratio(sum(said), len(said)),
        "statement_recall": _ratio(sum(c.said[0] for c in cases), sum(c.said[1] for c in cases)),
        "speaker_state": _ratio(sum(r for c in cases for r in c.speakers), sum(len(c.speakers) for c in cases)),
        "n_statements": len(said),
        "n_statements_wanted": sum(c.said[1] for c in cases),
    }


def calibration_error(events: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of equal width, weighted by how many events stand in each."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, right in events:
        bins.setdefault(min(int(p * BINS), BINS - 1), []).append((p, right))
    gap = lambda b: abs(sum(p for p, _ in b) - sum(r for _, r in b))  # noqa: E731
    return _ratio(sum(map(gap, bins.values())), len(events))


def print_reliability(events: Sequence[tuple[float, bool]]) -> None:
    """A line for each tenth of confidence: how many, how sure, how many right."""
    counts: Counter[int] = Counter(min(int(p * BINS), BINS - 1) for p, _ in events)
    for k in sorted(counts):
        inside = [(p, r) for p, r in events if min(int(p * BINS), BINS - 1) == k]
        said, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
        print(f"{k / BINS:.1f}  {len(inside):4} events  said {said:.2f}  right {right:.2f}")


def _clear(gold: list[dict[str, Any]]) -> int:
    return sum(g["must"] for g in gold)


def _codes(entities: Sequence[Entity]) -> set[str]:
    return {e.code or e.name or e.text for e in entities}


def _shared(span: Span, other: list[int]) -> int:
    return min(span.end, other[1]) - max(span.start, other[0])


def _ratio(a: float, b: float) -> float:
    return a / b if b else 0.0


if __name__ == "__main__":
    main()
