from dataclasses import replace
from datetime import date, timedelta

from detente.records import Aux, Basis, DateSpan, Published, Span
from detente.resolve.acts import settle_events, settle_statements
from tests.making import DAY, days, mention, outcome, statement

PUBLISHED = outcome().article.published


def test_undated_news_is_of_the_week_before_and_says_so():
    (event,) = settle_events((mention(),), PUBLISHED)
    assert event.date is not None
    assert (event.date.start, event.date.end, event.date.basis) == (DAY - timedelta(days=7), DAY, Basis.INFERRED)
    assert event.date.because


def test_a_sentence_that_looks_back_is_not_news():
    earlier = DateSpan(start=date(2021, 11, 1), end=date(2021, 11, 30), basis=Basis.PARTIAL, text="In November", span=Span(0, 11))
    (event,) = settle_events((mention(),), PUBLISHED, days=(earlier,))
    assert event.date is None


def test_nor_is_a_sentence_in_a_paragraph_that_looks_back():
    text = "In November they quarrelled. Norland expelled two.\nSudmark answered."
    earlier = DateSpan(start=date(2021, 11, 1), end=date(2021, 11, 30), basis=Basis.PARTIAL, text="In November", span=Span(0, 11))
    back, news = replace(mention(), span=Span(29, 50)), replace(mention(), span=Span(51, 68))
    settled = settle_events((back, news), PUBLISHED, text=text, days=(earlier,))
    assert [event.date is None for event in settled] == [True, False]


def test_an_act_that_happened_is_never_of_a_day_after_its_page():
    ahead = DateSpan(
        start=DAY + timedelta(days=1), end=DAY + timedelta(days=1), basis=Basis.RELATIVE, text="Friday", span=Span(0, 6)
    )
    happened, planned = settle_events((mention(when=ahead), mention(when=ahead, aux=Aux.FUTURE)), PUBLISHED)
    assert happened.date is not None
    assert (happened.date.end, happened.date.basis) == (DAY, Basis.INFERRED)
    assert planned.date == ahead


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
