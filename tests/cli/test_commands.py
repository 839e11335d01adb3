import csv
import gzip
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PAGE = """Ministers meet on the lake

3 February 2020

The foreign ministers of Peru and Chile met in Arica on Monday and signed an agreement on fishing, Peru's foreign ministry said.

“Our two countries have nothing to fear from one another,” Chilean Foreign Minister Teodoro Ribera said after the talks.

Chile accused Bolivia of delaying the border survey. Bolivia denied it on Tuesday.
"""


def detente(*asked: str, stdin: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, errors and output apart."""
    run = subprocess.run(
        [sys.executable, "-m", "detente.cli.main", *asked], input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False
    )
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode("utf8"), run.stderr.decode("utf8"))


def one_clear_line(run: subprocess.CompletedProcess[str], *words: str) -> None:
    assert "Traceback" not in run.stderr
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, run.stderr
    for word in words:
        assert word in lines[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "lake.txt").write_text(PAGE)
    run = detente("read", "lake.txt", "--archive", "desk.db", cwd=folder)
    assert run.returncode == 0, run.stderr
    assert "1 page read, 0 rejected" in run.stderr
    return folder / "desk.db"


def test_read_writes_one_json_line_a_page(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.txt").write_bytes(b"")
    run = detente("read", str(tmp_path))
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [Path(line["page"]["uri"]).name for line in lines] == ["a.txt", "b.txt"]
    assert lines[0]["article"]["published"]["start"] == "2020-02-03"
    assert lines[1]["rejected"]["reason"] == "empty"
    assert run.returncode == 0


def test_read_takes_standard_input():
    run = detente("read", "-", stdin=PAGE.encode())
    assert json.loads(run.stdout)["article"]["title"] == "Ministers meet on the lake"


def test_read_can_list_pages_in_a_table(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    run = detente("read", str(tmp_path), "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(run.stdout))
    assert row["published"] == "2020-02-03"


def test_read_takes_collections_and_says_what_it_took_each_file_for(tmp_path):
    lines = "".join(json.dumps({"url": f"https://daily.example/{n}", "body": f"{PAGE}\nPage {n}."}) + "\n" for n in (1, 2))
    (tmp_path / "a.dat").write_bytes(gzip.compress(lines.encode() + b"{broken\n"))
    (tmp_path / "b.txt").write_text(PAGE)
    run = detente("read", str(tmp_path), "--archive", "desk.db", cwd=tmp_path)
    assert "3 pages read, 1 rejected (1 unreadable); files taken for: 1 JSONL in gzip\n" in run.stderr
    assert "a.dat#3: unreadable, no JSON object" in run.stderr
    again = detente("read", str(tmp_path / "a.dat"), "--archive", "desk.db", cwd=tmp_path)
    assert "0 pages read, 2 held already, 1 rejected" in again.stderr


def test_the_text_field_may_be_named(tmp_path):
    (tmp_path / "rows").write_text(json.dumps({"meat": PAGE, "where": "https://daily.example/1"}) + "\n")
    one_clear_line(detente("read", str(tmp_path / "rows")), "rows", "taken for JSONL", "meat, where", "--text-field")
    run = detente("read", str(tmp_path / "rows"), "--text-field", "meat", "--url-field", "where", "--with-text")
    page = json.loads(run.stdout)["page"]
    assert (page["uri"], page["text"], page["text_of"]) == ("https://daily.example/1", PAGE, "text/plain, from JSONL")


def test_no_progress_in_a_pipe(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    run = detente("read", str(tmp_path), "--archive", str(tmp_path / "d.db"))
    assert run.stderr.splitlines() == ["1 page read, 0 rejected"]


BAD_PAGES = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\n", "empty"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
    "zip": (b"PK\x03\x04" + bytes(range(256)) * 20, "binary"),
    "menu-only": (b"Home\nWorld\nSport\nLog in\n", "no_article"),
}


@pytest.mark.parametrize("name", BAD_PAGES)
def test_a_page_that_cannot_be_used_is_a_counted_rejection(tmp_path, name):
    data, reason = BAD_PAGES[name]
    (tmp_path / name).write_bytes(data)
    run = detente("read", str(tmp_path / name))
    assert json.loads(run.stdout)["rejected"]["reason"] == reason
    one_clear_line(run, "0 pages read, 1 rejected", reason)
    assert run.returncode == 1


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_are_read(tmp_path, encoding):
    text = PAGE.replace("Ribera", "Ribéra")
    if encoding == "latin-1":
        text = text.replace("“", '"').replace("”", '"')
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    run = detente("read", str(tmp_path), "--with-text")
    assert json.loads(run.stdout)["page"]["text"] == text


def test_fifty_megabytes_of_one_line_are_refused_quickly(tmp_path):
    (tmp_path / "huge.txt").write_bytes(b"word " * 10_000_000)
    began = time.monotonic()
    run = detente("read", str(tmp_path))
    assert json.loads(run.stdout)["rejected"]["reason"] == "too_large"
    assert time.monotonic() - began < 20


def test_a_long_line_is_read_without_falling_over(tmp_path):
    (tmp_path / "long.txt").write_text(PAGE.replace("\n", " ") * 100)
    run = detente("read", str(tmp_path))
    assert "Traceback" not in run.stderr
    assert len(run.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["read", "nowhere.txt"], ["nowhere.txt"]),
        (["read", "."], ["no"]),
        (["read", "*.nothing"], ["*.nothing"]),
        (["timeline", "RUSS", "USA", "--archive", "desk.db"], ["RUSS", "did you mean RUS"]),
        (["timeline", "RUS", "RUS", "--archive", "desk.db"], ["twice"]),
        (["timeline", "RUS", "USA", "--archive", "absent.db"], ["absent.db", "detente read"]),
        (["series", "RUS", "USA", "--archive", "absent.db", "--by", "decade"], ["decade", "month"]),
        (["show", "ffff", "--archive", "absent.db"], ["absent.db"]),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else None,
)
def test_asked_wrongly_gets_one_clear_line(tmp_path, asked, words):
    run = detente(*asked, cwd=tmp_path)
    one_clear_line(run, *words)
    assert run.returncode in (1, 2)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_archive_is_left_as_it_was(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "notes.db").write_text("my notes\n" * 200)
    run = detente("read", "a.txt", "--archive", "notes.db", cwd=tmp_path)
    one_clear_line(run, "notes.db", "not an archive")
    assert run.returncode == 1
    assert (tmp_path / "notes.db").read_text() == "my notes\n" * 200


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    tmp_path.chmod(0o500)
    one_clear_line(detente("read", "a.txt", "--archive", "desk.db", cwd=tmp_path), "desk.db")


def test_timeline_series_statements_and_show_agree(desk):
    archive = ("--archive", str(desk))
    events = [json.loads(line) for line in detente("timeline", "PER", "CHL", *archive, "--format", "jsonl").stdout.splitlines()]
    assert {"PER", "CHL"} <= {code for e in events for code in e["actor"]}
    rows = [json.loads(line) for line in detente("series", "PER", "CHL", *archive, "--format", "jsonl").stdout.splitlines()]
    assert {(r["actor"], r["recipient"]) for r in rows} == {("PER", "CHL"), ("CHL", "PER")}
    said = list(csv.DictReader(io.StringIO(detente("statements", *archive, "--speaker", "Ribera", "--format", "csv").stdout)))
    assert [s["side"] for s in said] == ["CHL"]
    one_clear_line(detente("statements", *archive, "--stance", "angry"), "neutral, claim")
    one_clear_line(detente("statements", *archive, "--since", "last May"), "2022-03-01")
    one_clear_line(detente("statements", *archive, "--since", "2021-02-01", "--until", "2021-01-01"), "lies before")
    shown = detente("show", events[0]["id"][:8], *archive)
    assert shown.returncode == 0
    assert events[0]["mentions"][0]["found"]["trigger"]["text"] in shown.stdout


def test_a_split_and_its_undo_by_hand(desk):
    archive = ("--archive", str(desk))
    event = json.loads(detente("timeline", "PER", "CHL", *archive, "--format", "jsonl").stdout.splitlines()[0])
    split = detente("split", event["id"], event["mentions"][0]["found"]["id"], *archive)
    assert "detente undo 1" in split.stderr
    assert detente("undo", "1", *archive).returncode == 0
    one_clear_line(detente("undo", "1", *archive), "no split 1")


def test_copies_of_one_mention_are_split_and_taken_back_together(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PAGE if name == "a.txt" else PAGE + "\n")
    archive = ("--archive", str(tmp_path / "desk.db"))
    assert detente("read", str(tmp_path), *archive).returncode == 0
    event = json.loads(detente("timeline", "PER", "CHL", *archive, "--format", "jsonl").stdout.splitlines()[0])
    assert event["reports"] == 2
    split = detente("split", event["id"], event["mentions"][0]["found"]["id"], *archive)
    assert "detente undo 1 2 " in split.stderr
    assert detente("undo", "1", "2", *archive).returncode == 0
    again = json.loads(detente("timeline", "PER", "CHL", *archive, "--format", "jsonl").stdout.splitlines()[0])
    assert again["id"] == event["id"]


def test_help_comes_at_once():
    """In processor time, so that a busy machine does not fail it."""
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert detente("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < 0.3


def test_a_bar_on_a_terminal(tmp_path):
    import pty

    (tmp_path / "a.txt").write_text(PAGE)
    shown, ours = pty.openpty()
    run = [sys.executable, "-m", "detente.cli.main", "read", str(tmp_path / "a.txt"), "--archive", str(tmp_path / "d.db")]
    with subprocess.Popen(
        run, stdout=subprocess.DEVNULL, stderr=ours, env={**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    ) as child:
        os.close(ours)
        seen = b""
        try:
            while piece := os.read(shown, 4096):
                seen += piece
        except OSError:  # the terminal closes with the child
            pass
    os.close(shown)
    assert child.returncode == 0
    assert b"1/1" in seen
    assert b"pages/s" in seen


@pytest.mark.parametrize("asked", [("read", "{}"), ("statements", "-a", "{}"), ("statements", "-f", "csv", "-a", "{}")])
def test_a_reader_of_the_pipe_that_has_seen_enough_is_no_failure(desk, asked):
    target = desk.parent / "lake.txt" if asked[0] == "read" else desk
    run = [sys.executable, "-m", "detente.cli.main", *(word.format(target) for word in asked)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.close()
        _, errors = child.communicate(timeout=60)
    assert child.returncode == 0, errors
    assert b"Traceback" not in errors


def test_an_output_that_is_full_gets_a_clear_line(desk):
    run = [sys.executable, "-m", "detente.cli.main", "statements", "-f", "jsonl", "-a", str(desk)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["detente: the output cannot be used: No space left on device"]


def test_an_interrupt_says_what_is_kept(tmp_path):
    for n in range(40):
        (tmp_path / f"{n}.txt").write_text(PAGE + f"Page {n}.")
    run = [sys.executable, "-m", "detente.cli.main", "read", str(tmp_path), "--archive", str(tmp_path / "d.db")]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        while not (tmp_path / "d.db").exists():
            time.sleep(0.05)
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in errors
    assert b"kept" in errors
    assert detente("read", str(tmp_path), "--archive", str(tmp_path / "d.db")).returncode == 0


def test_names_and_common_codes_are_understood(desk):
    for asked in (("Peru", "chile"), ("PE", "CL"), ("per", "CHL")):
        assert detente("timeline", *asked, "--archive", str(desk), "--format", "csv").stdout.count("\n") > 1


def test_copies_are_listed_under_their_original_in_every_form(tmp_path):
    longer = PAGE + "\nFishermen in Arica waited at the quay for news of the quotas until late in the evening.\n"
    (tmp_path / "lake.txt").write_text(PAGE)
    (tmp_path / "pier.txt").write_text(longer)
    assert detente("read", ".", "--archive", "desk.db", cwd=tmp_path).returncode == 0
    table = detente("copies", "--archive", "desk.db", cwd=tmp_path)
    assert "1 group, 1 page beside the originals" in table.stdout
    (group,) = (json.loads(line) for line in detente("copies", "-a", "desk.db", "-f", "jsonl", cwd=tmp_path).stdout.splitlines())
    (copy,) = group["copies"]
    assert (group["original"]["uri"], group["reason"], copy["relation"]) == ("lake.txt", "held", "contains")
    (added,) = copy["added"]
    assert longer[slice(*added)].startswith("Fishermen in Arica")
    rows = list(csv.DictReader(io.StringIO(detente("copies", "-a", "desk.db", "-f", "csv", cwd=tmp_path).stdout)))
    assert [(row["role"], row["added"]) for row in rows] == [("original", ""), ("copy", "1")]
