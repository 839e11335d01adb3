from dataclasses import replace
from datetime import date

import pytest

from detente.dates.find import find_dates
from detente.records import Article, Basis, Dateline, Published, Span, Term
from detente.resolve.publication import publication
from tests.making import outcome


def undated(text: str, dateline: str | None = None) -> Article:
    place = Dateline(place="PORT ALMA", date=dateline, span=Span(0, 8)) if dateline else None
    return replace(outcome(text=text).article, published=None, dateline=place)


def term(start: date | None, end: date | None) -> Term:
    return Term(who="Ana Rell (president)", start=start, end=end, span=Span(0, 1))


IN_OFFICE = term(date(2021, 1, 20), date(2025, 1, 20))


def infer(text: str, *terms: Term, dateline: str | None = None) -> Published | None:
    return publication(undated(text, dateline), text, find_dates(text), terms)


def test_what_the_page_states_stays():
    article = outcome().article
    assert publication(article, "", (), (IN_OFFICE,)) == article.published


def test_nothing_said_is_nothing_known():
    assert infer("The two governments quarrel as ever.") is None


def test_an_office_bounds_both_sides_and_says_so():
    found = infer("President Ana Rell spoke.", IN_OFFICE)
    assert found is not None
    assert (found.start, found.end, found.basis) == (date(2021, 1, 20), date(2025, 1, 20), Basis.INFERRED)
    assert all("Ana Rell (president)" in line for line in found.because)


def test_one_bound_alone_gives_no_interval_but_keeps_its_reason():
    found = infer("President Ana Rell spoke.", term(date(2021, 1, 20), None))
    assert found is not None
    assert (found.start, found.end) == (None, None)
    assert found.because


def test_a_dateline_without_a_year_takes_the_years_that_fit():
    found = infer("PORT ALMA, June 16: President Ana Rell spoke.", IN_OFFICE, dateline="XXXX-06-16")
    assert found is not None
    assert (found.start, found.end, found.basis) == (date(2021, 6, 16), date(2024, 6, 16), Basis.DATELINE)


def test_a_text_that_looks_back_on_a_year_is_later_than_it():
    found = infer(
        "PORT ALMA, June 16: President Ana Rell recalled the talks they held in 2021.", IN_OFFICE, dateline="XXXX-06-16"
    )
    assert found is not None
    assert found.start == date(2022, 6, 16)


def test_bounds_that_contradict_give_no_guess():
    found = infer("President Ana Rell spoke.", IN_OFFICE, term(date(1999, 1, 1), date(2004, 1, 1)))
    assert found is not None
    assert (found.start, found.end) == (None, None)
    assert "contradict" in found.because[-1]


def headed(head: str) -> Published | None:
    text = f"{head}\n\nPresident Ana Rell spoke of the talks."
    article = replace(undated(text), body=(Span(len(head) + 2, len(text)),))
    return publication(article, text, find_dates(text), (IN_OFFICE,))


def test_a_bare_date_in_the_head_is_taken_where_the_text_bears_it_out():
    found = headed("Sunday 10 December 2023")
    assert found is not None
    assert (found.start, found.end, found.basis) == (date(2023, 12, 10), date(2023, 12, 10), Basis.STATED)


@pytest.mark.parametrize("head", ["Sunday 7 December 2025", "Today: 10 December 2023", "10 December 2023 | 3 May 2024"])
def test_a_crawler_s_day_is_not(head):
    found = headed(head)
    assert found is not None
    assert (found.start, found.end) == (date(2021, 1, 20), date(2025, 1, 20))
