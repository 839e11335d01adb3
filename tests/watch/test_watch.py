"""Watching a server that misbehaves: nothing missed, nothing read twice."""

import gzip
import time

import pytest

from detente.records import Page, Rejected
from detente.store.archive import open_archive
from detente.watch.config import Feed
from detente.watch.run import Watcher
from tests.watch.server import PROSE, Desk, item, page, rss


def test_new_items_are_read_once_and_the_oldest_first(desk, server):
    server.routes["/rss"] = (200, {}, rss(item(server.url("/2")), item("/1")))
    assert "2 new, 2 rejected (2 not_about_states); next 2030-05-06 12:30 UTC" in desk.once(server.url("/rss"))
    assert desk.uris() == [server.url("/1"), server.url("/2")]
    server.routes["/rss"] = (200, {}, rss(item("/3"), item("/2", text=PROSE + " Comments: 3."), item("/1")))
    desk.time.forward(hours=1)
    assert "1 new" in desk.once(server.url("/rss"))
    assert desk.uris()[2:] == [server.url("/3")]


def test_a_feed_is_asked_only_when_it_is_due(desk, server):
    server.routes["/rss"] = (200, {}, rss(item("/1")))
    desk.once(server.url("/rss"))
    assert "not due yet; next 2030-05-06 12:30" in desk.once(server.url("/rss"))
    assert server.paths() == ["/rss"]


def test_an_unchanged_feed_is_asked_with_its_validators(desk, server):
    def answer(request):
        if request.headers.get("If-None-Match") == '"7"' and request.headers.get("If-Modified-Since"):
            return 304, {}, b""
        return 200, {"ETag": '"7"', "Last-Modified": "Mon, 06 May 2030 11:00:00 GMT"}, rss(item("/1"))

    server.routes["/rss"] = answer
    desk.once(server.url("/rss"))
    desk.time.forward(hours=1)
    assert "MFA: unchanged; next" in desk.once(server.url("/rss"))
    assert len(desk.read) == 1


def test_validators_go_only_to_the_address_that_gave_them(desk, server):
    server.routes["/old"] = (200, {"ETag": '"7"'}, rss(item("/1")))
    server.routes["/new"] = (200, {}, rss(item("/2")))
    desk.once(server.url("/old"))
    server.routes["/old"] = (301, {"Location": "/new"}, b"")
    desk.time.forward(hours=1)
    assert f"moved for good to {server.url('/new')}" in desk.once(server.url("/old"))
    assert "If-None-Match" not in server.asked[-1][1]
    assert len(desk.read) == 2


def test_the_page_of_an_item_is_fetched_and_takes_the_day_of_the_feed(desk, server):
    dated = item("/1").replace("</item>", "<pubDate>Mon, 06 May 2030 10:00:00 GMT</pubDate></item>")
    server.routes |= {"/rss": (200, {}, rss(dated)), "/1": page("The whole of it. " + PROSE)}
    desk.once(server.url("/rss"), pages=True)
    (read,) = desk.read
    assert (read.uri, read.declared) == (server.url("/1"), "2030-05-06")
    assert read.text.strip().startswith("The whole of it.")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((404, {}, b""), "404"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), "application/pdf"),
        ((200, {"Content-Type": "text/html"}, b"<html><script>app()</script></html>"), "no page to read"),
        ((200, {"Content-Type": "text/html"}, b"x" * 500_000), "more than 200,000 bytes"),
        ((200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 90_000_000)), "unpacked"),
        ((302, {"Location": "ftp://mfa.example/1"}, b""), "only http"),
        ((302, {"Location": "/1"}, b""), "redirects"),
    ],
    ids=["gone", "pdf", "script", "large", "bomb", "ftp", "ring"],
)
def test_an_item_without_a_page_to_be_had_is_read_by_its_own_text(desk, server, answer, why):
    server.routes |= {"/rss": (200, {}, rss(item("/1"))), "/1": answer}
    told = desk.once(server.url("/rss"), pages=True)
    assert "1 by their own text" in told
    assert why in told
    assert PROSE in desk.read[0].text


