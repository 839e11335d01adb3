"""Unlabelled sentences of the public sets → rows with the larger model's scores of their pairs, for a smaller one to learn from.

    python models/coder/soften.py BENCH ROWS.jsonl [--most 2500] [--model accurate]

Sentences of PolNeAR, TempEval-3 and ECB+ in which two actors of different codes stand, not those of `bench/gold`; the tenth
of each set that is never trained on is left out. It runs in the package's own environment.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "quality"))

from public import held_out

from detente.actors.gazetteer import load_gazetteer
from detente.actors.resolve import resolve_actors
from detente.encoder.encode import load_encoder
from detente.encoder.folder import model_folder
from detente.events.heads import TYPES, load_heads
from detente.records import MentionKind, Span
from detente.syntax.parse import load_parser

PAIRS = 4  # of a sentence
FLOOR = 1e-4


def texts(bench: Path) -> Iterator[str]:
    """The texts of articles that are neither annotated nor held out, in a fixed random order."""
    gold = {
        json.loads(line)["document"] for path in (ROOT / "bench" / "gold").glob("*.jsonl") for line in path.open(encoding="utf8")
    }
    files = [
        *(bench / "polnear" / "text").glob("*.txt"),
        *(bench / "tempeval3").glob("*/*.tml"),
        *(bench / "ecbplus").glob("*/*.xml"),
    ]
    names = sorted(files)
    random.Random(1).shuffle(names)
    for path in names:
        if path.name in gold or f"{path.parent.name}/{path.name}" in gold or held_out(path.name) or held_out(path.stem):
            continue
        text = path.read_text(encoding="utf8", errors="ignore")
        if path.suffix == ".xml":
            text = " ".join(re.findall(r"<token[^>]*>([^<]*)</token>", text))
        yield re.sub(r"<[^>]+>", "", text)


def main() -> None:
    """Write the rows."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("bench", type=Path)
    ask.add_argument("rows", type=Path)
    ask.add_argument("--most", type=int, default=2500)
    ask.add_argument("--model", default="accurate")
    asked = ask.parse_args()
    folder = model_folder(asked.model)
    encoder, heads, parser, gazetteer = load_encoder(folder), load_heads(folder), load_parser(), load_gazetteer()
    chance, written = random.Random(2), 0
    with asked.rows.open("w", encoding="utf8") as out:
        for text in texts(asked.bench):
            sentences = parser.parse(text, [Span(0, len(text))])
            mentions = [m for m in resolve_actors(text, sentences, gazetteer, published=None) if m.entity.code]
            named = [m for m in mentions if m.kind is not MentionKind.ADJECTIVE and m.kind is not MentionKind.PRONOUN]
            for sentence in sentences:
                here = [m.entity for m in named if sentence.span.start <= m.entity.span.start < sentence.span.end]
                pairs = [(i, j) for i, a in enumerate(here) for j, b in enumerate(here) if a.code != b.code]
                if not pairs or not 8 <= len(sentence.tokens) <= 60:
                    continue
                pairs = chance.sample(pairs, min(PAIRS, len(pairs)))
                (encoded,) = encoder.encode(text, [sentence.span])
                scores = heads.pairs(encoded, [e.span for e in here], pairs, sentence=sentence.span, plv=True)
                start = sentence.span.start
                row = {"source": "soft", "convention": "plv", "theme": "soft", "text": text[start : sentence.span.end]}
                row["spans"] = [[e.span.start - start, e.span.end - start] for e in here]
                row["pairs"] = [[p.actor, p.recipient, "?", "none", None, None, None] for p in scores]
                order = [TYPES.index(t) for t in map(type(TYPES[0]), heads.types[1:])]
                row["soft"] = [
                    [p.actor, p.recipient, np.log(np.maximum([1 - p.any_event, *p.types[order]], FLOOR)).round(3).tolist()]
                    for p in scores
                ]
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
            if written >= asked.most:
                break
    print(f"{written} sentences")


if __name__ == "__main__":
    main()
