"""An archive of invented states for the tests of the brief: pages of our own, read by hand."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from detente.brief.state import Asked
from detente.brief.value import Brief
from detente.codebook.codes import read_codes
from detente.codebook.plover import load_plover
from detente.merge.block import block_of, merge_block
from detente.records import (
    Article,
    Aux,
    Basis,
    DateSpan,
    Entity,
    EntityCode,
    EventMention,
    EventType,
    Page,
    Published,
    Read,
    Reason,
    Rejected,
    Span,
    Statement,
    StatementKind,
    Words,
    digest,
)
from detente.store.archive import Archive, open_archive

SEEN = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
CODES = read_codes(
    "code\tname\tkind\taliases\torigin\nARD\tArdenia\tstate\t\ttest\nBOR\tUnited Borvia\tstate\t\ttest\n"
    "CEL\tCelmark\tstate\t\ttest\n"
)
PLOVER = load_plover()
NAMED = {"Ardenia": "ARD", "Borvia": "BOR", "Celmark": "CEL"}


def names(text: str) -> frozenset[str]:
    """The invented states that a text names."""
    return frozenset(code for name, code in NAMED.items() if name in text)


def asked(one: str = "ARD", other: str = "BOR", **more: object) -> Asked:
    return Asked(one=one, other=other, codes=CODES, names=names, made_by="detente test", **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An act as a sentence tells it: the words of each part, found in the page's text."""

    sentence: str
    actor: str
    trigger: str
    recipient: str
    event: EventType
    mode: str | None = None
    day: date | None = None
    aux: Aux | None = None
    claimed_by: str | None = None
    confidence: float = 0.8


def span_of(text: str, words: str, within: str) -> Span:
    start = text.index(within)
    at = text.index(words, start)
    return Span(at, at + len(words))


def entity(text: str, words: str, within: str, sector: tuple[str, ...] = ("GOV",)) -> Entity:
    code = next((code for name, code in NAMED.items() if name in words), None)
    return Entity(
        text=words, span=span_of(text, words, within), name=words, code=EntityCode(code) if code else None, sector=sector
    )


def mention(text: str, told: Told) -> EventMention:
    start = text.index(told.sentence)
    day = None
    if told.day:
        day = DateSpan(start=told.day, end=told.day, basis=Basis.RELATIVE, text="on Monday")
    return EventMention(
        id=digest(text, told.sentence, told.trigger),
        event=told.event,
        mode=told.mode,
        context=("diplomatic",),
        aux=told.aux,
        actor=tuple(entity(text, name, told.sentence) for name in told.actor.split("+")),
        recipient=(entity(text, told.recipient, told.sentence),) if told.recipient else (),
        date=day,
        occasion=None,
        place=None,
        statement=None,
        claimed_by=entity(text, told.claimed_by, told.sentence) if told.claimed_by else None,
        trigger=Words(text=told.trigger, span=span_of(text, told.trigger, told.sentence)),
        span=Span(start, start + len(told.sentence)),
        score=PLOVER.score(told.event, told.mode),
        quad=PLOVER.quad(told.event),
        confidence=told.confidence,
    )


def said(
    text: str, speaker: str, cue: str, content: str, *, day: date | None = None, sector: tuple[str, ...] = ("GOV",)
) -> Statement:
    span = span_of(text, content, content)
    sentence = text[text.rindex("\n", 0, span.start) + 1 :] if "\n" in text[: span.start] else text
    return Statement(
        id=digest(text, content),
        kind=StatementKind.DIRECT,
        content=content,
        span=span,
        spans=(span,),
        cue=Words(text=cue, span=span_of(text, cue, sentence)),
        speaker=entity(text, speaker, sentence, sector),
        date=DateSpan(start=day, end=day, basis=Basis.STATED, text="then") if day else None,
        confidence=0.9,
    )


def read(
    uri: str, text: str, *, outlet: str | None, day: date | None, told: Sequence[Told] = (), statements: Sequence[Statement] = ()
) -> Read:
    article = Article(
        id=digest(text),
        title=text.split("\n")[0],
        title_span=Span(0, len(text.split("\n")[0])),
        outlet=outlet,
        outlet_span=None,
        agency=None,
        agency_span=None,
        byline=None,
        byline_span=None,
        dateline=None,
        language="en",
        published=Published(start=day, end=day, basis=Basis.STATED, text=str(day)) if day else None,
        updated=None,
        body=(Span(0, len(text)),),
    )
    sha256 = hashlib.sha256(f"{uri}{text}".encode()).hexdigest()
    return Read(
        page=Page(uri=uri, sha256=sha256, text=text),
        article=article,
        statements=tuple(statements),
        events=tuple(mention(text, t) for t in told),
    )


