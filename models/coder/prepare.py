"""Annotated passages and articles → training rows: who does what to whom in each sentence, and who is reported to say what.

    python models/coder/prepare.py PASSAGES_DIR ROWS.jsonl [--bench FOLDER]

A row is a passage of consecutive sentences, as pages are read: `text`; its `sentences`; `spans` of the actors; `mentions`,
for each sentence the spans that may be sides of an act told in it – those in it, and of the codes that it does not name the
last mention in the two sentences before; `pairs`, each `[i, j, type, aux, claimed, trigger, mode, sentence]` with j = -1
where nobody is acted on; `closed` true where a pair that is not listed means no event; `statements`, each with the spans of
its `content`, `cue` and `source`; `roles`, `quad` and `verbs` for the other heads; `held` true for the tenth of a public set
that is never trained on. Two mentions of one state are one actor: a pair that repeats an act's sides by other words is left
out rather than called no event.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "bench" / "quality"))

from public import cameo_rows, held_out, plv_rows, status_rows, tenth, unmark
from tokenizers import Tokenizer
from told import brat_statements, occurrence, said, told_within

from articles import article_text
from detente.actors.gazetteer import load_gazetteer
from detente.actors.resolve import resolve_actors
from detente.encoder.folder import model_folder
from detente.encoder.pack import pack
from detente.events.adjectives import adjective_mentions, with_receivers
from detente.records import ActorMention, Sentence, Span, overlaps
from detente.syntax.parse import load_parser

IGNORED = "?"
GOLD = Path(__file__).parents[2] / "bench" / "gold"
ARTICLES, MEASURED = GOLD / "train.jsonl", GOLD / "articles.jsonl"
PASSAGES = 160, 100  # word pieces that are encoded together at most; articles are cut in both ways
FITTED = 1  # the tenth of PolNeAR on which it is fitted how sure an attribution is (`attend.py`)
REACH = 2  # sentences before, in which a side of an act may stand
LEAST_AGREEMENT = 0.6  # of the annotators of a verb; below it the labels are noise


def passages(folder: Path) -> Iterator[dict[str, Any]]:
    """The passages of every file of a folder."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line.strip():
                yield {**json.loads(line), "told": path.stem.startswith("told")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of an act: its code, or its words; where it stands, None where nowhere in the text."""

    code: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An annotated act. `trigger`: where it is told; `label`: type, auxiliary mode, claimed, and mode with its type."""

    trigger: Span
    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    label: tuple[str, str, bool, str | None]

    def sides(self) -> list[tuple[Side, Side | None]]:
        """Who acts on whom: each actor on each recipient; on each other where several act; on nobody where one does."""
        if self.recipient:
            return [(a, r) for a in self.actor for r in self.recipient]
        if len(self.actor) > 1:
            return [(a, b) for a in self.actor for b in self.actor if a != b]
        return [(a, None) for a in self.actor]


class Reader:
    """Reads a text as pages are read: its sentences, whom each mention stands for, and what is encoded together."""

    def __init__(self) -> None:
        self.parser, self.gazetteer = load_parser(), load_gazetteer()
        self.tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))

    def read(self, text: str) -> tuple[tuple[Sentence, ...], dict[Span, str]]:
        """The sentences of a text, and every mention of an actor with its code."""
        sentences = self.parser.parse(text, [Span(0, len(text))])
        return sentences, self._mentioned(sentences, resolve_actors(text, sentences, self.gazetteer, published=None))

    def codes(self, text: str, spans: Sequence[Span]) -> tuple[tuple[Sentence, ...], dict[Span, str]]:
        """The sentences of a text, and a code, or the words, for each span; beside them what else the gazetteer finds."""
        sentences = self.parser.parse(text, [Span(0, len(text))])
        found = resolve_actors(text, sentences, self.gazetteer, published=None)
        codes = {}
        for span in spans:
            over = [str(m.entity.code) for m in found if m.entity.code and overlaps(m.entity.span, span)]
            codes[span] = over[0] if over else text[span.start : span.end].casefold()
        rest = self._mentioned(sentences, found)
        return sentences, codes | {at: rest[at] for at in rest if not any(overlaps(at, span) for span in spans)}

    def _mentioned(self, sentences: tuple[Sentence, ...], found: tuple[ActorMention, ...]) -> dict[Span, str]:
        every = (*with_receivers(sentences, found), *adjective_mentions(sentences, found))
        return {m.entity.span: str(m.entity.code) for m in every if m.entity.code}

    def passages(self, text: str, sentences: Sequence[Sentence], most: int) -> Iterator[tuple[Sentence, ...]]:
        """The sentences that are encoded together."""
        lengths = [len(self.tokenizer.encode(text[s.span.start : s.span.end], add_special_tokens=False).ids) for s in sentences]
        opens = [i == 0 or s.paragraph != sentences[i - 1].paragraph for i, s in enumerate(sentences)]
        for first, last in pack(lengths, opens, most):
            yield tuple(sentences[first:last])


