from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.merge.block import RULE_APART, RULE_COPY, RULE_DAYS, RULE_LOOK_BACK, block_of, merge_block
from detente.records import Aux, EventType
from detente.records.merged import Source, Standing
from tests.making import DAY, days, mention, outcome


def source(uri: str, text: str = "one", outlet: str | None = None, agency: str | None = None) -> Source:
    read = outcome(uri=uri, text=text, outlet=outlet, agency=agency)
    article = read.article
    return Source(
        sha256=read.page.sha256, uri=uri, article=article.id, title=article.title, outlet=outlet, agency=agency,
        published=article.published, seen="2022-03-11T00:00:00+00:00",
    )  # fmt: skip


THAT_DAY = mention(when=days(DAY))
NEXT_DAY = mention(when=days(DAY + timedelta(days=1)))
UNDATED = mention()


def test_two_reports_of_one_day_are_one_event_and_both_are_kept():
    (event,) = merge_block([(THAT_DAY, source("a", "one", "Post"), False), (THAT_DAY, source("b", "two", "Echo"), False)])
    assert (event.reports, event.sources, len(event.mentions)) == (2, 2, 2)
    assert {m.rule for m in event.mentions} == {"first mention", RULE_DAYS}


def test_a_copy_is_a_report_but_no_independent_source():
    (event,) = merge_block([(UNDATED, source("a"), False), (UNDATED, source("b"), False)])
    assert (event.reports, event.sources) == (2, 1)
    assert RULE_COPY in {m.rule for m in event.mentions}


def test_pages_of_one_agency_are_one_source():
    (event,) = merge_block(
        [(THAT_DAY, source("a", "one", "Post", "Norrwire"), False), (THAT_DAY, source("b", "two", "Echo", "Norrwire"), False)]
    )
    assert (event.reports, event.sources) == (2, 1)


def test_copies_printed_under_two_names_are_one_source_and_tie_what_those_names_print():
    copies = [(THAT_DAY, source("a", "one", "Post"), False), (THAT_DAY, source("b", "one", "Echo"), False)]
    (event,) = merge_block(copies)
    assert (event.reports, event.sources) == (2, 1)
    (event,) = merge_block([*copies, (THAT_DAY, source("c", "two", "Echo"), False)])
    assert (event.reports, event.sources) == (3, 1)
    (event,) = merge_block([*copies, (THAT_DAY, source("c", "two", "Courier"), False)])
    assert (event.reports, event.sources) == (3, 2)


def test_different_days_are_different_events():
    assert len(merge_block([(THAT_DAY, source("a", "one"), False), (NEXT_DAY, source("b", "two"), False)])) == 2


def test_another_mode_is_another_act():
    other = replace(mention(when=days(DAY)), mode="withdraw")
    events = merge_block([(THAT_DAY, source("a", "one"), False), (other, source("b", "two"), False)])
    assert sorted(e.mode or "" for e in events) == ["expel", "withdraw"]
    bare = replace(mention(when=days(DAY)), mode=None)
    assert len(merge_block([(THAT_DAY, source("a", "one"), False), (bare, source("b", "two"), False)])) == 1


def test_the_undated_are_not_joined_by_silence():
    assert len(merge_block([(UNDATED, source("a", "one"), False), (UNDATED, source("b", "two"), False)])) == 2


def test_two_that_look_back_on_the_same_year_are_one_event():
    year = days(date(1993, 1, 1), date(1993, 12, 31))
    told = mention(when=year, aux=Aux.HISTORICAL)
    (event,) = merge_block([(told, source("a", "one"), False), (told, source("b", "two"), False)])
    assert RULE_LOOK_BACK in {m.rule for m in event.mentions}
    news = mention(when=year)
    assert len(merge_block([(news, source("a", "one"), False), (news, source("b", "two"), False)])) == 2