HOSTILE = 'Ardenia warned Borvia <script>alert("1")</script> that </script><img src=x onerror=alert(2)> would follow.'
GRAIN = (
    "Grain talks\nArdenia criticised Borvia over the grain levy on Monday.\n"
    "“We shall not be lectured by Borvia,” the minister of Ardenia said.\n"
    "Envoys of Ardenia met envoys of Borvia at the ferry house."
)
PLANS = (
    "Ferry plans\nBorvia means to close the strait to Ardenia in the autumn.\n"
    "Ardenia denied that it had cut the cable of Borvia.\nArdenia moved troops against Borvia, Celmark said.\n"
    "Ardenia seized two ships of Borvia in 1971.\nArdenia and Borvia urged Celmark to open its port."
)
BACK_THEN = "Ardenia seized two ships of Borvia in 1971."
GRAIN_TOLD = [
    Told(
        sentence="Ardenia criticised Borvia over the grain levy on Monday.",
        actor="Ardenia",
        trigger="criticised",
        recipient="Borvia",
        event=EventType.ACCUSE,
        mode="disapprove",
        day=date(2031, 3, 3),
    ),
    Told(
        sentence="Envoys of Ardenia met envoys of Borvia at the ferry house.",
        actor="Ardenia+Borvia",
        trigger="met",
        recipient="",
        event=EventType.CONSULT,
        day=date(2031, 4, 7),
    ),
]
PLANS_TOLD = [
    Told(
        sentence=PLANS.split("\n")[1],
        actor="Borvia",
        trigger="close",
        recipient="Ardenia",
        event=EventType.COERCE,
        mode="restrict",
        aux=Aux.FUTURE,
    ),
    Told(
        sentence=PLANS.split("\n")[2],
        actor="Ardenia",
        trigger="cut",
        recipient="Borvia",
        event=EventType.ASSAULT,
        mode="destroy",
        aux=Aux.NEGATION,
    ),
    Told(
        sentence=PLANS.split("\n")[3],
        actor="Ardenia",
        trigger="moved",
        recipient="Borvia",
        event=EventType.MOBILIZE,
        mode="troops",
        claimed_by="Celmark",
        day=date(2031, 4, 9),
        confidence=0.5,
    ),
    Told(
        sentence=BACK_THEN,
        actor="Ardenia",
        trigger="seized",
        recipient="Borvia",
        event=EventType.COERCE,
        mode="seize",
        aux=Aux.HISTORICAL,
        day=date(1971, 6, 1),
    ),
    Told(sentence=PLANS.split("\n")[5], actor="Ardenia+Borvia", trigger="urged", recipient="Celmark", event=EventType.REQUEST),
]
HOSTILE_TOLD = [
    Told(
        sentence=HOSTILE,
        actor="Ardenia",
        trigger="warned",
        recipient="Borvia",
        event=EventType.THREATEN,
        aux=Aux.HYPOTHETICAL,
        day=date(2031, 4, 20),
    )
]


def pages() -> tuple[Read | Rejected, ...]:
    """Pages that between them hold every standing, a copy, an undated event, a hostile sentence and a rejection."""
    words = said(GRAIN, "Ardenia", "said", "We shall not be lectured by Borvia,", day=date(2031, 3, 4))
    return (
        read("grain.txt", GRAIN, outlet="The Ferry Post", day=date(2031, 4, 8), told=GRAIN_TOLD, statements=(words,)),
        read("grain-copy.txt", GRAIN, outlet="Strait Echo", day=date(2031, 4, 9), told=GRAIN_TOLD, statements=(words,)),
        read("plans.txt", PLANS, outlet=None, day=None, told=PLANS_TOLD),
        read("javascript:alert(3)", f"<b>Bold</b>\n{HOSTILE}", outlet="<i>Tilt</i>", day=date(2031, 4, 21), told=HOSTILE_TOLD),
        Rejected(uri="<menu>.txt", sha256="0" * 64, reason=Reason.NO_ARTICLE, detail="no sentence <here>"),
    )


@contextmanager
def archive_of(folder: Path, outcomes: Sequence[Read | Rejected]) -> Iterator[Archive]:
    """An archive that holds these pages, merged."""
    with open_archive(folder / "desk.db", write=True) as archive:
        for outcome in outcomes:
            archive.add(outcome, seen=SEEN, block_of=block_of)
        archive.merge(merge_block)
        yield archive


def entry_of(brief: Brief, word: str) -> str:
    """The id of the event that bears a trigger word."""
    return next(e.event.id for e in brief.entries if any(m.found.trigger.text == word for m in e.event.mentions))
