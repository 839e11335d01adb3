"""The reporting clause that closes a sentence, found by its place: "…, a senior official at the ministry said on Friday."

A parser that has lost the thread of a long sentence hangs such a clause anywhere; its shape does not change.
"""

from detente.statements.passage import Passage
from detente.statements.phrase import Noun

LONGEST_SOURCE = 14
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "PRON", "NUM", "CCONJ", "ADV"})
_OPENING = frozenset({"DET", "PROPN", "PRON", "ADJ", "NOUN", "NUM"})
_BRACKETS = frozenset({"(", ")", "[", "]", "-", "/", "."})
_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where", "what"})


def closing_source(passage: Passage, verb: int) -> Noun | None:
    """Who speaks in a clause that closes its sentence: from the comma before to the verb; None where there is no such clause."""
    if passage.tokens[verb].tag not in {"VBD", "VBZ", "VBN"} or not _nothing_reported(passage, verb):
        return None
    comma = _comma(passage, verb)
    if comma is None or not _clause_before(passage, comma):
        return None
    first, last = comma + 1, verb - 1
    while last > first and passage.tokens[last].pos == "ADV":
        last -= 1
    if any(
        passage.tokens[at].tag == "PRP" and passage.tokens[at - 1].pos in {"NOUN", "PROPN"} for at in range(first + 1, last + 1)
    ):
        return None  # "…, a charge it denies"
    head = _head(passage, first, last)
    return Noun(first=first, last=last, head=head) if head is not None else None


def _comma(passage: Passage, verb: int) -> int | None:
    """The comma that opens the clause, where nothing but a noun phrase stands between it and the verb."""
    for at in range(verb - 1, max(passage.starts[verb], verb - LONGEST_SOURCE) - 1, -1):
        token = passage.tokens[at]
        if passage.quoted[at] >= 0 or token.text.lower() in _RELATIVES:
            return None
        if token.text == ",":
            opens = at + 1 < verb and passage.tokens[at + 1].pos in _OPENING
            return at if opens else None
        if token.pos not in _NOMINAL and token.text not in _BRACKETS:
            return None
    return None


def _clause_before(passage: Passage, comma: int) -> bool:
    """Whether a sentence of its own stands before the comma: a finite verb, and its subject before it."""
    start = passage.starts[comma]
    for at in range(start, comma):
        token = passage.tokens[at]
        if token.pos in {"VERB", "AUX"} and token.tag in {"VBD", "VBZ", "VBP", "MD"} and token.dep not in {"relcl", "advcl"}:
            return any(passage.tokens[i].pos in {"NOUN", "PROPN", "PRON"} for i in range(start, at))
    return False


def _nothing_reported(passage: Passage, verb: int) -> bool:
    """Whether the sentence ends with the verb, but for when and where it was said."""
    after = verb + 1
    if after >= passage.ends[verb] or passage.is_punct(after):
        return True
    token = passage.tokens[after]
    word = token.text.lower()
    timely = word in {"last", "late", "early", "earlier", "later", "yesterday", "today", "tonight", "this"}
    return (
        timely
        or (word[:1] != token.text[:1] and word.endswith("day"))
        or (token.pos == "ADP" and word not in {"that", "of", "by"})
    )


def _head(passage: Passage, first: int, last: int) -> int | None:
    """The noun that the phrase is about: the last of its first run of nouns."""
    head = None
    for at in range(first, last + 1):
        if passage.tokens[at].pos in {"NOUN", "PROPN", "PRON"}:
            head = at
        elif head is not None:
            break
    return head
