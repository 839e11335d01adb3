"""How well the gazetteer covers a country's office holders, decade by decade."""

from dataclasses import dataclass
from datetime import date

from detente.actors.gazetteer import Gazetteer
from detente.actors.holders import Holder

FIRST_YEAR = 2000
LAST_YEAR = 2024
_HEADS = frozenset({"head_of_state", "head_of_government", "leader", "body_head"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One code in one decade (`start` is its first year; the first decade is that of 2000).

    `leader_years`, `foreign_years`: years in which the tables name a head of state or government (or a body's head), or a
    foreign minister; `years`: how many there are. `holders`: people with any office in the decade.
    """

    code: str
    start: int
    years: int
    leader_years: int
    foreign_years: int
    holders: int


def coverage(gazetteer: Gazetteer) -> tuple[CoverageRow, ...]:
    """A row for each code and decade from 2000 to 2024, by code, then decade."""
    by_code: dict[str, list[Holder]] = {}
    for holder in gazetteer.holders:
        by_code.setdefault(holder.code, []).append(holder)
    decades = range(FIRST_YEAR, LAST_YEAR + 1, 10)
    return tuple(_row(code, start, by_code[code]) for code in sorted(by_code) for start in decades)


def coverage_table(rows: tuple[CoverageRow, ...]) -> str:
    """The rows as a Markdown table."""
    lines = ["| code | decade | years with a leader | years with a foreign minister | people |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.code} | {row.start}s | {row.leader_years}/{row.years} | {row.foreign_years}/{row.years} | {row.holders} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _row(code: str, start: int, holders: list[Holder]) -> CoverageRow:
    years = range(start, min(start + 10, LAST_YEAR + 1))
    leaders = [holder for holder in holders if holder.office in _HEADS]
    ministers = [holder for holder in holders if holder.office == "foreign_minister"]
    return CoverageRow(
        code=code,
        start=start,
        years=len(years),
        leader_years=sum(any(_held(holder, year, year) for holder in leaders) for year in years),
        foreign_years=sum(any(_held(holder, year, year) for holder in ministers) for year in years),
        holders=len({holder.name for holder in holders if _held(holder, years[0], years[-1])}),
    )


def _held(holder: Holder, first: int, last: int) -> bool:
    return holder.since <= date(last, 12, 31) and holder.until >= date(first, 1, 1)
