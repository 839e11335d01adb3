from itertools import pairwise

import pytest
from hypothesis import given
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
    ],
)
def test_the_words_around_tell_past_from_future(text, toward):
    assert find_dates(text)[0].toward is toward


@given(st.text(alphabet="0123456789 JuneMayTuesday,.-/lastweekago\n’”", max_size=200))
def test_spans_quote_and_never_overlap(text):
    found = find_dates(text)
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
