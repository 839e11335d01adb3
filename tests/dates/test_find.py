from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.dates.find import find_dates
from detente.records import DateUnit, Toward

# text with the expression in [brackets] · unit · what it states
CASES = [
    ("day-month-year", "The envoys signed on [3 May 2019] in the harbour.", DateUnit.DAY, {"year": 2019, "month": 5, "day": 3}),
    ("us-order", "It was agreed on [June 16, 2021] at the lake.", DateUnit.DAY, {"year": 2021, "month": 6, "day": 16}),
    ("abbreviated-not-cut", "He landed on [Aug. 7] with aides.", DateUnit.DAY, {"month": 8, "day": 7, "year": None}),
    ("ordinal", "By the [21st of November 2020] both had left.", DateUnit.DAY, {"month": 11, "day": 21}),
    ("iso", "Filed [2022-07-04] by wire.", DateUnit.DAY, {"year": 2022, "month": 7, "day": 4}),
    ("dotted", "Minsk, [14.02.2022].", DateUnit.DAY, {"year": 2022, "month": 2, "day": 14}),
    ("range", "Drills ran [12-15 April] off the coast.", DateUnit.DAY, {"day": 12, "last_day": 15}),
    ("month-of-year", "Ties froze in [March 2018].", DateUnit.MONTH, {"year": 2018, "month": 3, "day": None}),
    ("bare-month", "They broke off in [September], he said.", DateUnit.MONTH, {"month": 9, "year": None}),
    ("month-opens-a-sentence", "In [September] they broke it off.", DateUnit.MONTH, {"month": 9}),
    ("turn-opens-a-sentence", "[Last December] it took them to court.", DateUnit.MONTH, {"month": 12, "shift": -1}),
    ("part-opens-a-sentence", "[Early June] saw them meet.", DateUnit.MONTH, {"month": 6, "part": 0}),
    ("attributive-month", "Nobody forgets the [October] summit between them.", DateUnit.MONTH, {"month": 10}),
    ("weekday", "The minister said on [Tuesday] that ties were good.", DateUnit.DAY, {"weekday": 1}),
    ("yesterday", "It happened [yesterday], officials said.", DateUnit.DAY, {"shift": -1}),
    ("last-week", "They met [last week] in secret.", DateUnit.WEEK, {"shift": -1}),
    ("years-ago", "It began [three years ago], he recalled.", DateUnit.YEAR, {"shift": -3}),
    ("year", "Norland annexed the isle in [2014], which nobody accepted.", DateUnit.YEAR, {"year": 2014}),
    ("early-year", "Talks opened in [early 2020] and died.", DateUnit.YEAR, {"year": 2020, "part": 0}),
    ("weekday-with-its-date", "He spoke on [Monday, Oct. 4], in the rain.", DateUnit.DAY, {"weekday": 0, "month": 10, "day": 4}),
    ("date-before-a-colon", "We read on [April 6]: the pact is dead.", DateUnit.DAY, {"month": 4, "day": 6}),
    ("turn-before-a-date", "The envoy was shot [last Oct. 23] at home.", DateUnit.DAY, {"month": 10, "day": 23, "shift": -1}),
    ("nth-weekday", "Both chambers sit on [the first Tuesday of March].", DateUnit.DAY, {"nth": 1, "weekday": 1, "month": 3}),
    ("last-weekday-of", "It met on [the last Friday of May 2011].", DateUnit.DAY, {"nth": -1, "weekday": 4, "year": 2011}),
    ("feast", "Guns fell silent on [Christmas Eve] that winter.", DateUnit.DAY, {"month": 12, "day": 24}),
    ("thanksgiving", "They parted at [Thanksgiving] for good.", DateUnit.DAY, {"month": 11, "nth": 4, "weekday": 3}),
    ("week-of-a-date", "Hearings open in [the week of May 9] at court.", DateUnit.WEEK, {"month": 5, "day": 9}),
    ("month-of-a-thing", "Few recall the [August] landing on the isle.", DateUnit.MONTH, {"month": 8}),
    ("month-for", "The figures for [June] pleased nobody.", DateUnit.MONTH, {"month": 6}),
    ("mid-with-hyphen", "The front collapsed in [mid-1974] or so.", DateUnit.YEAR, {"year": 1974, "part": 1}),
    ("year-read-aloud", "The wall went up in [nineteen sixty-one] overnight.", DateUnit.YEAR, {"year": 1961}),
    ("month-and-year-read-aloud", "It was [March nineteen seventy-two].", DateUnit.MONTH, {"year": 1972, "month": 3}),
    ("decade", "Their feud goes back to [the late 1980s] at least.", DateUnit.DECADE, {"year": 1980, "part": 2}),
    ("decade-in-words", "Trade was free in [the nineties], he said.", DateUnit.DECADE, {"year": 1990}),
    ("end-of-this-year", "It lapses at [the end of the year] unread.", DateUnit.YEAR, {"shift": 0, "part": 2}),
    ("early-next-week", "A ruling is likely [early next week].", DateUnit.WEEK, {"shift": 1, "part": 0}),
    ("current-quarter", "Orders doubled in [the current quarter] again.", DateUnit.QUARTER, {"shift": 0}),
    ("latest-quarter", "Orders doubled in [the latest quarter] again.", DateUnit.QUARTER, {"shift": -1}),
    ("quarter-with-hyphen", "[Its third-quarter] exports sank.", DateUnit.QUARTER, {"month": 7}),
    ("quarter-of-last-year", "They sank in [last year's third quarter].", DateUnit.QUARTER, {"month": 7, "year_shift": -1}),
    ("quarter", "Trade fell in [the second quarter of 2021] again.", DateUnit.QUARTER, {"month": 4, "year": 2021}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "states"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_an_expression_is_found_whole_and_states_what_it_says(text, unit, states):
    start, end = text.index("["), text.index("]") - 1
    clean = text.replace("[", "").replace("]", "")
    (found,) = find_dates(clean)
    assert clean[found.span.start : found.span.end] == found.text == clean[start:end]
    assert found.unit is unit
    assert {key: getattr(found, key) for key in states} == states


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said so.",
        "They may meet, or march on the capital.",
        "About 2000 soldiers crossed the river.",
        "Resolution 2254 was quoted, and $2014 paid.",
        "Flight 1999 landed.",
        "The second visit pleased him.",
        "The index closed at 2082.1 points.",
        "He said so on “This Week” over breakfast.",
        "They meet each Thursday, and every Friday too.",
        "The quarter was lively, and so was the other quarter of the town.",
        "A year later they parted.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("The two will meet on Friday.", Toward.FUTURE),
        ("The two met on Friday.", Toward.PAST),
        ("A round is scheduled for June 16.", Toward.FUTURE),
        ("He spoke next Monday's guests into a rage.", Toward.FUTURE),
        ("They quarrelled last June.", Toward.PAST),
        ("He said it before the June 16 talks.", Toward.FUTURE),
        ("They said they would fight the decision, announced Monday.", Toward.PAST),
        ("The truce had been due to end Friday.", Toward.PAST),
        ("Until Thursday, they had not called him a spy.", Toward.PAST),
        ("The envoy was given until 9 a.m. EST Tuesday.", Toward.FUTURE),
        ("Mr. J. P. Orrin will follow Gen. A. Vance on Tuesday.", Toward.FUTURE),
        ("The envoy could land as soon as Tuesday.", Toward.FUTURE),
        ("The two ministers meet Monday.", Toward.FUTURE),
        ("The two ministers meet quietly Monday.", Toward.FUTURE),
        ("On Tuesday, the senate of Norland will vote on it.", Toward.FUTURE),
        ("On Tuesday, the senate of Norland voted against the will of its president.", Toward.PAST),
        ("Both agreed to talk again on Friday.", Toward.FUTURE),
        ("Two aides were to stand trial for the riots of 2003.", Toward.PAST),
        ("The pact is payable Dec. 15.", Toward.FUTURE),
    ],
)
def test_the_words_around_tell_past_from_future(text, toward):
    assert find_dates(text)[0].toward is toward


