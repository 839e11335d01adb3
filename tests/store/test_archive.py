import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import ArchiveError, ArchiveFull, ArchiveNewer, ArchiveReadOnly
from detente.merge.block import block_of, merge_block
from detente.records import Aux, EventType, QuadClass, Reason, Rejected, Span, Stance
from detente.series.dyads import dyad_series
from detente.store import schema
from detente.store.archive import Archive, open_archive
from detente.store.schema import connect, migrations, version_of
from tests.making import DAY, LEAD, days, entity, mention, outcome

NOW = datetime(2022, 3, 11, 9, 0, tzinfo=UTC)
ONE = outcome(mention(when=days(DAY)), uri="one.txt")
COPY = outcome(mention(when=days(DAY)), uri="two.txt", outlet="Echo")
OTHER = outcome(mention(when=days(DAY)), uri="three.txt", text=LEAD + " More follows.", outlet="Courier")


def fill(archive: Archive, *outcomes: object) -> Archive:
    for found in outcomes:
        archive.add(found, seen=NOW, block_of=block_of)
    archive.merge(merge_block)
    return archive


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path / "desk.db", write=True) as held:
        yield held


def dump(path) -> list[str]:
    with sqlite3.connect(path) as db:
        return sorted(db.iterdump())


def test_events_come_back_with_every_passage(archive):
    fill(archive, ONE, COPY, OTHER)
    (event,) = archive.events("NOR", "SUD")
    assert (event.reports, event.sources) == (3, 2)
    assert [m.found for m in event.mentions] == [r.events[0] for r in (ONE, OTHER, COPY)]
    for passage in archive.passages(event):
        assert passage.text == LEAD[:51]
        assert "expelled" in [passage.text[s.start : s.end] for s, what in passage.marks if what == "trigger"]


def test_reading_twice_equals_reading_once(tmp_path):
    path = tmp_path / "desk.db"
    with open_archive(path, write=True) as held:
        fill(held, ONE, OTHER)
    before = dump(path)
    with open_archive(path, write=True) as held:
        assert not held.add(ONE, seen=datetime(2030, 1, 1, tzinfo=UTC), block_of=block_of)
        held.merge(merge_block)
    assert dump(path) == before


def test_the_order_of_reading_does_not_matter(tmp_path):
    seen = set()
    for n, order in enumerate(permutations((ONE, COPY, OTHER))):
        with open_archive(tmp_path / f"{n}.db", write=True) as held:
            seen.add(str(fill(held, *order).events()))
    assert len(seen) == 1


def test_a_page_seen_at_two_addresses_is_one_page(archive):
    from dataclasses import replace

    again = replace(ONE, page=replace(ONE.page, uri="elsewhere.txt"))
    fill(archive, ONE, again)
    assert len(archive.sources()) == 1
    assert archive.holds("elsewhere.txt", ONE.page.sha256)


def test_an_address_more_needs_no_second_reading(archive):
    fill(archive, ONE)
    assert archive.see("elsewhere.txt", ONE.page.sha256, seen=NOW)
    assert archive.holds("elsewhere.txt", ONE.page.sha256)
    assert not archive.see("elsewhere.txt", "0" * 64, seen=NOW)


def test_rejections_are_kept_and_counted_once(archive):
    rejected = Rejected(uri="x.bin", sha256="0" * 64, reason=Reason.BINARY, detail="a PNG picture")
    fill(archive, rejected, rejected)
    assert archive.rejections() == (rejected,)


def test_a_split_is_logged_survives_merging_and_is_taken_back(archive):
    fill(archive, ONE, OTHER)
    (event,) = archive.events()
    chosen = event.mentions[0]
    number = archive.set_apart(chosen.source.sha256, chosen.found.id, made=NOW)
    assert archive.set_apart(chosen.source.sha256, chosen.found.id, made=NOW) == number
    archive.merge(merge_block)
    assert len(archive.events()) == 2
    fill(archive, COPY)
    assert len(archive.events()) == 2
    assert number is not None
    assert archive.undo(number, made=NOW)
    archive.merge(merge_block)
    assert len(archive.events()) == 1
    assert not archive.undo(number, made=NOW)


def test_full_text_finds_articles_and_statements(archive):
    fill(archive, ONE)
    assert [s.uri for s in archive.search("expelled diplomats")] == ["one.txt"]
    assert len(archive.statements(words="hostile", codes=("SUD",))) == 1
    assert archive.statements(speaker="su_") == ()
    assert archive.search('" OR ') == ()


def test_statements_by_whom_they_are_aimed_at_stance_and_day(archive):
    (said,) = ONE.statements
    demand = replace(said, stance=Stance.DEMAND, recipient=(entity("NOR", at=Span(0, 6)),), date=days(DAY))
    fill(archive, replace(ONE, statements=(demand,)))
    assert len(archive.statements(to="NOR", stance=Stance.DEMAND, since=DAY, until=DAY)) == 1
    assert archive.statements(to="SUD") == ()
    assert archive.statements(stance=Stance.WARN) == ()
    assert archive.statements(since=DAY + timedelta(days=40)) == ()
    assert archive.statements(until=DAY - timedelta(days=40)) == ()


