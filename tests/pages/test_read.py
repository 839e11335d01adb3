"""Bytes, files, folders → pages: every kind of input, usable or not."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.pages.read import open_pages, page_of
from detente.records import Page, Reason, Rejected

PROSE = "Norland’s minister said on Monday that the café talks had gone well.\nSudmark did not answer.\n"
HTML = f"""<!doctype html><html><head><title>Talks</title>
<meta property="article:published_time" content="2021-07-22T10:09:00+05:30"></head>
<body><nav><ul><li>Home</li><li>World</li></ul></nav><h1>Talks go well</h1>
<p>{PROSE}</p><script>var x = 1;</script></body></html>"""

TEXTS = (
    ("utf-8", PROSE.encode(), "text/plain"),
    ("utf-8-bom", b"\xef\xbb\xbf" + PROSE.encode(), "text/plain"),
    ("utf-16-bom", PROSE.encode("utf-16"), "text/plain, utf-16-le"),
    ("utf-16-be-bom", b"\xfe\xff" + PROSE.encode("utf-16-be"), "text/plain, utf-16-be"),
    ("utf-16-le-without-bom", PROSE.encode("utf-16-le"), "text/plain, utf-16-le"),
    ("utf-16-be-without-bom", PROSE.encode("utf-16-be"), "text/plain, utf-16-be"),
    ("windows-1252", PROSE.encode("cp1252"), "text/plain, windows-1252"),
)
BINARIES = (
    ("png", b"\x89PNG\r\n\x1a\n" + bytes(range(64)), "a PNG image"),
    ("jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
    ("pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "a PDF"),
    ("gzip", b"\x1f\x8b\x08\x00abc", "gzip"),
    ("zip", b"PK\x03\x04\x14\x00", "a ZIP archive"),
    ("sqlite", b"SQLite format 3\x00\x10\x00", "an SQLite database"),
    ("nul", b"some text\x00with a NUL in it", "NUL bytes"),
    ("controls", b"\x01\x02\x03\x04 text \x05\x06\x07", "control characters"),
)


@pytest.mark.parametrize(("data", "text_of"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_text_is_decoded_by_its_content(data, text_of) -> None:
    page = page_of(data, uri="p")
    assert isinstance(page, Page)
    assert (page.text, page.text_of) == (PROSE, text_of)
    assert page.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("data", "looks"), [case[1:] for case in BINARIES], ids=[case[0] for case in BINARIES])
def test_binary_is_rejected_with_what_it_looks_like(data, looks) -> None:
    outcome = page_of(data, uri="p")
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.BINARY
    assert looks in outcome.detail


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u200b\n\u200b".encode()], ids=["none", "blank", "bom", "invisible"]
)
def test_nothing_is_rejected_as_empty(data) -> None:
    outcome = page_of(data, uri="p")
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.EMPTY


def test_text_in_an_unknown_encoding_is_rejected() -> None:
    outcome = page_of("Министр сказал, что переговоры прошли хорошо и будут продолжены.".encode("cp1251"), uri="p")
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.ENCODING


def test_a_stray_byte_does_not_cost_a_page() -> None:
    page = page_of(("Norland’s café. " * 60).encode() + b"\xe2\x80", uri="p")
    assert isinstance(page, Page)
    assert page.text_of == "text/plain, utf-8 with 1 broken"


def test_letters_that_start_like_a_picture_are_text() -> None:
    page = page_of(b"BMW said on Monday that it would build cars in Norland again.", uri="p")
    assert isinstance(page, Page)


def test_newlines_are_made_one_kind_and_nothing_else_changes() -> None:
    page = page_of(b"one\r\ntwo\rthree\n\n  four\t", uri="p")
    assert isinstance(page, Page)
    assert page.text == "one\ntwo\nthree\n\n  four\t"


def test_html_becomes_its_visible_text_and_its_declared_day() -> None:
    page = page_of(HTML.encode(), uri="p.txt")
    assert isinstance(page, Page)
    assert page.text_of == "text/html by resiliparse"
    assert page.declared == "2021-07-22"
    assert "Talks go well" in page.text
    assert "var x" not in page.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-02T09:00:00Z"}</script>',
            "2020-01-02",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "BlogPosting", "datePublished": "2020-01-02"}]}</script>',
            "2020-01-02",
        ),
        ('<script type="application/ld+json">{"@type": "WebSite", "datePublished": "2020-01-02"}</script>', None),
        ('<script type="application/ld+json">{not json</script>', None),
        ('<meta name="pubdate" content="Thu, 02 Jan 2020 10:00:00 GMT">', "2020-01-02"),
        ('<meta itemprop="datePublished" content="20200102">', "2020-01-02"),
        ('<meta name="date" content="soon">', None),
        ('<meta property="article:published_time" content="2020-13-45">', None),
    ],
    ids=["json-ld", "json-ld-graph", "json-ld-site", "json-ld-broken", "rfc-2822", "compact", "no-date", "no-such-day"],
)
def test_the_declared_day_is_read_where_the_page_states_one(head, day) -> None:
    page = page_of(f"<html><head>{head}</head><body><p>{PROSE}</p></body></html>".encode(), uri="p")
    assert isinstance(page, Page)
    assert page.declared == day


def test_html_says_its_encoding() -> None:
    page = page_of(
        '<html><head><meta charset="iso-8859-2"></head><body><p>Příliš žluťoučký kůň</p></body></html>'.encode("iso-8859-2"),
        uri="p",
    )
    assert isinstance(page, Page)
    assert "žluťoučký" in page.text


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "unicode_escape", "no-such-charset", "hex"])
def test_a_charset_that_cannot_be_true_is_not_believed(charset: str) -> None:
    page = page_of(f'<html><meta charset="{charset}"><p>caf\xe9 na\xefve +2AA- \\ud800</p></html>'.encode("cp1252"), uri="x")
    assert isinstance(page, Page)
    assert page.text.strip() == "caf\xe9 na\xefve +2AA- \\ud800"


def test_comments_before_anything_cost_no_time() -> None:
    page = page_of(b"<!-- -->" * 2000 + b"words", uri="x")
    assert isinstance(page, Page)
    assert page.text_of == "text/plain"
    page = page_of(b"<!-- -->\n" * 200 + b"<html><p>words</p></html>", uri="x")
    assert isinstance(page, Page)
    assert page.text.strip() == "words"


def test_a_declared_day_out_of_all_bounds_is_none() -> None:
    page = page_of(b'<html><meta name="date" content="Mon, 1 Jan 99999999999999 00:00:00"><p>words</p></html>', uri="x")
    assert isinstance(page, Page)
    assert page.declared is None


def test_a_file_name_that_is_no_utf8_is_shown_as_text(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(file)).write_text(PROSE)
    (page,) = open_pages([tmp_path])
    assert isinstance(page, Page)
    assert page.uri == f"{tmp_path}/caf\\xe9.txt"


def test_pipes_are_passed_over_and_dangling_links_are_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-pipe").symlink_to("pipe")
    (tmp_path / "to-nothing").symlink_to("nothing")
    (tmp_path / "a.txt").write_text(PROSE)
    assert [(Path(p.uri).name, type(p)) for p in open_pages([tmp_path])] == [("a.txt", Page), ("to-nothing", Rejected)]


def test_html_without_text_is_empty() -> None:
    outcome = page_of(b"<html><body><script>1</script></body></html>", uri="p")
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.EMPTY


def test_folders_and_globs_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", ".hidden", "c.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    names = [page.uri.removeprefix(f"{tmp_path}/") for page in open_pages([tmp_path])]
    assert names == ["a/y.txt", "a/z.txt", "b.txt", "c.txt"]
    globbed = [page.uri.removeprefix(f"{tmp_path}/") for page in open_pages([f"{tmp_path}/**/*.txt"])]
    assert globbed == ["a/y.txt", "a/z.txt", "b.txt", "c.txt"]


def test_stdin_is_one_page() -> None:
    (page,) = open_pages(["-"], stdin=io.BytesIO(PROSE.encode()))
    assert isinstance(page, Page)
    assert (page.uri, page.text) == ("-", PROSE)


@pytest.mark.parametrize(
    ("path", "says"), [("none.txt", "no such file"), ("*.nothing", "no file matches"), ("empty", "holds no files")]
)
def test_a_path_that_gives_nothing_is_the_callers_mistake(tmp_path: Path, path: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=says) as caught:
        open_pages([tmp_path / path])
    assert path in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_over_the_limit_is_rejected_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 2000)
    (outcome,) = open_pages([tmp_path / "big.txt"], limit_bytes=1000)
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, outcome.detail) == (Reason.TOO_LARGE, "2,000 bytes, the limit is 1,000")
    (from_stdin,) = open_pages(["-"], limit_bytes=1000, stdin=io.BytesIO(b"x" * 2000))
    assert isinstance(from_stdin, Rejected)
    assert from_stdin.reason is Reason.TOO_LARGE


def test_a_file_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (outcome,) = open_pages([tmp_path])
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.UNREADABLE


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "shut.txt").write_text(PROSE)
    (tmp_path / "shut.txt").chmod(0)
    (outcome,) = open_pages([tmp_path])
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.UNREADABLE


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.txt").write_text(PROSE)
    assert [type(outcome) for outcome in open_pages([tmp_path])] == [Rejected, Page]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_a_reason(data: bytes) -> None:
    assert isinstance(page_of(data, uri="p"), Page | Rejected)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_utf8_text_comes_through_unchanged(text: str) -> None:
    outcome = page_of(text.encode(), uri="p")
    if isinstance(outcome, Page) and outcome.text_of == "text/plain":
        assert outcome.text == text.removeprefix("\ufeff")