def test_a_page_that_fails_for_now_is_asked_for_later_and_in_the_end_its_own_text_is_read(desk, server):
    server.routes |= {"/rss": (200, {}, rss(item("/1"), item("/2"))), "/1": (500, {}, b""), "/2": page()}
    assert "1 waiting (mfa.example answered 500" in desk.once(server.url("/rss"), pages=True)
    assert desk.uris() == [server.url("/2")]
    for _ in range(12):
        desk.time.forward(hours=2)
        desk.once(server.url("/rss"), pages=True)
    assert server.paths().count("/1") == 6
    assert desk.uris() == [server.url("/2"), server.url("/1")]


def test_a_page_that_comes_later_is_read_then(desk, server):
    server.routes |= {"/rss": (200, {}, rss(item("/1"))), "/1": (503, {}, b"")}
    desk.once(server.url("/rss"), pages=True)
    server.routes["/1"] = page("At last. " + PROSE)
    desk.time.forward(hours=1)
    desk.once(server.url("/rss"), pages=True)
    assert [read.text.strip()[:8] for read in desk.read] == ["At last."]


def test_429_is_waited_out_by_all_that_is_asked_of_the_host(desk, server):
    server.routes |= {"/rss": (429, {"Retry-After": "7200"}, b""), "/b": (200, {}, rss(item("/1")))}
    feeds = (Feed(url=server.url("/rss"), name="A"), Feed(url=server.url("/b"), name="B"))
    told = desk.once(*feeds)
    assert "A: not had: mfa.example answered 429" in told
    assert server.paths() in (["/rss"], ["/b", "/rss"])
    desk.time.forward(minutes=90)
    asked = len(server.paths())
    desk.once(*feeds)
    assert len(server.paths()) == asked
    desk.time.forward(minutes=45)
    desk.once(*feeds)
    assert {"/rss", "/b"} <= set(server.paths()[asked - 1 :])


def test_failures_in_a_row_are_asked_ever_later(desk, server):
    server.routes["/rss"] = (500, {}, b"")
    nexts = []
    for _ in range(3):
        nexts.append(desk.once(server.url("/rss")).rpartition("next ")[2])
        desk.time.forward(days=1)
    assert nexts == ["2030-05-06 13:00 UTC", "2030-05-07 14:00 UTC", "2030-05-08 16:00 UTC"]
    server.routes["/rss"] = (200, {}, rss(item("/1")))
    assert "next 2030-05-09 12:30" in desk.once(server.url("/rss"))


def test_a_feed_that_breaks_off_gives_what_came_whole_and_the_rest_next_time(desk, server):
    whole = rss(item("/2"), item("/1"))
    server.routes["/rss"] = (200, {"Content-Length": str(len(whole)), "ETag": '"1"'}, whole[: whole.index(b"/1")])
    assert "1 new, broken" in desk.once(server.url("/rss"))
    server.routes["/rss"] = (200, {"ETag": '"1"'}, whole)
    desk.time.forward(hours=2)
    desk.once(server.url("/rss"))
    assert "If-None-Match" not in server.asked[-1][1]
    assert desk.uris() == [server.url("/2"), server.url("/1")]


def test_an_endless_feed_gives_what_came_before_the_limit(desk, server):
    def endless(request):
        request.send_response(200)
        request.end_headers()
        request.wfile.write(rss(item("/1"), end=""))
        while True:
            request.wfile.write(b"<!-- and so on -->" * 1_000)

    server.routes["/rss"] = endless
    assert "1 new, broken (more than 200,000 bytes as sent)" in desk.once(server.url("/rss"))
    assert desk.uris() == [server.url("/1")]