def test_private_persons_stay_out_unless_asked_for(archive):
    fill(archive, outcome(mention(when=days(DAY), sector="BUS")))
    assert archive.events("NOR", "SUD") == ()
    assert len(archive.events("NOR", "SUD", officials_only=False)) == 1


def test_views_read_well_in_any_sqlite_tool(archive, tmp_path):
    fill(archive, ONE, COPY, OTHER)
    with sqlite3.connect(tmp_path / "desk.db") as db:
        assert db.execute("SELECT actor, recipient, event, standing, reports, sources FROM events").fetchall() == [
            ("NOR", "SUD", "SANCTION", "happened", 3, 2)
        ]
        assert db.execute("SELECT actor, recipient, month, events, material_conflict FROM dyad_month").fetchall() == [
            ("NOR", "SUD", "2022-03", 1, 1)
        ]
        assert db.execute("SELECT count(*), min(speaker_code) FROM statements").fetchone() == (3, "SUD")
        assert db.execute("SELECT count(DISTINCT id), count(*) FROM articles").fetchone() == (2, 3)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


SIDES = st.sampled_from(
    [("NOR", "SUD"), ("SUD", "NOR"), ("NOR SUD", None), ("NOR SUD", "EST"), ("NOR", "SUD EST"), ("EST", None)]
)
TOLD = st.tuples(
    SIDES,
    st.sampled_from([EventType.SANCTION, EventType.CONSULT]),
    st.sampled_from(list(QuadClass)),
    st.one_of(st.none(), st.tuples(st.integers(0, 120), st.sampled_from([0, 9, 14, 15, 40]))),
    st.sampled_from([None, None, Aux.HISTORICAL, Aux.FUTURE]),
    st.sampled_from([None, None, None, "SUD"]),
    st.sampled_from([None, -5.5, 4.0]),
    st.sampled_from(["GOV", "GOV", "BUS"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TOLD, min_size=4, max_size=12))
def test_the_view_by_month_says_what_the_series_says(rows):
    with open_archive(":memory:", write=True) as held:
        for n, ((actor, recipient), event, quad, when, aux, claimant, score, sector) in enumerate(rows):
            first = date(2022, 1, 1) + timedelta(days=when[0]) if when else None
            found = mention(
                actor, recipient, event=event, quad=quad, aux=aux, claimed_by=claimant, score=score, sector=sector,
                when=days(first, first + timedelta(days=when[1])) if first and when else None,
            )  # fmt: skip
            held.add(outcome(found, uri=f"{n}", text=f"{LEAD} {n}", outlet=None), seen=NOW, block_of=block_of)
        held.merge(merge_block)
        view = {
            (*row[:4], row[4] and round(row[4], 3), *row[5:])
            for row in map(tuple, held._db.execute("SELECT * FROM dyad_month WHERE 'EST' NOT IN (actor, recipient)"))
        }
        series = {
            (p.actor, p.recipient, p.period, p.events, p.mean_score, *p.quads)
            for one, other in (("NOR", "SUD"), ("SUD", "NOR"))
            for p in dyad_series(held.events("NOR", "SUD"), one, other)
            if p.events
        }
    assert view == series


def test_an_archive_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "desk.db"
    open_archive(path, write=True).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ArchiveNewer, match="version 99"):
        open_archive(path, write=True)


def test_an_archive_of_an_earlier_version_is_brought_forward(tmp_path):
    path = tmp_path / "desk.db"
    connect(path, write=True, steps=migrations()[:1]).close()
    with pytest.raises(ArchiveError, match="earlier version"):
        open_archive(path)
    with open_archive(path, write=True) as held:
        fill(held, ONE)
        assert len(held.search("expelled")) == 1
    db = connect(path, write=False)
    assert version_of(db) == len(migrations())
    db.close()


def test_of_two_that_make_an_archive_at_once_one_makes_it_and_both_have_it(tmp_path, monkeypatch):
    path = tmp_path / "desk.db"
    last_look = schema._check

    def while_another_makes_it(*asked):
        last_look(*asked)
        monkeypatch.undo()
        open_archive(path, write=True).close()

    monkeypatch.setattr(schema, "_check", while_another_makes_it)
    with open_archive(path, write=True) as held:
        assert len(fill(held, ONE).events()) == 1


