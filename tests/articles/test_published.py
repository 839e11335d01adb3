"""What a page states about when it was published. A case: the page, `{body}` for its text; the day, the basis, the update."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.articles.dateline import find_dateline
from detente.articles.day_words import written_days
from detente.articles.published import find_dates_of
from detente.articles.split import split_lines
from detente.records import Basis, Page, Span

TITLE = "Norland and Sudmark open the bridge"
BODY = """Norland and Sudmark opened the bridge over the Tarn on Monday, four years after it was shut over customs checks.
The two ministers walked to the middle of it and shook hands, while a band played on each of the two banks.
Norland's minister said that he hoped the bridge would never be shut again, and that his colleague had said the same."""
CASES = (
    ("under-title", f"{TITLE}\n22 July 2021\n{{body}}", "2021-07-22"),
    ("us-order", f"{TITLE}\nJuly 22, 2021\n{{body}}", "2021-07-22"),
    ("with-byline", f"{TITLE}\nBy Mara Holt | July 22, 2021 10:09 AM\n{{body}}", "2021-07-22"),
    ("weekday-and-zone", f"{TITLE}\nThursday, 22 July 2021, 10:09 GMT\n{{body}}", "2021-07-22"),
    ("time-first", f"{TITLE}\n14:35, 22 July 2021\n{{body}}", "2021-07-22"),
    ("iso-with-time", f"{TITLE}\n2021-07-22T10:09\n{{body}}", "2021-07-22"),
    ("points", f"{TITLE}\n22.07.2021\n{{body}}", "2021-07-22"),
    ("slashes-sure", f"{TITLE}\n22/07/2021 21:17h\n{{body}}", "2021-07-22"),
    ("short-year-sure", f"{TITLE}\n22/07/21\n{{body}}", "2021-07-22"),
    ("ordinal", f"{TITLE}\nPosted on July 22nd, 2021 by Mara\n{{body}}", "2021-07-22"),
    ("above-title", f"Home\nWorld\n22 July 2021\n2 mins read\n{TITLE}\n{{body}}", "2021-07-22"),
    ("label-on-its-own-line", f"{TITLE}\nPublished\n22 July 2021\n{{body}}", "2021-07-22"),
    ("published-beats-updated", f"{TITLE}\nUpdated: 25 July 2021 | Published: 22 July 2021\n{{body}}", "2021-07-22"),
    ("updated-alone", f"{TITLE}\nLast updated: 22 July 2021\n{{body}}", "2021-07-22"),
    ("printed-in", f"{TITLE}\n{{body}}\nPublished in the Tarn Herald, July 22nd, 2021", "2021-07-22"),
    ("credit-at-end", f"{TITLE}\n{{body}}\n(Mara Holt; 22 July 2021)", "2021-07-22"),
    ("today-is-not-it", f"Today: 6 January 2025\n22 July 2021\n{TITLE}\n{{body}}", "2021-07-22"),
    ("today-alone", f"Today: 6 January 2025\n{TITLE}\n{{body}}", None),
    ("weekday-masthead-on-top", f"Tuesday, March 4, 2025\nHome | World | Sports\n{TITLE}\n{{body}}", None),
    ("weekday-masthead-and-date", f"Tuesday, March 4, 2025\nHome\n{TITLE}\nPosted on July 22, 2021\n{{body}}", "2021-07-22"),
    ("copyright", f"{TITLE}\n{{body}}\n© 22 July 2021 Tarn Herald", None),
    ("related-stories", f"{TITLE}\n{{body}}\nRelated Stories\nRain falls on Mere\n22 July 2021", None),
    ("comment", f"{TITLE}\n{{body}}\nLeave a Reply\nGull on July 22, 2021 at 9:14 am said:\nNo.", None),
    ("caption", f"{TITLE}\nThe bridge on 22 July 2021. File photo\n{{body}}", None),
    ("date-in-the-title", "Outcome of the bridge meeting of 21 July 2021\n{body}", None),
    ("date-in-the-text", f"{TITLE}\n{{body}}\nIt had been shut since 22 July 2017, after a long quarrel.", None),
    ("ambiguous-digits", f"{TITLE}\n04/05/2021\n{{body}}", None),
    ("digits-told-by-another", f"{TITLE}\n04/05/2021 (updated 23/05/2021)\n{{body}}", "2021-05-04"),
    ("no-such-day", f"{TITLE}\n31 June 2021\n{{body}}", None),
    ("nothing", f"{TITLE}\n{{body}}", None),
)  # fmt: skip


