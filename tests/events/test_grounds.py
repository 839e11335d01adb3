"""Capitals that are no actors as the other side of visits, withdrawals and moves, and where envoys are posted."""

import pytest

from detente.events.coder import Coder
from detente.events.find import find_events
from detente.records import Place, Span
from detente.syntax.parse import Parser
from tests.events.cases import FLOOR, grammar_coder, material, told, unmark

A, B = "{Arvenia=ARV}", "{Belmark=BEL}"
MINISTER = "{Arvenia's foreign minister=ARV:office}"
CAPITALS = {"Orvana": "ORV", "Doha": "QAT"}
CASES = [
    ("flew to", f"{MINISTER} flew to Orvana on Monday.", ["CONSULT ARV>ORV"]),
    ("arrived in", f"{MINISTER} arrived in Orvana on Monday.", ["CONSULT ARV>ORV"]),
    ("landed in", f"{MINISTER} landed in Orvana late on Monday.", ["CONSULT ARV>ORV"]),
    ("received in", f"{MINISTER} was received in Orvana on Monday.", ["CONSULT ARV>ORV"]),
    ("tourists are no visit", "{Arvenian tourists=ARV:people} arrived in Orvana on Monday.", []),
    ("goods are no visit", "{Arvenian=ARV:adjective} goods arrived in Orvana on Monday.", []),
    ("summoned home", f"{A} summoned home {{its envoy to Orvana=ARV:office}}.", ["SANCTION ARV>ORV"]),
    ("talks in a capital", f"{MINISTER} held talks in Orvana on trade.", ["CONSULT ARV>ORV"]),
    ("talks where others meet", f"{MINISTER} held talks in Doha on trade.", []),
    ("talks with another there", f"{MINISTER} held talks with {B} in Orvana.", ["CONSULT ARV+BEL"]),
    ("troops withdrawn", f"{A} withdrew its soldiers from Orvana.", ["RETREAT ARV>ORV"]),
    ("troops sent", f"{A} sent troops to Orvana.", ["MOBILIZE ARV>ORV"]),
    ("no accusation by place", f"{A} accused rebels of lying in Orvana.", []),
    ("envoy to", f"{A} recalled {{its ambassador to Orvana=ARV:office}}.", ["SANCTION ARV>ORV"]),
    ("envoy in", f"{A} on Friday recalled {{its envoy in Orvana=ARV:office}}.", ["SANCTION ARV>ORV"]),
    ("envoy of one at another", f"{B} expelled {{the Arvenian ambassador to Orvana=ARV:office}}.", ["SANCTION BEL>ARV"]),
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return grammar_coder()


@pytest.mark.parametrize(("marked", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sides_from_places(marked: str, expected: list[str], parser: Parser, coder: Coder) -> None:
    text = unmark(marked).text
    places = tuple(
        Place(text=name, span=Span(text.index(name), text.index(name) + len(name)), country=code)
        for name, code in CAPITALS.items()
        if name in text
    )
    found = find_events(material(marked, parser, places=places), statements=(), published=None, coder=coder)
    assert [told(event) for event in found if event.confidence >= FLOOR] == expected
