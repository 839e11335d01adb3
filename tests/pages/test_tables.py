"""JSONL, JSON, CSV, TSV, Parquet: a record a page; which field is which."""

from __future__ import annotations

import csv
import io
import json
import sys
import types

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.pages.read import Fields, open_pages
from detente.pages.streams import of_file
from detente.pages.tables import cells, rows
from detente.records import Page, Reason, Rejected
from tests.pages.making import HTML, PROSE, SITE

ROW = {"id": 7, "title": "Talks", "text": PROSE, "url": f"{SITE}/1", "date_published": "2024-05-06", "crawled": "2024-06-07"}


def pages(data: bytes | str, **options: object) -> list[Page | Rejected]:
    stdin = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(open_pages(["-"], stdin=stdin, **options))  # type: ignore[arg-type]


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def table(*records: dict[str, object], delimiter: str = ",") -> str:
    made = io.StringIO()
    writer = csv.DictWriter(made, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return made.getvalue()


FORMS = {
    "JSONL": lines(ROW),
    "JSON": json.dumps(ROW, indent=1),
    "JSON list": json.dumps([ROW], indent=1),
    "CSV": table(ROW),
    "CSV with semicolons": table(ROW, delimiter=";"),
    "CSV with a mark": "\ufeff" + table(ROW),
    "TSV": table(ROW, delimiter="\t"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_record_is_a_page(name: str) -> None:
    (page,) = pages(FORMS[name])
    assert isinstance(page, Page)
    assert (page.text, page.uri, page.declared) == (f"Talks\n\n{PROSE}", f"{SITE}/1", "2024-05-06")
    assert page.text_of == f"text/plain, from {name.split()[0]}"


def test_a_table_of_office_programs_is_read() -> None:
    (page,) = pages(table(ROW, delimiter="\t").encode("utf-16"))
    assert isinstance(page, Page)
    assert page.text == f"Talks\n\n{PROSE}"


@pytest.mark.parametrize("name", ["text", "maintext", "Article Text", "articleBody", "full-text", "content", "Body"])
def test_common_names_are_known(name: str) -> None:
    for data in (lines({"id": 1, name: PROSE}), table({"id": 1, name: PROSE})):
        (page,) = pages(data)
        assert isinstance(page, Page)
        assert (page.text, page.uri) == (PROSE, "-#1")


def test_fields_may_be_named() -> None:
    record = {"text": "A teaser.", "meat": PROSE, "where": f"{SITE}/3", "when": "2024-05-06"}
    fields = Fields(text="meat", url="where", date="when")
    for data in (lines(record), table(record)):
        (page,) = pages(data, fields=fields)
        assert isinstance(page, Page)
        assert (page.text, page.uri, page.declared) == (PROSE, f"{SITE}/3", "2024-05-06")


def test_a_day_that_may_be_that_of_the_crawl_is_not_taken() -> None:
    (page,) = pages(lines({"text": PROSE, "date": "2024-05-06", "timestamp": "2024-05-06", "created": "2024-05-06"}))
    assert isinstance(page, Page)
    assert page.declared is None


def test_html_in_a_field_becomes_its_visible_text() -> None:
    (page,) = pages(lines({"html": HTML}))
    assert isinstance(page, Page)
    assert page.text_of == "text/html by resiliparse, from JSONL"
    assert "<p>" not in page.text


def test_paragraphs_in_a_list_are_lines() -> None:
    (page,) = pages(lines({"text": ["One.", "Two."]}))
    assert isinstance(page, Page)
    assert page.text == "One.\nTwo."


@pytest.mark.parametrize("data", [lines({"id": 1, "lang": "en"}), "id,lang\n1,en\n2,fr\n3,de\n"], ids=["jsonl", "csv"])
def test_no_text_field_is_one_clear_line_that_names_them(tmp_path, data: str) -> None:
    (tmp_path / "rows").write_text(data)
    with pytest.raises(InputError) as caught:
        open_pages([tmp_path / "rows"])
    assert "among id, lang; name it with --text-field" in str(caught.value)
    assert "\n" not in str(caught.value)
    (outcome,) = open_pages([tmp_path])  # in a folder it is one file of many
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.EMPTY


def test_a_field_that_is_not_there_is_named(tmp_path) -> None:
    (tmp_path / "rows").write_text(lines(ROW))
    with pytest.raises(InputError, match="no field 'meat' for --text-field; there are: id, title, text"):
        open_pages([tmp_path / "rows"], fields=Fields(text="meat"))


PROSES = (
    "Moscow, Russia\nThe talks went well, the minister said.\n",
    "Talks\tgo well\n\nNorland said so.\n",
    "Ministers,envoys and others met\nin Norland.\n",
    "{not json}\n",
    "[A note]\n{x}\n",
    "id\n1\n2\n",
    "Norland and Sudmark|agree\n",
)


@pytest.mark.parametrize("text", PROSES)
def test_prose_is_no_table(text: str) -> None:
    (page,) = pages(text)
    assert isinstance(page, Page)
    assert page.text_of == "text/plain"


BROKEN_LINES = {
    "cut": '{"text": "abc\n',
    "list": "[1, 2]\n",
    "number": "17\n",
    "deep": '{"text": ' + "[" * 100_000 + "\n",
    "empty-text": '{"text": " "}\n',
    "no-text": '{"id": 3}\n',
    "text-no-string": '{"text": {"a": 1}}\n',
    "nul": '{"text": "a\\u0000b"}\n',
}


SAYS_NOTHING = ("list", "number", "deep")  # as a first line, of what a file is


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name in BROKEN_LINES for place in (0, 1) if place or name not in SAYS_NOTHING]
)
def test_a_broken_line_costs_itself(name: str, place: int) -> None:
    order = [lines(ROW), BROKEN_LINES[name]] if place else [BROKEN_LINES[name], lines(ROW)]
    outcomes = pages(("".join(order) + lines(ROW)).encode("utf-8", errors="surrogateescape"))
    assert [type(outcome) for outcome in outcomes].count(Page) == 2
    assert (outcomes[place].uri, type(outcomes[place])) == (f"-#{place + 1}", Rejected)


def test_a_stray_byte_costs_a_letter() -> None:
    (page,) = pages(b'{"text": "Norland \xff met."}\n')
    assert isinstance(page, Page)
    assert page.text == "Norland \ufffd met."


def test_what_python_writes_and_json_has_not_is_read() -> None:
    (page,) = pages('{"author": NaN, "text": "Norland met. \\ud800"}\n')
    assert isinstance(page, Page)
    assert page.text.startswith("Norland met. ")


def test_a_line_over_the_limit_costs_itself() -> None:
    outcomes = pages(lines(ROW, {"text": "x" * 300_000}, ROW), limit_bytes=100_000)
    assert [type(outcome) for outcome in outcomes] == [Page, Rejected, Page]
    assert isinstance(outcomes[1], Rejected)
    assert (outcomes[1].reason, outcomes[1].uri) == (Reason.TOO_LARGE, "-#2")


def test_a_long_first_line_is_jsonl() -> None:
    assert [type(page) for page in pages(lines({"text": "word " * 50_000}, ROW))] == [Page, Page]


BROKEN_ROWS = {
    "cells": ("1,a,b,c,d\n", Reason.UNREADABLE, "more than 2 cells under 2 column names"),
    "empty": ("1,\n", Reason.EMPTY, "nothing in the field 'text'"),
    "quote": ('2,"never closed\n', Reason.UNREADABLE, "never closed"),
    "too-long": ("3," + "x" * 5_000 + "\n", Reason.TOO_LARGE, "more than 2,000"),
}


@pytest.mark.parametrize("name", BROKEN_ROWS)
def test_a_broken_row_costs_itself(name: str) -> None:
    row, reason, detail = BROKEN_ROWS[name]
    outcomes = pages(f"id,text\n1,Norland met.\n{row}3,Sudmark met.\n", limit_bytes=2_000)
    assert [type(outcome) for outcome in outcomes] == [Page, Rejected, Page]
    assert isinstance(outcomes[1], Rejected)
    assert (outcomes[1].reason, outcomes[1].uri) == (reason, "-#2")
    assert detail in outcomes[1].detail


def test_many_quotes_that_are_never_closed_are_given_up(monkeypatch) -> None:
    monkeypatch.setattr("detente.pages.tables._UNCLOSED_BYTES", 100_000)
    *_, last = outcomes = pages("id,text\n" + 'a","\n' * 3_000)
    assert isinstance(last, Rejected)
    assert "the rest is not read" in last.detail
    assert len(outcomes) < 20


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=100, deadline=None)
def test_rows_are_those_of_the_standard_reader(records: list[list[str]]) -> None:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(records)
    found = list(rows(of_file(io.BytesIO(made.getvalue().encode())), b",", 10_000))
    split = [[cell.decode() for cell in cells(row, b",", most=9)] for row in found if isinstance(row, bytes)]
    assert split == [record for record in csv.reader(io.StringIO(made.getvalue(), newline="")) if record]


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_records_with_any_harm_are_pages_and_reasons(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(list(FORMS.values()))).encode() * 2
    at, size = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 60))
    harmed = whole[:at] + data.draw(st.binary(max_size=30)) + whole[at + size :]
    assert all(isinstance(outcome, Page | Rejected) for outcome in pages(harmed, limit_bytes=400))


