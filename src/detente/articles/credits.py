"""The lines around an article → who is credited: agency, writer, outlet.

The place decides: a name in the dateline's brackets, after "By" or "Source:", or in brackets at the article's end is a credit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.articles.agencies import STAFF_WORD, is_agency
from detente.articles.dateline import FoundDateline
from detente.articles.split import Line
from detente.articles.wording import Cue, cues_of
from detente.records import Span

_NAME = r"[A-ZÀ-Þ0-9][\w&.’'\-]*(?:\s+(?:(?:de|da|del|van|von|der|al|el|bin|ibn|of|the|and|&)\s+)*[A-ZÀ-Þ0-9][\w&.’'\-]*){0,5}"
_BY = re.compile(
    rf"(?:^|[|•·–—]\s*|\d\s+|\()(?:(?i:by|written\s+by|reported\s+by|story\s+by|words\s+by|posted\s+by|reporting\s+by|author|authored\s+by)(?:\s*:)?|[^.]{{0,60}}\bby)\s+(?P<name>{_NAME})"
)
_SOURCE = re.compile(
    rf"(?i:(?:^|[(|\[])\W*(?:source|agency|agencies|courtesy|news\s+source|originally\s+published\s+(?:by|on|in))\s*[:–—-]\s*)(?P<name>{_NAME})\W*(?:$|[;,)|\]])"
)
_INPUTS = re.compile(
    rf"(?i:\bwith\s+(?:additional\s+)?(?:agency\s+)?(?:inputs?|reporting|files|contributions?|material|reports?|text)?\s*(?:from|by)?\s*)(?P<name>{_NAME})\W*(?:$|[;,)])"
)
_WRITTEN_WITH = re.compile(r"^\W*(?:written|reported|reporting|compiled|edited|with|additional)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"(?:^|[.!?”\"’'…]\s*)[(\[]\s*(?P<name>{_NAME})\s*[)\]]\s*$")
_AFTER_DASH = re.compile(rf"(?:^\s*|[.!?”\"’']\s+)(?:—|–|--?)\s*(?P<name>{_NAME})\s*$|^\s*/(?P<slashed>[A-Z][\w ]{{1,25}})/\s*$")
_OPENING = re.compile(rf"^(?!(?i:by|from|published|posted)\b)(?P<name>{_NAME})\s*(?:$|[|•·,/–—:]|-\s|\s{{2,}})")
_REPORTS = re.compile(rf"(?:…|\.\.+|,|–|—)\s*(?:reports?|writes|(?P<says>says))\s+(?P<name>{_NAME})\s*\.?$")
_PUBLISHED_BY = re.compile(r"^\W*(?i:published\s+by|publisher)\s*:?\s*(?P<name>\S.{1,50})?$")
_COPYRIGHT = re.compile(
    r"(?:©|(?i:copyright)|\([cC]\))\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?[,.]?\s*(?:by\s+)?)?(?P<name>[A-ZÀ-Þ][^|.,•·©\n]{2,50}?)"
    r"(?=\s*(?:$|[|.,•·©]|(?:19|20)\d\d|(?i:all\s+rights|ltd|limited|inc\b|llc|gmbh|media\s+group|theme|powered|–|-\s)))"
)
_PAPER_WORD = re.compile(
    r"\b(?:times|post|news|herald|gazette|tribune|courier|ledger|monitor|mail|daily|journal|observer|chronicle|dispatch|guardian|star|telegraph|express|"
    r"standard|review|digest|press|media|online|portal|bulletin|report(?:er)?|voice|mirror|globe|independent|digital|tv|radio|magazine|weekly|record|"
    r"examiner|sentinel|inquirer|argus|messenger|advertiser|bugle|echo|argosy|diario|correo|newswire|insider|watch|wire|today|sun|nation|citizen|"
    r"patriot|pioneer|mercury|banner|beacon|clarion|enquirer|outlook|frontier|line|point|hub|beat|pulse|page|planet|world|dawn)\b",
    re.IGNORECASE,
)
_MENU_WORD = re.compile(
    r"^(?:home|menu|nation|world|city|epaper|e-paper|sports?|politics|business|opinion|latest|breaking|subscribe|search|news|world\s+news|top\s+news|"
    r"latest\s+news|press\s+releases?|statements?|communiqu[eé]s?|brie?f(?:ing|s)?|in\s+brief|asia|europe|africa|international|national|india|categories|section|live|video|skip\b.*|today\b.*|more\b.*|advertisement|front\s+page|exclusive)$",
    re.IGNORECASE,
)
_SECTION_WORD = re.compile(
    r"^(?:home|menu|news|world|politics|business|opinions?|analysis|latest|breaking|asia|europe|africa|americas?|middle|east|west|north|south|central|"
    r"international|national|global|regional|foreign|affairs|policy|relations|security|defen[cs]e|economy|culture|sports?|tech|science|health|special|"
    r"reports?|features?|views?|editorials?|top|stories|story|archive|press|releases?|statements?|the|of|and|for|to|in|on|all|more|page|skip|content|"
    r"main|navigation|advertisement|live|updates?|exclusive|search|sign|log|subscribe|today|current|back|region|regions|country|countries|section)$",
    re.IGNORECASE,
)
_CUT_NAME = re.compile(r"\s*(?:[|•·]|\s[–—-]\s|:|\(|\s{2,}|\s/\s).*$")
_HEAD_LINES, _FOOT_LINES = 5, 4
_MASTHEAD_LINES = 6
_PERSON = re.compile(r"^[A-ZÀ-Þ][\w.’'\-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-ZÀ-Þ][\w.’'\-]*){1,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Who is credited; None for whom the page does not name."""

    agency: Named | None
    byline: Named | None
    outlet: Named | None


