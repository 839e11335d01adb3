"""An act, its day and its words → whether it is background from before the news."""

from datetime import date, timedelta

from detente.events.grammar import Tree
from detente.events.lexicon import Lexicon
from detente.records import DateSpan, Published

RECENT = timedelta(days=30)
WIDE = timedelta(days=366)


def is_background(tree: Tree, at: int, when: DateSpan | None, published: Published | None, lexicon: Lexicon) -> bool:
    """Whether an act is told as background: dated well before the news, or marked as past by its own words."""
    if when is not None and when.end is not None:
        news = _news_day(published)
        if news is not None:
            return when.end < news - RECENT
        return _is_year(when)
    return _marked_past(tree, at, lexicon)


def is_ahead(when: DateSpan | None, published: Published | None) -> bool:
    """Whether a date lies after the publication."""
    if when is None or when.start is None or published is None or published.end is None:
        return False
    return when.start > published.end


def _news_day(published: Published | None) -> date | None:
    """The first day the page can be from, None where that is unknown or the interval is too wide to tell."""
    if published is None or published.start is None or published.end is None:
        return None
    return published.start if published.end - published.start <= WIDE else None


def _is_year(when: DateSpan) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days >= 360


def _marked_past(tree: Tree, at: int, lexicon: Lexicon) -> bool:
    token = tree.tokens[at]
    if token.pos in ("NOUN", "PROPN"):
        return any(lexicon.among("past_modifier", tree.lower(i)) for i in tree.by_dep(at, {"amod"}))
    helpers = {tree.lower(i) for i in tree.by_dep(at, {"aux"})}
    adverbs = {tree.lower(i) for i in tree.by_dep(at, {"advmod"})}
    return "had" in helpers and bool(adverbs & {"previously", "earlier", "before", "once", "originally", "formerly", "long"})


def is_in_passing(tree: Tree, at: int, when: DateSpan | None, lexicon: Lexicon) -> bool:
    """Whether a noun only points at an act told elsewhere: "the spirit of the meeting", without a day of its own."""
    token = tree.tokens[at]
    if when is not None or token.dep != "pobj" or tree.tokens[at].pos not in ("NOUN", "PROPN"):
        return False
    above = tree.tokens[tree.tokens[token.head].head]
    return tree.lower(token.head) == "of" and above.pos == "NOUN" and not lexicon.operators.get(above.lemma)