def test_a_chain_of_overlaps_does_not_tie_far_days_together():
    first = mention(when=days(DAY, DAY + timedelta(days=10)))
    second = mention(when=days(DAY + timedelta(days=8), DAY + timedelta(days=20)))
    third = mention(when=days(DAY + timedelta(days=18), DAY + timedelta(days=30)))
    events = merge_block([(m, source(str(i), str(i)), False) for i, m in enumerate((first, second, third))])
    assert len(events) == 2


def test_a_mention_set_apart_stands_alone():
    events = merge_block([(THAT_DAY, source("a", "one"), False), (THAT_DAY, source("b", "two"), True)])
    assert len(events) == 2
    assert RULE_APART in {m.rule for e in events for m in e.mentions}


def test_the_settled_date_is_where_all_agree():
    wide, narrow = mention(when=days(DAY - timedelta(days=7), DAY)), mention(when=days(DAY))
    (event,) = merge_block([(wide, source("a", "one"), False), (narrow, source("b", "two"), False)])
    assert event.date is not None
    assert (event.date.start, event.date.end) == (DAY, DAY)


def test_copies_of_what_was_set_apart_stay_with_it_and_no_two_events_share_an_id():
    told = [(THAT_DAY, source("a"), True), (THAT_DAY, source("b"), True), (THAT_DAY, source("c"), False)]
    events = merge_block(told)
    assert sorted(e.reports for e in events) == [1, 2]
    assert len({e.id for e in events}) == 2


def test_mentions_too_wide_to_join_do_not_stand_between_two_of_one_day():
    before = mention(when=days(DAY - timedelta(days=3), DAY))
    wide = [mention(when=days(DAY - timedelta(days=2), DAY + timedelta(days=90 + n))) for n in range(20)]
    told = [before, *wide, THAT_DAY]
    events = merge_block([(m, source(str(i), str(i)), False) for i, m in enumerate(told)])
    assert max(e.reports for e in events) == 2


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (mention(when=days(DAY), aux=Aux.HISTORICAL), True),
        (mention(when=days(DAY), aux=Aux.FUTURE), False),
        (mention(when=days(DAY), aux=Aux.NEGATION), False),
        (mention(when=days(DAY), claimed_by="SUD"), False),
        (mention("SUD", "NOR", when=days(DAY)), False),
        (mention(when=days(DAY), event=EventType.ACCUSE), False),
    ],
    ids=["background", "plan", "denial", "claim", "other-direction", "other-type"],
)
def test_what_can_be_of_one_event_at_all(other, same):
    assert (block_of(THAT_DAY) == block_of(other)) is same


def test_what_only_a_speaker_says_is_claimed():
    (event,) = merge_block([(mention(when=days(DAY), claimed_by="SUD"), source("a"), False)])
    assert (event.standing, event.claimed_by) == (Standing.CLAIMED, ("SUD",))


def test_the_order_of_reading_does_not_matter():
    cases = [(m, source(f"{i}", f"{i % 2}"), False) for i, m in enumerate((THAT_DAY, NEXT_DAY, UNDATED, THAT_DAY))]
    results = {tuple(sorted((e.id, e.reports, e.sources) for e in merge_block(order))) for order in permutations(cases)}
    assert len(results) == 1


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12), st.integers(0, 5)), max_size=12))
def test_no_mention_is_lost_or_doubled_and_all_of_an_event_share_a_day(rows):
    cases = []
    for i, (offset, width, text) in enumerate(rows):
        start = date(2022, 1, 1) + timedelta(days=offset)
        found = mention(when=days(start, start + timedelta(days=width)), trigger="expelled" if i % 2 else "hostile")
        cases.append((found, source(f"page{i}", f"text{text}"), False))
    events = merge_block(cases)
    kept = sorted((m.source.sha256, m.found.id) for e in events for m in e.mentions)
    assert kept == sorted((s.sha256, f.id) for f, s, _ in cases)
    for event in events:
        by_days = [m.found.date for m in event.mentions if m.rule != RULE_COPY]
        assert max(d.start for d in by_days) <= min(d.end for d in by_days)