def test_a_bomb_of_a_feed_gives_what_came_before_the_limit(desk, server):
    packed = gzip.compress(rss(item("/1"), end=" " * 100_000_000))
    server.routes["/rss"] = (200, {"Content-Encoding": "gzip"}, packed)
    assert "1 new, broken (more than 400,000 bytes unpacked)" in desk.once(server.url("/rss"))


@pytest.mark.parametrize("slow", ["head", "body"])
def test_a_slow_answer_ends_at_the_deadline(tmp_path, server, slow):
    def drip(request):
        if slow == "body":
            request.send_response(200)
            request.end_headers()
            request.wfile.write(rss(item("/1"), end=""))
        while True:
            request.wfile.write(b" ")
            request.wfile.flush()
            time.sleep(0.05)

    server.routes["/rss"] = drip
    desk = Desk(tmp_path, server, request_s=0.6)
    began = time.monotonic()
    told = desk.once(server.url("/rss"))
    assert time.monotonic() - began < 3
    assert "in time" in told
    assert len(desk.read) == (slow == "body")


def test_a_broken_item_costs_itself_and_is_told_once(desk, server):
    server.routes["/rss"] = (200, {}, rss(item("/1"), "<item><title>Broken</b></item>", item("/3")))
    desk.once(server.url("/rss"))
    desk.time.forward(hours=1)
    desk.once(server.url("/rss"))
    assert [type(read) for read in desk.read] == [Page, Rejected, Page]


@pytest.mark.parametrize("body", [b"<html><body>Log in</body></html>", b"", b"\x00\x01", b'a,text\n"1","2"\n'])
def test_what_is_no_feed_is_not_read(desk, server, body):
    server.routes["/rss"] = (200, {"ETag": '"1"'}, body)
    assert "not had: no feed but" in desk.once(server.url("/rss"))
    assert desk.read == []


def test_items_that_share_a_link_are_told_apart_by_their_titles(desk, server):
    feed = server.url("/rss")
    for titles in (["A", "B"], ["B"], ["C"], ["C", "D"]):
        server.routes["/rss"] = (200, {}, rss(*(item("/news", title) for title in titles)))
        desk.once(feed, pages=True)
        desk.time.forward(hours=1)
    assert sorted(read.text[:1] for read in desk.read) == ["A", "B", "C", "D"]
    assert server.paths() == ["/rss"] * 4


def test_items_without_a_link_are_known_wherever_they_stand(desk, server):
    def bare(title):
        return f"<item><title>{title}</title><description>{PROSE}</description></item>"

    server.routes["/rss"] = (200, {}, rss(bare("A")))
    desk.once(server.url("/rss"))
    server.routes["/rss"] = (200, {}, rss(bare("B"), bare("A")))
    desk.time.forward(hours=1)
    desk.once(server.url("/rss"))
    assert [read.text[:1] for read in desk.read] == ["A", "B"]
    assert len(set(desk.uris())) == 2


def test_an_item_in_two_feeds_is_read_once(desk, server):
    server.routes |= {"/a": (200, {}, rss(item("/1"))), "/b": (200, {}, rss(item("/1", "World: Note")))}
    desk.once(Feed(url=server.url("/a"), name="A"), Feed(url=server.url("/b"), name="B"))
    assert len(desk.read) == 1


def test_robots_txt_is_heeded_and_asked_for_once_a_day(desk, server):
    rules = b"User-agent: *\nDisallow: /private\n\nUser-agent: detente\nDisallow: /1\nCrawl-delay: 7\n"
    server.routes |= {"/robots.txt": (200, {}, rules), "/rss": (200, {}, rss(item("/1"), item("/2"))), "/2": page()}
    told = desk.once(server.url("/rss"), pages=True)
    assert "1 by their own text (robots.txt of mfa.example forbids /1)" in told
    assert server.paths(robots=True) == ["/robots.txt", "/rss", "/2"]
    assert 7.0 in desk.time.slept
    desk.time.forward(hours=23)
    desk.once(server.url("/rss"))
    assert server.paths(robots=True).count("/robots.txt") == 1
    desk.time.forward(hours=2)
    desk.once(server.url("/rss"))
    assert server.paths(robots=True).count("/robots.txt") == 2


