"""When and where words were said, and to whom: from what stands in the reporting clause and not in its content."""

from collections.abc import Sequence
from datetime import timedelta

from detente.records import ActorMention, DateSpan, Entity, MentionKind, Place, Span, within
from detente.statements.attribution import Attribution
from detente.statements.passage import Passage
from detente.statements.speakers import Cast
from detente.statements.words import DOCUMENTS, OCCASIONS

MAX_SPAN_DAYS = 31
BARRIERS = frozenset({"before", "after", "since", "until", "till", "ahead", "following", "from", "by", "between", "for", "than"})
ADDRESSEES = frozenset({"to", "with"})
_PLACE_PREPOSITIONS = frozenset({"in", "at"})
_PATH = 8


def said_on(passage: Passage, attribution: Attribution, dates: Sequence[DateSpan]) -> DateSpan | None:
    """The day that the reporting clause names for the saying, None where it names none."""
    if attribution.verb is None:
        return None
    start, end = _sentence(passage, attribution.verb)
    best: tuple[int, DateSpan] | None = None
    for date in dates:
        if date.span is None or not (start <= date.span.start and date.span.end <= end):
            continue
        if any(within(date.span, piece) for piece in attribution.pieces) or not _short(date):
            continue
        if not _of_saying(passage, attribution, attribution.verb, date.span):
            continue
        distance = abs(date.span.start - passage.tokens[attribution.verb].span.start)
        if best is None or distance < best[0]:
            best = distance, date
    return best[1] if best else None


def _sentence(passage: Passage, index: int) -> tuple[int, int]:
    first, last = passage.starts[index], passage.ends[index] - 1
    return passage.tokens[first].span.start, passage.tokens[last].span.end


def _short(date: DateSpan) -> bool:
    return date.start is not None and date.end is not None and date.end - date.start <= timedelta(days=MAX_SPAN_DAYS)


def _of_saying(passage: Passage, attribution: Attribution, verb: int, span: Span) -> bool:
    """Whether the words of a date hang on the verb of saying, with no "before" or other happening between."""
    node = passage.at(span.start)
    if node >= len(passage.tokens) or passage.quoted[node] >= 0:
        return False
    lead = passage.tokens[node - 1].text.lower() if node else ""
    if lead in BARRIERS:
        return False
    for _ in range(_PATH):
        token = passage.tokens[node]
        if node == verb:
            return True
        own = within(token.span, span) or (attribution.source is not None and within(token.span, attribution.source))
        if token.pos == "NOUN" and not own and token.lemma not in OCCASIONS | DOCUMENTS:
            return False
        if token.text.lower() in BARRIERS or (token.dep in {"relcl", "advcl", "ccomp"} and token.tag != "VBN"):
            return False
        if passage.heads[node] == node:
            return node == verb
        node = passage.heads[node]
    return False


def aimed_at(attribution: Attribution, passage: Passage, cast: Cast, speaker: Entity) -> tuple[Entity, ...]:
    """Whom the words are addressed to or aimed at, where the reporting clause names a state, a body or who acts for one."""
    spans = [attribution.target] if attribution.target is not None else []
    if attribution.verb is not None:
        spans.extend(_addressees(passage, attribution.verb))
    found: list[Entity] = []
    for span in spans:
        for mention in cast.at(span):
            if not _fit(mention) or any(entity.code == mention.entity.code and entity.code for entity in found):
                continue
            if mention.entity.code == speaker.code and mention.entity.name == speaker.name:
                continue
            found.append(mention.entity)
    return tuple(found)


def _fit(mention: ActorMention) -> bool:
    return mention.kind is not MentionKind.ADJECTIVE and mention.entity.code is not None


def _addressees(passage: Passage, verb: int) -> list[Span]:
    """ "told X", "said to X", "warned X that": the object that is a person or state, and the object of "to"."""
    spans = []
    for kid in passage.kids[verb]:
        token = passage.tokens[kid]
        if kid <= verb or passage.quoted[kid] >= 0:
            continue
        noun = kid if token.dep in {"dobj", "dative"} and token.pos != "ADP" else None
        if token.text.lower() in ADDRESSEES and token.dep in {"prep", "dative"}:
            noun = passage.child(kid, "pobj")
        if noun is not None:
            spans.append(passage.tokens[noun].span)
    return spans


def said_in(passage: Passage, attribution: Attribution, cast: Cast) -> Place | None:
    """The place that the reporting clause ties to the saying: "told a press conference in Moscow"."""
    if attribution.verb is None:
        return None
    for kid in _near_prepositions(passage, attribution.verb):
        noun = passage.child(kid, "pobj")
        if noun is None or passage.tokens[noun].pos != "PROPN" or passage.quoted[noun] >= 0:
            continue
        if any(within(passage.tokens[noun].span, piece) for piece in attribution.pieces):
            continue
        span = passage.tokens[noun].span
        mention = next((m for m in cast.at(span) if m.kind in {MentionKind.SEAT, MentionKind.STATE}), None)
        if mention is None:
            continue
        return Place(text=mention.entity.text, span=mention.entity.span, country=mention.entity.code)
    return None


def _near_prepositions(passage: Passage, verb: int) -> list[int]:
    """The "in" and "at" of the reporting clause: on the verb, or on its occasion ("told a briefing in …")."""
    found = []
    for kid in passage.kids[verb]:
        token = passage.tokens[kid]
        if kid < verb:
            continue
        if token.text.lower() in _PLACE_PREPOSITIONS and token.dep == "prep":
            found.append(kid)
        noun = kid if token.dep in {"dobj", "dative"} else passage.child(kid, "pobj") if token.dep == "prep" else None
        if noun is not None:
            found.extend(k for k in passage.kids[noun] if passage.tokens[k].text.lower() in _PLACE_PREPOSITIONS)
    return found
