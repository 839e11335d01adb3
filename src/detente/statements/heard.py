"""What the learned heads heard in a paragraph beside what the grammar found in it → attributions with how sure each is.

Grammar is exact where it reads a clause and blind where it does not; the heads see every sentence and are rough at the edges. An
utterance of the heads whose cue the grammar found too makes that attribution surer; one that it did not find is added, its
words cut to the quotation marks around them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import groupby
from pathlib import Path

from detente.encoder.logistic import Logistic, load_logistic, log_odds
from detente.records import Encoded, Span, Statement, StatementKind, overlaps
from detente.statements.attribution import Attribution, Evidence, kind_of
from detente.statements.cues import Cue, CueLexicon, Frame, Part, Sort
from detente.statements.passage import Passage
from detente.statements.tagger import Tagger, Utterance, load_tagger

FIGURES = (
    "bias", "grammar", "grammar_absent", "cue", "content", "source", "unheard", "no_source", "agrees", "agrees_source", "direct",
    "mixed", "no_entry", "thought", "weak_frame", "no_cue", "words", "joins",
)  # fmt: skip
WEAK = frozenset({Frame.NOUN, Frame.LABEL, Frame.PREPOSITION, Frame.CHARGE, Frame.GERUND})
STATEMENT_FIGURES = (
    "bias", "attribution", "sourceless", "grammar", "grammar_absent", "unheard", "speaker", "stateless", "pronoun", "direct",
    "mixed", "goes_on", "position", "weak_frame", "no_entry", "of_acts", "short", "participle",
)  # fmt: skip
ALIKE = 0.5
MOSTLY = 0.6
EDGES = " \t\n\xa0,;:.–—-"
SAME_SOURCE = 0.5


@dataclass(frozen=True, slots=True)
class Ear:
    """A model's tagger with how to weigh what it finds. Give it to every page."""

    tagger: Tagger
    attributions: Logistic
    statements: Logistic

    def hear(self, passages: Iterable[Encoded]) -> Hearing:
        """The utterances of a page's passages."""
        utterances = tuple(u for encoded in passages for u in self.tagger.find(encoded))
        return Hearing(utterances=utterances, attributions=self.attributions, statements=self.statements)


