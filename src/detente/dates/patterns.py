"""The shapes of expressions of time: a row each, a regular expression with named groups and the unit that it names.

A group may stand at several places of a row; a digit then follows its name ("month", "month2"), and is dropped where it is read.
A month or weekday alone counts only where the words around it make it a date ("in May", "the May summit"): "May said" is a person
and "may" a verb.
"""

import re
from dataclasses import dataclass

from detente.dates.words import (
    ANY_MONTH,
    ANY_WEEKDAY,
    DECADE_OF,
    FEAST_OF,
    NUMBER,
    SPELLED_YEAR,
    YEAR,
)
from detente.records import DateUnit


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row. `needs`: a text with none of these words, in small letters, has no such expression.

    `leans`: it names nothing by itself, only against what was named before it ("the year-ago quarter").
    """

    unit: DateUnit
    regex: re.Pattern[str]
    needs: tuple[str, ...] = ()
    leans: bool = False


def _row(unit: DateUnit, pattern: str, flags: int = 0, *, needs: str = "", leans: bool = False) -> Pattern:
    return Pattern(unit, re.compile(pattern, flags), tuple(needs.split("|")) if needs else (), leans)


def _again(name: str, pattern: str, at: int) -> str:
    """A piece once more in the same row, under a name of its own."""
    return pattern.replace(f"<{name}>", f"<{name}{at}>")


_I = re.IGNORECASE
_TH = r"(?:st|nd|rd|th)?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_LAST = rf"(?:\s*(?:-|–|to|and|through)\s*(?P<last>[12]\d|3[01]|0?[1-9]){_TH}\b)?"
_PART = r"(?P<part>(?i:early(?: in)?|mid|late(?: in)?|the (?:start|beginning|middle|end) of))"
_WEEKDAY_FIRST = rf"(?:{ANY_WEEKDAY}(?:,? the |,? ))?"
_TURN_FIRST = r"(?:(?P<turn>(?i:last|next|this)) )?"
_OF_YEAR = r",? (?:of )?(?P<of>this|last|next) year\b"
_THING = (
    r"(?:summit|talks?|meetings?|visit|agreement|accord|deal|elections?|attacks?|war|vote|coup|conference|session|phone call|"
    r"call|truce|ceasefire|invasion|statement|declaration|pact|treaty|incident|clash|clashes|raid|protests|referendum|round)"
)
_SURE_MONTH = r"(?P<month>January|February|April|June|July|August|September|October|November|December)"
_QUARTER = r"(?P<quarter>first|second|third|fourth)[- ]quarter"
_SEASON = r"(?P<season>winter|spring|summer|autumn|fall)"

_DAYS = (  # days that are all there, or lack the year alone
    _row(DateUnit.DAY, rf"(?<![\d.])(?P<year>(?:19|20)\d\d)-(?P<mon>0[1-9]|1[0-2])-{_DAY}(?!\d)"),
    _row(DateUnit.DAY, rf"(?<![\d./]){_DAY}\.(?P<mon>0?[1-9]|1[0-2])\.{YEAR}(?!\d)"),
    _row(
        DateUnit.DAY,
        rf"\b{_WEEKDAY_FIRST}{_DAY}{_TH}{_LAST}(?:\s+of)?[\s-]+{ANY_MONTH}(?:(?:,?\s+|-){YEAR}\b|{_OF_YEAR})?(?![\w])",
    ),
    _row(
        DateUnit.DAY,
        rf"\b{_WEEKDAY_FIRST}{_TURN_FIRST}{ANY_MONTH}\s+{_DAY}{_TH}{_LAST}(?:,?\s+{YEAR}\b|{_OF_YEAR})?"
        r"(?!\d|:\d|\s*(?:per cent|percent|%))",
    ),
    _row(
        DateUnit.DAY,
        rf"\b(?:the )?(?P<nth>first|second|third|fourth|last) {ANY_WEEKDAY} (?:of|in) {ANY_MONTH}(?:,?\s+{YEAR}\b|{_OF_YEAR})?",
    ),
    _row(
        DateUnit.DAY,
        rf"\b(?:(?P<turn>last|next|this) )?(?P<feast>{'|'.join(sorted(FEAST_OF, key=len, reverse=True))})\b(?! (?!of)\d)",
        _I,
        needs="christmas|year",
    ),
    _row(DateUnit.DAY, r"\b(?:(?P<turn>last|next|this) )?(?P<thanks>Thanksgiving)(?: Day)?\b", needs="thanksgiving"),
)
_NAMED = (  # weeks, months, quarters, years that are named
    _row(DateUnit.WEEK, rf"\bthe (?P<ordinal>first|second|third|last) week (?:of|in) {ANY_MONTH}(?:,?\s+{YEAR}\b)?"),
    _row(DateUnit.WEEK, rf"\bthe (?P<week>week of) {ANY_MONTH} {_DAY}{_TH}(?:,?\s+{YEAR}\b)?(?!\d|:\d)"),
    _row(DateUnit.MONTH, rf"\b(?:{_PART}[ -])?{ANY_MONTH}(?:,? | of ){YEAR}\b"),
    _row(DateUnit.MONTH, rf"\b(?:{_PART}[ -])?{ANY_MONTH}{_OF_YEAR}"),
    _row(DateUnit.MONTH, rf"\b(?:{_PART}[ -]|(?P<turn>(?i:last|next|this|this past|this coming)) ){ANY_MONTH}\b(?!\s*\d)"),
    _row(
        DateUnit.MONTH,
        rf"(?=[JFMASONDt])(?:(?<=\b[Ii]n )|(?<=\b[BbOo][yf] )|(?<=\b[Ff]rom )|(?<=\b[Ss]ince |\b[Uu]ntil )|(?<=\b[Dd]uring )|"
        rf"(?<=\b[Tt]hrough ))(?:the month of )?{ANY_MONTH}\b(?! \d)",
    ),
    _row(
        DateUnit.MONTH,
        rf"(?<=\b[Tt]he ){ANY_MONTH}(?=(?: [a-z-]+){{0,2}} {_THING}\b)|\b{_again('month', ANY_MONTH, 2)}[’']s(?= )",
    ),
    _row(
        DateUnit.MONTH,
        rf"(?=[JFASOND])(?:(?:(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\b[Aa]n )|(?<=\b[Hh]is |\b[Ii]ts )){_SURE_MONTH}(?= [a-z])|"
        rf"(?<=\b[Ff]or ){_again('month', _SURE_MONTH, 2)}\b(?! \d))",
    ),
    _row(
        DateUnit.QUARTER,
        rf"\b(?:the |its |their )?(?:(?:{YEAR}(?:[’']s)?|(?P<of>this|last|next) year[’']s|(?P<back>year-(?:ago|earlier))) )?"
        rf"(?:fiscal[- ])?{_QUARTER}(?:,? (?:of )?(?:{_again('year', YEAR, 2)}|(?P<of2>this|last|next) year))?\b",
        _I,
        needs="quarter",
    ),
    _row(
        DateUnit.QUARTER,
        rf"\b(?:(?P<turn>last|this|next) )?(?:the )?{_SEASON}(?: of)? {YEAR}\b",
        _I,
        needs="winter|spring|summer|autumn|fall",
    ),
    _row(
        DateUnit.QUARTER,
        rf"\b(?P<turn>last|this|next|this past|this coming) {_SEASON}\b",
        _I,
        needs="winter|spring|summer|autumn|fall",
    ),
    _row(
        DateUnit.YEAR,
        rf"\b(?:{_PART}[ -]|(?<![\d.,$€£-])){YEAR}"
        r"(?![\d%]|\.\d|[-–/]\d|,\d{3}| (?:soldiers|troops|people|tons|tonnes|men|km|kilomet))\b",
    ),
    _row(DateUnit.YEAR, rf"\b(?:{_PART}[ -])?{SPELLED_YEAR}", _I, needs="teen|twenty|thousand"),
    _row(DateUnit.MONTH, rf"\b{ANY_MONTH},? (?:of )?(?i:{SPELLED_YEAR})", needs="teen|twenty|thousand"),
    _row(
        DateUnit.YEAR,
        rf"\b(?:the )?(?:{_PART}[ -])?(?:(?P<year>(?:1[89]|20)\d)0(?P<decade>[’']?s)|(?<=the )(?P<tens>{'|'.join(DECADE_OF)}))\b",
        _I,
    ),
)
_COUNTED = (  # from the day of writing
    _row(
        DateUnit.DAY,
        r"\b(?P<word>today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|tomorrow|the day before yesterday)\b",
        _I,
    ),
    _row(
        DateUnit.DAY,
        r"(?<!\beach )(?<!\bevery )\b(?:(?P<turn>(?i:last|next|this|this past|this coming|the following|the previous)) )?"
        rf"{ANY_WEEKDAY}\b",
    ),
    _row(
        DateUnit.WEEK,
        r"\b(?:earlier |later |(?P<part>early|mid|late)[ -])?"
        r"(?P<turn>this|last|next|this past|this coming|the coming|the past|the previous|the current) (?:fiscal |calendar )?"
        r"(?P<what>week|weekend|fortnight|month|quarter|year|decade)\b(?! of)(?:[’']s)?",
        _I,
    ),
    _row(
        DateUnit.WEEK,
        r"\b(?P<part>the (?:start|beginning|middle|end) of) (?P<turn>the|this) (?P<what>week|month|year|decade)\b",
        _I,
    ),
    _row(
        DateUnit.YEAR,
        r"\b(?:earlier|later) in (?P<turn>the) (?P<what>week|month|year|decade)\b|\b(?P<turn2>the) full (?P<what2>year)\b",
        _I,
    ),
    _row(DateUnit.WEEK, r"\b(?:over|at) the (?P<what>weekend)\b", _I, needs="weekend"),
    _row(
        DateUnit.DAY,
        rf"\b(?:about |nearly |almost |some |more than |over )?{NUMBER} (?P<what>day|week|month|year|decade)s? (?P<ago>ago)\b",
        _I,
    ),
    _row(DateUnit.DAY, rf"\b(?:with)?in {NUMBER} (?P<what>day|week|month|year)s?(?: from now|[’'] time)", _I),
    _row(
        DateUnit.RECENT,
        r"\b(?:in|over|during) (?:the )?(?:recent|past|last) (?:few |several )?(?P<what>days|weeks|months|years|decades)\b",
        _I,
    ),
    _row(DateUnit.RECENT, r"\b(?:recently|lately|in recent times)\b", _I),
)
_LEANING = (  # on a quarter or a year that was named before
    _row(
        DateUnit.QUARTER,
        r"\b(?:(?:the|that|the same) (?P<period>quarter)(?!-)|the (?P<latest>latest|most recent) (?P<period2>quarter|period))\b",
        _I,
        needs="quarter|period",
        leans=True,
    ),
    _row(DateUnit.QUARTER, rf"\b(?:the )?{YEAR} (?P<period>quarter|period)\b", _I, needs="quarter|period", leans=True),
    _row(DateUnit.QUARTER, r"\b(?P<back>a year (?:ago|earlier|before))\b", _I, needs="a year", leans=True),
    _row(
        DateUnit.QUARTER,
        r"\b(?:the )?(?:comparable )?(?P<back>year-(?:ago|earlier))(?: (?P<period>quarter|period))?\b(?! \w+ months)",
        _I,
        needs="year-ago|year-earlier",
        leans=True,
    ),
    _row(
        DateUnit.QUARTER,
        r"\b(?:the )?(?:same|corresponding|comparable|similar) (?P<period>quarter|period) (?:of |in )?"
        r"(?P<back>last year|a year (?:ago|earlier|before)|the (?:previous year|year before))\b",
        _I,
        needs="quarter|period",
        leans=True,
    ),
    _row(DateUnit.YEAR, r"\b(?:later |earlier )?(?P<same>that same|that|the same) year\b", _I, leans=True),
    _row(DateUnit.YEAR, r"\b(?P<after>the following year|the next year|a year (?:later|after))\b", _I, leans=True),
    _row(DateUnit.YEAR, r"\b(?P<before>the previous year|the year before|a year (?:earlier|before))\b", _I, leans=True),
)
PATTERNS = (*_DAYS, *_NAMED, *_COUNTED, *_LEANING)
FIXED_SHIFT = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
}  # fmt: skip
TURN_SHIFT = {
    "last": -1,
    "the past": -1,
    "this past": -1,
    "the previous": -1,
    "this": 0,
    "the": 0,
    "the current": 0,
    "next": 1,
    "the coming": 1,
    "this coming": 1,
    "the following": 1,
}
UNIT_OF = {
    "day": DateUnit.DAY,
    "week": DateUnit.WEEK,
    "weekend": DateUnit.WEEK,
    "fortnight": DateUnit.WEEK,
    "month": DateUnit.MONTH,
    "quarter": DateUnit.QUARTER,
    "year": DateUnit.YEAR,
    "decade": DateUnit.YEAR,
}
UNIT_FACTOR = {"fortnight": 2, "decade": 10}
