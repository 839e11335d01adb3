"""The start of an article → its dateline. A case: the line, place, date, agency, and the words that follow the dateline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.articles.dateline import find_dateline
from detente.articles.split import split_lines

REST = "Ministers of both countries met on Tuesday and agreed to go on with the talks next month."
CASES = (
    ("ALMADOR: ", "ALMADOR", None, None),
    ("PORT ELISSA — ", "PORT ELISSA", None, None),
    ("PORT ELISSA -- ", "PORT ELISSA", None, None),
    ("Almador – ", "Almador", None, None),
    ("ALMADOR, June 16 (Norrland Wire): ", "ALMADOR", "XXXX-06-16", "Norrland Wire"),
    ("ALMADOR, June 16 (Norrland Wire) - ", "ALMADOR", "XXXX-06-16", "Norrland Wire"),
    ("ALMADOR, Aug. 5 (Norrland) -- ", "ALMADOR", "XXXX-08-05", "Norrland"),
    ("Almador, July 22 ", "Almador", "XXXX-07-22", None),
    ("Almador, 22 July 2021 – ", "Almador", "2021-07-22", None),
    ("Almador, July 22, 2021 (NW): ", "Almador", "2021-07-22", "NW"),
    ("NEW ALMADOR, Jan 5: ", "NEW ALMADOR", "XXXX-01-05", None),
    ("New Almador, Feb 3 (NW) ", "New Almador", "XXXX-02-03", "NW"),
    ("New Almador [Estania], July 22 (NW): ", "New Almador [Estania]", "XXXX-07-22", "NW"),
    ("ALMADOR, Estania (NW) — ", "ALMADOR, Estania", None, "NW"),
    ("ALMADOR (NW) - ", "ALMADOR", None, "NW"),
    ("Almador (NW) – ", "Almador", None, "NW"),
    ("(Norrland Wire) – ", None, None, "Norrland Wire"),
    ("ALMADOR. July 22. /NORRLAND/. ", "ALMADOR", "XXXX-07-22", "NORRLAND"),
    ("ALMADOR, July 22. /NORRLAND/. ", "ALMADOR", "XXXX-07-22", "NORRLAND"),
    ("ALMADOR, JANUARY 15, NORRLAND WIRE. ", "ALMADOR", "XXXX-01-15", "NORRLAND WIRE"),
    ("ALMADOR/PORT ELISSA, July 22 (NW) - ", "ALMADOR/PORT ELISSA", "XXXX-07-22", "NW"),
    ("ALMADOR, 22 July (NW) – ", "ALMADOR", "XXXX-07-22", "NW"),
    ("Almador: ", "Almador", None, None),
    ("July 22 (Norrland Wire) - ", None, "XXXX-07-22", "Norrland Wire"),
    ("ALMADOR, Thursday, July 22 — ", "ALMADOR", "XXXX-07-22", None),
    ("ALMADOR, 22.07.2021 – ", "ALMADOR", "2021-07-22", None),
    ("“ALMADOR, July 22 (NW) – ", None, None, None),
)
NONE = (
    "The foreign minister of Estania said on July 22 that he would come to the talks in spring.",
    "In Almador, July 22 was a day of mourning, and the shops were closed until the evening.",
    "President Orlan told reporters on Monday: “We shall not sign what we have not read.”",
    "Analysis: Why the talks between the two neighbours have led nowhere for the third time.",
    "Estania and Norrland – neighbours for a thousand years – signed an accord on Monday.",
    "On Friday, June 3 the delegation left for home, and no one saw it off at the station.",
    "Orlan: “We shall not sign what we have not read,” the president said after the talks.",
    "Former president: The talks are dead, said a man who had been there from the beginning.",
)


def _find(line: str):
    lines = split_lines(line)
    return find_dateline(line, (), lines)


@pytest.mark.parametrize(("head", "place", "date", "agency"), CASES, ids=[case[0].strip() for case in CASES])
def test_dateline_at_the_start(head, place, date, agency) -> None:
    text = head + REST
    found = _find(text)
    if (place, date, agency) == (None, None, None):
        assert found is None
        return
    assert found is not None
    assert (found.dateline.place, found.dateline.date, found.agency) == (place, date, agency)
    assert text[found.dateline.span.end :].strip() == REST
    if agency:
        assert text[slice(*found.agency_span)] == agency


@pytest.mark.parametrize("line", NONE)
def test_no_dateline(line) -> None:
    assert _find(line) is None


def test_dateline_alone_above_the_article() -> None:
    text = f"Outcome of the meeting\n\nAlmador, 7 April 2022\n\n{REST}"
    lines = split_lines(text)
    found = find_dateline(text, lines[:2], lines[2:])
    assert found is not None
    assert (found.dateline.place, found.dateline.date) == ("Almador", "2022-04-07")


@given(st.text(max_size=300))
def test_any_text_is_read_and_the_span_lies_in_its_line(text: str) -> None:
    lines = split_lines(text)
    found = find_dateline(text, (), lines)
    assert found is None or 0 <= found.dateline.span.start < found.dateline.span.end <= len(text)
