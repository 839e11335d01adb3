import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.copies.differences import differences
from detente.copies.find import CopyRules
from detente.ingest import settle
from detente.merge.block import block_of, merge_block
from detente.records import Read
from detente.records.copies import OriginalBy, Relation
from detente.series.dyads import dyad_series
from detente.store.archive import Archive, open_archive
from detente.store.copies import TEXTS_A_MARK
from detente.store.schema import connect, migrations
from tests.copies.making import ELSEWHERE, OWN, WIRE, body, published
from tests.making import DAY, LEAD, days, mention, outcome

NOW = datetime(2031, 5, 5, 9, 0, tzinfo=UTC)
RULES = CopyRules()


def page(uri: str, *sentences: str, outlet: str | None = None, agency: str | None = None, day: date | None = None) -> Read:
    read = outcome(mention(when=days(DAY)), uri=uri, text=body(LEAD, *sentences), outlet=outlet or uri, agency=agency)
    return replace(read, article=replace(read.article, published=published(day) if day else None))


WIRED = page("wire.txt", *WIRE, outlet="Norrwire", agency="Norrwire")
EXTENDED = page("extended.txt", *OWN, *WIRE, outlet="Harbour Post")
CUT = page("cut.txt", *WIRE[:6], outlet="Echo")
OTHER = page("other.txt", *ELSEWHERE, outlet="Courier")
ALL = (WIRED, EXTENDED, CUT, OTHER)


def fill(held: Archive, *outcomes: Read, each: bool = False) -> Archive:
    for found in outcomes:
        held.add(found, seen=NOW, block_of=block_of)
        if each:
            settle(held)
    settle(held)
    return held


def dump(held: Archive) -> list[str]:
    """All that copies and merging leave, row by row; the full-text index numbers pages in the order they come."""
    tables = ("printed", "mark", "unsought", "ungrouped", "copy", "pending", "event", "decision")
    return sorted(f"{table} {tuple(row)}" for table in tables for row in held._db.execute(f"SELECT * FROM {table}"))


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path / "desk.db", write=True) as held:
        yield held


def test_a_group_has_its_original_and_what_each_copy_cut_and_added(archive):
    fill(archive, *ALL)
    (group,) = archive.copy_groups(differences)
    assert (group.original.uri, group.reason) == ("wire.txt", OriginalBy.AGENCY)
    by_uri = {copy.source.uri: copy for copy in group.copies}
    cut, extended = by_uri["cut.txt"], by_uri["extended.txt"]
    assert (cut.relation, extended.relation) == (Relation.CONTAINED, Relation.CONTAINS)
    assert [archive.text(group.original.sha256, span) for span in cut.cut] == list(WIRE[6:])
    assert [archive.text(extended.source.sha256, span) for span in extended.added] == list(OWN)
    assert (cut.added, extended.cut) == ((), ())


def test_copies_count_as_one_source_in_events_and_series(archive):
    fill(archive, *ALL)
    (event,) = archive.events()
    assert (event.reports, event.sources) == (4, 2)
    counted = [period for period in dyad_series([event], "NOR", "SUD") if period.events]
    assert [(period.reports, period.sources) for period in counted] == [(4, 2)]


def test_two_copies_are_one_source_where_the_original_tells_nothing_of_the_event(archive):
    fill(archive, replace(WIRED, events=()), EXTENDED, CUT)
    (event,) = archive.events()
    assert (event.reports, event.sources) == (2, 1)


def test_a_copy_that_comes_later_has_the_events_it_touches_counted_anew(archive):
    fill(archive, WIRED, OTHER)
    (event,) = archive.events()
    assert event.sources == 2
    fill(archive, page("late.txt", *OWN[:1], *WIRE, outlet="Late Mail"))
    (event,) = archive.events()
    assert (event.reports, event.sources) == (3, 2)


def test_an_earlier_page_becomes_the_original(archive):
    late, early = (page(f"{d}.txt", *WIRE, *OWN[: d - 1], day=date(2031, 5, d)) for d in (3, 2))
    fill(archive, late)
    fill(archive, early)
    (group,) = archive.copy_groups(differences)
    assert (group.original.uri, group.reason) == ("2.txt", OriginalBy.TIME)


def test_reading_twice_changes_nothing(archive):
    before = dump(fill(archive, *ALL))
    assert dump(fill(archive, *ALL, each=True)) == before


