"""Sentences of an article with their grammar."""

from dataclasses import dataclass

from detente.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word of a sentence.

    `span` in characters of the page. `pos`: universal part of speech (`VERB`, `PROPN`); `tag`: Penn tag (`VBD`). `dep`:
    dependency label (`nsubj`, `ccomp`, `dobj` …, the CLEAR labels of spaCy's English models); `head`: index of the head in
    the sentence's tokens, its own index at the root.
    """

    text: str
    span: Span
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the body. `paragraph` counts the body's lines from 0; `index` counts sentences from 0."""

    index: int
    paragraph: int
    span: Span
    tokens: tuple[Token, ...]