LEANING = [  # text · the last expression · what it comes to lean on
    ("year-later", "It annexed the isle in 2014. [A year later] it left the club.", {"year": 2014, "years_before": -1}),
    ("that-year", "They signed in May 1998, and [later that year] fell out.", {"year": 1998, "years_before": 0}),
    ("year-before", "The bridge fell in 2007; [the year before] it had passed a test.", {"year": 2007, "years_before": 1}),
    ("year-ago-quarter", "Exports rose in the third quarter. In [the year-ago quarter] they fell.", {"month": 7, "years_before": 1}),
    ("figures-a-year-earlier", "Third-quarter exports were 5 tons, up from 4 tons [a year earlier].", {"month": 7, "years_before": 1}),
    ("the-quarter", "Second-quarter aid was cut. Loans in [the quarter] doubled.", {"month": 4, "years_before": 0}),
    ("quarter-of-a-year", "Second-quarter aid was cut. In [the 1988 quarter] it had risen.", {"month": 4, "year": 1988}),
    ("no-quarter", "Wages were 4 percent higher than [a year earlier].", {"month": None, "shift": -1}),
    ("no-figures", "The third quarter was calm. He took office [a year ago], they recall.", {"month": None, "shift": -1}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "states"), [c[1:] for c in LEANING], ids=[c[0] for c in LEANING])
def test_what_leans_on_an_earlier_expression_is_found_with_what_it_leans_on(text, states):
    start, end = text.index("["), text.index("]") - 1
    clean = text.replace("[", "").replace("]", "")
    found = find_dates(clean)[-1]
    assert (found.span.start, found.span.end) == (start, end)
    assert {key: getattr(found, key) for key in states} == states


def test_a_long_text_of_nothing_but_what_leans_takes_its_time_in_proportion():
    assert len(find_dates("The third quarter. " + "a year earlier, 5. " * 2000)) == 2001


@settings(deadline=None)  # the first example compiles the patterns
@given(st.text(alphabet="0123456789 JuneMayTuesday,.-/lastweekago\n’”", max_size=200))
def test_spans_quote_and_never_overlap(text):
    found = find_dates(text)
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
