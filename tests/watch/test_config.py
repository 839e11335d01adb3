"""feeds.toml: what it may say, and one clear line for whatever it may not."""

from pathlib import Path

import pytest

from detente.errors import InputError
from detente.watch.config import Feed, load_watched

ONE = '[[feed]]\nurl = "https://mfa.example/rss"\n'


def load(tmp_path, text):
    path = tmp_path / "feeds.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_watched(path)


def test_what_is_not_said_has_a_default(tmp_path):
    watched = load(tmp_path, ONE)
    assert watched.feeds == (
        Feed(url="https://mfa.example/rss", name="https://mfa.example/rss", pages=False, every_minutes=30.0),
    )
    assert watched.pace_seconds == 2.0
    assert watched.agent.startswith("detente/")


def test_what_stands_at_the_head_holds_for_every_feed_that_says_nothing_else(tmp_path):
    head = 'contact = "desk@example.org"\npages = true\nevery_minutes = 60\npace_seconds = 5\n'
    other = '[[feed]]\nurl = "http://b.example/"\nname = "B"\npages = false\nevery_minutes = 90.5\n'
    watched = load(tmp_path, "\ufeff" + head + ONE + other)
    assert [(feed.pages, feed.every_minutes) for feed in watched.feeds] == [(True, 60.0), (False, 90.5)]
    assert (watched.feeds[1].name, watched.pace_seconds) == ("B", 5.0)
    assert "desk@example.org" in watched.agent


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["no feeds", "[[feed]]"]),
        ("feed = []", ["no feeds"]),
        ("[feed]\nurl = 'https://a.example/'", ["[[feed]]"]),
        ("[[feed]\n", ["not TOML", "line 1"]),
        (b"\xff\xfe", ["not UTF-8"]),
        ("a = " + "[" * 5_000, ["not TOML"]),
        ("[[feed]]\n", ["feed 1", "no url"]),
        (ONE + "[[feed]]\nurl = 'ftp://b.example/'\n", ["feed 2", "ftp://b.example/", "only http"]),
        ("[[feed]]\nurl = 'https://u:p@b.example/'\n", ["user's name"]),
        ("[[feed]]\nurl = 'not a url'\n", ["'not a url'"]),
        ("[[feed]]\nurl = 7\n", ["url = 7", "quotation marks"]),
        (ONE + "pages = 'yes'\n", ["pages = yes", "true or false"]),
        (ONE + "every = 5\n", ["'every'", "every_minutes"]),
        (ONE + "every_minutes = 0\n", ["every_minutes = 0", "from 1 to"]),
        (ONE + "every_minutes = nan\n", ["every_minutes = nan"]),
        (ONE + "every_minutes = true\n", ["every_minutes = True"]),
        ("pace_seconds = 0\n" + ONE, ["pace_seconds = 0"]),
        ("feeds = 1\n" + ONE, ["'feeds'", "feed"]),
        ("contact = \"a\\r\\nX: y\"\n" + ONE, ["contact"]),
        (ONE + ONE, ["feed 2", "feed 1 already"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_one_clear_line(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert "\n" not in message
    assert "feeds.toml" in message
    for word in words:
        assert word in message


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        load_watched(tmp_path / "feeds.toml")
    with pytest.raises(InputError, match="directory"):
        load_watched(tmp_path)


def test_the_sample_in_the_docs_is_read(tmp_path):
    doc = (Path(__file__).parents[2] / "docs" / "watch.md").read_text(encoding="utf8")
    watched = load(tmp_path, doc.partition("```toml\n")[2].partition("```")[0])
    assert [(feed.name, feed.pages, feed.every_minutes) for feed in watched.feeds] == [
        ("MFA", True, 30.0),
        ("https://agency.example/world.json", False, 10.0),
    ]