def find_credits(lines: Sequence[Line], own: Sequence[Line], title: Line | None, dateline: FoundDateline | None) -> Credits:
    """The credits of an article, from its head, its foot, its dateline and the page's masthead."""
    head, foot = _head(lines, own, title), _foot(lines, own)
    outlet = _outlet(lines, own, title)
    named = [name for line in (*head, *foot) for name in _by(line)]
    opening = [name for line in head if (name := _opening_agency(line))]
    agencies = [
        _dateline_agency(dateline),
        *(name for name in named if _credits_agency(name)),
        *opening,
        *_foot_agencies(own, foot),
    ]
    told = [name for name in agencies if name and not _same(name, outlet) and not _is_staff(name)]
    people = [name for name in named if _PERSON.match(name.text) and not _credits_agency(name) and not _is_staff(name)]
    return Credits(
        agency=told[0] if told else None,
        byline=next((name for name in people if not _same(name, outlet)), None),
        outlet=outlet,
    )


def _head(lines: Sequence[Line], own: Sequence[Line], title: Line | None) -> Sequence[Line]:
    first = own[0].index
    start = max(0, (title.index if title else first) - 3)
    head = (line for line in lines[max(start, first - 12) : first] if not title or line.index != title.index)
    return [line for line in head if Cue.PICTURE not in (cues := cues_of(line.text)) or Cue.CREDIT in cues]


def _foot(lines: Sequence[Line], own: Sequence[Line]) -> Sequence[Line]:
    foot = []
    for line in lines[own[-1].index + 1 : own[-1].index + 1 + _FOOT_LINES]:
        if Cue.SECTION in cues_of(line.text):
            break
        foot.append(line)
    return foot


def _by(line: Line) -> list[Named]:
    if line.is_prose and not _WRITTEN_WITH.match(line.text):
        return []
    return [name for match in _BY.finditer(line.text) if (name := _named(line, match))]


def _opening_agency(line: Line) -> Named | None:
    """The agency that a short line of the head opens with ("PTI | New Delhi", "Norrland Wire, Stockholm")."""
    match = _OPENING.match(line.text)
    name = _named(line, match) if match and len(line.words) <= 12 and not line.is_prose else None
    return name if name and is_agency(name.text) else None


def _foot_agencies(own: Sequence[Line], foot: Sequence[Line]) -> list[Named]:
    found: list[Named] = []
    for line in (own[-1], *foot):
        forms = (_IN_BRACKETS, _SOURCE) if line is own[-1] else (_IN_BRACKETS, _SOURCE, _AFTER_DASH)
        found += [name for form in forms if (match := form.search(line.text)) and (name := _named(line, match))]
        if line is own[-1]:
            match = _AFTER_DASH.search(line.text)
            name = _named(line, match) if match else None
            found += [name] if name and is_agency(name.text) else []
        elif _WRITTEN_WITH.match(line.text.lstrip("(")):
            found += [name for match in _INPUTS.finditer(line.text) if (name := _named(line, match))]
    return [name for name in found if is_agency(name.text) or not _PERSON.match(name.text) or _PAPER_WORD.search(name.text)]