def test_any_order_of_reading_leaves_the_same_archive():
    left = set()
    for order in permutations(ALL):
        for each in (False, True):
            with open_archive(":memory:", write=True) as held:
                left.add("\n".join(dump(fill(held, *order, each=each))))
    assert len(left) == 1


MADE = [
    page(f"{n}.txt", *sentences, outlet=f"outlet {n}", agency="Norrwire" if n % 5 == 0 else None, day=DAY if n % 3 == 0 else None)
    for n, sentences in enumerate(
        [
            WIRE,
            WIRE[:5],
            WIRE[5:],
            WIRE + OWN,
            OWN,
            ELSEWHERE,
            ELSEWHERE + WIRE[:7],
            WIRE[:9],
            OWN + ELSEWHERE,
            WIRE,
            (*WIRE[2:], *OWN),
        ]
    )
]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(MADE))), st.integers(1, 11))
def test_any_order_of_many_copies_leaves_the_same_groups(order, parts):
    with open_archive(":memory:", write=True) as one, open_archive(":memory:", write=True) as other:
        fill(one, *MADE)
        for start in range(0, len(order), parts):
            fill(other, *(MADE[n] for n in order[start : start + parts]))
        assert dump(other) == dump(one)


def test_an_archive_of_an_earlier_version_is_looked_through_when_it_is_next_read_into(tmp_path):
    path = tmp_path / "desk.db"
    with open_archive(tmp_path / "new.db", write=True) as held:
        fill(held, *ALL)
        now = dump(held)
    db = connect(path, write=True, steps=migrations()[:2])
    db.execute("CREATE TABLE unsought (sha256)")  # what adding writes to; the migration makes its own
    old = Archive(path, db)
    for found in ALL:
        old.add(found, seen=NOW, block_of=block_of)
    db.execute("DROP TABLE unsought")
    old.close()
    with open_archive(path, write=True) as held:
        assert held.unsought() == len(ALL)
        settle(held)
        assert dump(held) == now


def test_what_was_cut_off_between_adding_and_finding_is_completed(archive):
    archive.add(WIRED, seen=NOW, block_of=block_of)
    archive.add(CUT, seen=NOW, block_of=block_of)
    assert archive.unsought() == 2
    archive.merge(merge_block)
    assert archive.events()[0].sources == 2
    assert archive.find_copies(RULES) == 2
    assert archive.unmerged() == 1
    archive.merge(merge_block)
    assert archive.events()[0].sources == 1
    assert archive.find_copies(RULES) == 0


def test_a_phrase_that_every_page_bears_ties_nothing_and_costs_no_more(archive):
    boiler = "The views that stand on this page are those of its writers and of nobody else who works for the house."
    words = [f"word{n}" for n in range(4000)]
    pages = [
        page(f"{n}.txt", " ".join(words[n * 20 : n * 20 + 60][:: 1 if n % 2 else -1]), boiler, outlet=f"{n}")
        for n in range(0, TEXTS_A_MARK + 60, 3)
    ]
    fill(archive, *pages, WIRED, CUT)
    (group,) = archive.copy_groups(differences)
    assert {group.original.uri, *(c.source.uri for c in group.copies)} == {"wire.txt", "cut.txt"}


def test_the_view_reads_well_in_any_sqlite_tool(archive, tmp_path):
    fill(archive, *ALL)
    with sqlite3.connect(tmp_path / "desk.db") as db:
        rows = db.execute("SELECT relation, outlet, original_outlet FROM copies ORDER BY outlet").fetchall()
        assert rows == [("contained", "Echo", "Norrwire"), ("contains", "Harbour Post", "Norrwire")]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def looked_at(path: Path, count: int) -> int:
    """SQLite's steps for one new page in an archive of this many: what it costs, without a clock."""
    words = [f"w{n}" for n in range(5000)]
    with open_archive(path, write=True) as held:
        for n in range(count):
            told = " ".join(words[(n * 7919 + k * (n % 89 + 1)) % 5000] for k in range(80))
            held.add(replace(page(f"{n}.txt", told), events=()), seen=NOW, block_of=block_of)
        settle(held)
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        held.add(WIRED, seen=NOW, block_of=block_of)
        held._db.set_progress_handler(step, 10)
        held.find_copies(RULES)
        return steps


def test_a_new_page_costs_the_same_in_a_larger_archive(tmp_path):
    # every page bears the same lead, so that the index of its words grows until the cap
    few, many = looked_at(tmp_path / "few.db", TEXTS_A_MARK), looked_at(tmp_path / "many.db", 5 * TEXTS_A_MARK)
    assert many < 1.1 * few
