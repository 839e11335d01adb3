from dataclasses import replace
from datetime import date, timedelta

from detente.records import Aux, Basis, Published
from detente.resolve.acts import settle_events, settle_statements
from tests.making import DAY, days, mention, outcome, statement

PUBLISHED = outcome().article.published


def test_undated_news_is_of_the_week_before_and_says_so():
    (event,) = settle_events((mention(),), PUBLISHED)
    assert event.date is not None
    assert (event.date.start, event.date.end, event.date.basis) == (DAY - timedelta(days=7), DAY, Basis.INFERRED)
    assert event.date.because


def test_a_stated_day_stays_and_background_gets_none():
    dated, background = mention(when=days(date(2014, 3, 18))), mention(aux=Aux.HISTORICAL)
    assert settle_events((dated, background), PUBLISHED) == (dated, background)


def test_nothing_is_inferred_from_a_page_whose_own_day_is_unknown_or_wide():
    wide = Published(start=DAY - timedelta(days=400), end=DAY, basis=Basis.INFERRED)
    assert settle_events((mention(),), None) == (mention(),)
    assert settle_events((mention(),), wide) == (mention(),)
    assert settle_statements((statement(),), wide) == (statement(),)


def test_a_statement_keeps_the_day_it_names():
    dated = replace(statement(), date=days(DAY))
    assert settle_statements((dated,), PUBLISHED) == (dated,)
