"""Passages with their acts → training rows: spans of actors, what each ordered pair of them does, and which pairs to leave out.

    python models/coder/prepare.py PASSAGES_DIR ROWS.jsonl [--plv FILE] [--cameo FILE]

A row: `text`; `spans` of the actors; `pairs`, each `[i, j, type, aux, claimed, trigger]` with j = -1 where nobody is acted on;
`closed` true where a pair that is not listed means no event. Two mentions of one state are one actor: a pair that repeats an
act's sides by other words is left out rather than called no event.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.actors.gazetteer import load_gazetteer
from detente.actors.resolve import resolve_actors
from detente.records import Span, overlaps
from detente.syntax.parse import load_parser

SHARED = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
IGNORED = "?"


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

    def codes(self, text: str, spans: list[Span]) -> list[str]:
        """A code, or the words, for each span."""
        sentences = self.parser.parse(text, [Span(0, len(text))])
        found = resolve_actors(text, sentences, self.gazetteer, published=None)
        out = []
        for span in spans:
            over = [m.entity.code for m in found if m.entity.code and overlaps(m.entity.span, span)]
            out.append(over[0] if over else text[span.start : span.end].casefold())
        return out


def row_of(passage: dict[str, Any], coder: Coder) -> dict[str, Any] | None:
    """The training row of one passage, None where an act's words cannot be found."""
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
        label = [act["event"], act["aux"] or "none", bool(act.get("claimed_by")), list(trigger) if trigger else None]
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
            pairs[(i, j)] = [IGNORED, "none", False, None]
    return {
        "source": "own",
        "theme": passage["theme"],
        "text": text,
        "spans": [list(s) for s in places],
        "pairs": [[i, j, *label] for (i, j), label in pairs.items()],
        "closed": True,
    }


def plv_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The marked pairs of PLV; only the pair itself is labelled."""
    head, *lines = path.read_text(encoding="utf8").splitlines()
    columns = head.split("\t")
    for line in lines:
        row = dict(zip(columns, line.split("\t"), strict=False))
        marked = row["marked_sentence"]
        if held_out(row["sentence"]) or marked.count("<s>") != 1 or marked.count("<t>") != 1:
            continue
        text, spans = unmark(marked)
        pair = [0, 1, row["gold_root"], "?", False, None]
        yield {"source": "plv", "theme": "plv", "text": text, "spans": spans, "pairs": [pair], "closed": False}


def unmark(marked: str) -> tuple[str, list[list[int]]]:
    """The text without its marks, and the spans of source and target."""
    text, spans, open_at = "", {}, {}
    for part in re.split(r"(</?[st]>)", marked):
        if part in ("<s>", "<t>"):
            open_at[part[1]] = len(text)
        elif part in ("</s>", "</t>"):
            spans[part[2]] = [open_at[part[2]], len(text)]
        else:
            text += part
    return text, [spans["s"], spans["t"]]


def cameo_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The source–target pairs of cameo-spans with their quad class (0 is a statement)."""
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        text = row["sentence"]
        if held_out(text):
            continue
        by_role: dict[str, list[list[int]]] = {"S": [], "T": []}
        for span in row["spans"]:
            pattern = r"\s*".join(re.escape(c) for c in span["text"].replace(" ", ""))
            found = re.search(pattern, text)
            if found and span["role"] in by_role:
                by_role[span["role"]].append([found.start(), found.end()])
        if by_role["S"] and by_role["T"]:
            spans = by_role["S"] + by_role["T"]
            n = len(by_role["S"])
            pairs = [[i, n + j, f"quad{row['quad']}", "?", False, None] for i in range(n) for j in range(len(by_role["T"]))]
            yield {"source": "cameo", "theme": "cameo", "text": text, "spans": spans, "pairs": pairs, "closed": False}


def held_out(text: str) -> bool:
    """True for the tenth of a public set that is never trained on."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


def main() -> None:
    """Write the rows."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("passages", type=Path)
    ask.add_argument("rows", type=Path)
    ask.add_argument("--plv", type=Path)
    ask.add_argument("--cameo", type=Path)
    asked = ask.parse_args()
    coder, dropped = Coder(), 0
    with asked.rows.open("w", encoding="utf8") as out:
        for passage in passages(asked.passages):
            row = row_of(passage, coder)
            if row is None:
                dropped += 1
                continue
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for rows in (plv_rows(asked.plv) if asked.plv else (), cameo_rows(asked.cameo) if asked.cameo else ()):
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"passages whose words were not found: {dropped}")


if __name__ == "__main__":
    main()
