"""Passages with their acts → training rows: spans of actors, what each ordered pair of them does, and which pairs to leave out.

    python models/coder/prepare.py PASSAGES_DIR ROWS.jsonl [--bench FOLDER]

A row: `text`; `spans` of the actors; `pairs`, each `[i, j, type, aux, claimed, trigger, mode]` with j = -1 where nobody is
acted on; `closed` true where a pair that is not listed means no event; `roles`, `quad` and `verbs` for the other heads;
`held` true for the tenth of a public set that is never trained on. Two mentions of one state are one actor: a pair that
repeats an act's sides by other words is left out rather than called no event.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "quality"))

from public import cameo_rows, plv_rows, status_rows, unmark

from articles import article_text
from detente.actors.gazetteer import load_gazetteer
from detente.actors.resolve import resolve_actors
from detente.records import MentionKind, Span, overlaps
from detente.syntax.parse import load_parser

SHARED = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
IGNORED = "?"
ARTICLES = Path(__file__).parents[2] / "bench" / "gold" / "train.jsonl"
LEAST_AGREEMENT = 0.6  # of the annotators of a verb; below it the labels are noise


def occurrence(text: str, words: str) -> Span | None:
    """Where `words` stand; `words#2` is their second place. None where they do not."""
    stretch, _, nth = words.rpartition("#")
    if not nth.isdigit() or not stretch:
        stretch, nth = words, "1"
    at = -1
    for _ in range(int(nth)):
        at = text.find(stretch, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(stretch))


def passages(folder: Path) -> Iterator[dict[str, Any]]:
    """The passages of every file of a folder."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.strip():
                yield json.loads(line)


class Coder:
    """Gives each actor span of a passage the code of the state or body it stands for, else its own words."""

    def __init__(self) -> None:
        self.parser, self.gazetteer = load_parser(), load_gazetteer()

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each sentence."""
        return [(s.span.start, s.span.end) for s in self.parser.parse(text, [Span(0, len(text))])]

    def read(self, text: str) -> tuple[list[tuple[int, int]], dict[Span, str]]:
        """The sentences of a text, and every mention of an actor with its code."""
        sentences = self.parser.parse(text, [Span(0, len(text))])
        found = resolve_actors(text, sentences, self.gazetteer, published=None)
        codes = {m.entity.span: str(m.entity.code) for m in found if m.entity.code and m.kind is not MentionKind.ADJECTIVE}
        return [(s.span.start, s.span.end) for s in sentences], codes

    def codes(self, text: str, spans: list[Span]) -> list[str]:
        """A code, or the words, for each span."""
        sentences = self.parser.parse(text, [Span(0, len(text))])
        found = resolve_actors(text, sentences, self.gazetteer, published=None)
        out = []
        for span in spans:
            over = [m.entity.code for m in found if m.entity.code and overlaps(m.entity.span, span)]
            out.append(over[0] if over else text[span.start : span.end].casefold())
        return out


def article_rows(bench: Path, file: Path, coder: Coder) -> Iterator[dict[str, Any]]:
    """The sentences of annotated articles, as pages are read: every actor that the gazetteer or an annotator finds is a span.

    A pair that is not annotated does nothing; one that repeats an act's sides by other words is left out.
    """
    for line in file.read_text(encoding="utf8").splitlines():
        gold = json.loads(line)
        text = article_text(bench, gold["set"], gold["document"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
            continue
        sentences, mentions = coder.read(text)
        for start, end in sentences:
            found = {span: code for span, code in mentions.items() if start <= span.start and span.end <= end}
            acts = [act for act in gold["events"] if start <= act["trigger"][0] < end]
            yield from _sentence_row(text, (start, end), found, acts)


def _sentence_row(
    text: str, sentence: tuple[int, int], mentions: dict[Span, str], acts: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    start, end = sentence
    placed = [
        tuple([(s["code"], Span(*s["span"])) for s in act[side] if s["span"] and start <= s["span"][0] and s["span"][1] <= end])
        for act in acts
        for side in ("actor", "recipient")
    ]
    named = {span: code or text[span.start : span.end].casefold() for side in placed for code, span in side}
    rest = {span: code for span, code in mentions.items() if not any(overlaps(span, other) for other in named)}
    spans = sorted({**rest, **named})
    codes = [{**rest, **named}[span] for span in spans]
    at = {span: n for n, span in enumerate(spans)}
    pairs: dict[tuple[int, int], list[Any]] = {}
    for k, act in enumerate(acts):
        actors, recipients = ([at[span] for _, span in placed[2 * k + side]] for side in (0, 1))
        trigger = [act["trigger"][0] - start, min(act["trigger"][1], end) - start]
        label = [act["event"], act["aux"], bool(act["claimed_by"]), trigger, None]
        if act["recipient"]:
            sides = [(a, r) for a in actors for r in recipients]
        elif len(act["actor"]) > 1:
            sides = [(a, b) for a in actors for b in actors if a != b]
        else:
            sides = [(a, -1) for a in actors]
        for side in sides:
            pairs.setdefault(side, label)
    done = {(codes[a], codes[b] if b >= 0 else "") for a, b in pairs} | {sides for act in acts for sides in _ordered(act)}
    for i in range(len(spans)):
        for j in [*range(len(spans)), -1]:
            both = codes[i], codes[j] if j >= 0 else ""
            if i != j and (i, j) not in pairs and (both in done or both[0] == both[1]) and (j, i) not in pairs:
                pairs[(i, j)] = [IGNORED, "none", None, None, None]
    if spans:
        yield {
            **{"source": "article", "theme": "article", "text": text[start:end], "closed": True},
            "spans": [[s.start - start, s.end - start] for s in spans],
            "pairs": [[i, j, *label] for (i, j), label in pairs.items()],
        }


def _ordered(act: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The codes of each actor with each recipient of an act; with nobody too, where a recipient stands in another sentence."""
    actors, recipients = ([side["code"] or "" for side in act[name]] for name in ("actor", "recipient"))
    elsewhere = [""] if not all(side["span"] for side in act["recipient"]) else []
    others = [*recipients, *elsewhere] if recipients else actors
    yield from ((a, b) for a in actors for b in others)


