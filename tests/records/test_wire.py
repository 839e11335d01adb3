import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.records import Reason, Rejected, Span, overlaps, within
from detente.records.wire import ReadRecord, RejectedRecord, decode, encode
from tests.making import DAY, LEAD, days, mention, outcome

READ = outcome(mention(when=days(DAY)), mention("NOR SUD", None, claimed_by="SUD"))


def test_a_line_comes_back_as_it_went():
    record = decode(encode(READ))
    assert isinstance(record, ReadRecord)
    assert (record.article, record.statements, record.events) == (READ.article, READ.statements, READ.events)


def test_a_line_bears_the_names_of_the_contract():
    line = json.loads(encode(READ))
    assert line["page"] == {
        "uri": "pages/one.txt", "sha256": READ.page.sha256, "chars": len(LEAD), "text_of": "text/plain", "text": None,
    }  # fmt: skip
    event = line["events"][0]
    assert event["trigger"] == {"text": "expelled", "span": [8, 16]}
    assert event["date"]["start"] == "2022-03-10"
    assert event["actor"][0]["sector"] == ["GOV"]


def test_the_text_goes_along_only_where_asked_for():
    assert json.loads(encode(READ, with_text=True))["page"]["text"] == LEAD


def test_a_rejected_page_is_a_line_like_any_other():
    rejected = Rejected(uri="a.bin", sha256=None, reason=Reason.BINARY, detail="looks like PNG")
    record = decode(encode(rejected))
    assert isinstance(record, RejectedRecord)
    assert (record.rejected.reason, record.page.uri) == (Reason.BINARY, "a.bin")


@given(st.text(), st.text())
def test_any_text_survives_the_wire(title, uri):
    from dataclasses import replace

    read = replace(READ, article=replace(READ.article, title=title), page=replace(READ.page, uri=uri))
    if any("\ud800" <= c <= "\udfff" for c in title + uri):
        return
    line = encode(read)
    assert b"\n" not in line
    record = decode(line)
    assert isinstance(record, ReadRecord)
    assert (record.article.title, record.page.uri) == (title, uri)


def test_a_record_refuses_what_cannot_be():
    with pytest.raises(ValueError, match="somebody"):
        mention("", "")
    with pytest.raises(ValueError, match="ends"):
        days(DAY, DAY.replace(year=1999))


@given(*[st.integers(0, 30)] * 4)
def test_spans_overlap_where_they_share_a_character(a, b, c, d):
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(*one)) & set(range(*other))
    if one.start < one.end and other.start < other.end:
        assert overlaps(one, other) is bool(shared)
        assert within(one, other) is (shared == set(range(*one)))
