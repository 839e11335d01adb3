"""The door of the room: text → the expressions of time in it.

    text ──patterns──> matches ──longest first──> DateMention (not yet counted from any day: `resolve.days` does that)

Each pattern is a row: a regular expression with named groups, and the unit it names. A month or weekday alone counts only where
the words around it make it a date ("in May", "the May summit"): "May said" is a person and "may" a verb.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.dates.words import (
    ANY_MONTH,
    ANY_WEEKDAY,
    FUTURE_AFTER,
    FUTURE_BEFORE,
    FUTURE_JUST_BEFORE,
    NUMBER,
    PAST_BEFORE,
    PAST_JUST_BEFORE,
    QUARTER_OF,
    SEASON_OF,
    WEEKDAY_OF,
    YEAR,
    month_number,
    number,
)
from detente.records import DateMention, DateUnit, Span, Toward

CONTEXT_CHARS = 90  # how far around an expression its tense is looked for
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_PART = r"(?P<part>(?i:early(?: in)?|mid|late(?: in)?|the (?:start|beginning|middle|end) of))"
_THING = (
    r"(?:summit|talks?|meetings?|visit|agreement|accord|deal|elections?|attacks?|war|vote|coup|conference|session|phone call|"
    r"call|truce|ceasefire|invasion|statement|declaration|pact|treaty|incident|clash|clashes|raid|protests|referendum|round)"
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    unit: DateUnit
    regex: re.Pattern[str]


def _row(unit: DateUnit, pattern: str, flags: int = 0) -> _Pattern:
    return _Pattern(unit, re.compile(pattern, flags))


_I = re.IGNORECASE
_PATTERNS = (
    # days that are all there, or lack the year alone
    _row(DateUnit.DAY, rf"(?<![\d.])(?P<year>(?:19|20)\d\d)-(?P<mon>0[1-9]|1[0-2])-{_DAY}(?!\d)"),
    _row(DateUnit.DAY, rf"(?<![\d./]){_DAY}\.(?P<mon>0?[1-9]|1[0-2])\.{YEAR}(?!\d)"),
    _row(
        DateUnit.DAY,
        rf"\b{_DAY}{_TH}(?:\s*(?:-|–|to|and|through)\s*(?P<last>[12]\d|3[01]|0?[1-9]){_TH})?"
        rf"(?:\s+of)?[\s-]+{ANY_MONTH}(?:(?:,?\s+|-){YEAR}\b)?(?![\w])",
    ),
    _row(
        DateUnit.DAY,
        rf"\b{ANY_MONTH}\s+{_DAY}{_TH}(?:\s*(?:-|–|to|and|through)\s*(?P<last>[12]\d|3[01]|0?[1-9]){_TH}\b)?"
        rf"(?:,?\s+{YEAR}\b)?(?![\d:]|\s*(?:per cent|percent|%))",
    ),
    # weeks, months, quarters, years that are named
    _row(DateUnit.WEEK, rf"\bthe (?P<ordinal>first|second|third|last) week (?:of|in) {ANY_MONTH}(?:,?\s+{YEAR}\b)?"),
    _row(DateUnit.MONTH, rf"\b(?:{_PART}[ -])?{ANY_MONTH}(?:,? | of ){YEAR}\b"),
    _row(DateUnit.MONTH, rf"\b(?:{_PART}[ -])?{ANY_MONTH},? (?:of )?(?P<of>this|last|next) year\b"),
    _row(DateUnit.DAY, rf"\b{ANY_MONTH} {_DAY}{_TH},? (?:of )?(?P<of>this|last|next) year\b"),
    _row(DateUnit.DAY, rf"\b{_DAY}{_TH}(?: of)? {ANY_MONTH},? (?:of )?(?P<of>this|last|next) year\b"),
    _row(DateUnit.MONTH, rf"\b(?:{_PART}[ -]|(?P<turn>(?i:last|next|this|this past|this coming)) ){ANY_MONTH}\b(?!\s*\d)"),
    _row(
        DateUnit.MONTH,
        rf"(?<=\b[Ii]n )(?:the month of )?{ANY_MONTH}\b(?! \d)|(?<=\b[Ss]ince ){ANY_MONTH.replace('month', 'm2')}\b(?! \d)"
        rf"|(?<=\b[Uu]ntil ){ANY_MONTH.replace('month', 'm3')}\b(?! \d)"
        rf"|(?<=\b[Ff]rom ){ANY_MONTH.replace('month', 'm4')}\b(?! \d)"
        rf"|(?<=\b[Bb]y ){ANY_MONTH.replace('month', 'm5')}\b(?! \d)|(?<=\b[Oo]f ){ANY_MONTH.replace('month', 'm6')}\b(?! \d)",
    ),
    _row(
        DateUnit.MONTH,
        rf"(?<=\b[Tt]he ){ANY_MONTH}(?=(?: [a-z-]+){{0,2}} {_THING}\b)|\b{ANY_MONTH.replace('month', 'm2')}[’']s(?= )",
    ),
    _row(
        DateUnit.QUARTER,
        rf"\b(?:the )?(?P<quarter>first|second|third|fourth) quarter(?: of (?:{YEAR}|(?P<turn>this|last|next) year))?\b",
        _I,
    ),
    _row(
        DateUnit.QUARTER,
        rf"\b(?:(?P<turn>last|this|next) )?(?:the )?(?P<season>winter|spring|summer|autumn|fall)(?: of)? {YEAR}\b",
        _I,
    ),
    _row(DateUnit.QUARTER, r"\b(?P<turn>last|this|next) (?P<season>winter|spring|summer|autumn|fall)\b", _I),
    _row(
        DateUnit.YEAR,
        rf"\b(?:{_PART}[ -])?(?<![\d.,$€£-]){YEAR}"
        r"(?![\d%]|[-–/]\d|,\d{3}| (?:soldiers|troops|people|tons|tonnes|men|km|kilomet))\b",
    ),
    # counted from the day of writing
    _row(
        DateUnit.DAY,
        r"\b(?P<word>today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|tomorrow|the day before yesterday)\b",
        _I,
    ),
    _row(
        DateUnit.DAY,
        r"\b(?:(?P<turn>(?i:last|next|this|this past|this coming|the following|the previous)) )?"
        rf"{ANY_WEEKDAY}\b(?!, [A-Z]\w+ \d)",
    ),
    _row(
        DateUnit.WEEK,
        r"\b(?:earlier |later )?(?P<turn>this|last|next|this past|this coming|the coming|the past|the previous) "
        r"(?P<what>week|weekend|fortnight|month|quarter|year|decade)\b(?! of)(?:[’']s)?",
        _I,
    ),
    _row(DateUnit.WEEK, r"\b(?:over|at) the (?P<what>weekend)\b", _I),
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
_FIXED_SHIFT = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
}  # fmt: skip
_TURN_SHIFT = {
    "last": -1,
    "the past": -1,
    "this past": -1,
    "the previous": -1,
    "this": 0,
    "next": 1,
    "the coming": 1,
    "this coming": 1,
    "the following": 1,
}
_UNIT_OF = {
    "day": DateUnit.DAY,
    "week": DateUnit.WEEK,
    "weekend": DateUnit.WEEK,
    "fortnight": DateUnit.WEEK,
    "month": DateUnit.MONTH,
    "quarter": DateUnit.QUARTER,
    "year": DateUnit.YEAR,
    "decade": DateUnit.YEAR,
}
_UNIT_FACTOR = {"fortnight": 2, "decade": 10}
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#]|\bno\.|\bagenda|\bresolution|\barticle|\bvision|\bflight|\bsome|\babout|\bnearly|\broom)\s*$", re.IGNORECASE
)


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The expressions of time in a text, in order, none overlapping another: of two that overlap the longer one stays.

    >>> [m.text for m in find_dates("They met on June 16, 2021 and talked again last week.")]
    ['June 16, 2021', 'last week']
    """
    found = sorted(_matches(text), key=lambda m: (m.span.start - m.span.end, m.span.start))
    kept: list[DateMention] = []
    taken = bytearray(len(text))
    for mention in found:
        if not any(taken[mention.span.start : mention.span.end]):
            taken[mention.span.start : mention.span.end] = b"\x01" * (mention.span.end - mention.span.start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.span))


