"""Part of speech and base form are remembered by word, tag and label: what was read before must not change them."""

from detente.records import Span
from detente.syntax.parse import Parser, load_parser

TEXT = "Let's see what the two ministers' envoys have been saying: they met, were meeting and will have met again."
OTHER = "Let us meet. The meeting was left. He's left; it's what's said. They were told of meetings."


def forms(parser: Parser, text: str) -> list[tuple[str, str, str]]:
    return [(t.text, t.pos, t.lemma) for s in parser.parse(text, [Span(0, len(text))]) for t in s.tokens]


def test_forms_do_not_depend_on_what_was_read_before() -> None:
    fresh, used = load_parser(), load_parser()
    forms(used, OTHER)
    assert forms(fresh, TEXT) == forms(used, TEXT)


def test_forms_are_those_of_the_model(parser: Parser) -> None:
    found = forms(parser, TEXT)
    assert ("ministers", "NOUN", "minister") in found
    assert ("met", "VERB", "meet") in found
    assert ("have", "AUX", "have") in found
