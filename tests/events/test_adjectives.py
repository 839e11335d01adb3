"""The page's own adjectives of states."""

import pytest

from detente.events.adjectives import adjective_mentions
from detente.syntax.parse import Parser
from tests.events.cases import material

CASES = [
    ("learned from troops", "{Belmarkan troops=BEL:people} left. The Belmarkan frontier is quiet.", [("Belmarkan", "BEL")]),
    ("two states, one word", "{Belmarkan troops=BEL:people} met {Belmarkan rebels=ORV:people}. Belmarkan posts fell.", []),
    ("no adjective of a state", "{Former minister Oran=ARV:person} left. Former posts fell.", []),
    ("not before a noun", "{Belmarkan troops=BEL:people} left. He is Belmarkan.", []),
    ("nobody", "Belmarkan posts fell.", []),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(m, e, id=i) for i, m, e in CASES])
def test_an_adjective_stands_for_the_one_code_it_opens_mentions_of(
    marked: str, expected: list[tuple[str, str]], parser: Parser
) -> None:
    found = material(marked, parser)
    mentions = adjective_mentions(found.sentences, found.actors)
    assert [(m.entity.text, m.entity.code) for m in mentions] == expected
    assert all(found.text[m.entity.span.start : m.entity.span.end] == m.entity.text for m in mentions)
    assert not any(
        m.entity.span.start < a.entity.span.end and a.entity.span.start < m.entity.span.end
        for m in mentions
        for a in found.actors
    )
