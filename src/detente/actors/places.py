"""Sentences → places that the gazetteer knows, states and capitals, each with its country: where something was said or done."""

from detente.actors.gazetteer import Gazetteer
from detente.actors.terms import TermKind, find_pieces
from detente.actors.words import words_of
from detente.records import Place, Sentence, Span

_PLACES = frozenset({TermKind.STATE, TermKind.CAPITAL})


def find_places(text: str, sentences: tuple[Sentence, ...], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every name of a state or capital in these sentences as a place, in order, whether it acts there or not."""
    places = []
    for sentence in sentences:
        words = words_of(text, sentence)
        pieces = find_pieces(text, words, (gazetteer.proper,), None)
        for at in sorted(pieces):
            piece = pieces[at]
            if piece.term.kind in _PLACES and not piece.term.weak:
                span = Span(words[piece.first].start, words[piece.last].end)
                places.append(Place(text=text[span.start : span.end], span=span, country=piece.term.code))
    return tuple(places)
