import pytest

from detente.actors.resolve import resolve_actors
from detente.records import Span

CASES = [
    ("two-word-family-name", "Croatia’s foreign minister, Gordan Grlić Radman, spoke.\nGrlić Radman said no.", "Grlić Radman", "HRV"),
    ("al-in-capitals", "Prime Minister Mohammed Shia Al-Sudani met Iran's envoy in Baghdad.\nMr. Al-Sudani affirmed it.", "Mr. Al-Sudani", "IRQ"),
    ("name-in-capitals", "Foreign Secretary JEREMY HUNT warned Iran.\nMr Hunt said the ship must go.", "Mr Hunt", "GBR"),
    ("family-name-in-capitals", "President Emmanuel MACRON warned Iran.\nMr Macron said the ship must go.", "Mr Macron", "FRA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "code"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_person_introduced_in_full_is_known_by_the_short_name(tools, text, short, code):
    sentences = tools.parser.parse(text, [Span(0, len(text))])
    found = {m.entity.text: m.entity.code for m in resolve_actors(text, sentences, tools.gazetteer, published=None)}
    assert found.get(short) == code