def act_row(text: str, sentences: Sequence[Sentence], mentions: dict[Span, str], acts: Sequence[Act]) -> dict[str, Any] | None:
    """The row of one passage; None where no actor stands in it."""
    start, end = sentences[0].span.start, sentences[-1].span.end
    named = {
        side.span: side.code
        for act in acts
        for side in (*act.actor, *act.recipient)
        if side.span is not None and start <= side.span.start and side.span.end <= end
    }
    rest = {
        span: code
        for span, code in mentions.items()
        if start <= span.start and span.end <= end and not any(overlaps(span, other) for other in named)
    }
    codes = {**rest, **named}
    spans = sorted(codes)
    if not spans:
        return None
    listed, pairs = [], []
    for k, sentence in enumerate(sentences):
        here = [act for act in acts if sentence.span.start <= act.trigger.start < sentence.span.end]
        candidates = candidates_of(spans, codes, [s.span for s in sentences], k)
        found = _sentence_pairs(spans, codes, sentence.span, candidates, here)
        listed.append(sorted({*candidates, *(i for pair in found for i in pair if i >= 0)}))
        for (i, j), (label, trigger) in found.items():
            event, aux, claimed, mode = label
            pairs.append([i, j, event, aux, claimed, [trigger[0] - start, trigger[1] - start] if trigger else None, mode, k])
    return {
        "text": text[start:end],
        "sentences": [[s.span.start - start, s.span.end - start] for s in sentences],
        "spans": [[s.start - start, s.end - start] for s in spans],
        "mentions": listed,
        "pairs": pairs,
        "closed": True,
    }


def candidates_of(spans: Sequence[Span], codes: dict[Span, str], sentences: Sequence[Span], k: int) -> list[int]:
    """The mentions in a sentence; of the codes that are not in it the last mention in the two sentences before."""
    inside = [i for i, span in enumerate(spans) if sentences[k].start <= span.start < sentences[k].end]
    seen = {codes[spans[i]] for i in inside}
    before = sentences[max(0, k - REACH)].start
    found = list(inside)
    for i in range(len(spans) - 1, -1, -1):
        if before <= spans[i].start < sentences[k].start and codes[spans[i]] not in seen:
            seen.add(codes[spans[i]])
            found.append(i)
    return sorted(found)


Label = tuple[str, str, bool | None, str | None]
NOT_ASKED: tuple[Label, None] = ((IGNORED, "none", None, None), None)


def _sentence_pairs(
    spans: Sequence[Span], codes: dict[Span, str], sentence: Span, candidates: Sequence[int], acts: Sequence[Act]
) -> dict[tuple[int, int], tuple[Label, Span | None]]:
    """What each pair of mentions does in a sentence; what repeats an act's sides by other words is not asked for."""
    at = {span: i for i, span in enumerate(spans)}

    def place(side: Side) -> int | None:
        if side.span in at and sentence.start <= spans[at[side.span]].start < sentence.end:
            return at[side.span]
        same = [i for i in candidates if codes[spans[i]] == side.code]
        if same:
            return same[-1]
        return at[side.span] if side.span in at and side.span is not None and side.span.start < sentence.start else None

    pairs: dict[tuple[int, int], tuple[Label, Span | None]] = {}
    done: set[tuple[str, str]] = set()
    for act in acts:
        for actor, recipient in act.sides():
            i, j = place(actor), place(recipient) if recipient else -1
            done.add((actor.code, recipient.code if recipient else ""))
            if recipient and (j is None or spans[j].start < sentence.start):
                done.add((actor.code, ""))
            near = [n for n in (i, j) if n is not None and n >= 0 and sentence.start <= spans[n].start < sentence.end]
            if i is not None and j is not None and i != j and near:
                pairs.setdefault((i, j), (act.label, act.trigger))
    for i in candidates:
        for j in [*candidates, -1]:
            both = codes[spans[i]], codes[spans[j]] if j >= 0 else ""
            if i != j and (i, j) not in pairs and (both in done or both[0] == both[1]):
                pairs[(i, j)] = NOT_ASKED
    return pairs


