from dataclasses import replace
from datetime import date

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
