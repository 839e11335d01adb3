"""Which mentions can be of one event at all, and which of those are: the first rules of merging.

    block   one type, the same two sides, the same standing (a plan is never the event it plans)
    join    two mentions of a block whose days overlap, neither interval wider than `MAX_JOIN_DAYS`, unless their modes differ;
            or two mentions in copies of one text, at the same words;
            or two that look back on the same stated stretch, such as one year, in the same mode

Mentions are sorted before they are joined, and a mention joins an event only if it shares a day with all that the event holds
already: no order of reading changes the result, and no chain of overlaps ties far days together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from detente.records import Aux, Basis, DateSpan, Entity, EventMention, digest
from detente.records.merged import COUNTED, Event, Mention, Source, Standing, independent, standing_of

MAX_JOIN_DAYS = 31
OPEN_GROUPS = 8  # how many of the latest groups a mention is held against
RULE_FIRST = "first mention"
RULE_COPY = "copy of the same text"
RULE_DAYS = "same type and sides, days overlap"
RULE_LOOK_BACK = "same type and sides, looking back on the same stretch"
RULE_APART = "set apart by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A mention as merging sees it. `apart`: a person has said that it stands for an event of its own."""

    found: EventMention
    source: Source
    apart: bool = False


def side(entities: Iterable[Entity]) -> tuple[str, ...]:
    """The codes (or, where none fits, the names) of one side, each once, in alphabetical order."""
    return tuple(sorted({e.code or e.name or e.text for e in entities}))


def block_of(found: EventMention) -> str:
    """The key of the block that a mention belongs to."""
    standing = standing_of(found.aux, found.claimed_by)
    told = "told" if standing in COUNTED else standing.value
    claimed = side((found.claimed_by,)) if found.claimed_by and standing is Standing.CLAIMED else ()
    return "|".join((found.event, ",".join(side(found.actor)), ",".join(side(found.recipient)), told, ",".join(claimed)))


def merge_block(mentions: Iterable[tuple[EventMention, Source, bool]]) -> tuple[Event, ...]:
    """The events of one block. The same mentions in any order give the same events.

    `mentions`: each with the page it stands on, and whether a person has set it apart.
    """
    candidates = (Candidate(found=found, source=source, apart=apart) for found, source, apart in mentions)
    groups: list[list[Candidate]] = []
    rules: dict[str, str] = {}
    windows: dict[int, _Window] = {}  # by group, where it holds mentions whose days it can be joined by
    alike: dict[tuple[object, ...], int] = {}  # group by what makes a later mention the same: its words, or what it looks back on
    for candidate in sorted(candidates, key=_order):
        same = _same(candidate)
        at, rule = next(((alike[key], rule) for key, rule in same if key in alike), (None, RULE_DAYS))
        own = None if candidate.apart else _window(candidate.found)
        if at is None and own is not None:
            at = _overlapping(own, windows)
        if at is None:
            groups.append([])
            at, rule = len(groups) - 1, RULE_APART if candidate.apart else RULE_FIRST
        rules[_place(candidate)] = rule
        for key, _ in same:
            alike.setdefault(key, at)
        if own is not None:
            windows[at] = _narrow(windows[at], own) if at in windows else own
        groups[at].append(candidate)
    return tuple(_event(group, rules) for group in groups)


def _same(candidate: Candidate) -> tuple[tuple[tuple[object, ...], str], ...]:
    """Keys that only mentions of one event share, each with the rule that it stands for."""
    found = candidate.found
    keys: list[tuple[tuple[object, ...], str]] = [(("words", _identity(candidate)), RULE_COPY)]
    if candidate.apart:
        return tuple(keys)  # copies of what was set apart stay with it
    if found.aux is Aux.HISTORICAL and found.date and found.date.start and found.date.basis is Basis.STATED:
        keys.append((("stretch", found.date.start, found.date.end, found.mode), RULE_LOOK_BACK))
    return tuple(keys)


