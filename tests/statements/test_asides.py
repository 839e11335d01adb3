import pytest

from detente.records import Span
from detente.statements.attribute import find_attributions

# sentence · who speaks · how the words begin
CASES = [
    ("aside-with-participle", "The envoy of Norland, reading from a paper, said that all trade would stop.", "The envoy of Norland", "all trade"),
    ("according-to-carries-the-clause", "According to a Norland official, who gave no name, the sides agreed on the opening of all ports.", "a Norland official", "the sides agreed"),
    ("ruled-that", "The court of Sudmark ruled that the ship could be held for a month.", "The court of Sudmark", "the ship could"),
    ("held-that", "The ministry held that quarrels are best settled at home.", "The ministry", "quarrels are"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "opening"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_words_go_to_who_said_them(tools, text, speaker, opening):
    sentences = tools.parser.parse(text, [Span(0, len(text))])
    found = find_attributions(text, sentences, tools.cues)
    told = [(text[a.source.start : a.source.end], text[a.pieces[0].start : a.pieces[0].end]) for a in found if a.source]
    assert any(who.startswith(speaker) and words.startswith(opening) for who, words in told), told
