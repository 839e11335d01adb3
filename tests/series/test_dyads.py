from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.merge.block import block_of, merge_block
from detente.records import Aux, EventMention, EventType, QuadClass
from detente.records.merged import COUNTED, Event, Source
from detente.series.dyads import By, directed, dyad_series, label, mean_with_interval, period_end, period_start, undated
from tests.making import DAY, days, mention, outcome


def events(*mentions: EventMention) -> tuple[Event, ...]:
    """Each mention on a page of its own, merged."""
    blocks: dict[str, list[tuple[EventMention, Source, bool]]] = {}
    for i, found in enumerate(mentions):
        read = outcome(uri=f"p{i}", text=f"text {i}")
        source = Source(
            sha256=read.page.sha256, uri=read.page.uri, article=read.article.id, title=None, outlet=f"outlet {i}", agency=None,
            published=read.article.published, seen="2022-03-11T00:00:00+00:00",
        )  # fmt: skip
        blocks.setdefault(block_of(found), []).append((found, source, False))
    return tuple(event for block in blocks.values() for event in merge_block(block))


MET = mention("NOR SUD", None, event=EventType.CONSULT, when=days(DAY), score=4.0, quad=QuadClass.VERBAL_COOPERATION)


def test_a_period_without_events_is_missing_not_neutral():
    january, march = mention(when=days(date(2022, 1, 5))), mention(when=days(DAY))
    rows = dyad_series(events(january, march), "NOR", "SUD")
    assert [(r.period, r.events, r.mean_score) for r in rows] == [
        ("2022-01", 1, -5.5),
        ("2022-02", 0, None),
        ("2022-03", 1, -5.5),
    ]


def test_an_act_goes_one_way_and_a_shared_act_both():
    found = events(mention(when=days(DAY)), MET)
    assert [r.events for r in dyad_series(found, "NOR", "SUD")] == [2]
    assert [r.events for r in dyad_series(found, "SUD", "NOR")] == [1]


def test_two_that_act_on_a_third_are_not_acting_on_each_other():
    (event,) = events(mention("NOR SUD", "EST", when=days(DAY)))
    assert not directed(event, "NOR", "SUD")
    assert directed(event, "NOR", "EST")


@pytest.mark.parametrize(
    ("found", "counted", "apart"),
    [
        (mention(when=days(DAY)), 1, {}),
        (mention(when=days(DAY), aux=Aux.HISTORICAL), 1, {}),
        (mention(when=days(DAY), aux=Aux.FUTURE), 0, {"planned": 1}),
        (mention(when=days(DAY), aux=Aux.HYPOTHETICAL), 0, {"feared": 1}),
        (mention(when=days(DAY), aux=Aux.NEGATION), 0, {"denied": 1}),
        (mention(when=days(DAY), claimed_by="SUD"), 0, {"claimed": 1}),
    ],
    ids=["happened", "dated-background", "planned", "feared", "denied", "claimed"],
)
def test_only_what_happened_is_in_the_curve_and_the_rest_is_shown_apart(found, counted, apart):
    (row,) = dyad_series(events(found), "NOR", "SUD")
    assert row.events == counted
    assert (row.mean_score is None) is (counted == 0)
    assert {key: n for key in ("planned", "feared", "denied", "claimed") if (n := getattr(row, key))} == apart


def test_the_undated_and_the_widely_dated_stand_in_no_period():
    found = events(mention(), mention(when=days(date(2022, 1, 1), date(2022, 12, 31))))
    assert dyad_series(found, "NOR", "SUD") == ()
    assert len(undated(found, "NOR", "SUD")) == 2
    assert [r.period for r in dyad_series(found, "NOR", "SUD", by="year")] == ["2022"]


@pytest.mark.parametrize(
    ("start", "end", "by", "period"),
    [
        (date(2022, 2, 27), date(2022, 3, 2), "month", "2022-03"),
        (date(2022, 2, 20), date(2022, 3, 6), "month", "2022-03"),
        (date(2022, 2, 20), date(2022, 3, 7), "month", None),
        (date(2021, 12, 30), date(2022, 1, 5), "week", "2022-W01"),
        (date(2022, 3, 6), date(2022, 3, 14), "week", None),
        (date(2020, 12, 28), date(2021, 1, 3), "week", "2020-W53"),
        (date(2021, 12, 30), date(2022, 1, 5), "year", "2022"),
    ],
)
def test_days_over_one_edge_count_where_they_end_and_over_two_nowhere(start, end, by, period):
    rows = dyad_series(events(mention(when=days(start, end))), "NOR", "SUD", by=by)
    assert [r.period for r in rows] == ([period] if period else [])


def test_an_unknown_width_is_refused():
    with pytest.raises(ValueError, match="fortnight"):
        dyad_series((), "NOR", "SUD", by="fortnight")


@pytest.mark.parametrize("by", list(By))
def test_periods_tile_the_days_and_bear_their_year(by):
    day = date(2019, 12, 30)
    while day < date(2022, 1, 5):
        start = period_start(day, by)
        assert start <= day <= period_end(start, by)
        assert period_start(period_end(start, by) + timedelta(days=1), by) > start
        assert label(start, by)[:2] == "20"
        day += timedelta(days=1)


def test_one_score_has_no_interval_and_none_has_no_mean():
    assert mean_with_interval([]) == (None, None, None)
    assert mean_with_interval([-2.0]) == (-2.0, None, None)


@settings(max_examples=40)
@given(st.lists(st.floats(-10, 10, allow_nan=False), min_size=2, max_size=30))
def test_the_interval_holds_the_mean_and_does_not_depend_on_order(scores):
    mean, low, high = mean_with_interval(scores)
    assert mean is not None
    assert low is not None
    assert high is not None
    assert min(scores) - 0.01 <= low <= high <= max(scores) + 0.01
    assert low - 0.01 <= mean <= high + 0.01 or len(scores) < 5
    assert mean_with_interval(scores[::-1]) == (mean, low, high)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), max_size=10), st.sampled_from(list(By)))
def test_totals_of_a_series_equal_the_events_counted(rows, by):
    found = events(
        *(
            mention(when=days(date(2021, 1, 1) + timedelta(days=offset)), aux=Aux.FUTURE if plan else None)
            for offset, plan in rows
        )
    )
    series = dyad_series(found, "NOR", "SUD", by=by)
    placed = [e for e in found if e not in undated(found, "NOR", "SUD", by=by)]
    assert sum(r.events for r in series) == sum(e.standing in COUNTED for e in placed)
    assert sum(sum(r.quads) for r in series) == sum(r.events for r in series)
    assert sum(r.planned for r in series) == sum(e.standing not in COUNTED for e in placed)


def test_an_event_keeps_its_score_when_others_have_none():
    found = events(mention(when=days(DAY)), replace(MET, score=None))
    (row,) = dyad_series(found, "NOR", "SUD")
    assert (row.events, row.mean_score) == (2, -5.5)