def mode_name(act: dict[str, Any]) -> str | None:
    """The mode of an act with its type, None where it has none."""
    return f"{act['event']}:{act['mode']}" if act.get("mode") else None


def rows_of(passage: dict[str, Any], coder: Coder) -> list[dict[str, Any]]:
    """The training rows of one passage, one a sentence, as pages are read; none where an act's words cannot be found.

    An act whose sides stand in two sentences is not asked for; its sides are left out rather than called no event.
    """
    row = row_of(passage, coder)
    if row is None:
        return []
    out = []
    for start, end in coder.sentences(row["text"]):
        inside = [i for i, (s, e) in enumerate(row["spans"]) if start <= s and e <= end]
        at = {i: n for n, i in enumerate(inside)}
        pairs = []
        for i, j, event, aux, claimed, trigger, mode in row["pairs"]:
            if i not in at or (j >= 0 and j not in at):
                continue
            here = trigger and start <= trigger[0] and trigger[1] <= end
            label = [event, aux, claimed, [trigger[0] - start, trigger[1] - start] if here else None, mode]
            pairs.append(
                [at[i], at[j] if j >= 0 else -1, *(label if here or not trigger else [IGNORED, "none", None, None, None])]
            )
        if inside:
            spans = [[row["spans"][i][0] - start, row["spans"][i][1] - start] for i in inside]
            out.append({**row, "text": row["text"][start:end], "spans": spans, "pairs": pairs})
    return out


