"""The start of an article → its dateline: place, day as far as written, agency ("ISLAMABAD, June 16 (Wire):", "BERLIN —")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.articles.agencies import is_agency
from detente.articles.day_words import MONTH, MONTHS, WEEKDAY, day_or_none, written_days
from detente.articles.split import Line
from detente.records import Dateline, Span

_NAME = r"[A-ZÀ-ÞŞİĞČŠŽ][\w.’'\-]*"
_LINK = r"(?:\s+(?:de\s+|del\s+|la\s+|al-?\s*|el-?\s*|of\s+|and\s+|upon\s+)?|\s?/\s?|,\s+)"
_PLACE = rf"(?P<place>{_NAME}(?:{_LINK}{_NAME}){{0,5}}?(?:\s?\[[^\]]{{2,30}}\])?)"
_CAPS = r"[A-ZÀ-ÞŞİĞČŠŽ][A-ZÀ-ÞŞİĞČŠŽ.’'\-]+"
_CAPS_PLACE = rf"(?P<place>{_CAPS}(?:[\s/,]+{_CAPS}){{0,3}}(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?)"
_NUMBER = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_DATE = (
    rf"(?P<date>(?:{WEEKDAY},?\s+)?(?:{MONTH}\s*{_NUMBER}|{_NUMBER}\s+{MONTH.replace('month', 'month2')})"
    r"(?:,?\s+(?P<year>(?:19|20)[0-9]{2}))?|[0-3]?[0-9][./\-][01]?[0-9][./\-](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![0-9])"
)
_AGENCY = r"(?:\(\s*(?P<agency>[^()\n]{2,40}?)\s*\)|/(?P<agency2>[A-Z][\w ]{1,25})/|\[(?P<agency3>[A-Z][\w ]{1,25})\])"
_DASH = r"(?:—|–|--+|―|‒|-(?=\s))"
_SEP = rf"(?:\s*(?::|{_DASH})|\s*\.(?=\s)(?:\s*{_DASH})?)"
_THEN = r"(?=\s*[“\"‘'«(\[]?\s*[^\W_])"
_CAP = r"(?=\s*[“\"‘'«(\[]?\s*[A-Z0-9À-Þ])"
_BARE_AGENCY = r"(?P<agency4>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){0,2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACE},?\.?\s*(?:\(?(?i:{_DATE})\)?)[,.]?\s*{_AGENCY}{_SEP}?{_CAP}",
        rf"{_PLACE},?\.?\s*(?i:{_DATE})[,.]?\s+{_BARE_AGENCY}{_SEP}{_THEN}",
        rf"{_PLACE},\s+{_BARE_AGENCY}{_SEP}{_THEN}",
        rf"{_PLACE},?\.?\s*{_AGENCY},?\s*(?i:{_DATE})(?:{_SEP}{_THEN}|{_CAP})",
        rf"{_PLACE},?\.?\s*(?i:{_DATE}),?(?:{_SEP}{_THEN}|\s+(?:{_AGENCY}\s*)?{_CAP})",
        rf"{_PLACE},?\s*{_AGENCY}(?:{_SEP}{_THEN}|\s+{_CAP})",
        rf"(?i:{_DATE}),?\s*{_AGENCY}{_SEP}{_THEN}",
        rf"(?i:{_DATE}),?\s+{_CAPS_PLACE}\s*(?:{_AGENCY})?{_SEP}{_THEN}",
        rf"{_AGENCY}{_SEP}{_THEN}",
        rf"{_CAPS_PLACE}(?:\s+(?i:{_DATE}))?{_SEP}{_THEN}",
        rf"{_PLACE}(?:\s*:|\s+{_DASH}){_CAP}",
    )
)
_LAST_FORM = len(_FORMS) - 1
_ALONE = re.compile(rf"{_PLACE},?\.?\s*(?i:{_DATE})[,.]?\s*(?:{_AGENCY})?\s*(?:{_DASH}|[.:])?\s*$")
_NOT_PLACES = re.compile(
    r"^(?:in|on|at|the|an?|after|before|by|from|since|until|but|and|for|with|when|while|if|as|it|he|she|we|they|this|that|analysis|opinion|"
    r"explaine[rd]|update[sd]?|watch|video|exclusive|breaking|note|editors?|editorial|question|answer|[qa]|live|photos?|report|news|interview|"
    r"file|factbox|timeline|column|commentary|review|summary|highlights?|key|read|also|source|sources|tags?|topics?|image|caption|dear|mr|mrs|dr|"
    r"sir|my|our|his|her|their|one|two|three|first|second|third|disclaimer|warning|correction|clarification|advertisement|published|updated|posted|title|subject|date|"
    r"former|president|prime|minister|foreign|ministry|spokesman|spokesperson|january|february|march|april|may|june|july|august|september|october|november|december|"
    rf"{WEEKDAY})\b",
    re.IGNORECASE,
)
_COUNTRY_TAIL_WORDS = 7
_LOOSE_PLACE_WORDS = 2
_SPEAKER = re.compile(r"^\s*[“\"‘]")
_FIRST_LINES = 2
_HEAD_CHARS = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDateline:
    """A dateline with the agency that it credits, if any."""

    dateline: Dateline
    agency: str | None
    agency_span: Span | None


def find_dateline(text: str, before: Sequence[Line], own: Sequence[Line]) -> FoundDateline | None:
    """The dateline of an article: at the start of its first lines, or alone on a line just above them (`before`)."""
    for line in own[:_FIRST_LINES]:
        found = _at_start(text, line)
        if found:
            return found
    for line in reversed(before[-4:]):
        match = _ALONE.match(text, line.span.start, line.span.end)
        if match and _is_place(match["place"], loose=False):
            return _found(match)
    return None


def _at_start(text: str, line: Line) -> FoundDateline | None:
    end = min(line.span.end, line.span.start + _HEAD_CHARS)
    for number, form in enumerate(_FORMS):
        match = form.match(text, line.span.start, end)
        if not match:
            continue
        place, bare = match.groupdict().get("place"), match.groupdict().get("agency4")
        if bare and not is_agency(bare):
            continue
        loose = number == _LAST_FORM
        if place and not _is_place(place, loose=loose):
            continue
        if loose and _SPEAKER.match(text[match.end() : end]):
            continue  # "Peskov: “We …”" names a speaker
        return _found(match)
    return None


def _is_place(place: str, *, loose: bool) -> bool:
    words = place.split()
    most = _LOOSE_PLACE_WORDS if loose else _COUNTRY_TAIL_WORDS
    return len(words) <= most and not _NOT_PLACES.match(place) and any(len(word) > 1 for word in words)


def _found(match: re.Match[str]) -> FoundDateline:
    groups = match.groupdict()
    place = groups.get("place")
    key = next((key for key in ("agency", "agency2", "agency3", "agency4") if groups.get(key)), None)
    agency = groups[key] if key else None
    if agency and written_days(agency, Span(0, len(agency))):
        key, agency = None, None
    return FoundDateline(
        dateline=Dateline(place=place.strip(" ,.") if place else None, date=_date(match), span=Span(*match.span())),
        agency=agency,
        agency_span=Span(*match.span(key)) if key else None,
    )


def _date(match: re.Match[str]) -> str | None:
    """ISO where the year is written, `XXXX-06-16` where it is not."""
    written = match.groupdict().get("date")
    if not written:
        return None
    days = written_days(written, Span(0, len(written)))
    if days:
        return days[0].day.isoformat() if days[0].day else None
    month = match.groupdict().get("month") or match.groupdict().get("month2")
    number = re.search(r"(?<![0-9])[0-3]?[0-9](?![0-9])", written)
    if not month or not number or not day_or_none(2000, MONTHS[month.lower().rstrip(".")], int(number.group())):
        return None
    return f"XXXX-{MONTHS[month.lower().rstrip('.')]:02}-{int(number.group()):02}"
