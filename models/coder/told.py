"""Who is reported to say what in a text: spans of content, cue and source, of our own passages and of PolNeAR's files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.records import Span

Told = dict[str, list[list[int]]]


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


def said(text: str, statement: dict[str, Any]) -> Told | None:
    """The spans of a statement of our own passages; None where its words cannot be found."""
    content = [occurrence(text, words) for words in statement["content"]]
    cue, source = (occurrence(text, statement[name]) if statement[name] else None for name in ("cue", "source"))
    if any(span is None for span in content):
        return None
    return {
        "content": [list(span) for span in content if span],
        "cue": [list(cue)] if cue else [],
        "source": [list(source)] if source else [],
    }


def told_within(statements: Sequence[Told], start: int, end: int) -> list[Told]:
    """The statements whose cue, or where there is none whose first words, stand in a passage; what lies beyond it is cut."""
    out = []
    for each in statements:
        anchor = (each["cue"] or each["content"])[0]
        if (start <= anchor[0] and anchor[1] <= end) or (not each["cue"] and start <= anchor[0] < end):
            cut = {
                name: [[max(s, start) - start, min(e, end) - start] for s, e in spans if s < end and e > start]
                for name, spans in each.items()
            }
            if cut["content"]:
                out.append(cut)
    return out


def brat_statements(path: Path) -> list[Told]:
    """The attributions of a document, those without words left out."""
    spans: dict[str, list[list[int]]] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 2:
            spans[fields[0]] = [[int(n) for n in pair.split()] for pair in fields[1].split(" ", 1)[1].split(";")]
        elif line.startswith("E") and len(fields) == 2:
            roles: dict[str, list[str]] = {"Content": [], "Cue": [], "Source": []}
            for part in fields[1].split():
                role, _, name = part.partition(":")
                roles.setdefault(role.rstrip("0123456789"), []).append(name)
            events.append(roles)
    told = [
        {
            name: sorted(span for key in roles[name.capitalize()] for span in spans.get(key, []))
            for name in ("content", "cue", "source")
        }
        for roles in events
    ]
    return [each for each in told if each["content"]]
