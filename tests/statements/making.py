"""Marked sentences → text, actor mentions and the contents expected; an article that is all body."""

import re
from dataclasses import dataclass

from detente.records import ActorMention, Article, Entity, EntityCode, MentionKind, Span

MARK = re.compile(r"</?([stc])>")
PRONOUNS = {"he", "she", "it", "they"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with what was marked in it."""

    text: str
    actors: tuple[ActorMention, ...]
    contents: tuple[Span, ...]


def marked(source: str) -> Marked:
    """The text without its marks, with the places they stood at."""
    text, at, opened = "", 0, {}
    found: dict[str, list[Span]] = {"s": [], "t": [], "c": []}
    for match in MARK.finditer(source):
        text += source[at : match.start()]
        at = match.end()
        if match.group().startswith("</"):
            found[match.group(1)].append(Span(opened.pop(match.group(1)), len(text)))
        else:
            opened[match.group(1)] = len(text)
    text += source[at:]
    actors = [mention(text, span, "FOO") for span in found["s"]] + [mention(text, span, "BAR") for span in found["t"]]
    return Marked(text=text, actors=tuple(actors), contents=tuple(found["c"]))


def mention(text: str, span: Span, code: str) -> ActorMention:
    """An actor mention of these words, of the kind they look like."""
    words = text[span.start : span.end]
    kind = MentionKind.STATE
    if words.casefold() in PRONOUNS:
        kind = MentionKind.PRONOUN
    elif " " in words:
        kind = MentionKind.OFFICE if words.casefold().startswith("the ") else MentionKind.PERSON
    entity = Entity(text=words, span=span, name=words, code=EntityCode(code), sector=("GOV",))
    return ActorMention(entity=entity, kind=kind, confidence=0.95)


def article(text: str) -> Article:
    """An article that is the whole text."""
    return Article(
        id="a",
        title=None,
        title_span=None,
        outlet=None,
        outlet_span=None,
        agency=None,
        agency_span=None,
        byline=None,
        byline_span=None,
        dateline=None,
        language="en",
        published=None,
        updated=None,
        body=(Span(0, len(text)),),
    )
