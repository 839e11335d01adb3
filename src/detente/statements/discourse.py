"""Who is being talked about when a pronoun speaks: the subject of what stands just before it."""

from collections.abc import Sequence

from detente.records import Span
from detente.statements.attribution import Attribution
from detente.statements.passage import Passage

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def subject_before(rows: Sequence[Passage], each: Attribution) -> Span | None:
    """The head of the nearest main subject before the speaker of an attribution, outside quotes; None where there is none.

    Looked for in the same sentence, then in the sentence before, then in the last sentence of the paragraph before.
    """
    if each.source is None or each.verb is None:
        return None
    passage = rows[each.passage]
    here = passage.at(each.source.start)
    start = passage.starts[min(here, passage.at(each.pieces[0].start), len(passage.tokens) - 1)]
    found = _main_subject(passage, start, here, each)
    if found is not None:
        return found
    if start > 0:
        return _last_subject(passage, start - 1)
    before = rows[each.passage - 1] if each.passage > 0 else None
    return _last_subject(before, len(before.tokens) - 1) if before is not None else None


def _main_subject(passage: Passage, first: int, last: int, each: Attribution) -> Span | None:
    """The last subject of a finite main verb among these tokens that is no part of the words reported."""
    for i in range(min(last, len(passage.tokens)) - 1, first - 1, -1):
        token = passage.tokens[i]
        clause = passage.tokens[passage.heads[i]].dep
        reported = any(piece.start <= token.span.start < piece.end for piece in each.pieces)
        if token.dep in SUBJECTS and clause in {"ROOT", "conj", "ccomp"} and passage.quoted[i] < 0 and not reported:
            return token.span
    return None


def _last_subject(passage: Passage, at: int) -> Span | None:
    """The main subject of the last unquoted sentence that ends at or before a token."""
    while at >= 0 and (passage.quoted[at] >= 0 or passage.is_punct(at)):
        at -= 1
    if at < 0:
        return None
    root = next((i for i in range(passage.starts[at], passage.ends[at]) if passage.tokens[i].dep == "ROOT"), None)
    subject = passage.child(root, *SUBJECTS) if root is not None else None
    return passage.tokens[subject].span if subject is not None and passage.quoted[subject] < 0 else None
