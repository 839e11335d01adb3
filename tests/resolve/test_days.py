from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.dates.find import find_dates
from detente.records import Basis, Published
from detente.resolve.days import resolve_date

THURSDAY = Published(start=date(2021, 7, 29), end=date(2021, 7, 29), basis=Basis.STATED)

CASES = [
    ("weekday-before", "He said on Tuesday that it was over.", "2021-07-27", "2021-07-27"),
    ("weekday-is-publication-day", "He said on Thursday that it was over.", "2021-07-29", "2021-07-29"),
    ("weekday-ahead", "They will meet on Tuesday.", "2021-08-03", "2021-08-03"),
    ("last-weekday", "They met last Thursday.", "2021-07-22", "2021-07-22"),
    ("today", "It said today that talks go on.", "2021-07-29", "2021-07-29"),
    ("yesterday", "It said yesterday that talks go on.", "2021-07-28", "2021-07-28"),
    ("last-week", "They met last week.", "2021-07-19", "2021-07-25"),
    ("weekend", "They met over the weekend.", "2021-07-24", "2021-07-25"),
    ("past-week-is-rolling", "It has rained for the past week.", "2021-07-22", "2021-07-29"),
    ("past-year-is-rolling", "They met often in the past year.", "2020-07-28", "2021-07-29"),
    ("past-weekend-is-the-last", "They met this past weekend.", "2021-07-24", "2021-07-25"),
    ("fortnight", "They met last fortnight.", "2021-07-12", "2021-07-25"),
    ("last-decade", "They quarrelled all through the last decade.", "2010-01-01", "2021-07-29"),
    ("this-decade", "It is the quarrel of this decade.", "2020-01-01", "2029-12-31"),
    ("earlier-this-month", "They met earlier this month.", "2021-07-01", "2021-07-29"),
    ("last-month-of-the-same-name", "They met last July.", "2020-07-01", "2020-07-31"),
    ("next-month-of-the-same-name", "They meet next July.", "2022-07-01", "2022-07-31"),
    ("last-month-by-name", "They met last June.", "2021-06-01", "2021-06-30"),
    ("last-week-of-a-month", "They met in the last week of January 2021.", "2021-01-25", "2021-01-31"),
    ("first-week-of-a-month", "They met in the first week of February 2021.", "2021-02-01", "2021-02-07"),
    ("this-month", "They met this month.", "2021-07-01", "2021-07-31"),
    ("next-month", "They meet next month.", "2021-08-01", "2021-08-31"),
    ("month-past", "The results of the June summit were thin.", "2021-06-01", "2021-06-30"),
    ("month-ahead", "The poll is to be held in November.", "2021-11-01", "2021-11-30"),
    ("month-of-last-year", "They quarrelled in December.", "2020-12-01", "2020-12-31"),
    ("month-this-year", "It began in February this year.", "2021-02-01", "2021-02-28"),
    ("month-next-year", "Polls are due in November next year.", "2022-11-01", "2022-11-30"),
    ("day-last-year", "It began on May 5 last year.", "2020-05-05", "2020-05-05"),
    ("day-of-the-year-before", "The thaw dates from Dec. 17, all agree.", "2020-12-17", "2020-12-17"),
    ("near-day-ahead", "The pact lapses on 31 August.", "2021-08-31", "2021-08-31"),
    ("agent-is-no-deadline", "Gogra was cleared by both armies in September.", "2020-09-01", "2020-09-30"),
    ("deadline", "The envoy must be gone by September 3.", "2021-09-03", "2021-09-03"),
    ("since", "They have quarrelled since November.", "2020-11-01", "2020-11-30"),
    ("day-without-year", "They met on June 16.", "2021-06-16", "2021-06-16"),
    ("days-ago", "It began three days ago.", "2021-07-26", "2021-07-26"),
    ("years-ago", "It began two years ago.", "2019-01-01", "2019-12-31"),
    ("weekday-with-its-date", "They met on Tuesday, July 27.", "2021-07-27", "2021-07-27"),
    ("just-gone-whatever-the-verb", "She would rebuild what the July 7 blasts destroyed.", "2021-07-07", "2021-07-07"),
    ("near-whatever-the-verb", "It declared a truce that ends Aug. 15.", "2021-08-15", "2021-08-15"),
    ("quarter-just-gone", "It will report on its second quarter.", "2021-04-01", "2021-06-30"),
    ("quarter-of-last-year", "Aid was cut in the second quarter of last year.", "2020-04-01", "2020-06-30"),
    ("latest-quarter", "Aid was cut in the latest quarter.", "2021-04-01", "2021-06-30"),
    ("weekend-ahead", "They will meet over the weekend.", "2021-07-31", "2021-08-01"),
    ("weekend-of-the-publication", "They are meeting this weekend.", "2021-07-31", "2021-08-01"),
    ("end-of-the-month", "They must leave by the end of the month.", "2021-07-21", "2021-07-31"),
    ("year-end", "They must leave by year-end.", "2021-12-31", "2021-12-31"),
    ("thanksgiving-gone", "They met last Thanksgiving.", "2020-11-26", "2020-11-26"),
    ("nth-weekday", "It votes on the first Tuesday of March 2022.", "2022-03-01", "2022-03-01"),
    ("last-weekday", "It voted on the last Friday of May 2011.", "2011-05-27", "2011-05-27"),
    ("week-of-a-date", "Hearings open the week of August 11.", "2021-08-09", "2021-08-15"),
    ("decade", "They fought in the 1990s.", "1990-01-01", "1999-12-31"),
    ("early-decade", "They fought in the early 1990s.", "1990-01-01", "1993-05-02"),
    ("year-read-aloud", "They fought in nineteen ninety-one.", "1991-01-01", "1991-12-31"),
    ("stated", "It began on 24 March 1999.", "1999-03-24", "1999-03-24"),
    ("range", "They sat from 12-15 April 2019.", "2019-04-12", "2019-04-15"),
]


