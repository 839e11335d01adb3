"""The page: self-contained, escaped, the same every time, every link leading somewhere."""

import base64
import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest

from detente.brief.export import COLUMNS
from detente.brief.html import render_html
from detente.brief.state import build_brief
from detente.brief.value import Brief, Measured
from detente.store.archive import Archive
from tests.brief.sample import asked, entry_of

VOID = {"meta", "input", "br", "link", "img"}


class Outline(HTMLParser):
    """The page's elements with their attributes, and whether each that opens closes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.astray.append(tag)

    def values(self, name: str) -> Iterator[str]:
        return (value for _, attrs in self.found for key, value in attrs.items() if key == name and value)


@pytest.fixture(scope="module")
def page(brief: Brief) -> str:
    return render_html(brief)


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    return found


def embedded(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_the_same_record_gives_the_same_page(archive: Archive, page: str) -> None:
    assert render_html(build_brief(archive, asked())) == page


def test_elements_close_and_ids_stand_once(outline: Outline) -> None:
    assert (outline.open, outline.astray) == ([], [])
    ids = list(outline.values("id"))
    assert len(ids) == len(set(ids))


def test_every_link_leads_somewhere(outline: Outline) -> None:
    ids = set(outline.values("id"))
    inner = [href[1:] for href in outline.values("href") if href.startswith("#") and "=" not in href]
    assert inner
    assert set(inner) <= ids
    assert all(href.startswith(("#", "data:", "http://", "https://")) for href in outline.values("href"))


def test_nothing_is_fetched(outline: Outline) -> None:
    assert not list(outline.values("src"))
    assert "link" not in {tag for tag, _ in outline.found}


def test_words_of_pages_stay_words(page: str, outline: Outline) -> None:
    scripts = [attrs for tag, attrs in outline.found if tag == "script"]
    assert len(scripts) == 5  # the data, d3, Plot, the curves, the filter
    assert not {"img", "i-tilt"} & {tag for tag, _ in outline.found}
    for hostile in ('<script>alert("1")', "<img src=x", "<b>Bold", "<i>Tilt", "<menu>", "<here>"):
        assert hostile not in page
    assert "&lt;script&gt;alert" in page
    assert 'alert("1")' in json.dumps(embedded(page), ensure_ascii=False).replace('\\"', '"')


def test_each_event_shows_status_by_sign_and_word_and_its_sentence(brief: Brief, page: str) -> None:
    for word, sign in (("criticised", "● "), ("close", "▷ "), ("cut", "✕ "), ("moved", "◐ "), ("seized", "○ "), ("warned", "◇ ")):
        start = page.index(f'id="e-{entry_of(brief, word)}"')
        line = page[start : page.index("</li>", start)]
        assert sign[0] in line
        assert f'<mark class="m-trigger ">{word}</mark>' in line


def test_undated_events_have_a_bin(brief: Brief, page: str) -> None:
    assert page.index('id="undated"') < page.index(f'id="e-{entry_of(brief, "close")}"')


def test_downloads_hold_every_event(brief: Brief, outline: Outline) -> None:
    kinds = {
        attrs["id"]: attrs["href"] or "" for tag, attrs in outline.found if tag == "a" and attrs.get("id") in ("csv", "json")
    }
    texts = {kind: base64.b64decode(href.split(",", 1)[1]).decode("utf-8") for kind, href in kinds.items()}
    rows = list(csv.DictReader(io.StringIO(texts["csv"])))
    assert tuple(rows[0]) == COLUMNS
    assert (
        [row["id"] for row in rows]
        == [record["id"] for record in json.loads(texts["json"])]
        == [e.event.id for e in brief.entries]
    )


def test_a_page_without_events_says_silence(archive: Archive) -> None:
    page = render_html(build_brief(archive, asked("CEL", "XXX")))
    assert "silence" in page
    assert "<script" not in page


def test_measured_rates_are_printed_where_there_are_some(archive: Archive, page: str) -> None:
    rates = (Measured(what="events, precision", figure=".81", n="240", on="pages of our own"),)
    assert "Error rates" not in page
    assert "events, precision" in render_html(build_brief(archive, asked(measured=rates)))


def test_a_day_is_printed_only_where_it_is_given(archive: Archive, page: str) -> None:
    assert "2 May 2031." not in page
    assert "2 May 2031." in render_html(build_brief(archive, asked(dated=date(2031, 5, 2))))