def test_without_an_answer_on_robots_txt_nothing_else_is_asked_for(desk, server):
    server.routes |= {"/robots.txt": (500, {}, b""), "/rss": (200, {}, rss(item("/1")))}
    assert "no robots.txt from mfa.example" in desk.once(server.url("/rss"))
    assert server.paths() == []
    server.routes["/robots.txt"] = (404, {}, b"")
    desk.time.forward(hours=2)
    desk.once(server.url("/rss"))
    assert len(desk.read) == 1


def test_rules_that_the_library_stumbles_over_are_left_out(desk, server):
    rules = "User-agent: *\nCrawl-delay: ²\nDisallow: //[\nDisallow: /1\n".encode()
    server.routes |= {"/robots.txt": (200, {}, rules), "/rss": (200, {}, rss(item("/1")))}
    assert "robots.txt of mfa.example forbids /1" in desk.once(server.url("/rss"), pages=True)


def test_one_host_is_asked_no_faster_than_its_pace(desk, server):
    server.routes |= {"/rss": (200, {}, rss(*(item(f"/{n}") for n in range(4))))} | {f"/{n}": page() for n in range(4)}
    start = desk.time.now()
    desk.once(server.url("/rss"), pages=True)
    assert (desk.time.now() - start).total_seconds() >= 2.0 * 5
    assert len(desk.read) == 4


def test_an_item_that_ends_every_run_is_set_aside(desk, server):
    server.routes["/rss"] = (200, {}, rss(item("/2"), item("/1")))

    def watch():
        with open_archive(desk.path, write=True) as archive:
            means = desk.means(archive)

            def read(page):
                assert not page.uri.endswith("/1"), "this page kills its reader"
                return means.read(page)

            watched = desk.watched(Feed(url=server.url("/rss"), name="MFA"))
            Watcher(watched, type(means)(**{n: getattr(means, n) for n in means.__slots__} | {"read": read})).run(once=True)

    deaths = 0
    for _ in range(40):
        try:
            watch()
        except AssertionError:
            deaths += 1
        desk.time.forward(hours=6)
    assert deaths == 6
    assert sum("1 set aside" in line for line in desk.lines) == 1
    assert desk.uris() == [server.url("/2")]


def test_watching_goes_on_and_tells_a_line_for_each_poll(desk, server):
    server.routes["/rss"] = (200, {}, rss(item("/1")))

    class Enough(Exception):
        pass

    def sleep(seconds):
        desk.time.forward(seconds=seconds)
        if len(desk.lines) >= 3:
            raise Enough

    with open_archive(desk.path, write=True) as archive:
        means = desk.means(archive)
        clock = type(means.clock)(now=desk.time.now, sleep=sleep)
        means = type(means)(**{n: getattr(means, n) for n in means.__slots__} | {"clock": clock})
        with pytest.raises(Enough):
            Watcher(desk.watched(Feed(url=server.url("/rss"), name="MFA")), means).run()
    assert [line.partition(";")[0] for line in desk.lines] == [
        "MFA: 1 new, 1 rejected (1 not_about_states)",
        "MFA: 0 new",
        "MFA: 0 new",
    ]


def test_a_feed_of_many_beginnings_is_read_up_to_a_bound(desk, server, monkeypatch):
    monkeypatch.setattr("detente.pages.read.MOST_ITEMS", 200)
    server.routes["/rss"] = (200, {}, rss(item("/1"), "<item>" * 30_000))
    desk.once(server.url("/rss"))
    assert len(desk.read) == 200
    assert desk.uris()[-1] == server.url("/1")


def test_a_packed_feed_is_not_unpacked(desk, server):
    server.routes["/rss"] = (200, {}, gzip.compress(rss(item("/1"))))
    assert "no feed but RSS in gzip" in desk.once(server.url("/rss"))