def _matches(text: str) -> Iterator[DateMention]:
    for pattern in _PATTERNS:
        for match in pattern.regex.finditer(text):
            mention = _mention(text, match, pattern.unit)
            if mention is not None:
                yield mention


def _mention(text: str, match: re.Match[str], unit: DateUnit) -> DateMention | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if unit is DateUnit.YEAR and _NOT_A_YEAR_BEFORE.search(text[max(0, match.start() - 14) : match.start()]):
        return None
    named = groups.get("month") or next((groups[k] for k in ("m2", "m3", "m4", "m5", "m6") if k in groups), None)
    month = int(groups["mon"]) if "mon" in groups else month_number(named) if named else _season_month(groups)
    shift, unit = _shift(groups, unit)
    return DateMention(
        span=Span(match.start(), match.end()),
        text=match.group(),
        unit=unit,
        year=int(groups["year"]) if "year" in groups else None,
        month=month,
        day=int(groups["day"]) if "day" in groups else _week_day(groups),
        last_day=int(groups["last"]) if "last" in groups else None,
        weekday=_weekday(groups),
        year_shift=_TURN_SHIFT[groups["of"]] if "of" in groups else None,
        shift=shift,
        part=_part(groups.get("part")),
        toward=_toward(text, match, groups),
    )


