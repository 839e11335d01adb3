"""The gazetteer's tables: holders and their days, family names, coverage, and tables that do not hold together."""

from datetime import date

import pytest

from detente.actors.coverage import coverage, coverage_table
from detente.actors.gazetteer import build_gazetteer, load_gazetteer
from detente.actors.holders import Standing, family_names, read_holders
from detente.codebook.codes import load_codes
from detente.errors import CodebookError

HEADER = "code\toffice\trole\tname\taliases\tstart\tend\torigin\n"


def row(name: str, aliases: str = "", start: str = "2010", end: str = "2015-06") -> str:
    return f"{HEADER}NOR\thead_of_state\tpresident\t{name}\t{aliases}\t{start}\t{end}\town"


STANDINGS = {
    "inside": (date(2012, 1, 1), Standing.IN),
    "after": (date(2016, 1, 1), Standing.AFTER),
    "before": (date(2008, 1, 1), Standing.BEFORE),
    "in the last month": (date(2015, 6, 30), Standing.IN),
}


@pytest.mark.parametrize(("day", "standing"), STANDINGS.values(), ids=STANDINGS.keys())
def test_standing(day: date, standing: Standing) -> None:
    (holder,) = read_holders(row("Odd Fjellvang"), table="t")
    assert holder.standing(day, day) is standing


def test_an_open_end_is_only_perhaps() -> None:
    (holder,) = read_holders(row("Odd Fjellvang", start="<=2019-06", end=">=2025"), table="t")
    assert holder.standing(date(2028, 1, 1), date(2028, 1, 1)) is Standing.PERHAPS
    assert holder.standing(date(2001, 1, 1), date(2001, 1, 1)) is Standing.PERHAPS
    assert holder.standing(None, None) is Standing.PERHAPS


FAMILIES = {
    "last word": ("Odd Fjellvang", "", ("Fjellvang",)),
    "family name first": ("Xi Jinping", "Xi", ("Xi",)),
    "particle": ("Ursula von der Leyen", "", ("Leyen", "von der Leyen")),
    "article": ("Bashar al-Assad", "", ("Assad", "al-Assad")),
    "one word": ("Lula", "", ("Lula",)),
}


@pytest.mark.parametrize(("name", "aliases", "expected"), FAMILIES.values(), ids=FAMILIES.keys())
def test_family_names(name: str, aliases: str, expected: tuple[str, ...]) -> None:
    (holder,) = read_holders(row(name, aliases), table="t")
    assert family_names(holder) == expected


BAD = {
    "no header": "NOR\thead_of_state\tpresident\tA B\t\t2010\t2011\town",
    "a column short": HEADER + "NOR\thead_of_state",
    "no day": row("A B", start="soon"),
}


@pytest.mark.parametrize("table", BAD.values(), ids=BAD.keys())
def test_a_bad_holders_table_is_refused(table: str) -> None:
    with pytest.raises(CodebookError):
        read_holders(table, table="t")


def test_a_bad_roles_table_is_refused() -> None:
    with pytest.raises(CodebookError, match="unknown class"):
        build_gazetteer(
            states="code\tnames\tadjectives\tpeople\tcapitals\tseats\torigin",
            bodies="code\tkind\tname\taliases\tnouns\tsector\torigin",
            roles="noun\tclass\toffice\tsector\tgender\torigin\npriest\tstone\tx\tGOV\t\town",
            acts="noun\tweight\torigin",
        )


def test_coverage_counts_years() -> None:
    rows = coverage(load_gazetteer())
    russia = [row for row in rows if row.code == "RUS"]
    assert [row.start for row in russia] == [2000, 2010, 2020]
    assert all(row.leader_years == row.years for row in russia)
    assert coverage_table(rows).count("\n") == len(rows) + 2


def test_every_holder_stands_under_a_code_of_the_codebook() -> None:
    assert {holder.code for holder in load_gazetteer().holders} <= set(load_codes().by_code)