PARQUET = b"PAR1\x15\x04\x15\x10" + bytes(40) + b"PAR1"


def test_parquet_says_what_would_read_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (outcome,) = pages(PARQUET)
    assert isinstance(outcome, Rejected)
    assert "pip install pyarrow" in outcome.detail


class ArrowError(Exception):
    """What pyarrow raises."""


@pytest.mark.parametrize("broken", [False, True])
def test_parquet_is_read_by_rows_where_its_library_is(monkeypatch, broken: bool) -> None:
    """The library is stood in for: it is too large to come with the tests."""

    class ParquetFile:
        def __init__(self, file: io.BytesIO) -> None:
            assert file.read(4) == b"PAR1"
            self.schema_arrow = types.SimpleNamespace(names=["id", "text", "url"])

        def iter_batches(self, *, batch_size: int, columns: list[str]):
            assert (batch_size, columns) == (64, ["text", "url"])
            yield types.SimpleNamespace(to_pylist=lambda: [{"text": PROSE, "url": f"{SITE}/1"}, {"text": None, "url": None}])
            if broken:
                raise ArrowError("no such page")

    library = types.SimpleNamespace(ArrowException=ArrowError)
    monkeypatch.setitem(sys.modules, "pyarrow", library)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", types.SimpleNamespace(ParquetFile=ParquetFile))
    first, second, *rest = pages(PARQUET)
    assert isinstance(first, Page)
    assert (first.text, first.uri, first.text_of) == (PROSE, f"{SITE}/1", "text/plain, from Parquet")
    assert isinstance(second, Rejected)
    assert [(o.uri, o.reason) for o in rest if isinstance(o, Rejected)] == ([("-#3", Reason.UNREADABLE)] if broken else [])