def dates_of(text: str, *, declared: str | None = None, uri: str = "page.txt", place: str = ""):
    text = text.format(body=place + BODY)
    lines = split_lines(text)
    start = text.index(place + BODY)
    own = [line for line in lines if start <= line.span.start < start + len(place + BODY)]
    title = next((line for line in lines if "bridge" in line.text and line.span.start < start and len(line.words) > 4), None)
    found = find_dateline(text, lines[: own[0].index], own)
    page = Page(uri=uri, sha256="0", text=text, declared=declared)
    return find_dates_of(page, lines, own, title, found.dateline if found else None)


@pytest.mark.parametrize(("text", "day"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_published_day(text, day) -> None:
    published = dates_of(text).published
    assert (published.start.isoformat() if published and published.start else None) == day
    if published and published.start:
        assert published.basis is Basis.STATED


def test_the_update_is_kept_apart() -> None:
    dates = dates_of(f"{TITLE}\nPUBLISHED: 22:41, 6 May 2021 | UPDATED: 07:02, 7 May 2021\n{{body}}")
    assert dates.published is not None
    assert dates.updated is not None
    assert (dates.published.start, dates.updated.start) == (date(2021, 5, 6), date(2021, 5, 7))
    assert [other.why_not for other in dates.published.others] == ["the day of the last update"]


def test_an_update_alone_says_so() -> None:
    dates = dates_of(f"{TITLE}\nUpdated: 7 May 2021\n{{body}}")
    assert dates.published is not None
    assert dates.published.because == ("only the day of the last update is stated",)


def test_the_loser_says_why() -> None:
    published = dates_of(f"Today: 6 January 2025\n{TITLE}\n22 July 2021\n{{body}}").published
    assert published is not None
    assert [(other.text, other.why_not) for other in published.others] == [("6 January 2025", "the day the page was fetched")]


def test_a_dateline_with_its_year_is_the_day() -> None:
    published = dates_of(f"{TITLE}\n{{body}}", place="KESTHAVEN, July 22, 2021 (NW) – ").published
    assert published is not None
    assert (published.start, published.basis) == (date(2021, 7, 22), Basis.DATELINE)


def test_a_date_far_from_the_dateline_is_not_taken() -> None:
    assert dates_of(f"{TITLE}\n14 February 2025\n{{body}}", place="KESTHAVEN, July 22: ").published is None
    near = dates_of(f"{TITLE}\n23 July 2021\n{{body}}", place="KESTHAVEN, July 22: ").published
    assert near is not None
    assert near.start == date(2021, 7, 23)


def test_metadata_and_address_serve_where_the_page_says_nothing() -> None:
    by_metadata = dates_of(f"{TITLE}\n{{body}}", declared="2021-07-22").published
    by_address = dates_of(f"{TITLE}\n{{body}}", uri="https://tarnherald.example/world/2021/07/22/bridge").published
    assert by_metadata is not None
    assert by_address is not None
    assert (by_metadata.start, by_metadata.basis, by_metadata.span) == (date(2021, 7, 22), Basis.METADATA, None)
    assert (by_address.start, by_address.basis, by_address.span) == (date(2021, 7, 22), Basis.URL, None)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 3 May 2019 and on June 16, 2021", ["2019-05-03", "2021-06-16"]),
        ("22-Jul-2021", ["2021-07-22"]),
        ("2021/07/22", ["2021-07-22"]),
        ("Sept. 3rd, 2020", ["2020-09-03"]),
        ("3rd of September 2020", ["2020-09-03"]),
        ("12 of 2021, 45/45/2021, 2021-13-01, 192.168.2021.1, $12/12/2021", []),
        ("May 2021", []),
        ("10,000 on 1 March 2,000", []),
    ],
)
def test_full_dates_are_found(text, days) -> None:
    assert [found.day.isoformat() for found in written_days(text, Span(0, len(text))) if found.day] == days


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%a, %d %b %Y"]),
)
def test_every_day_written_is_the_day_read(day: date, form: str) -> None:
    text = f"x {day.strftime(form)} y"
    (found,) = written_days(text, Span(0, len(text)))
    assert found.day == day
    assert text[slice(*found.span)] == found.text


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    for found in written_days(text, Span(0, len(text))):
        assert text[slice(*found.span)] == found.text