@pytest.mark.parametrize(("text", "start", "end"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_days_are_counted_from_the_publication_day(text, start, end):
    (mention,) = find_dates(text)
    days = resolve_date(mention, THURSDAY)
    assert days is not None
    assert (str(days.start), str(days.end)) == (start, end)


def test_a_weekday_picks_the_year_of_its_date():
    (mention,) = find_dates("They met on Saturday, Oct. 10.")  # of 2020: in 2021 it is a Sunday
    days = resolve_date(mention, THURSDAY)
    assert days is not None
    assert days.start == date(2020, 10, 10)


@pytest.mark.parametrize(
    ("text", "start", "basis"),
    [
        ("It left in 2014. A year later it was back.", "2015-01-01", Basis.RELATIVE),
        ("They signed in May 1998 and fell out that same year.", "1998-01-01", Basis.STATED),
        ("Second-quarter aid was 5 tons, down from 9 tons a year earlier.", "2020-04-01", Basis.PARTIAL),
        ("Aid in the second quarter of 2019 was cut. It had risen in the year-ago period.", "2018-04-01", Basis.RELATIVE),
    ],
)
def test_what_leans_is_counted_from_what_it_leans_on(text, start, basis):
    days = resolve_date(find_dates(text)[-1], THURSDAY)
    assert days is not None
    assert (str(days.start), days.basis) == (start, basis)


def test_a_relative_day_is_unknown_where_the_publication_day_is():
    wide = Published(start=date(2021, 1, 20), end=date(2024, 6, 16), basis=Basis.INFERRED)
    (mention,) = find_dates("He said so on Tuesday.")
    assert resolve_date(mention, None) is None
    assert resolve_date(mention, wide) is None


def test_a_stated_day_needs_no_publication_day():
    (mention,) = find_dates("They met on 16 June 2021.")
    days = resolve_date(mention, None)
    assert days is not None
    assert (days.start, days.basis) == (date(2021, 6, 16), Basis.STATED)


def test_an_impossible_day_is_unknown_not_a_crash():
    (mention,) = find_dates("They met on 31 June 2021.")
    assert resolve_date(mention, THURSDAY) is None


@given(
    st.sampled_from([c[1] for c in CASES]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(min_value=0, max_value=31),
)
def test_an_interval_never_ends_before_it_starts(text, day, width):
    published = Published(start=day, end=date.fromordinal(day.toordinal() + width), basis=Basis.STATED)
    for mention in find_dates(text):
        days = resolve_date(mention, published)
        assert days is None or (days.start and days.end and days.start <= days.end)