def article_rows(bench: Path, file: Path, reader: Reader) -> Iterator[dict[str, Any]]:
    """The passages of annotated articles: every actor that the gazetteer or an annotator finds is a span."""
    for line in file.read_text(encoding="utf8").splitlines():
        gold = json.loads(line)
        text = article_text(bench, gold["set"], gold["document"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != gold["sha256"]:
            continue
        sentences, mentions = reader.read(text)
        acts = [_article_act(text, act) for act in gold["events"]]
        for most in PASSAGES:
            for passage in reader.passages(text, sentences, most):
                row = act_row(text, passage, mentions, acts)
                if row is not None:
                    yield {"source": "article", "theme": gold["document"], **row}


def _article_act(text: str, act: dict[str, Any]) -> Act:
    actor, recipient = (
        tuple(
            Side(
                code=side["code"] or (text[slice(*side["span"])].casefold() if side["span"] else ""),
                span=Span(*side["span"]) if side["span"] else None,
            )
            for side in act[name]
        )
        for name in ("actor", "recipient")
    )
    label = act["event"], act["aux"], bool(act["claimed_by"]), None
    return Act(trigger=Span(*act["trigger"]), actor=actor, recipient=recipient, label=label)


def mode_name(act: dict[str, Any]) -> str | None:
    """The mode of an act with its type, None where it has none."""
    return f"{act['event']}:{act['mode']}" if act.get("mode") else None


def rows_of(passage: dict[str, Any], reader: Reader) -> list[dict[str, Any]]:
    """The training rows of one passage of our own; none where an act's words cannot be found in it."""
    text = passage["text"]
    known = passage.get("actor_spans") or [passage.get("spans", {}).get(words) for words in passage["actors"]]
    spans = [Span(*at) if at else occurrence(text, words) for at, words in zip(known, passage["actors"], strict=True)]
    at = dict(zip(passage["actors"], spans, strict=True))
    if any(span is None for span in spans):
        return []
    sentences, codes = reader.codes(text, [span for span in spans if span is not None])
    acts = []
    for act in passage["acts"]:
        trigger = occurrence(text, act["trigger"])
        if trigger is None or any(words not in at for words in act["actor"] + act["recipient"]):
            return []
        actor, recipient = (
            tuple(Side(code=codes[span], span=span) for words in act[name] if (span := at[words]) is not None)
            for name in ("actor", "recipient")
        )
        label = act["event"], act["aux"] or "none", bool(act.get("claimed_by")), mode_name(act)
        acts.append(Act(trigger=trigger, actor=actor, recipient=recipient, label=label))
    spoken = [told for told in map(partial(said, text), passage["statements"]) if told] if passage.get("told") else None
    rows = []
    for together in reader.passages(text, sentences, PASSAGES[0]):
        row = act_row(text, together, codes, acts)
        start, end = together[0].span.start, together[-1].span.end
        row = row or {"text": text[start:end], "spans": [], "pairs": []}
        if spoken is not None:
            row["statements"] = told_within(spoken, start, end)
        if row["spans"] or spoken is not None:
            rows.append({"source": "told" if spoken is not None else "own", "theme": passage["theme"], **row})
    return rows


def polnear_rows(folder: Path, reader: Reader, without: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The attributions of PolNeAR's articles, thoughts and plans included, by passage."""
    for path in sorted((folder / "text").glob("*.txt")):
        if path.name in without or tenth(path.stem) == FITTED:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        statements = brat_statements(folder / "attributions" / f"{path.stem}.ann")
        sentences = reader.parser.parse(text, [Span(0, len(text))])
        for most in PASSAGES:
            for passage in reader.passages(text, sentences, most):
                start, end = passage[0].span.start, passage[-1].span.end
                told = told_within(statements, start, end)
                yield {
                    **{"source": "polnear", "theme": path.stem, "text": text[start:end], "statements": told},
                    **{"held": held_out(path.stem), "spans": [], "pairs": []},
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
    reader, dropped = Reader(), 0
    with asked.rows.open("w", encoding="utf8") as out:
        for passage in passages(asked.passages):
            rows = rows_of(passage, reader)
            dropped += not rows
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        sets = [written_rows(asked.passages)]
        if asked.bench:
            sets.append(plv_rows(asked.bench / "plv" / "train.tsv"))
            sets.append(cameo_rows(asked.bench / "cameo-spans" / "train.jsonl"))
            sets.append(article_rows(asked.bench, ARTICLES, reader))
            measured = frozenset(json.loads(line)["document"] for line in MEASURED.read_text(encoding="utf8").splitlines())
            sets.append(polnear_rows(asked.bench / "polnear", reader, measured))
            sets.append(status_rows(asked.bench / "status" / "axis.jsonl", LEAST_AGREEMENT))
        for rows in sets:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"passages whose words were not found: {dropped}")


if __name__ == "__main__":
    main()
