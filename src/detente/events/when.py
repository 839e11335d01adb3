"""The days in a sentence and its acts → which day belongs to which act."""

from detente.events.grammar import Tree
from detente.events.lexicon import Lexicon
from detente.records import DateSpan, Span

CLAUSE = frozenset({"VERB", "AUX"})


def dates_of(sentence: Span, dates: tuple[DateSpan, ...]) -> tuple[DateSpan, ...]:
    """The dates whose words stand in a sentence."""
    return tuple(d for d in dates if d.span is not None and sentence.start <= d.span.start < sentence.end)


def date_of(tree: Tree, at: int, dates: tuple[DateSpan, ...], lexicon: Lexicon) -> DateSpan | None:
    """The date of the act at this token: on its own words, else on its verb, else the one that opens the sentence.

    A date on a verb of saying above the act is the saying's, not the act's.
    """
    placed = [(date, token) for date in dates if (token := _token_at(tree, date.span)) is not None]
    if not placed:
        return None
    chain = _chain(tree, at, dates, lexicon)
    placed = [(date, token) for date, token in placed if not _is_of_first_conjunct(tree, at, token)]
    if tree.tokens[at].pos in CLAUSE and len(placed) == 1 and _is_near(tree, at, placed[0][1], chain, lexicon):
        return placed[0][0]
    for holder in chain:
        own = [date for date, token in placed if _holder(tree, token, chain) == holder]
        if own:
            return min(own, key=lambda d: (_days(d), abs((d.span.start if d.span else 0) - tree.tokens[at].span.start)))
    return None


def _is_of_first_conjunct(tree: Tree, at: int, date: int) -> bool:
    """Whether a date stands inside an earlier conjunct: "annexed it in 1994 and lately massed troops"."""
    owner = next((i for i in tree.ancestors(date) if tree.tokens[i].pos in CLAUSE), None)
    if owner is None or not owner < date < at or tree.tokens[at].pos not in CLAUSE:
        return False
    climbed = {at, *tree.ancestors(at)}
    joined = any(tree.tokens[i].dep == "conj" and tree.tokens[i].head in climbed for i in climbed)
    return joined and owner in climbed and any(tree.tokens[i].pos == "CCONJ" for i in range(date, at))


def _is_near(tree: Tree, at: int, date: int, chain: tuple[int, ...], lexicon: Lexicon) -> bool:
    """Whether only one verb can own the sentence's one date, however the parser hangs it: the act's, with no clause between."""
    low, high = sorted((at, date))
    between = range(low + 1, high)
    if any(tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "WDT", "WP") or tree.tokens[i].text in '“”"' for i in between):
        return False
    owner = next((i for i in tree.ancestors(date) if tree.tokens[i].pos in CLAUSE), None)
    return owner is None or owner in chain or (date > at and not lexicon.among("speaking", tree.lemma(owner)))


def _days(when: DateSpan) -> int:
    """How wide a date is: of "in February this year" the month tells more than the year."""
    return (when.end - when.start).days if when.start and when.end else 10**6


def _token_at(tree: Tree, span: Span | None) -> int | None:
    if span is None:
        return None
    inside = [i for i, token in enumerate(tree.tokens) if token.span.start < span.end and span.start < token.span.end]
    if not inside:
        return None
    members = frozenset(inside)
    return next((i for i in inside if tree.tokens[i].head not in members or tree.tokens[i].head == i), inside[0])


def _chain(tree: Tree, at: int, dates: tuple[DateSpan, ...], lexicon: Lexicon) -> tuple[int, ...]:
    """The token and those above it whose dates are also its own: the verb of a noun, the first of conjuncts, control verbs."""
    found = [at]
    child = at
    for head in tree.ancestors(at):
        token = tree.tokens[child]
        if token.dep == "relcl" and _is_date(tree, head, dates):
            return (*found, head)  # "since June 2017, when it cut ties"
        if token.dep in ("ccomp", "relcl", "advcl", "parataxis", "acl", "pcomp") and tree.tokens[child].pos in CLAUSE:
            if token.dep not in ("acl", "pcomp", "advcl"):
                break
            if lexicon.among("speaking", tree.lemma(head)):
                break
        found.append(head)
        child = head
    return tuple(found)


def _is_date(tree: Tree, i: int, dates: tuple[DateSpan, ...]) -> bool:
    span = tree.tokens[i].span
    return any(d.span is not None and d.span.start <= span.start < d.span.end for d in dates)


def _holder(tree: Tree, token: int, chain: tuple[int, ...]) -> int | None:
    """The nearest word above a date that an act or its verbs are, without crossing another clause."""
    if token in chain:
        return token
    child = token
    for head in tree.ancestors(token):
        if head in chain:
            return head
        if tree.tokens[head].pos in CLAUSE and tree.tokens[head].dep not in ("aux", "auxpass"):
            return None
        child = head
    return child if child in chain else None
