"""The closed sets: PLOVER's (manual 0.8 draft, 2021) and the record format's own."""

from enum import StrEnum
from typing import NewType

EntityCode = NewType("EntityCode", str)
"""ISO 3166-1 alpha-3 of a state, the acronym of a body (`NATO`, `EU`, `UN`), or `WEST`."""


class EventType(StrEnum):
    """The sixteen PLOVER event types (manual, section 3)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class QuadClass(StrEnum):
    """The four classes of PLOVER types."""

    VERBAL_COOPERATION = "VERBAL COOPERATION"
    MATERIAL_COOPERATION = "MATERIAL COOPERATION"
    VERBAL_CONFLICT = "VERBAL CONFLICT"
    MATERIAL_CONFLICT = "MATERIAL CONFLICT"


class Aux(StrEnum):
    """PLOVER's auxiliary modes: why an event is not one that happened in the news of these days."""

    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATION = "negation"


class Basis(StrEnum):
    """How a date was got."""

    STATED = "stated"  # a full date in the words
    RELATIVE = "relative"  # a weekday, "today", "last week": counted from the publication date
    PARTIAL = "partial"  # "June 16", "the June summit": completed from the publication date
    METADATA = "metadata"
    URL = "url"
    DATELINE = "dateline"
    INFERRED = "inferred"  # bounded by what the text says; `because` lists the bounds


class DateUnit(StrEnum):
    """How wide the words that name a date are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    RECENT = "recent"  # "recently", "in recent weeks": before, by no stated count


class Toward(StrEnum):
    """On which side of the day of writing an incomplete date lies, by the words around it."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"  # the words do not say


class StatementKind(StrEnum):
    """Whose words stand on the page: the speaker's (direct), the reporter's (indirect), or some of each (mixed)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What the cue says of the words it carries."""

    NEUTRAL = "neutral"
    CLAIM = "claim"
    CONFIRM = "confirm"
    DENY = "deny"
    WARN = "warn"
    PROMISE = "promise"
    DEMAND = "demand"
    ACCUSE = "accuse"
    DOUBT = "doubt"


class MentionKind(StrEnum):
    """By what words an actor was named."""

    STATE = "state"  # "Russia", "the United States"
    SEAT = "seat"  # a capital or seat that stands for the government: "Moscow", "the Kremlin"
    BODY = "body"  # "NATO", "the European Union"
    PERSON = "person"  # "Lavrov", "Joe Biden"
    OFFICE = "office"  # "the Foreign Ministry", "the spokesman", "his Russian counterpart"
    PEOPLE = "people"  # "the Russians", "Russian troops", "Indian soldiers"
    ADJECTIVE = "adjective"  # "Russian" before a noun that acts for the state; never an actor by itself
    PRONOUN = "pronoun"  # "he", "it", "they"


class Reason(StrEnum):
    """Why a page was not used."""

    EMPTY = "empty"  # no text at all
    BINARY = "binary"  # not text
    ENCODING = "encoding"  # bytes that no tried encoding reads
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"  # the file could not be opened or read
    NO_ARTICLE = "no_article"  # no sentence-like text among the lines
    LANGUAGE = "language"  # not English
    NOT_ABOUT_STATES = "not_about_states"  # fewer than two different states or bodies are named
