"""Attributed statements of US news articles (PolNeAR): who said which words, against hand-labelled content, cue and source.

    polnear.py --data FOLDER [--model default] [--docs N] [--seed S] [--held-out] [--json]

FOLDER holds `text/` and `attributions/` (brat). Nothing of it is copied. An attribution is right where its content and its source
each reach an intersection over union of .5 over word tokens with the gold's; pieces under one cue are one content. The detector
of speakers takes any noun phrase, as the set's speakers act for no state. Keys of the figures (each precision, recall, F1):

attribution           all gold that names a source, thoughts and plans included
attribution_direct    gold whose content is all in quotation marks, predictions by their kind
attribution_indirect  the rest
speech_recall         recall over gold whose cue holds a word of saying
content, source, cue  each by itself, IoU .5

Exit status 0; 2 where the folder is absent.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.encoder.encode import Encoder, load_encoder
from detente.encoder.folder import model_folder
from detente.records import Span
from detente.statements.attribute import find_attributions
from detente.statements.attribution import Attribution
from detente.statements.cues import CueLexicon, Part, Sort, load_cues
from detente.statements.heard import Ear, load_ear
from detente.syntax.parse import Parser, load_parser

WORD = re.compile(r"\w+")
MARKS = "“”\"«»‘’'`"
IOU = 0.5
FLOOR = 0.2
HELD_OUT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """One attribution as sets of word positions."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    direct: bool
    cue_text: str


@dataclass(slots=True)
class Tally:
    """Counts that add up over documents."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 in percent."""
        precision = self.hits / self.found if self.found else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4), "gold": self.gold}


def words_in(places: Sequence[Span], spans: Iterable[Span]) -> frozenset[int]:
    """The numbers of the words that stand in these spans."""
    wanted = list(spans)
    return frozenset(i for i, w in enumerate(places) if any(s.start <= w.start and w.end <= s.end for s in wanted))


def is_direct(text: str, spans: Sequence[Span]) -> bool:
    """Whether every piece begins and ends with quotation marks, or stands just inside them."""
    return bool(spans) and all(_quoted(text, span) for span in spans)


def _quoted(text: str, span: Span) -> bool:
    piece = text[span.start : span.end].strip(" .,;:\n")
    before, after = text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 2]
    opens = piece[:1] in MARKS or any(c in MARKS for c in before)
    closes = piece[-1:] in MARKS or any(c in MARKS for c in after)
    return opens and closes and not any(c in '“”"' for c in piece[2:-2])


def read_gold(text: str, brat: Path, places: Sequence[Span]) -> list[Triple]:
    """The gold attributions of a document that name a source, a content and a cue."""
    entities: dict[str, list[Span]] = {}
    events: list[dict[str, list[str]]] = []
    for line in brat.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 2:
            ranges = fields[1].split(" ", 1)[1]
            entities[fields[0]] = [Span(*map(int, pair.split())) for pair in ranges.split(";")]
        elif line.startswith("E") and len(fields) == 2:
            roles: dict[str, list[str]] = defaultdict(list)
            for part in fields[1].split():
                role, _, name = part.partition(":")
                roles[role.rstrip("0123456789")].append(name)
            events.append(roles)
    triples = []
    for roles in events:
        content, source, cue = (
            [span for name in roles[role] for span in entities.get(name, [])] for role in ("Content", "Source", "Cue")
        )
        if content and source:
            triples.append(
                Triple(
                    content=words_in(places, content),
                    source=words_in(places, source),
                    cue=words_in(places, cue),
                    direct=is_direct(text, content),
                    cue_text=" ".join(text[s.start : s.end] for s in cue).lower(),
                )
            )
    return triples


def predicted(text: str, found: Sequence[Attribution], places: Sequence[Span]) -> list[Triple]:
    """The attributions found, those of one cue joined, those that go on joined to where they began."""
    groups: dict[object, list[Attribution]] = defaultdict(list)
    for index, each in enumerate(found):
        first = index
        while found[first].follows is not None:
            first = found[first].follows or 0
        origin = found[first]
        groups[(origin.passage, origin.cue)].append(each)
    triples = []
    for group in groups.values():
        head = next((each for each in group if each.source is not None), None)
        if head is None or head.source is None or max(map(sureness, group)) < FLOOR:
            continue
        pieces = [piece for each in group for piece in each.pieces]
        triples.append(
            Triple(
                content=words_in(places, pieces),
                source=words_in(places, [head.source]),
                cue=words_in(places, [head.cue] if head.cue else []),
                direct=is_direct(text, pieces),
                cue_text=text[head.cue.start : head.cue.end].lower() if head.cue else "",
            )
        )
    return triples


