"""What is never reached: addresses that are not public, whatever leads to them."""

import re
import ssl
import subprocess
import threading
from pathlib import Path

import pytest

import detente
from detente.watch.addresses import is_public
from detente.watch.connect import Network
from detente.watch.failure import Failure, Trouble
from detente.watch.urls import target_of
from tests.watch.server import INSIDE, OUTSIDE, PROSE, Desk, item, page, permitted, rss

FORBIDDEN = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2001:10::1 2002:7f00:1::1 2002:0808:0808::1 3fff::1 5f00::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1 4000::1 name.example 127.1 2130706433
"""
PUBLIC = "8.8.8.8 93.184.215.14 172.32.0.1 100.128.0.1 2606:4700::6810:84e5 2a00:1450:4001::1 ::ffff:8.8.8.8 64:ff9b::808:808"


@pytest.mark.parametrize("address", FORBIDDEN.split())
def test_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"])
def test_by_default_this_machine_is_not_reached(tmp_path, server, trap, host):
    desk = Desk(tmp_path, server)
    desk.network = Network(connect_s=5.0)
    told = desk.once(trap.url("/rss", host=host))
    assert "no public address" in told or "cannot be resolved" in told
    assert desk.read == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_this_machine_is_not_followed(desk, server, trap, status):
    server.routes |= {
        "/rss": (status, {"Location": f"http://{INSIDE}:{trap.port}/rss"}, b""),
        "/feed": (200, {}, rss(item("/1"))),
        "/1": (status, {"Location": f"//{INSIDE}:{trap.port}/admin"}, b""),
    }
    desk.network = Network(resolve=lambda host, _: (host if host == INSIDE else OUTSIDE,), permit=permitted)
    assert f"{INSIDE} is at {INSIDE}, which is no public address" in desk.once(server.url("/rss"))
    assert "1 by their own text" in desk.once(server.url("/feed"), pages=True)


def test_a_link_to_this_machine_is_not_followed_and_the_item_is_read(tmp_path, server, trap):
    server.routes["/rss"] = (200, {}, rss(item(f"http://{INSIDE}:{trap.port}/secret"), item("file:///etc/passwd")))
    desk = Desk(tmp_path, server, resolve=lambda host, _: (host if host == INSIDE else OUTSIDE,))
    desk.once(server.url("/rss"), pages=True)
    assert len(desk.read) == 2
    assert all(PROSE in read.text for read in desk.read)


def test_a_name_is_resolved_once_for_each_request(tmp_path, server):
    """A name server that gives a public address to whoever checks, and this machine to whoever connects."""
    answers = []

    def resolve(*_):
        answers.append(OUTSIDE if len(answers) % 2 == 0 else INSIDE)
        return (answers[-1],)

    server.routes["/robots.txt"] = (404, {}, b"")
    desk = Desk(tmp_path, server, resolve=resolve)
    assert "127.0.0.1, which is no public address" in desk.once(server.url("/rss"))
    assert answers == [OUTSIDE, INSIDE]
    assert server.paths(robots=True) == ["/robots.txt"]


@pytest.mark.parametrize("answer", [(OUTSIDE, INSIDE), (INSIDE, OUTSIDE), ()])
def test_a_name_with_any_forbidden_address_is_not_reached(tmp_path, server, answer):
    told = Desk(tmp_path, server, resolve=lambda *_: answer).once(server.url("/rss"))
    assert "no public address" in told or "has no address" in told
    assert server.asked == []


def test_a_resolver_that_does_not_answer_costs_its_time_only(tmp_path, server):
    never = threading.Event()
    desk = Desk(tmp_path, server, resolve=lambda *_: (never.wait(20), ())[1], connect_s=0.1)
    assert "was not resolved in time" in desk.once(server.url("/rss"))
    never.set()


def test_the_next_address_is_tried_where_one_does_not_answer(tmp_path, server):
    server.routes["/rss"] = (200, {}, rss(item("/1")))
    desk = Desk(tmp_path, server, resolve=lambda *_: ("127.0.0.3", OUTSIDE), permit=lambda a: a in ("127.0.0.3", OUTSIDE))
    assert "1 new" in desk.once(server.url("/rss"))


def test_the_host_header_and_sni_are_those_of_the_name(tmp_path, server):
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mfa.example"]
    names = ["-addext", "subjectAltName=DNS:mfa.example", "-out", str(certificate), "-keyout", str(key)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    asked = []
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    tls.sni_callback = lambda _, name, __: asked.append(name)
    server._http.socket = tls.wrap_socket(server._http.socket, server_side=True)
    server.routes |= {"/rss": (200, {}, rss(item("/1"))), "/1": page()}
    desk = Desk(tmp_path, server, context=ssl.create_default_context(cafile=certificate))
    assert "1 new" in desk.once(f"https://mfa.example:{server.port}/rss", pages=True)
    assert set(asked) == {"mfa.example"}
    assert server.asked[-1][1]["Host"] == f"mfa.example:{server.port}"
    assert "certificate does not hold" in desk.once(f"https://other.example:{server.port}/rss")


@pytest.mark.parametrize(
    "url",
    ["ftp://mfa.example/", "file:///etc/passwd", "//mfa.example/", "https://", "https://u:p@mfa.example/", "https://mfa.example:0/",
     "https://mfa.example:99999/", "https://[::1", "https://mfa example/", "https://mfa.example/\r\nX: y", "https://a..b/", "https://-a/",
     "javascript:alert(1)", "", "https://" + "a" * 64 + ".example/", "gopher://x/"],
)  # fmt: skip
def test_bad_addresses(url):
    with pytest.raises(Failure) as caught:
        target_of(url)
    assert caught.value.trouble is Trouble.ADDRESS


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTPS://MFA.Example:443/a b".replace(" ", "%20"), "https://mfa.example/a%20b"),
        ("http://bücher.example/é?q=ü#x", "http://xn--bcher-kva.example/%C3%A9?q=%C3%BC"),
        ("https://mfa.example.?x", "https://mfa.example/?x"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
    ],
)
def test_addresses_as_they_are_asked_for(url, asked):
    assert target_of(url).url == asked


def test_nothing_else_in_the_package_reaches_the_network_or_imports_this_room():
    room = re.compile(
        r"^\s*(?:from|import)\s+(?:socket|ssl|http|urllib\.(?:request|robotparser)|asyncio|ftplib|smtplib|detente\.watch)\b", re.M
    )
    source = Path(detente.__file__).parent
    found = {p.relative_to(source).as_posix() for p in source.rglob("*.py") if room.search(p.read_text(encoding="utf8"))}
    assert {name for name in found if not name.startswith("watch/")} == {"cli/watch.py"}