def test_records_that_lie_in_a_log_no_reader_can_open_are_not_passed_over_in_silence(tmp_path, monkeypatch):
    path, copy = tmp_path / "desk.db", tmp_path / "copy" / "desk.db"
    copy.parent.mkdir()
    with open_archive(path, write=True) as held:
        held._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fill(held, ONE)
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")

    def connect_in_a_folder_not_to_be_written(database, **options):  # a folder's mode is no hindrance to root
        connection = connect_anywhere(database, **options)
        if str(database).endswith("?mode=ro"):
            connection.set_progress_handler(lambda: 1, 1)  # every statement fails
        return connection

    connect_anywhere = sqlite3.connect
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(sqlite3, "connect", connect_in_a_folder_not_to_be_written)
    with pytest.raises(ArchiveReadOnly, match=r"desk\.db-wal"):
        open_archive(copy)
    (copy.parent / "desk.db-wal").unlink()
    with open_archive(copy) as held:
        assert held.events() == ()


def test_what_was_rejected_is_no_longer_once_it_is_read(archive):
    for sha256 in (None, ONE.page.sha256):
        rejected = Rejected(uri="one.txt", sha256=sha256, reason=Reason.UNREADABLE, detail="x")
        archive.add(rejected, seen=NOW, block_of=block_of)
        assert archive.rejected("one.txt", sha256) == rejected
    fill(archive, ONE)
    assert archive.rejections() == ()
    assert archive.holds("one.txt", ONE.page.sha256)


def test_a_migration_that_fails_leaves_the_version_before(tmp_path):
    path = tmp_path / "desk.db"
    open_archive(path, write=True).close()
    with pytest.raises(ArchiveError):
        connect(path, write=True, steps=(*migrations(), "CREATE TABLE half (x); SELECT * FROM nothing_there;"))
    with open_archive(path, write=True) as held:
        fill(held, ONE)
    assert "half" not in "".join(dump(path))


@pytest.mark.parametrize("make", ["text", "other-sqlite", "folder", "absent"])
def test_what_is_no_archive_gets_a_clear_line(tmp_path, make):
    path = tmp_path / "desk.db"
    if make == "text":
        path.write_text("not a database, only words " * 60)
    elif make == "other-sqlite":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE mine (x)")
        db.close()
    elif make == "folder":
        path.mkdir()
    with pytest.raises(ArchiveError, match=r"desk\.db"):
        open_archive(path, write=make in ("text", "other-sqlite", "folder"))


def test_a_read_only_archive_can_be_asked_but_not_written(tmp_path):
    path = tmp_path / "desk.db"
    with open_archive(path, write=True) as held:
        fill(held, ONE)
    with open_archive(path) as held:
        assert len(held.events()) == 1
        with pytest.raises(ArchiveReadOnly):
            held.add(OTHER, seen=NOW, block_of=block_of)


def test_asking_leaves_no_file_beside_the_archive(tmp_path):
    path = tmp_path / "desk.db"
    with open_archive(path, write=True) as held:
        fill(held, ONE)
    with open_archive(path) as held:
        assert len(held.events()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["desk.db"]


def test_a_full_disk_stops_with_a_clear_line_and_keeps_what_was_read(tmp_path):
    path = tmp_path / "desk.db"
    with open_archive(path, write=True) as held:
        fill(held, ONE)
        pages = held._db.execute("PRAGMA page_count").fetchone()[0]
        held._db.execute(f"PRAGMA max_page_count = {pages}")  # SQLite answers as it does on a full disk
        with pytest.raises(ArchiveFull, match="no space left"):
            fill(held, *(outcome(uri=f"{n}", text=LEAD * 50 + str(n)) for n in range(200)))
    with open_archive(path) as held:
        assert len(held.events()) == 1


def test_many_read_while_one_writes(tmp_path):
    path = tmp_path / "desk.db"
    with open_archive(path, write=True) as writer, open_archive(path) as reader:
        with writer._transaction():
            writer._db.execute("INSERT INTO pending VALUES ('x')")
            assert reader.events() == ()
        fill(writer, ONE)
        assert len(reader.events()) == 1


KILLED = """
import sys
from datetime import UTC, datetime
from detente.ingest import settle
from detente.merge.block import block_of
from detente.store.archive import open_archive
from tests.making import LEAD, DAY, days, mention, outcome
with open_archive(sys.argv[1], write=True) as held:
    print("open", flush=True)
    for n in range(400):
        page = outcome(mention(when=days(DAY)), uri=f"{n:03}", text=LEAD + str(n), outlet=str(n))
        held.add(page, seen=datetime(2022, 3, 11, tzinfo=UTC), block_of=block_of)
        if n % 20 == 0:
            settle(held)
    settle(held)
"""
HERE = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (".", os.environ.get("PYTHONPATH"))))}


@pytest.mark.parametrize("after_s", [0.02, 0.07, 0.15, 0.3])
def test_a_kill_at_any_moment_leaves_it_openable_and_a_second_run_completes_it(tmp_path, after_s):
    path = tmp_path / "desk.db"
    run = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, env=HERE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(after_s)
        child.send_signal(signal.SIGKILL)
    with open_archive(path, write=True) as held:
        assert held._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    subprocess.run(run, check=True, env=HERE, stdout=subprocess.DEVNULL)
    with open_archive(path) as held:
        (event,) = held.events()
        assert event.reports == len(held.sources()) == 400