def sureness(each: Attribution) -> float:
    """How probably an attribution is right, by what was heard; where nothing is, how sure the grammar is."""
    known = each.evidence.probability if each.evidence is not None else None
    return known if known is not None else each.confidence


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union; 0 where both are empty."""
    return len(a & b) / len(a | b) if a or b else 0.0


def pair_up(gold: Sequence[Triple], found: Sequence[Triple], fields: Sequence[str]) -> list[tuple[int, int]]:
    """Gold and predictions one to one, best first, where every named field reaches the threshold."""
    scored = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            values = [iou(getattr(g, field), getattr(p, field)) for field in fields]
            if min(values) >= IOU:
                scored.append((sum(values), i, j))
    pairs, left, right = [], set(), set()
    for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if i not in left and j not in right:
            pairs.append((i, j))
            left.add(i)
            right.add(j)
    return pairs


def speech_words(lexicon: CueLexicon) -> frozenset[str]:
    """The first words of all verbs of saying."""
    return frozenset(c.form for found in lexicon.verbs.values() for c in found if c.sort is Sort.SPEECH and c.part is Part.VERB)


def tally(
    gold: Sequence[Triple], found: Sequence[Triple], tallies: dict[str, Tally], is_speech: Sequence[bool]
) -> list[tuple[int, int]]:
    """Adds one document to the counts; the pairs of gold and prediction that are right."""
    pairs = pair_up(gold, found, ("content", "source"))
    for key, keep in (("attribution", None), ("attribution_direct", True), ("attribution_indirect", False)):
        one = tallies[key]
        one.hits += sum(keep is None or gold[i].direct is keep for i, _ in pairs)
        one.gold += sum(keep is None or g.direct is keep for g in gold)
        one.found += sum(keep is None or p.direct is keep for p in found)
    tallies["speech_recall"].hits += sum(is_speech[i] for i, _ in pairs)
    tallies["speech_recall"].gold += sum(is_speech)
    tallies["speech_recall"].found += len(found)
    for key in ("content", "source", "cue"):
        one = tallies[key]
        one.hits += len(pair_up(gold, found, (key,)))
        one.gold += len(gold)
        one.found += len(found)
    return pairs


def is_speech_cue(cue: str, lemmas: frozenset[str]) -> bool:
    """Whether a gold cue holds a word of saying, in any of its forms."""
    if "according" in cue:
        return True
    return any(stem in lemmas for word in WORD.findall(cue) for stem in _stems(word))


def _stems(word: str) -> tuple[str, ...]:
    irregular = {"said": "say", "told": "tell", "wrote": "write", "swore": "swear", "denied": "deny", "replied": "reply"}
    cut = [word, irregular.get(word, word)]
    for end, put in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(end):
            cut.append(word[: -len(end)] + put)
    if len(word) > 6 and word.endswith(("gged", "tted", "pped", "lled")):
        cut.append(word[:-3])
    return tuple(cut)


def documents(folder: Path, *, docs: int | None, seed: int, held_out: bool) -> list[str]:
    """The names of the documents to read: all, a random draw, or the tenth that is never trained on."""
    names = sorted(path.stem for path in (folder / "text").glob("*.txt"))
    if held_out:
        names = [name for name in names if int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0]
    if docs is not None and docs < len(names):
        names = sorted(random.Random(seed).sample(names, docs))
    return names


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """What finds attributions in a text: the grammar, and the ear of a model where it has one."""

    parser: Parser
    lexicon: CueLexicon
    encoder: Encoder
    ear: Ear | None

    def find(self, text: str) -> tuple[Attribution, ...]:
        """The attributions of a text."""
        sentences = self.parser.parse(text, [Span(0, len(text))])
        heard = self.ear.hear(self.encoder.read(text, [Span(0, len(text))]).all()) if self.ear is not None else None
        return find_attributions(text, sentences, self.lexicon, heard)


def load_listener(model: str) -> Listener:
    """The listener of a model."""
    folder = model_folder(model)
    return Listener(parser=load_parser(), lexicon=load_cues(), encoder=load_encoder(folder), ear=load_ear(folder))


def measure(folder: Path, names: Sequence[str], listener: Listener, *, show: int = 0) -> dict[str, object]:
    """All figures over these documents."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    lemmas = speech_words(listener.lexicon)
    missed: Counter[str] = Counter()
    for name in names:
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8", "replace")
        places = [Span(*match.span()) for match in WORD.finditer(text)]
        gold = read_gold(text, folder / "attributions" / f"{name}.ann", places)
        found = predicted(text, listener.find(text), places)
        pairs = tally(gold, found, tallies, [is_speech_cue(g.cue_text, lemmas) for g in gold])
        hit = {i for i, _ in pairs}
        missed.update(g.cue_text[:40] for i, g in enumerate(gold) if i not in hit)
    figures: dict[str, object] = {key: one.figures() for key, one in tallies.items()}
    figures["speech_recall"] = tallies["speech_recall"].figures()["r"]
    figures["documents"] = len(names)
    if show:
        figures["missed_cues"] = dict(missed.most_common(show))
    return figures


def flat(figures: dict[str, object]) -> dict[str, float]:
    """The figures as one object of numbers: an F1 under its own name, precision and recall beside it, `n` documents."""
    out: dict[str, float] = {}
    for key, value in figures.items():
        if isinstance(value, dict) and "f1" in value:
            out |= {key: value["f1"], f"{key}_precision": value["p"], f"{key}_recall": value["r"]}
        elif isinstance(value, int | float):
            out["n" if key == "documents" else key] = value
    return out


def main() -> int:
    """The command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", default="default")
    ask.add_argument("--docs", type=int, default=None, help="a random draw of so many documents")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--held-out", action="store_true", help="only the tenth that is never trained on")
    ask.add_argument("--missed", type=int, default=0, help="list so many of the cues missed most")
    ask.add_argument("--json", action="store_true")
    args = ask.parse_args()
    if not (args.data / "text").is_dir():
        print(f"polnear: no folder {args.data / 'text'}; give the folder that holds text/ and attributions/", file=sys.stderr)
        return 2
    names = documents(args.data, docs=args.docs, seed=args.seed, held_out=args.held_out)
    figures = measure(args.data, names, load_listener(args.model), show=args.missed)
    if not args.json:
        for key, value in figures.items():
            print(f"{key:22} {value}")
    print(json.dumps(flat(figures)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
