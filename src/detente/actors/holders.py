"""Who held which office when: the rows of the holders tables, and how an office stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from detente.actors.words import keys_of
from detente.errors import CodebookError

HEADER = ("code", "office", "role", "name", "aliases", "start", "end", "origin")
# Offices whose holders the press names by family name alone, without having introduced them.
FAMOUS = frozenset({"head_of_state", "head_of_government", "leader", "foreign_minister", "body_head", "spokesman_leader"})
RANK = ("head_of_state", "leader", "head_of_government", "body_head", "foreign_minister", "deputy_leader", "defence_minister")
_PARTICLES = frozenset(
    {"al", "el", "ul", "bin", "ibn", "ben", "von", "van", "der", "den", "de", "da", "di", "du", "dos", "del", "la"}
)
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XIII", "XIV", "XVI"})
_GRACE = timedelta(days=45)  # an office's last act and its reports; dates in the tables may be a few days off


class Standing(StrEnum):
    """How an office stands on the days asked about."""

    IN = "in"
    PERHAPS = "perhaps"  # a bound of the term or the day itself is open
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person in an office. `since` and `until` are the outermost days the row allows; `open_start`, `open_end`: the true
    bound lies outside them (in office at least since, at least until). `sector`: where it is not the government's."""

    code: str
    office: str
    role: str
    name: str
    aliases: tuple[str, ...]
    since: date
    until: date
    open_start: bool
    open_end: bool
    sector: str | None = None

    def standing(self, start: date | None, end: date | None) -> Standing:
        """How the office stood between two days; None on a side where nothing bounds it."""
        if start is None and end is None:
            return Standing.PERHAPS
        start, end = start or date.min, end or date.max
        if start > self.until + _GRACE:
            return Standing.PERHAPS if self.open_end else Standing.AFTER
        if end < self.since - _GRACE:
            return Standing.PERHAPS if self.open_start else Standing.BEFORE
        return Standing.IN if start >= self.since - _GRACE and end <= self.until + _GRACE else Standing.PERHAPS


def read_holders(text: str, *, table: str) -> tuple[Holder, ...]:
    """The rows of one holders table. `table` names it in messages.

    Raises: CodebookError where the table does not hold together.
    """
    header, *lines = text.splitlines() or [""]
    if tuple(header.split("\t")) != HEADER:
        raise CodebookError(f"{table} must begin with the columns {', '.join(HEADER)}, not {header!r}")
    return tuple(_holder(line, table) for line in lines if line.strip())


def family_names(holder: Holder) -> tuple[str, ...]:
    """The names by which the press calls this person in short.

    A one-word alias that is not the last word of the name (Xi of Xi Jinping) replaces the last word.
    """
    parts = [part for part in holder.name.split() if part.strip(".,") not in _SUFFIXES]
    short = [alias for alias in holder.aliases if len(alias.split()) == 1]
    first = keys_of(parts[0])[:1] if parts else ()
    if any(keys_of(alias)[:1] == first for alias in short) or len(parts) < 2:
        return tuple(dict.fromkeys(short or parts))
    return tuple(dict.fromkeys([*(_stem(part) for part in parts[-1:]), *_with_particles(parts), *short]))


def _stem(part: str) -> str:
    head, dash, rest = part.partition("-")
    return rest if dash and head.lower() in _PARTICLES else part


def _with_particles(parts: list[str]) -> Iterable[str]:
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    if at < len(parts) - 1:
        yield " ".join(parts[at:])
    elif parts[-1].partition("-")[1]:
        yield parts[-1]


def _holder(line: str, table: str) -> Holder:
    fields = line.split("\t")
    if len(fields) != len(HEADER):
        raise CodebookError(f"{table}: {len(HEADER)} columns wanted in {line!r}")
    code, office, role, name, aliases, start, end, _origin = fields
    since, open_start = _bound(start, table, last=False)
    until, open_end = _bound(end, table, last=True)
    return Holder(
        code=code,
        office=office,
        role=role,
        name=name,
        aliases=tuple(alias.strip() for alias in aliases.split("|") if alias.strip()),
        since=since,
        until=until,
        open_start=open_start,
        open_end=open_end,
    )


@cache
def _bound(text: str, table: str, *, last: bool) -> tuple[date, bool]:
    """The day of a bound and whether the true one may lie beyond it; a month or year counts whole."""
    is_open = text.startswith(("<=", ">=")) or not text
    bare = text.lstrip("<>=").strip()
    if not bare:
        return (date.max - 2 * _GRACE if last else date.min + 2 * _GRACE), True
    try:
        numbers = [int(part) for part in bare.split("-")]
        year, month, day = (*numbers, *(0, 0, 0))[:3]
        if day:
            return date(year, month, day), is_open
        if not last:
            return date(year, month or 1, 1), is_open
        month = month or 12
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1), is_open
    except ValueError:
        raise CodebookError(f"{table}: {text!r} is no day, month or year") from None
