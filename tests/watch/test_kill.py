"""A run killed at any moment: the next ones read what is left, and nothing twice."""

import dataclasses

import pytest

from detente.errors import ArchiveError
from detente.store.archive import open_archive
from detente.store.watching import Watching, only_watch
from detente.watch.config import Feed
from detente.watch.run import Watcher
from tests.watch.server import item, page, rss


class Killed(BaseException):
    pass


class Mortal:
    """Kills at the n-th step, before or after what it does."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed

    def wrap(self, function):
        def stepped(*given, **named):
            self.step()
            result = function(*given, **named)
            self.step()
            return result

        return stepped


def watch(desk, mortal: Mortal, feeds) -> None:
    with open_archive(desk.path, write=True) as archive:
        means = desk.means(archive)
        memory = means.memory
        for name in [name for name in vars(Watching) if not name.startswith("_")]:
            setattr(memory, name, mortal.wrap(getattr(memory, name)))
        means = dataclasses.replace(means, read=mortal.wrap(means.read), knows=mortal.wrap(means.knows))
        Watcher(desk.watched(*feeds), means).run(once=True)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_killed_at_every_step(desk, server, stride):
    """Every run is killed some steps later than the one before, and the server never shows an item again once it was asked for it
    with its validators, and never gives the same bytes twice."""
    given = 0

    def feed(request):
        nonlocal given
        given += 1
        if request.headers.get("If-None-Match"):
            return 304, {}, b""
        return (
            200,
            {"ETag": '"1"'},
            rss(*(item(f"/{n}") for n in range(3)), *(item(f"/gone/{n}") for n in range(2)), "<item><b></item>"),
        )

    def changing(_):
        nonlocal given
        given += 1
        return page(f"Version {given} of this page. Norland and Sudmark talked.")

    server.routes |= {"/rss": feed, **{f"/{n}": changing for n in range(3)}}
    feeds = (Feed(url=server.url("/rss"), name="MFA", pages=True),)
    deaths = 0
    for at in range(1, 400, stride):
        desk.time.forward(hours=3)
        try:
            watch(desk, Mortal(at), feeds)
        except Killed:
            deaths += 1
    watch(desk, Mortal(0), feeds)
    assert deaths > 30 // stride
    wanted = [server.url(f"/{n}") for n in range(3)] + [server.url(f"/gone/{n}") for n in range(2)] + [f"{server.url('/rss')}#6"]
    assert sorted(desk.uris()) == sorted(wanted)


def test_killed_once_at_each_step_and_then_let_live(tmp_path, server):
    from tests.watch.server import Desk

    server.routes |= {"/rss": (200, {}, rss(item("/1"), item("/2"))), "/1": page("One. Norland and Sudmark."), "/2": page()}
    for at in range(1, 60):
        desk = Desk(tmp_path, server)
        desk.path = tmp_path / f"{at}.db"
        feeds = (Feed(url=server.url("/rss"), name="MFA", pages=True),)
        with pytest.raises(Killed) if at < 50 else _maybe():
            watch(desk, Mortal(at), feeds)
        desk.time.forward(hours=3)
        watch(desk, Mortal(0), feeds)
        assert sorted(desk.uris()) == [server.url("/1"), server.url("/2")], at


class _maybe:  # noqa: N801
    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        return kind is Killed


def test_one_process_watches_into_an_archive_at_a_time(tmp_path):
    with (
        only_watch(tmp_path / "desk.db"),
        pytest.raises(ArchiveError, match="another `detente watch`"),
        only_watch(tmp_path / "desk.db"),
    ):
        pass
    with only_watch(tmp_path / "desk.db"):
        pass
