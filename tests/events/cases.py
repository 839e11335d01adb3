"""Marked sentences → material for the events room. `{Arvenia=ARV}` marks an actor, `{Arvenian=ARV:adjective}` its kind."""

import re
from dataclasses import dataclass, replace

from detente.encoder.folder import model_folder
from detente.encoder.logistic import Logistic
from detente.events.coder import Coder, load_coder
from detente.events.find import Material
from detente.events.weigh import FIGURES
from detente.records import ActorMention, DateSpan, Entity, EntityCode, EventMention, MentionKind, Place, Span
from detente.syntax.parse import Parser

MARK = re.compile(r"\{([^=}]+)=([A-Z]*)(?::([a-z]+))?\}")


FLOOR = 0.28  # of what the grammar alone holds of an act; below it even the grammar doubts


def grammar_coder() -> Coder:
    """The coder with a confidence that is what the grammar says, so that its cases do not turn on a model's weights."""
    weights = {name: float(name == "grammar") for name in FIGURES}
    return replace(load_coder(model_folder()), confidence=Logistic(weights))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text without its marks, and the actors that they marked."""

    text: str
    actors: tuple[ActorMention, ...]


def unmark(marked: str) -> Marked:
    """The text and actors of a marked sentence."""
    text, at, actors = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words, code, kind = match.groups()
        span = Span(len(text), len(text) + len(words))
        entity = Entity(text=words, span=span, name=words, code=EntityCode(code) if code else None)
        actors.append(ActorMention(entity=entity, kind=MentionKind(kind or "state"), confidence=0.95))
        text += words
        at = match.end()
    return Marked(text=text + marked[at:], actors=tuple(actors))


def material(marked: str, parser: Parser, dates: tuple[DateSpan, ...] = (), places: tuple[Place, ...] = ()) -> Material:
    """The material of a marked text."""
    found = unmark(marked)
    return Material(
        text=found.text,
        article_id="a",
        sentences=parser.parse(found.text, [Span(0, len(found.text))]),
        actors=found.actors,
        dates=dates,
        places=places,
    )


def told(event: EventMention) -> str:
    """An event in one line: `ACCUSE ARV>BEL`, `CONSULT ARV+BEL`, with its status and claimant where it has them."""
    actor = "+".join(sorted(e.code or e.text for e in event.actor))
    recipient = "+".join(sorted(e.code or e.text for e in event.recipient))
    status = f" {event.aux}" if event.aux else ""
    claimed = f" by {event.claimed_by.code}" if event.claimed_by else ""
    return f"{event.event} {actor}{'>' + recipient if recipient else ''}{status}{claimed}"
