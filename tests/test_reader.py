from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.ingest import ingest, read_pages
from detente.pages.read import page_of
from detente.reader import ReadOptions, read_page
from detente.records import Page, Read, Reason, Rejected, within
from detente.records.wire import encode
from detente.store.archive import open_archive

PAGE_TEXT = """Home | World | Sport
Tirana and Skopje trade sharp words over river dam

14 May 2021

TIRANA: Albania on Wednesday accused North Macedonia of holding back the waters of a shared river, and summoned its ambassador.

“We cannot accept that our farmers pay for a neighbour's dam,” Foreign Minister Olta Xhacka told reporters in the capital. She said Albania would raise the matter at the United Nations.

North Macedonia rejected the charge. Its foreign ministry said the dam had been opened in full last week, and that both governments had agreed to meet in June.

Related: Striker moves to Rome for record fee
"""


def page(text: str = PAGE_TEXT, uri: str = "river.txt") -> Page:
    made = page_of(text.encode(), uri=uri)
    assert isinstance(made, Page)
    return made


@pytest.fixture(scope="module")
def river(tools) -> Read:
    read = read_page(page(), tools=tools)
    assert isinstance(read, Read)
    return read


def test_a_page_comes_out_as_the_desk_would_have_it(river):
    assert str(river.article.published.start) == "2021-05-14"
    assert {(e.event, e.actor[0].code, e.recipient[0].code) for e in river.events if e.recipient and e.event == "ACCUSE"} == {
        ("ACCUSE", "ALB", "MKD")
    }
    assert {s.speaker.code for s in river.statements} == {"ALB", "MKD"}


def test_every_record_quotes_the_page_from_within_its_body(river):
    text = river.page.text
    for s in river.statements:
        assert next(text[p.start : p.end] for p in s.spans) in s.content or s.content == text[s.span.start : s.span.end]
        assert any(within(s.span, part) for part in river.article.body)
        assert text[s.speaker.span.start : s.speaker.span.end] == s.speaker.text
    for e in river.events:
        assert text[e.trigger.span.start : e.trigger.span.end] == e.trigger.text
        assert within(e.trigger.span, e.span)
        assert any(within(e.span, part) for part in river.article.body)


def test_the_same_page_gives_the_same_line_byte_for_byte(tools, river):
    assert encode(read_page(page(), tools=tools)) == encode(river)


def test_a_page_about_one_state_is_rejected_unless_asked_for(tools):
    text = (
        "Council changes its rota\n\nThe council of Brambleford will collect bins on Mondays from next spring, a spokesman said on Friday.\n"
        "Residents of the old town had asked for the change after gulls tore open the sacks that stood in the lanes over the weekend.\n"
        "The French restaurant on the quay will keep its own collection, paid for by the owner, until the end of the summer season.\n"
    )
    rejected = read_page(page(text), tools=tools)
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.NOT_ABOUT_STATES
    assert isinstance(read_page(page(text), tools=tools, options=ReadOptions(any_subject=True)), Read)


def test_a_higher_bar_leaves_out_what_is_less_sure(tools, river):
    strict = read_page(page(), tools=tools, options=ReadOptions(min_confidence=0.8))
    assert isinstance(strict, Read)
    assert all(e.confidence >= 0.8 for e in strict.events)
    assert len(strict.events) <= len(river.events)


def test_an_ingest_that_runs_twice_reads_once(tools, tmp_path):
    now = datetime(2024, 1, 1, tzinfo=UTC)
    pages = [page(), page("Just a few words", "short.txt")]
    with open_archive(tmp_path / "desk.db", write=True) as archive:
        first = ingest(iter(pages), archive, tools=tools, seen=now)
        second = ingest(iter(pages), archive, tools=tools, seen=now)
        assert (first.read, sum(first.rejected.values()), first.pages) == (1, 1, 2)
        assert (second.read, second.known, second.rejected) == (0, 1, first.rejected)
        assert len(archive.sources()) == 1


def test_a_page_rejected_for_its_subject_is_read_once_any_subject_is_asked_for(tools, tmp_path):
    now, about_one = datetime(2024, 1, 1, tzinfo=UTC), page(page().text.replace("Sudmark", "France"), "one.txt")
    rejected = Rejected(uri=about_one.uri, sha256=about_one.sha256, reason=Reason.NOT_ABOUT_STATES, detail="")
    with open_archive(tmp_path / "desk.db", write=True) as archive:
        ingest([rejected], archive, tools=tools, seen=now)
        assert ingest([about_one], archive, tools=tools, seen=now).rejected[Reason.NOT_ABOUT_STATES] == 1
        again = ingest([about_one], archive, tools=tools, seen=now, options=ReadOptions(any_subject=True))
        assert again.read == 1
        assert archive.rejections() == ()


def test_the_same_bytes_at_another_address_are_a_sighting_not_a_second_page(tools, tmp_path):
    now = datetime(2024, 1, 1, tzinfo=UTC)
    with open_archive(tmp_path / "desk.db", write=True) as archive:
        tally = ingest(iter([page(), page(uri="copy.txt")]), archive, tools=tools, seen=now)
        assert (tally.read, tally.known) == (1, 1)
        assert len(archive.sources()) == 1
        assert archive.holds("copy.txt", page().sha256)


def test_outcomes_come_one_at_a_time_and_a_rejected_page_stays_rejected(tools):
    rejected = Rejected(uri="x", sha256=None, reason=Reason.EMPTY, detail="no text")
    outcomes = read_pages(iter([rejected, page()]), tools=tools)
    assert next(outcomes) is rejected
    assert isinstance(next(outcomes), Read)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(PAGE_TEXT)), st.sampled_from(list("“”\"'\n .,‘’«\x0b\u200b\ufeff\u2028"))), max_size=12
    )
)
def test_a_damaged_page_never_crashes_and_its_spans_stay_inside(tools, cuts):
    text = PAGE_TEXT
    for at, mark in cuts:
        text = text[:at] + mark + text[at + 1 :]
    read = read_page(replace(page(), text=text), tools=tools)
    if isinstance(read, Read):
        for s in read.statements:
            assert 0 <= s.span.start < s.span.end <= len(text)
            if s.kind == "direct":
                assert s.content in text
        for e in read.events:
            assert text[e.trigger.span.start : e.trigger.span.end] == e.trigger.text


def test_a_state_named_only_by_an_envoy_s_posting_counts(tools):
    text = (
        "Envoy called home\n\n18 September 2021\n\nFrance recalled its ambassador to Australia on Friday, the first such step between the two.\n"
        "The foreign ministry in Paris said that the decision had been taken by the president himself after a long night of talks.\n"
    )
    read = read_page(page(text), tools=tools)
    assert isinstance(read, Read)
    assert {(e.event, e.actor[0].code, e.recipient[0].code) for e in read.events if e.recipient} >= {("SANCTION", "FRA", "AUS")}
