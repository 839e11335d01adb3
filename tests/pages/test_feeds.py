"""RSS, Atom, RDF and JSON feeds: an item a page."""

from __future__ import annotations

import gzip
import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.pages.read import open_pages
from detente.records import Page, Reason, Rejected
from tests.pages.making import PROSE, SITE, rss, rss_item

CUT = f"""<title>Talks go well</title><link>{SITE}/7</link><description>A teaser.</description>
<content:encoded><![CDATA[<p>{PROSE}</p><p>Tea &amp; biscuits.</p><script>var x</script>]]></content:encoded>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="style.xsl"?><!-- a comment -->
<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title><updated>2024-05-09T00:00:00Z</updated>
<entry><title type="html">Talks &amp;amp; tea</title><link rel="self" href="{SITE}/self"/><link href="{SITE}/1"/>
<published>2024-05-06T09:00:00+02:00</published><updated>2024-05-08T09:00:00Z</updated><summary>A teaser.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p>3 &lt; 4</p></div></content></entry>
<entry><title>Only changed</title><id>tag:daily.example,2024:2</id><updated>2024-05-08T09:00:00Z</updated>
<summary>Sudmark said nothing.</summary></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="{SITE}"><title>Daily</title><items><rdf:Seq/></items></channel>
<item rdf:about="{SITE}/1"><title>Talks</title><description>{PROSE}</description><dc:date>2024-05-06</dc:date></item></rdf:RDF>"""


def pages(data: bytes | str, **options: int) -> list[Page | Rejected]:
    return list(open_pages(["-"], stdin=io.BytesIO(data.encode() if isinstance(data, str) else data), **options))


def only(data: bytes | str) -> Page:
    (page,) = pages(data)
    assert isinstance(page, Page), page
    return page


def test_an_item_is_a_page_with_title_text_link_and_stated_day() -> None:
    first, second = pages(rss(rss_item(1), rss_item(2)))
    assert isinstance(first, Page)
    assert first.text == f"Talks 1\n\n{PROSE}"
    assert (first.uri, first.declared, first.text_of) == (f"{SITE}/1?a=1&b=2", "2024-05-06", "text/plain, from RSS")
    assert isinstance(second, Page)
    assert first.sha256 != second.sha256


def test_the_fullest_text_is_taken_and_html_becomes_visible() -> None:
    page = only(rss(CUT))
    assert page.text.startswith("Talks go well\n\n")
    assert "Tea & biscuits." in page.text
    assert "var x" not in page.text
    assert "teaser" not in page.text
    assert page.text_of == "text/html by resiliparse, from RSS"


def test_an_item_keeps_its_digest_in_another_feed() -> None:
    assert only(rss(rss_item(1))).sha256 == pages(rss(rss_item(0), rss_item(1)))[1].sha256


def test_atom() -> None:
    full, changed = pages(ATOM)
    assert isinstance(full, Page)
    assert (full.uri, full.declared) == (f"{SITE}/1", "2024-05-06")
    assert full.text.startswith("Talks & tea\n\n")
    assert "3 < 4" in full.text
    assert full.text_of == "text/html by resiliparse, from Atom"
    assert isinstance(changed, Page)
    assert (changed.uri, changed.declared) == ("-#2", None)  # the day of a change is no publication


def test_rdf() -> None:
    page = only(RDF)
    assert (page.uri, page.declared, page.text_of) == (f"{SITE}/1", "2024-05-06", "text/plain, from RDF feed")


@pytest.mark.parametrize(
    ("item", "uri"),
    [
        (f"<title>a</title><guid>{SITE}/9</guid>", f"{SITE}/9"),
        (f'<title>a</title><guid isPermaLink="false">{SITE}/9</guid>', "-#1"),
        ("<title>a</title><guid>9</guid>", "-#1"),
    ],
    ids=["guid", "guid-of-its-own", "guid-no-address"],
)
def test_the_address_of_an_item_without_a_link(item: str, uri: str) -> None:
    assert only(rss(item)).uri == uri


@pytest.mark.parametrize(
    ("day", "declared"),
    [("Mon, 06 May 2024 10:00 GMT", "2024-05-06"), ("06/05/2024", None), ("1714953600", None), ("soon", None), ("", None)],
)
def test_only_a_day_that_can_be_told_is_passed_on(day: str, declared: str | None) -> None:
    assert only(rss(rss_item(1, day=day))).declared == declared


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("Norland & Sudmark met.", "Norland & Sudmark met."),
        ("Norland&nbsp;met &mdash; twice.", "Norland\xa0met — twice."),
        ("Norland\x08 met \x0b again.", "Norland met  again."),
        ("&#78;orland met.", "Norland met."),
    ],
    ids=["ampersand", "names-of-html", "controls", "number"],
)
def test_common_faults_are_mended(body: str, says: str) -> None:
    assert only(rss(rss_item(1, body=body))).text.endswith(says)


