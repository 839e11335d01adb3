"""Retry-After, back-off, and answers that are hardly HTTP."""

from datetime import UTC, datetime, timedelta

import pytest

from detente.watch.backoff import next_poll, next_try
from detente.watch.fetch import retry_after_s
from tests.watch.server import item, rss

NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Mon, 06 May 2030 12:01:00 GMT", 60),
        ("Mon, 06 May 2030 11:00:00 GMT", 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("²", 0),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after_s(value, now=NOW) == seconds


@pytest.mark.parametrize(
    ("failures", "asked_s", "draw", "wait"),
    [
        (0, 0, 0.5, timedelta(minutes=30)),
        (0, 0, 0.0, timedelta(minutes=27)),
        (2, 0, 0.5, timedelta(hours=2)),
        (1_000, 0, 0.5, timedelta(days=1)),
        (1, 7200, 0.0, timedelta(hours=2)),
        (1, 1e12, 0.0, timedelta(days=7)),
    ],
)
def test_the_next_poll(failures, asked_s, draw, wait):
    assert next_poll(NOW, every_s=1800, failures=failures, asked_s=asked_s, draw=lambda: draw) == NOW + wait


def test_the_next_try():
    waits = [next_try(NOW, tries=tries, asked_s=0, draw=lambda: 0.5) for tries in range(1, 7)]
    assert waits == [NOW + timedelta(minutes=minutes) for minutes in (5, 10, 20, 40, 80)] + [None]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 999999 ?\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08broken",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nbroken",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 206 Partial\r\nContent-Length: 2\r\n\r\n<r",
    ],
)
def test_an_answer_that_is_none_is_a_line_of_status(desk, server, answer):
    server.routes["/rss"] = lambda request: request.wfile.write(answer) and None
    assert "not had: " in desk.once(server.url("/rss"))


def test_chunks_and_bodies_without_a_length_are_read(desk, server):
    body = rss(item("/1"))

    def chunked(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))

    server.routes |= {"/a": chunked, "/b": lambda r: r.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + rss(item("/2"))) and None}
    assert "1 new, 1 rejected" in desk.once(server.url("/a"))
    assert "1 new, 1 rejected" in desk.once(server.url("/b"))
