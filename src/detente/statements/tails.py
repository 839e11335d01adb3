"""Where words reported end: before what the speaker does next, and before what the reporter says of them."""

from detente.statements.clauses import Site
from detente.statements.passage import Passage

REMARKS = frozenset({"charge", "claim", "accusation", "allegation", "remark", "step", "move", "suggestion", "assertion"})


def before_next_act(passage: Passage, site: Site, first: int, last: int) -> int:
    """The end of a phrase before what the speaker does next: "condemned the raid and warned that …"."""
    for kid in passage.kids[site.verb]:
        left = passage.left[kid]
        if passage.tokens[kid].dep == "conj" and finite(passage, kid) and first < left <= last and passage.quoted[kid] < 0:
            last = left - 1
    for at in range(first + 1, last):
        if passage.tokens[at].text == "," and passage.quoted[at] < 0 and _remark_on_it(passage, at + 1, last):
            last = at - 1
            break
    while last > first and (passage.is_punct(last) or passage.tokens[last].dep == "cc") and not passage.is_mark(last):
        last -= 1
    return last


def _remark_on_it(passage: Passage, at: int, last: int) -> bool:
    """Whether the reporter comments on what was said: ", a charge that Foo denies", ", claims Bar rejected"."""
    while at <= last and passage.tokens[at].pos in {"DET", "ADJ"}:
        at += 1
    return at < last and passage.tokens[at].lemma in REMARKS and passage.tokens[at].pos == "NOUN"


def finite(passage: Passage, at: int) -> bool:
    """Whether the token is a finite verb."""
    return passage.tokens[at].pos in {"VERB", "AUX"} and passage.tokens[at].tag in {"VBD", "VBZ", "VBP", "MD"}
