"""A paragraph as one stretch of tokens with its grammar and its quotes: what the finders walk on.

The parser cuts `“…?” He explained.` in two; here the sentences of a paragraph stand in one row, so that a rule can look across.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from detente.records import Sentence, Span, Token
from detente.statements.quotes import Quote, find_quotes

MARKS = frozenset("“”„‟\"«»‘’'`＂") | {"''", "``"}
_SAYING = frozenset({"say", "add", "tell", "explain", "stress", "note", "warn", "declare", "claim", "insist"})
_CUT_WINDOW_TOKENS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph. `heads` and `kids` index into `tokens`; `ends[i]` is one past the last token of token i's sentence,
    `starts[i]` its first; `left[i]` and `right[i]` are the outermost tokens of what hangs on token i; `quoted[i]` is the
    index of the quote that token i stands in, -1 outside."""

    text: str
    number: int
    span: Span
    tokens: tuple[Token, ...]
    heads: tuple[int, ...]
    kids: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]

    def words(self, first: int, last: int) -> str:
        """The page's text from token `first` to token `last`, both included."""
        return self.text[self.tokens[first].span.start : self.tokens[last].span.end]

    def stretch(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

    def at(self, offset: int) -> int:
        """The first token that ends after this place in the page; the number of tokens where none does."""
        return bisect_left(self.tokens, offset + 1, key=lambda token: token.span.end)

    def child(self, head: int, *deps: str) -> int | None:
        """The first child with one of these labels, None where it has none."""
        return next((kid for kid in self.kids[head] if self.tokens[kid].dep in deps), None)

    def subtree(self, root: int) -> list[int]:
        """The token and all that hang on it, in order."""
        found, stack = [], [root]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.kids[node])
        return sorted(found)

    def is_mark(self, index: int) -> bool:
        """Whether the token is a quotation mark that encloses something here, not an apostrophe."""
        return self.tokens[index].text in MARKS

    def is_punct(self, index: int) -> bool:
        """Whether the token is punctuation, quotation marks included."""
        return self.tokens[index].pos == "PUNCT" or not any(c.isalnum() for c in self.tokens[index].text)


def passages(text: str, sentences: Sequence[Sentence]) -> tuple[Passage, ...]:
    """The paragraphs of the sentences, in order; a quote that runs over several is cut at each one's end."""
    return tuple(_passage(text, tuple(group)) for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph))


def _passage(text: str, sentences: tuple[Sentence, ...]) -> Passage:
    tokens: list[Token] = []
    heads: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for sentence in sentences:
        first = len(tokens)
        tokens.extend(sentence.tokens)
        heads.extend(first + token.head for token in sentence.tokens)
        starts.extend([first] * len(sentence.tokens))
        ends.extend([first + len(sentence.tokens)] * len(sentence.tokens))
    kids: list[list[int]] = [[] for _ in tokens]
    for index, head in enumerate(heads):
        if head != index:
            kids[head].append(index)
    left, right = _edges(heads, kids)
    span = Span(sentences[0].span.start, sentences[-1].span.end)
    quotes = tuple(_cut_unclosed(quote, tokens) for quote in find_quotes(text, span))
    quoted = _quoted(tokens, quotes)
    for at in _semicolons(tokens, quoted, starts, ends):
        first, end = starts[at], ends[at]
        ends[first : at + 1] = [at + 1] * (at + 1 - first)
        starts[at + 1 : end] = [at + 1] * (end - at - 1)
    return Passage(
        text=text,
        number=sentences[0].paragraph,
        span=span,
        tokens=tuple(tokens),
        heads=tuple(heads),
        kids=tuple(map(tuple, kids)),
        left=tuple(left),
        right=tuple(right),
        starts=tuple(starts),
        ends=tuple(ends),
        quotes=quotes,
        quoted=quoted,
    )


def _semicolons(tokens: Sequence[Token], quoted: Sequence[int], starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """Where a semicolon parts two sentences: a finite verb stands on either side of it, outside quotes."""
    found = []
    floor = 0
    for at, token in enumerate(tokens):
        if token.text != ";" or quoted[at] >= 0:
            continue
        floor = max(floor, starts[at])
        after = next((i for i in range(at + 1, ends[at]) if tokens[i].text == ";" and quoted[i] < 0), ends[at])
        if _has_finite(tokens, floor, at) and _has_finite(tokens, at + 1, after):
            found.append(at)
            floor = at + 1
    return found


def _has_finite(tokens: Sequence[Token], first: int, end: int) -> bool:
    return any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in tokens[first:end])


def _edges(heads: Sequence[int], kids: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """The outermost tokens of what hangs on each token, once for all: a deep chain would make asking each time slow."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    order = [i for i, head in enumerate(heads) if head == i]
    for node in order:
        order.extend(kids[node])
    for node in reversed(order):
        head = heads[node]
        left[head], right[head] = min(left[head], left[node]), max(right[head], right[node])
    return left, right


def _quoted(tokens: Iterable[Token], quotes: Sequence[Quote]) -> tuple[int, ...]:
    found = []
    for token in tokens:
        inside = (i for i, quote in enumerate(quotes) if quote.inner.start <= token.span.start < quote.inner.end)
        found.append(next(inside, -1))
    return tuple(found)


def _cut_unclosed(quote: Quote, tokens: Sequence[Token]) -> Quote:
    """The quote without the attribution that a missing closing mark let in: `“… our own needs says Fooville.`"""
    if quote.closed:
        return quote
    inside = [i for i, token in enumerate(tokens) if quote.inner.start <= token.span.start < quote.inner.end]
    for i in inside[-_CUT_WINDOW_TOKENS:]:
        verb = tokens[i]
        if verb.lemma not in _SAYING or i + 1 >= len(tokens):
            continue
        before = tokens[i - 1]
        following = [token for token in tokens[i + 1 :] if token.pos != "PUNCT"]
        inverted = bool(following) and all(token.pos in {"PROPN", "DET", "NOUN", "ADJ", "ADP"} for token in following)
        plain = before.pos in {"PRON", "PROPN"} and i >= 2 and tokens[i - 2].text in {",", "?", "!"}
        if plain or (inverted and following[0].pos in {"PROPN", "DET"}):
            end = tokens[i - 2].span.end if plain else before.span.end
            return replace(quote, inner=Span(quote.inner.start, max(end, quote.inner.start)), span=Span(quote.span.start, end))
    return quote