def row_of(passage: dict[str, Any], coder: Coder) -> dict[str, Any] | None:
    """The whole of one passage as a row, None where an act's words cannot be found."""
    text = passage["text"]
    known = passage.get("actor_spans") or [passage.get("spans", {}).get(words) for words in passage["actors"]]
    spans = [Span(*at) if at else occurrence(text, words) for at, words in zip(known, passage["actors"], strict=True)]
    if any(span is None for span in spans):
        return None
    places = [span for span in spans if span is not None]
    index = {words: i for i, words in enumerate(passage["actors"])}
    codes = coder.codes(text, places)
    pairs: dict[tuple[int, int], list[Any]] = {}
    for act in passage["acts"]:
        if any(words not in index for words in act["actor"] + act["recipient"]):
            return None
        trigger = occurrence(text, act["trigger"])
        label = [
            act["event"],
            act["aux"] or "none",
            bool(act.get("claimed_by")),
            list(trigger) if trigger else None,
            mode_name(act),
        ]
        actors, recipients = [index[w] for w in act["actor"]], [index[w] for w in act["recipient"]]
        if recipients:
            sides = [(a, r) for a in actors for r in recipients]
        elif len(actors) > 1:
            sides = [(a, b) for a in actors for b in actors if a != b]
        else:
            sides = [(actors[0], -1)]
        for side in sides:
            pairs.setdefault(side, label)
    done = {(codes[a], codes[b] if b >= 0 else "") for a, b in pairs}
    ordered = [(i, j) for i in range(len(places)) for j in [*range(len(places)), -1] if i != j]
    for i, j in ordered:
        sides = (codes[i], codes[j] if j >= 0 else "")
        if (i, j) not in pairs and (sides in done or sides[0] == sides[1]):
            pairs[(i, j)] = [IGNORED, "none", None, None, None]
    return {
        "source": "own",
        "theme": passage["theme"],
        "text": text,
        "spans": [list(s) for s in places],
        "pairs": [[i, j, *label] for (i, j), label in pairs.items()],
        "closed": True,
    }


def written_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """The marked pairs of our own `CLASS | AUX | sentence` lines, a sentence a row. Only these pairs are labelled."""
    by_text: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf8").splitlines():
            event, aux, marked = (part.strip() for part in line.split(" | ", 2))
            text, spans = unmark(marked)
            row = by_text.setdefault(
                text,
                {"source": "pairs", "theme": text, "text": text, "spans": [], "pairs": [], "roles": {"source": [], "target": []}},
            )
            if path.stem.startswith("plv-"):
                row["convention"] = "plv"
            places = []
            for span in spans:
                if span not in row["spans"]:
                    row["spans"].append(span)
                places.append(row["spans"].index(span))
            row["pairs"].append([*places, event, "none" if aux == "-" else aux, None, None, None])
            if event != "none":
                _add(row["roles"]["source"], spans[0])
                _add(row["roles"]["target"], spans[1])
    yield from by_text.values()


def _add(spans: list[list[int]], span: list[int]) -> None:
    """Add a span that overlaps none of those that are there."""
    if all(span[1] <= start or span[0] >= end for start, end in spans):
        spans.append(span)


def main() -> None:
    """Write the rows."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("passages", type=Path)
    ask.add_argument("rows", type=Path)
    ask.add_argument("--bench", type=Path, help="the folder of the public sets; without it only our own passages are used")
    asked = ask.parse_args()
    coder, dropped = Coder(), 0
    with asked.rows.open("w", encoding="utf8") as out:
        for passage in passages(asked.passages):
            rows = rows_of(passage, coder)
            dropped += not rows
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        sets = [written_rows(asked.passages)]
        if asked.bench:
            sets.append(plv_rows(asked.bench / "plv" / "train.tsv"))
            sets.append(cameo_rows(asked.bench / "cameo-spans" / "train.jsonl"))
            sets.append(article_rows(asked.bench, ARTICLES, coder))
            sets.append(status_rows(asked.bench / "status" / "axis.jsonl", LEAST_AGREEMENT))
        for rows in sets:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"passages whose words were not found: {dropped}")


if __name__ == "__main__":
    main()