def test_an_encoding_is_that_of_the_declaration() -> None:
    text = rss(rss_item(1)).decode().replace("UTF-8", "windows-1252")
    assert only(text.encode("cp1252")).text.endswith(PROSE)
    assert only(rss(rss_item(1)).decode().encode("utf-16")).text.endswith(PROSE)


BROKEN = {
    "tags": "<title>a</description>",
    "deep": "<description>" + "<b>" * 5_000 + "</b>" * 5_000 + "</description>",
    "no-end": "<title>a</title><item><title>b</title>",
    "document-type": '<!DOCTYPE x [<!ENTITY a "b">]><title>&a;</title>',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_item_costs_itself(name: str) -> None:
    outcomes = pages(rss(rss_item(1), BROKEN[name], rss_item(2)))
    broken = [outcome for outcome in outcomes if isinstance(outcome, Rejected)]
    assert [(outcome.uri, outcome.reason) for outcome in broken] == [("-#2", Reason.UNREADABLE)]
    assert [page.uri[len(SITE) + 1] for page in outcomes if page.uri.endswith("b=2")] == ["1", "2"]


def test_an_item_over_the_limit_costs_itself() -> None:
    found = pages(rss(rss_item(1), rss_item(2, body="word " * 40_000), rss_item(3)), limit_bytes=100_000)
    assert [type(outcome) for outcome in found] == [Page, Rejected, Page]
    assert isinstance(found[1], Rejected)
    assert found[1].reason is Reason.TOO_LARGE


def test_entity_bombs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    began = time.monotonic()
    (outcome,) = pages(rss(rss_item(1, body="&l9;"), head=f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]>'))
    assert isinstance(outcome, Rejected)
    assert (outcome.reason, outcome.uri) == (Reason.UNREADABLE, "-#1")
    assert "refused" in outcome.detail
    (outcome,) = pages(rss(rss_item(1, body="&x;"), head='<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'))
    assert isinstance(outcome, Rejected)
    assert time.monotonic() - began < 2


def test_many_items_without_an_end_cost_no_time() -> None:
    began = time.monotonic()
    assert len(pages(rss()[:-16] + b"<item> words" * 20_000)) == 20_000
    assert time.monotonic() - began < 5


def test_many_beginnings_of_raw_text_cost_no_time() -> None:
    began = time.monotonic()
    (outcome,) = pages(rss("<title>" + "<![CDATA[" * 300_000 + "</title>"))
    assert isinstance(outcome, Rejected)
    assert time.monotonic() - began < 5


def test_a_feed_cut_off_gives_what_was_whole() -> None:
    whole = gzip.compress(rss(*(rss_item(n, body=f"{n * 7919} " * 9000) for n in range(9))))
    *first, last = pages(whole[: len(whole) // 2])
    assert first
    assert all(isinstance(page, Page) for page in first)
    assert isinstance(last, Rejected)


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Daily",
    "items": [
        {"id": "1", "url": f"{SITE}/1", "title": "Talks", "content_text": PROSE, "date_published": "2024-05-06T23:00:00-05:00"},
        {"id": f"{SITE}/2", "content_html": f"<p>{PROSE}</p>", "summary": "A teaser.", "date_modified": "2024-05-06"},
        {"id": "3", "title": 4, "summary": None},
        "no object",
    ],
}


@pytest.mark.parametrize("indent", [None, 2])
def test_json_feed(indent: int | None) -> None:
    first, second, third, fourth = pages(json.dumps(JSON_FEED, indent=indent))
    assert isinstance(first, Page)
    assert (first.uri, first.declared, first.text) == (f"{SITE}/1", "2024-05-06", f"Talks\n\n{PROSE}")
    assert first.text_of == "text/plain, from JSON Feed"
    assert isinstance(second, Page)
    assert (second.uri, second.declared) == (f"{SITE}/2", None)
    assert second.text.split() == PROSE.split()
    assert [(o.uri, o.reason) for o in (third, fourth) if isinstance(o, Rejected)] == [
        ("-#3", Reason.EMPTY),
        ("-#4", Reason.UNREADABLE),
    ]


@pytest.mark.parametrize("items", ['{"a": 1}', "3", "[" * 100_000])
def test_a_broken_json_feed_is_one_rejection(items: str) -> None:
    (outcome,) = pages('{"version": "https://jsonfeed.org/version/1", "items": ' + items + "}")
    assert isinstance(outcome, Rejected)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_feed_with_any_harm_is_pages_and_reasons(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([rss(rss_item(1), CUT), ATOM.encode(), RDF.encode(), json.dumps(JSON_FEED).encode()]))
    at, size = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 60))
    harm = data.draw(
        st.binary(max_size=30) | st.sampled_from([b"<item>", b"</entry>", b"<![CDATA[", b"&", b"<!DOCTYPE x>", b"]]>"])
    )
    assert all(isinstance(outcome, Page | Rejected) for outcome in pages(whole[:at] + harm + whole[at + size :]))
