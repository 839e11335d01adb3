"""`detente watch` as a user runs it: without a network, so what it may not reach is all there is to reach."""

import sqlite3

import pytest

from tests.cli.test_commands import detente, one_clear_line
from tests.watch.server import INSIDE, serving


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[feed", ["not TOML"]),
        ("", ["no feeds"]),
        ("[[feed]]\nurl = 'mailto:a@b.example'", ["feed 1", "mailto:a@b.example"]),
        (None, ["No such file"]),
    ],
    ids=["no toml", "no feeds", "bad url", "no file"],
)
def test_asked_wrongly(tmp_path, text, words):
    if text is not None:
        (tmp_path / "feeds.toml").write_text(text)
    run = detente("watch", "feeds.toml", "--archive", "desk.db", cwd=tmp_path)
    assert run.returncode == 2
    one_clear_line(run, "feeds.toml", *words)
    assert not (tmp_path / "desk.db").exists()


def test_this_machine_is_not_reached_and_the_state_is_kept(tmp_path):
    with serving(INSIDE) as trap:
        (tmp_path / "feeds.toml").write_text(f"[[feed]]\nname = 'Inside'\nurl = 'http://{INSIDE}:{trap.port}/rss'\n")
        run = detente("watch", "feeds.toml", "--archive", "desk.db", "--once", cwd=tmp_path)
        assert trap.asked == []
    assert run.returncode == 1
    assert run.stdout.startswith(f"Inside: not had: {INSIDE} is at {INSIDE}, which is no public address; next ")
    assert run.stderr == ""
    with sqlite3.connect(tmp_path / "desk.db") as db:
        assert db.execute("SELECT failures FROM watch_feed").fetchall() == [(1,)]
    db.close()
    again = detente("watch", "feeds.toml", "--archive", "desk.db", "--once", cwd=tmp_path)
    assert again.returncode == 0
    assert again.stdout.startswith("Inside: not due yet; next ")


def test_an_archive_that_cannot_be_made(tmp_path):
    (tmp_path / "feeds.toml").write_text("[[feed]]\nurl = 'https://mfa.example/rss'\n")
    run = detente("watch", "feeds.toml", "--archive", "nowhere/desk.db", cwd=tmp_path)
    assert run.returncode == 1
    one_clear_line(run, "nowhere/desk.db")
