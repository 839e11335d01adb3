"""The only file that knows the order: a page in, what it says out.

page ─ dates.find ─ articles ─ syntax ─ actors ─ resolve ─ statements ─ events ─> Read | Rejected
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.actors.gazetteer import Gazetteer, load_gazetteer
from detente.actors.places import find_places
from detente.actors.resolve import is_about_states, names_states, resolve_actors
from detente.actors.tenure import term_of
from detente.articles.language import LanguageModel, holds_prose, load_languages
from detente.articles.lines import LineModel, load_lines
from detente.articles.read import read_article
from detente.dates.find import find_dates
from detente.encoder.encode import Encoder, load_encoder
from detente.encoder.folder import DEFAULT, model_folder
from detente.events.coder import Coder, load_coder
from detente.events.find import Material, find_events
from detente.records import (
    ActorMention,
    Article,
    DateMention,
    DateSpan,
    DateUnit,
    EventMention,
    MentionKind,
    Page,
    Published,
    Read,
    Reason,
    Rejected,
    Sentence,
    Span,
    Term,
)
from detente.resolve.acts import settle_events, settle_statements
from detente.resolve.days import resolve_date
from detente.resolve.publication import publication
from detente.statements.cues import CueLexicon, load_cues
from detente.statements.find import find_statements
from detente.statements.heard import Ear, load_ear
from detente.syntax.parse import Parser, load_parser

MIN_STATEMENT = 0.5
MIN_EVENT = 0.55
MIN_STATES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """All that reading needs beside the page, loaded once."""

    parser: Parser
    gazetteer: Gazetteer
    lines: LineModel
    languages: LanguageModel
    cues: CueLexicon
    encoder: Encoder
    ear: Ear | None
    coder: Coder


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """`any_subject`: read pages that name fewer than two states, too. `min_confidence`: what is less sure is not written; None
    for the default of each kind.
    """

    any_subject: bool = False
    min_confidence: float | None = None

    @property
    def least_statement(self) -> float:
        """The confidence from which a statement is written."""
        return MIN_STATEMENT if self.min_confidence is None else self.min_confidence

    @property
    def least_event(self) -> float:
        """The confidence from which an event is written: how probably it is right."""
        return MIN_EVENT if self.min_confidence is None else self.min_confidence


def load_tools(model: str = DEFAULT) -> Tools:
    """Everything that `read_page` needs, in about two seconds; nothing is fetched. `model`: `default`, `accurate` or a folder.

    Raises: InputError where the model is not there; CodebookError where a data file of the package does not hold together.
    """
    folder = model_folder(model)
    return Tools(
        parser=load_parser(),
        gazetteer=load_gazetteer(),
        lines=load_lines(),
        languages=load_languages(),
        cues=load_cues(),
        encoder=load_encoder(folder),
        ear=load_ear(folder),
        coder=load_coder(folder),
    )


def read_page(page: Page, *, tools: Tools, options: ReadOptions | None = None) -> Read | Rejected:
    """What a page says: its article, the statements and the events in it, or why it was not used. Pure."""
    options = options or ReadOptions()
    if not options.any_subject and holds_prose(page.text) and len(names_states(page.text, tools.gazetteer)) < MIN_STATES:
        return _not_about_states(page)
    article = read_article(page, lines=tools.lines, languages=tools.languages)
    if isinstance(article, Rejected):
        return article
    body_text = "\n".join(page.text[span.start : span.end] for span in article.body)
    if not options.any_subject and len(names_states(body_text, tools.gazetteer)) < MIN_STATES:
        return _not_about_states(page)
    dates = find_dates(page.text)
    parts = _without_dateline(article)
    reading = tools.encoder.read(page.text, parts)
    if tools.ear is not None:  # then every passage is asked for
        reading.ahead()
    sentences = tools.parser.parse(page.text, parts)
    actors, published = _who_and_when(page, article, sentences, dates, tools)
    article = replace(article, published=published)
    days = _days(dates, article)
    heard = tools.ear.hear(reading.all()) if tools.ear is not None else None
    said = find_statements(page.text, sentences, actors, days, article=article, lexicon=tools.cues, heard=heard)
    statements = tuple(s for s in said if s.confidence >= options.least_statement)
    places = find_places(page.text, sentences, tools.gazetteer)
    material = Material(
        text=page.text,
        article_id=article.id,
        sentences=sentences,
        actors=actors,
        dates=days,
        places=places,
        encode=reading.around,
    )
    found = find_events(material, statements=statements, published=published, coder=tools.coder)
    if not options.any_subject and not is_about_states(actors) and not _joins_states(found):
        return _not_about_states(page)
    events = tuple(e for e in settle_events(found, published, text=page.text, days=days) if e.confidence >= options.least_event)
    return Read(page=page, article=article, statements=settle_statements(statements, published), events=events)


def _joins_states(events: Sequence[EventMention]) -> bool:
    """Whether an act has two sides: "its ambassador to Belmark" names a state that is no actor of its own there."""
    return any(len({e.code for e in (*event.actor, *event.recipient)} - {None}) >= MIN_STATES for event in events)


def _not_about_states(page: Page) -> Rejected:
    return Rejected(
        uri=page.uri, sha256=page.sha256, reason=Reason.NOT_ABOUT_STATES, detail="names fewer than two different states or bodies"
    )


def _without_dateline(article: Article) -> tuple[Span, ...]:
    """The body without its dateline, which a parser takes for a second subject of the lead."""
    line = article.dateline.span if article.dateline else None
    if line is None:
        return article.body
    return tuple(
        Span(line.end, part.end) if part.start <= line.start < part.end and line.end < part.end else part for part in article.body
    )


def _who_and_when(
    page: Page, article: Article, sentences: tuple[Sentence, ...], dates: Sequence[DateMention], tools: Tools
) -> tuple[tuple[ActorMention, ...], Published | None]:
    """The actors and the publication date, each of which bounds the other: an office dates a page, a date settles an office."""
    actors = resolve_actors(page.text, sentences, tools.gazetteer, published=article.published, title=article.title_span)
    if article.published is not None:
        return actors, article.published
    published = publication(article, page.text, dates, _terms(actors, sentences, dates, tools.gazetteer))
    if published is None or published.start is None:
        return actors, published
    return resolve_actors(page.text, sentences, tools.gazetteer, published=published, title=article.title_span), published


def _terms(
    actors: Sequence[ActorMention], sentences: Sequence[Sentence], dates: Sequence[DateMention], gazetteer: Gazetteer
) -> tuple[Term, ...]:
    """When those held office whom the page names with their office, outside sentences that look back on a stated year."""
    dated = [d.span.start for d in dates if d.year is not None]
    looking_back = [s.span for s in sentences if any(s.span.start <= at < s.span.end for at in dated)]
    terms = []
    for mention in actors:
        entity = mention.entity
        if mention.kind is not MentionKind.PERSON or entity.name is None or "GOV" not in entity.sector:
            continue
        if entity.role is None or entity.role.casefold() not in entity.text.casefold():  # the page itself must name the office
            continue
        if any(span.start <= entity.span.start < span.end for span in looking_back):
            continue
        held = term_of(gazetteer, entity.name, entity.code, entity.role)
        if held is not None:
            terms.append(Term(who=f"{entity.name} ({entity.role})", start=held[0], end=held[1], span=entity.span))
    return tuple(terms)


def _days(dates: Sequence[DateMention], article: Article) -> tuple[DateSpan, ...]:
    """The expressions of time in the body, come to days; without those that cannot be told and decades, which date no act."""
    line = article.dateline.span if article.dateline else None
    settled = (
        resolve_date(mention, article.published)
        for mention in dates
        if mention.unit is not DateUnit.DECADE
        and any(part.start <= mention.span.start < part.end for part in article.body)
        and not (line and line.start <= mention.span.start < line.end)
    )
    return tuple(days for days in settled if days is not None)
