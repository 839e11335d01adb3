"""Mentions of actors: cases as data, then what holds for any text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.actors.gazetteer import load_gazetteer
from detente.actors.resolve import is_about_states, names_states, resolve_actors
from detente.records import ActorMention, Basis, Published, Span
from detente.syntax.parse import Parser
from tests.actors.cases import CASES

GAZETTEER = load_gazetteer()
WORDS = (
    *("Russia", "'s", "the", "U.S.", ",", "-", "(", ")", ".", "“", "”", "his", "her", "it", "Minister", "Foreign", "President"),
    *("of", "and", "Kyiv", "Mr", "Putin", "NATO", "troops", "said", "\n", "to", "in", "former", "spokesman", "for", "two"),
    *("sides", "İ", "ﬁ", "\u200f", "e\u0301", "🙂", "Georgia", "West", "North", "South", "Korea", "both", "ministers"),
)
DAY = Published(start=date(2022, 6, 1), end=date(2022, 6, 1), basis=Basis.STATED)


def mentions_in(parser: Parser, text: str, published: Published | None = DAY) -> tuple[ActorMention, ...]:
    sentences = parser.parse(text, [Span(0, len(text))])
    return resolve_actors(text, sentences, GAZETTEER, published=published)


def shown(mention: ActorMention) -> set[str]:
    entity = mention.entity
    sector = entity.sector[0] if entity.sector else ""
    base = f"{entity.text}={entity.code}"
    return {base, f"{base}/{sector}", f"{base}:{mention.kind}", f"{base}/{sector}:{mention.kind}"}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_case(parser: Parser, text: str, expected: str) -> None:
    found = mentions_in(parser, text)
    forms = {form for mention in found for form in shown(mention)}
    texts = {mention.entity.text for mention in found}
    for want in expected.split(";"):
        if want.startswith("!"):
            assert want[1:] not in texts
        else:
            assert any(one in forms for one in want.split("|")), (want, sorted(forms))


@pytest.mark.parametrize(
    ("day", "sector"),
    [(date(2022, 6, 1), "GOV"), (date(2025, 6, 1), "ELI")],
    ids=["in office", "out of office"],
)
def test_an_office_counts_on_the_day(parser: Parser, day: date, sector: str) -> None:
    published = Published(start=day, end=day, basis=Basis.STATED)
    (found,) = [
        m for m in mentions_in(parser, "Antony Blinken spoke about Iran.", published) if m.entity.text == "Antony Blinken"
    ]
    assert found.entity.code == "USA"
    assert found.entity.sector == (sector,)


def test_without_a_day_the_confidence_is_lower(parser: Parser) -> None:
    dated, undated = (mentions_in(parser, "Antony Blinken spoke about Iran.", day)[0] for day in (DAY, None))
    assert undated.entity.code == dated.entity.code == "USA"
    assert undated.confidence < dated.confidence


def test_the_fullest_name_of_the_page(parser: Parser) -> None:
    found = mentions_in(parser, "Russian President Vladimir Putin spoke. Putin praised China.")
    assert {m.entity.name for m in found if m.kind == "person"} == {"Vladimir Putin"}


def test_is_about_states(parser: Parser) -> None:
    assert is_about_states(mentions_in(parser, "Russia warned NATO."))
    assert not is_about_states(mentions_in(parser, "The council emptied the bins."))
    assert not is_about_states(mentions_in(parser, "Russia warned Moscow's critics."))


def test_names_states_needs_no_parse() -> None:
    assert names_states("Talks in Ankara between Greek and EU officials", GAZETTEER) == {"TUR", "GRC", "EU"}
    assert names_states("The bins of Atlanta, Georgia", GAZETTEER) == frozenset()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_any_words(parser: Parser, parts: list[str]) -> None:
    text = " ".join(parts)
    found = mentions_in(parser, text)
    assert found == mentions_in(parser, text)
    spans = [m.entity.span for m in found]
    assert spans == sorted(spans)
    for mention in found:
        start, end = mention.entity.span
        assert text[start:end] == mention.entity.text
    distinct = sorted(set(spans))
    assert all(a.end <= b.start for a, b in pairwise(distinct))


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "a" * 30_000, "Russia " * 3_000, "\x00\ufffd", "???"],
    ids=["empty", "blank", "one word", "one line", "control", "marks"],
)
def test_odd_input(parser: Parser, text: str) -> None:
    mentions_in(parser, text)
    names_states(text, GAZETTEER)