def load_ear(folder: Path) -> Ear | None:
    """The ear of a model's folder, None where the model was not trained to find utterances.

    Raises: CodebookError where a figure has no weight.
    """
    tagger = load_tagger(folder)
    if tagger is None:
        return None
    data = resources.files("detente.statements") / "data"
    attributions = load_logistic(data / "attribution.tsv", FIGURES)
    return Ear(tagger, attributions, load_logistic(data / "statement.tsv", STATEMENT_FIGURES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An attribution with its evidence: by grammar, by an utterance of the heads, or by both."""

    attribution: Attribution
    grammar: Attribution | None
    utterance: Utterance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """The utterances that the heads heard in a page, and how to weigh attributions, and statements made of them.

    `watch`, `watch_statement`: told of each with its figures, where the weights are to be fitted.
    """

    utterances: tuple[Utterance, ...]
    attributions: Logistic
    statements: Logistic
    watch: Callable[[Attribution, Mapping[str, float]], None] | None = None
    watch_statement: Callable[[Statement, Mapping[str, float]], None] | None = None


def with_heard(
    rows: Sequence[Passage], told: Sequence[Attribution], heard: Hearing, lexicon: CueLexicon
) -> tuple[Attribution, ...]:
    """The attributions by grammar and by the heads, in order of their content, each as sure as the model makes it."""
    places = [_place(u) for u in heard.utterances]
    found: list[tuple[int | None, Heard]] = []
    for number, passage in enumerate(rows):
        here = [n for n, each in enumerate(told) if each.passage == number]
        said = [u for u, at in zip(heard.utterances, places, strict=True) if passage.span.start <= at < passage.span.end]
        merged = hear(passage, number, [told[n] for n in here], said, lexicon)
        found.extend((here[k] if k < len(here) else None, each) for k, each in enumerate(merged))
    order = sorted(range(len(found)), key=lambda k: (found[k][1].attribution.passage, found[k][1].attribution.pieces))
    moved = {found[k][0]: at for at, k in enumerate(order) if found[k][0] is not None}
    out = []
    for k in order:
        each = found[k][1]
        figures = figures_of(each)
        attribution = each.attribution
        follows = moved[attribution.follows] if attribution.follows is not None else None
        probability = heard.attributions.probability(figures) if attribution.source is not None else None
        evidence = Evidence(
            grammar=each.grammar.confidence if each.grammar else None, heard=each.utterance is not None, probability=probability
        )
        attribution = replace(attribution, evidence=evidence, follows=follows)
        if heard.watch is not None:
            heard.watch(attribution, figures)
        out.append(attribution)
    return tuple(out)


def _place(utterance: Utterance) -> int:
    return utterance.cue.start if utterance.cue is not None else utterance.content[0].start


def hear(
    passage: Passage, number: int, told: Sequence[Attribution], utterances: Sequence[Utterance], lexicon: CueLexicon
) -> tuple[Heard, ...]:
    """The attributions of a paragraph by grammar, each with the utterance that is the same, then the utterances left over."""
    taken: set[int] = set()
    found: list[Heard] = []
    for each in told:
        at = next((n for n, u in enumerate(utterances) if n not in taken and _is_same(each, u)), None)
        if at is None:
            found.append(Heard(attribution=each, grammar=each, utterance=None))
            continue
        taken.add(at)
        made = max(_made(passage, number, utterances[at], lexicon), key=lambda m: likeness(m.pieces, each.pieces), default=None)
        if made is not None and each.cue is None and made.cue is not None:
            found.append(Heard(attribution=made, grammar=None, utterance=utterances[at]))
        else:
            found.append(Heard(attribution=_corrected(each, made), grammar=each, utterance=utterances[at]))
    for utterance in utterances:
        for made in _made(passage, number, utterance, lexicon):
            if not any(_covers(each.attribution, made) for each in found):
                found.append(Heard(attribution=made, grammar=None, utterance=utterance))
    return tuple(found)


def _corrected(told: Attribution, made: Attribution | None) -> Attribution:
    """An attribution by grammar with the source that the heads heard, and of a loose frame the content, where the two differ."""
    if made is None:
        return told
    if told.frame in WEAK and likeness(told.pieces, made.pieces) < ALIKE:
        told = replace(told, pieces=made.pieces, kind=made.kind)
    if made.source is not None and (told.source is None or likeness((told.source,), (made.source,)) < SAME_SOURCE):
        told = replace(told, source=made.source, source_head=made.source_head)
    return told


def figures_of(heard: Heard) -> dict[str, float]:
    """The figures that the model weighs; log odds where a figure is a probability."""
    each, grammar, utterance = heard.attribution, heard.grammar, heard.utterance
    entry = each.entry
    return {
        "bias": 1.0,
        "grammar": log_odds(grammar.confidence) if grammar else 0.0,
        "grammar_absent": float(grammar is None),
        "cue": log_odds(utterance.cue_probability) if utterance else 0.0,
        "content": log_odds(utterance.content_probability) if utterance else 0.0,
        "source": log_odds(utterance.source_probability) if utterance else 0.0,
        "unheard": float(utterance is None),
        "no_source": float(each.source is None),
        "agrees": likeness(grammar.pieces, utterance.content) if grammar and utterance else 0.0,
        "agrees_source": float(_same_source(grammar, utterance)) if grammar and utterance else 0.0,
        "direct": float(each.kind is StatementKind.DIRECT),
        "mixed": float(each.kind is StatementKind.MIXED),
        "no_entry": float(entry is None and each.cue is not None),
        "thought": float(entry is not None and entry.sort is Sort.THOUGHT),
        "weak_frame": float(each.frame in WEAK),
        "no_cue": float(each.cue is None),
        "words": math.log1p(sum(p.end - p.start for p in each.pieces)) - 4,
        "joins": float(each.follows is not None),
    }


def _same_source(grammar: Attribution, utterance: Utterance) -> bool:
    if grammar.source is None or utterance.source is None:
        return grammar.source is utterance.source
    return likeness((grammar.source,), (utterance.source,)) >= SAME_SOURCE


def likeness(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Shared characters over all characters of two sets of spans, 0 to 1."""
    shared = sum(max(0, min(p.end, q.end) - max(p.start, q.start)) for p in a for q in b)
    every = sum(p.end - p.start for p in (*a, *b)) - shared
    return shared / every if every else 0.0


def _is_same(told: Attribution, utterance: Utterance) -> bool:
    if told.cue is not None and utterance.cue is not None:
        return overlaps(told.cue, utterance.cue)
    return likeness(told.pieces, utterance.content) >= ALIKE


def _covers(told: Attribution, made: Attribution) -> bool:
    """Whether most of these words are told already."""
    shared = sum(max(0, min(p.end, q.end) - max(p.start, q.start)) for p in told.pieces for q in made.pieces)
    return shared >= MOSTLY * sum(p.end - p.start for p in made.pieces)


def _made(passage: Passage, number: int, utterance: Utterance, lexicon: CueLexicon) -> list[Attribution]:
    """An utterance as attributions of its paragraph: one for each sentence that it fills, one for a quotation of several."""
    verb = _verb(passage, utterance.cue) if utterance.cue is not None else None
    entry = _entry(passage, utterance.cue, lexicon) if utterance.cue is not None else None
    source = _inside(passage, utterance.source) if utterance.source is not None else None
    out = []
    for pieces in _by_sentence(passage, _exact(passage, utterance)):
        kind = kind_of(passage, pieces)
        out.append(
            Attribution(
                kind=kind,
                pieces=pieces,
                cue=utterance.cue,
                entry=entry,
                source=source,
                source_head=_head(passage, source) if source is not None else None,
                frame=_frame(passage, pieces, utterance.cue, entry, kind),
                confidence=utterance.cue_probability,
                passage=number,
                verb=verb,
            )
        )
    return out


def _by_sentence(passage: Passage, pieces: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The pieces, those of one sentence together; words outside quotation marks are cut where a sentence ends."""
    groups: dict[int, list[Span]] = {}
    for piece in pieces:
        if any(q.span.start <= piece.start and piece.end <= q.span.end for q in passage.quotes):
            groups.setdefault(_sentence_of(passage, piece.start), []).append(piece)
            continue
        for number, tokens in groupby(_tokens(passage, piece), key=lambda i: passage.starts[i]):
            places = list(tokens)
            cut = _trim(passage.text, passage.tokens[places[0]].span.start, passage.tokens[places[-1]].span.end)
            if cut is not None:
                groups.setdefault(number, []).append(Span(max(cut.start, piece.start), min(cut.end, piece.end)))
    return [tuple(group) for group in groups.values()]


def _sentence_of(passage: Passage, offset: int) -> int:
    return passage.starts[min(passage.at(offset), len(passage.tokens) - 1)]


def _inside(passage: Passage, span: Span) -> Span | None:
    """A span in whole words of the paragraph, None outside it."""
    first, last = passage.at(span.start), passage.at(span.end - 1)
    if not (passage.span.start <= span.start and span.end <= passage.span.end) or last >= len(passage.tokens):
        return None
    return passage.stretch(first, last)


def _exact(passage: Passage, utterance: Utterance) -> tuple[Span, ...]:
    """The content in whole words; what is for the most part one quotation is exactly what stands inside its marks."""
    pieces: list[Span] = []
    for piece in utterance.content:
        cut = Span(max(piece.start, passage.span.start), min(piece.end, passage.span.end))
        whole = _inside(passage, cut) if cut.end > cut.start else None
        if whole is None:
            continue
        quotes = [q for q in passage.quotes if overlaps(q.inner, whole)]
        shared = sum(min(q.span.end, whole.end) - max(q.span.start, whole.start) for q in quotes)
        if quotes and shared >= 0.9 * (whole.end - whole.start):
            pieces.extend(q.inner for q in quotes if likeness((q.inner,), (whole,)) > 0.1 or len(quotes) == 1)
            continue
        start, end = whole
        for quote in quotes:
            if start < quote.span.start < end < quote.span.end:
                end = quote.span.end
            elif quote.span.start < start < quote.span.end < end:
                start = quote.span.start
        trimmed = _trim(passage.text, start, end)
        if trimmed is not None and (utterance.cue is None or not overlaps(trimmed, utterance.cue)):
            pieces.append(trimmed)
    return tuple(dict.fromkeys(sorted(pieces)))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return Span(start, end) if end > start else None


def _tokens(passage: Passage, span: Span) -> Iterator[int]:
    at = passage.at(span.start)
    while at < len(passage.tokens) and passage.tokens[at].span.start < span.end:
        yield at
        at += 1


def _verb(passage: Passage, cue: Span) -> int | None:
    """The cue's verb, or where it has none its first word."""
    places = list(_tokens(passage, cue))
    verbs = [i for i in places if passage.tokens[i].pos in ("VERB", "AUX")]
    return verbs[-1] if verbs else places[0] if places else None


def _entry(passage: Passage, cue: Span, lexicon: CueLexicon) -> Cue | None:
    """What the table of cues says of these words."""
    words = passage.text[cue.start : cue.end].casefold()
    for phrase in lexicon.phrases:
        if words.startswith(phrase.form):
            return phrase
    for i in _tokens(passage, cue):
        token = passage.tokens[i]
        entries = lexicon.verbs.get(token.lemma, ()) if token.pos in ("VERB", "AUX") else ()
        after = {t.text.lower() for t in passage.tokens[i + 1 : i + 5]}
        for entry in entries:
            if entry.particle is None or entry.particle in after:
                return entry
        if token.pos == "NOUN" and token.lemma in lexicon.nouns:
            return lexicon.nouns[token.lemma]
    return None


def _head(passage: Passage, source: Span) -> Span:
    """The word of a noun phrase that hangs on something outside it."""
    places = list(_tokens(passage, source))
    inside = set(places)
    for i in places:
        if passage.heads[i] not in inside or passage.heads[i] == i:
            return passage.tokens[i].span
    return passage.tokens[places[-1]].span


def _frame(passage: Passage, pieces: Sequence[Span], cue: Span | None, entry: Cue | None, kind: StatementKind) -> Frame:
    if kind is StatementKind.DIRECT:
        return Frame.QUOTE
    if entry is not None and entry.part is Part.PHRASE:
        return Frame.SOURCE
    first = passage.tokens[passage.at(pieces[0].start)]
    word = first.text.lower()
    if cue is None or pieces[0].start < cue.start:
        return Frame.BARE
    if word == "that":
        return Frame.THAT
    if word == "to":
        between = passage.text[cue.end : pieces[0].start].strip()
        return Frame.OBJECT_INFINITIVE if between else Frame.INFINITIVE
    if word in ("of", "for", "over"):
        return Frame.CHARGE
    if first.tag == "VBG":
        return Frame.GERUND
    verbal = any(passage.tokens[i].dep in ("nsubj", "nsubjpass", "expl") for i in _tokens(passage, pieces[0]))
    return Frame.BARE if verbal else Frame.NOUN
