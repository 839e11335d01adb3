"""Records made by hand, with invented pages, for the tests of the rooms behind the reader."""

from dataclasses import replace
from datetime import date

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
    QuadClass,
    Read,
    Span,
    Statement,
    StatementKind,
    Words,
    digest,
)

DAY = date(2022, 3, 10)
FIRST_WORD = Span(0, 7)
LEAD = "Norland expelled two Sudmark diplomats on Thursday. Sudmark called the step hostile."


def days(start: date, end: date | None = None) -> DateSpan:
    """An interval that the words state."""
    return DateSpan(start=start, end=end or start, basis=Basis.STATED, text="Thursday", span=Span(41, 49))


def entity(code: str, sector: str = "GOV", at: Span = FIRST_WORD) -> Entity:
    """An actor of this code."""
    return Entity(text=code.title(), span=at, name=code.title(), code=EntityCode(code), sector=(sector,))


def mention(
    actor: str = "NOR",
    recipient: str | None = "SUD",
    *,
    event: EventType = EventType.SANCTION,
    when: DateSpan | None = None,
    aux: Aux | None = None,
    claimed_by: str | None = None,
    score: float | None = -5.5,
    quad: QuadClass = QuadClass.MATERIAL_CONFLICT,
    confidence: float = 0.9,
    trigger: str = "expelled",
    sector: str = "GOV",
) -> EventMention:
    """An event mention in `LEAD`."""
    at = LEAD.find(trigger)
    return EventMention(
        id=digest(actor, recipient, event, when, aux, claimed_by, trigger),
        event=event,
        mode="expel" if event is EventType.SANCTION else None,
        context=("diplomatic",),
        aux=aux,
        actor=tuple(entity(code, sector) for code in actor.split()),
        recipient=tuple(entity(code, at=Span(21, 28)) for code in (recipient or "").split()),
        date=when,
        occasion=None,
        place=None,
        statement=None,
        claimed_by=entity(claimed_by) if claimed_by else None,
        trigger=Words(text=trigger, span=Span(at, at + len(trigger))),
        span=Span(0, 51),
        score=score,
        quad=quad,
        confidence=confidence,
    )


def statement() -> Statement:
    """A statement in `LEAD`."""
    return Statement(
        id=digest("statement", LEAD),
        kind=StatementKind.INDIRECT,
        content="the step hostile",
        span=Span(67, 83),
        spans=(Span(67, 83),),
        cue=Words(text="called", span=Span(60, 66)),
        speaker=entity("SUD", at=Span(52, 59)),
        confidence=0.9,
    )


def outcome(
    *events: EventMention,
    uri: str = "pages/one.txt",
    text: str = LEAD,
    outlet: str | None = "Harbour Post",
    agency: str | None = None,
) -> Read:
    """A page that was read, with these events in it. The same `text` at two addresses is a copy."""
    page = Page(uri=uri, sha256=digest("bytes", uri, text) * 4, text=text)
    article = Article(
        id=digest(text.casefold()),
        title="Two diplomats sent home",
        title_span=None,
        outlet=outlet,
        outlet_span=None,
        agency=agency,
        agency_span=None,
        byline=None,
        byline_span=None,
        dateline=None,
        language="en",
        published=Published(start=DAY, end=DAY, basis=Basis.STATED, text="10 March 2022", span=Span(0, 0)),
        updated=None,
        body=(Span(0, len(text)),),
    )
    return Read(page=page, article=article, statements=(statement(),), events=events)


def on(found: EventMention, when: DateSpan) -> EventMention:
    """The same mention with another date."""
    return replace(found, date=when, id=digest(found.id, when))