def _season_month(groups: dict[str, str]) -> int | None:
    if "season" in groups:
        return SEASON_OF[groups["season"].lower()]
    return QUARTER_OF[groups["quarter"].lower()] if "quarter" in groups else None


def _week_day(groups: dict[str, str]) -> int | None:
    return {"first": 1, "second": 8, "third": 15, "last": 24}[groups["ordinal"]] if "ordinal" in groups else None


def _weekday(groups: dict[str, str]) -> int | None:
    """The weekday; a weekend is the week from its Saturday."""
    if groups.get("what", "").lower() == "weekend":
        return 5
    return WEEKDAY_OF[groups["weekday"].lower()] if "weekday" in groups else None


def _shift(groups: dict[str, str], unit: DateUnit) -> tuple[int | None, DateUnit]:
    if "word" in groups:
        return _FIXED_SHIFT[groups["word"].lower()], DateUnit.DAY
    what = groups.get("what", "").lower()
    if unit is DateUnit.RECENT:
        return None, unit
    if "number" in groups:
        count = number(groups["number"]) * _UNIT_FACTOR.get(what, 1)
        return (-count if "ago" in groups else count), _UNIT_OF[what]
    if what:
        turn = _TURN_SHIFT[groups.get("turn", "last" if what == "weekend" else "this").lower()]
        return turn * _UNIT_FACTOR.get(what, 1), _UNIT_OF[what]
    if "turn" in groups and ("weekday" in groups or "month" in groups or "season" in groups or "quarter" in groups):
        return _TURN_SHIFT[groups["turn"].lower()], unit
    return None, unit


def _part(word: str | None) -> int | None:
    if word is None:
        return None
    lowered = word.lower()
    return 0 if lowered.startswith(("early", "the start", "the beg")) else 1 if "mid" in lowered else 2


def _toward(text: str, match: re.Match[str], groups: dict[str, str]) -> Toward:
    turn = groups.get("turn", "").lower()
    if turn:
        shift = _TURN_SHIFT[turn]
        if shift:
            return Toward.FUTURE if shift > 0 else Toward.PAST
    before = text[max(0, match.start() - CONTEXT_CHARS) : match.start()].rsplit("\n", 1)[-1]
    after = text[match.end() : match.end() + 24]
    if PAST_JUST_BEFORE.search(before):
        return Toward.PAST
    if FUTURE_JUST_BEFORE.search(before):
        return Toward.FUTURE
    clause = re.split(r"(?:[.;!?”\"]\s|, (?:and|but|while|which|who)\b)", before)[-1]
    future, past = FUTURE_BEFORE.search(clause), PAST_BEFORE.search(clause)
    if future and not (past and past.start() > future.start()):
        return Toward.FUTURE
    if FUTURE_AFTER.search(after):
        return Toward.FUTURE
    return Toward.PAST if past else Toward.NEAR