def _outlet(lines: Sequence[Line], own: Sequence[Line], title: Line | None) -> Named | None:
    return _published_by(lines, own) or _masthead(lines, own, title) or _copyright(lines) or _reports(lines, own)


def _published_by(lines: Sequence[Line], own: Sequence[Line]) -> Named | None:
    for line in lines:
        match = _PUBLISHED_BY.match(line.text) if line.index > own[-1].index or line.index < own[0].index else None
        if match and match["name"]:
            return _named(line, match)
        if match and line.index + 1 < len(lines) and len(lines[line.index + 1].words) <= 6:
            return Named(text=lines[line.index + 1].text, span=lines[line.index + 1].span)
    return None


def _masthead(lines: Sequence[Line], own: Sequence[Line], title: Line | None) -> Named | None:
    """A name of a paper among the page's first lines, above the title; sure where the page names it again."""
    top = min(title.index if title else own[0].index, _MASTHEAD_LINES)
    rest = "\n".join(line.text for line in lines[top:]).casefold()
    spoken = {word.casefold() for line in own for word in line.words}
    best: tuple[float, Named] | None = None
    for line in lines[:top]:
        text = _CUT_NAME.sub("", line.text).strip(" .")
        words = text.split()
        if not 1 <= len(words) <= 7 or _MENU_WORD.match(text) or not text[0].isupper() or cues_of(text):
            continue
        if all(_SECTION_WORD.match(word) for word in words):  # a menu: "Home World"
            continue
        again = len(text) >= 6 and re.search(rf"\b{re.escape(text.casefold())}\b", rest) is not None
        rating = (
            2.0 * again * (len(words) > 1)
            + bool(_PAPER_WORD.search(text)) * (len(words) > 1)
            + 0.5 * text.isupper()
            - 0.1 * line.index
        )
        strange = any(word.casefold() not in spoken and not _SECTION_WORD.match(word) for word in line.words[: len(words)])
        rating += 0.8 * (line.index == 0 and len(words) > 1 and strange and all(w[0].isupper() or len(w) < 4 for w in words))
        if rating >= 0.7 and (best is None or rating > best[0]):
            best = (rating, Named(text=text, span=Span(line.span.start, line.span.start + len(text))))
    return best[1] if best else None


def _copyright(lines: Sequence[Line]) -> Named | None:
    for line in reversed(lines):
        match = _COPYRIGHT.search(line.text)
        if match and len(line.text) < 300 and not cues_of(match["name"]):
            return _named(line, match)
    return None


def _reports(lines: Sequence[Line], own: Sequence[Line]) -> Named | None:
    for line in lines[max(0, own[0].index - 3) : own[0].index + 2]:
        match = _REPORTS.search(line.text)
        if not match or is_agency(match["name"]):
            continue
        again = sum(match["name"] in other.text for other in lines) > 1
        if not match["says"] or again or _PAPER_WORD.search(match["name"]):  # "…says Lavrov" names a speaker
            return _named(line, match)
    return None


def _dateline_agency(dateline: FoundDateline | None) -> Named | None:
    if not dateline or not dateline.agency or not dateline.agency_span:
        return None
    return Named(text=dateline.agency, span=dateline.agency_span)


def _named(line: Line, match: re.Match[str]) -> Named | None:
    group = "name" if match.groupdict().get("name") else "slashed"
    if not match.groupdict().get(group):
        return None
    text = _CUT_NAME.sub("", match[group])
    text = re.split(r"\s+(?:on|in|at|for|and|with|Published|Updated|Posted|PUBLISHED|UPDATED)\b", text)[0].rstrip(" ,.;-–—")
    start = line.span.start + match.start(group)
    return Named(text=text, span=Span(start, start + len(text))) if text else None


def _credits_agency(name: Named) -> bool:
    return is_agency(name.text) or (name.text.isupper() and 2 <= len(name.text) <= 6 and name.text.isalpha())


def _is_staff(name: Named) -> bool:
    return bool(STAFF_WORD.search(name.text)) and not is_agency(name.text)


def _same(name: Named, outlet: Named | None) -> bool:
    return outlet is not None and name.text.casefold() == outlet.text.casefold()