def _order(candidate: Candidate) -> tuple[object, ...]:
    days = candidate.found.date
    start, end = (days.start or date.max, days.end or date.max) if days else (date.max, date.max)
    return (start, end, candidate.source.article, candidate.found.span, candidate.found.id, candidate.source.sha256)


def _place(candidate: Candidate) -> str:
    return f"{candidate.source.sha256}:{candidate.found.id}"


def _wording(candidate: Candidate) -> tuple[object, ...]:
    """What tells two mentions of one text apart, whatever page the text stands on."""
    found = candidate.found
    days = found.date
    return (tuple(e.text for e in found.actor), tuple(e.text for e in found.recipient), days.text if days else None, found.mode)


@dataclass(frozen=True, slots=True)
class _Window:
    """The days on which the mentions of a group agree, and the mode that any of them names."""

    start: date
    end: date
    mode: str | None


def _window(found: EventMention) -> _Window | None:
    """The days of a mention, None where they are unknown or too wide to join by."""
    span = found.date
    if span is None or span.start is None or span.end is None or (span.end - span.start).days > MAX_JOIN_DAYS:
        return None
    return _Window(span.start, span.end, found.mode)


def _overlapping(own: _Window, windows: dict[int, _Window]) -> int | None:
    """The latest group that shares a day with a mention and has no other mode; mentions come by their first day."""
    for at in islice(reversed(windows), OPEN_GROUPS):
        other = windows[at]
        if other.start <= own.end and own.start <= other.end and _one_mode(own, other):
            return at
    return None


def _one_mode(own: _Window, other: _Window) -> bool:
    return own.mode is None or other.mode is None or own.mode == other.mode


def _narrow(window: _Window, own: _Window) -> _Window:
    start, end = max(window.start, own.start), min(window.end, own.end)
    mode = window.mode or own.mode
    return _Window(start, end, mode) if start <= end else _Window(window.start, window.end, mode)


def _event(group: Sequence[Candidate], rules: dict[str, str]) -> Event:
    mentions = tuple(Mention(found=c.found, source=c.source, rule=rules[_place(c)]) for c in group)
    surest = max(mentions, key=lambda m: (m.found.confidence, m.found.mode is not None, m.found.id))
    found = surest.found
    news = [m.found for m in mentions if m.found.aux is not Aux.HISTORICAL]
    aux = news[0].aux if news else Aux.HISTORICAL
    claimants = sorted({code for m in mentions if m.found.claimed_by for code in side((m.found.claimed_by,))})
    standing = standing_of(aux, claimants or None)
    return Event(
        id=digest("event", block_of(found), _identity(group[0])),
        event=found.event,
        mode=found.mode,
        context=tuple(sorted({c for m in mentions for c in m.found.context})),
        aux=aux,
        standing=standing,
        actor=side(found.actor),
        recipient=side(found.recipient),
        date=_agreed(mentions),
        claimed_by=tuple(claimants),
        score=found.score,
        quad=found.quad,
        confidence=found.confidence,
        reports=len({m.source.sha256 for m in mentions}),
        sources=independent(m.source for m in mentions),
        mentions=mentions,
    )


def _identity(candidate: Candidate) -> str:
    """A mention by its text's id and its own words: the same on every copy of the text. The first of an event names it."""
    return digest(candidate.source.article, candidate.found.trigger.text, *_wording(candidate), candidate.apart)


def _agreed(mentions: Sequence[Mention]) -> DateSpan | None:
    """The days on which all dated mentions agree, with the evidence of the narrowest."""
    dated = [m.found.date for m in mentions if m.found.date and m.found.date.start and m.found.date.end]
    if not dated:
        return next((m.found.date for m in mentions if m.found.date), None)
    narrowest = min(dated, key=lambda d: ((d.end or date.max) - (d.start or date.min), d.start, d.text or ""))
    start = max(d.start for d in dated if d.start)
    end = min(d.end for d in dated if d.end)
    if start > end:
        return narrowest
    return DateSpan(
        start=start, end=end, basis=narrowest.basis, text=narrowest.text, span=narrowest.span, because=narrowest.because
    )
