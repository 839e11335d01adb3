"""The public sentence sets as rows: PLV, cameo-spans and the status axis, with the tenth of each that is never trained on.

A row: `text`; `held` true for that tenth; and what the set labels: `spans` and `pairs` `[i, j, type, …]` of actors, `roles`
by name, `quad`, `verbs` `[start, end, status]`. Spans are characters of the text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def plv_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The marked pairs of PLV; only the pair itself is labelled."""
    head, *lines = path.read_text(encoding="utf8").splitlines()
    columns = head.split("\t")
    for line in lines:
        row = dict(zip(columns, line.split("\t"), strict=False))
        marked = row["marked_sentence"]
        if marked.count("<s>") != 1 or marked.count("<t>") != 1:
            continue
        text, spans = unmark(marked)
        pair = [0, 1, row["gold_root"], "?", None, None, None]
        roles = {"source": spans[:1], "target": spans[1:]}
        held = held_out(row["sentence"])
        yield {"source": "plv", "held": held, "theme": text, "text": text, "spans": spans, "pairs": [pair], "roles": roles}


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
    """The source and target spans of cameo-spans with the quad class of the sentence (0 is a statement)."""
    names = {"S": "source", "T": "target"}
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        text = row["sentence"]
        roles: dict[str, list[list[int]]] = {"source": [], "target": []}
        for span in row["spans"]:
            found = aligned(text, span["text"])
            if found and span["role"] in names:
                roles[names[span["role"]]].append(found)
        spans = roles["source"] + roles["target"]
        n = len(roles["source"])
        labels = [(i, n + j) for i in range(n) for j in range(len(roles["target"]))] if row["quad"] else []
        pairs = [[i, j, f"quad{row['quad']}", "?", None, None, None] for i, j in labels]
        yield {
            **{"source": "cameo", "held": held_out(text), "theme": text, "text": text},
            **{"spans": spans, "pairs": pairs, "roles": roles, "quad": row["quad"]},
        }


def aligned(text: str, words: str) -> list[int] | None:
    """Where tokens joined by spaces stand in a text, white space aside."""
    found = re.search(r"\s*".join(re.escape(c) for c in words.replace(" ", "")), text)
    return [found.start(), found.end()] if found else None


AXES = {
    "yes_its_anchorable": "stands",
    "no_its_intentionwishopinion": "wish",
    "no_its_negation": "negation",
    "no_its_hypotheticalcondition": "hypothetical",
}


def status_rows(path: Path, least: float) -> Iterator[dict[str, Any]]:
    """The verbs of each sentence with where their event stands; `least`: the agreement below which a label is not used."""
    by_text: dict[str, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row["axis"] not in AXES or float(row["agreement"]) < least:
            continue
        marked = plain(f"{row['before']} \x02{row['verb']}\x03 {row['after']}")
        start, end = marked.index("\x02"), marked.index("\x03") - 1
        text = marked.replace("\x02", "").replace("\x03", "")
        held = held_out(row["doc"])
        made = by_text.setdefault(text, {"source": "status", "held": held, "theme": row["doc"], "text": text, "verbs": []})
        made["verbs"].append([start, end, AXES[row["axis"]]])
    yield from by_text.values()


def plain(words: str) -> str:
    """Tokens as a newspaper prints them: no space before a comma or inside quotation marks."""
    text = words.replace("``", "“").replace("''", "”").replace("-LRB-", "(").replace("-RRB-", ")")
    return re.sub(r" (?=\x03?(?:[,.;:!?%)”]|n't\b|'(?:s|re|ve|ll|d|m)\b))|(?<=[(“$]) ", "", text).strip()


def held_out(text: str) -> bool:
    """True for the tenth of a public set that is never trained on."""
    return tenth(text) == 0


def tenth(text: str) -> int:
    """Which of ten parts of a public set a text is in; 0 is measured on, the rest trained on (1 of PolNeAR is fitted on)."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10
