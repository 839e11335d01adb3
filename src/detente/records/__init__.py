"""What the rooms hand each other: frozen values, no behaviour but validation. `wire` is the one JSON form."""

from detente.records.actors import ActorMention, Entity
from detente.records.codes import (
    Aux,
    Basis,
    DateUnit,
    EntityCode,
    EventType,
    MentionKind,
    QuadClass,
    Reason,
    Stance,
    StatementKind,
    Toward,
)
from detente.records.days import DateCandidate, DateMention, DateSpan, Published, Term
from detente.records.encoded import Encoded
from detente.records.found import EventMention, Occasion, Place, Read, Statement, Words
from detente.records.ids import digest
from detente.records.pages import Article, Dateline, Page, Rejected
from detente.records.sentences import Sentence, Token
from detente.records.spans import Span, overlaps, within

__all__ = [
    "ActorMention",
    "Article",
    "Aux",
    "Basis",
    "DateCandidate",
    "DateMention",
    "DateSpan",
    "DateUnit",
    "Dateline",
    "Encoded",
    "Entity",
    "EntityCode",
    "EventMention",
    "EventType",
    "MentionKind",
    "Occasion",
    "Page",
    "Place",
    "Published",
    "QuadClass",
    "Read",
    "Reason",
    "Rejected",
    "Sentence",
    "Span",
    "Stance",
    "Statement",
    "StatementKind",
    "Term",
    "Token",
    "Toward",
    "Words",
    "digest",
    "overlaps",
    "within",
]
