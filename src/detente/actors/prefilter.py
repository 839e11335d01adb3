"""Raw text → the codes of states and bodies that it names, before any parse: a cheap first sieve."""

from detente.actors.gazetteer import Gazetteer
from detente.actors.terms import ACTOR_KINDS, find_pieces
from detente.actors.words import keys_of, words_between
from detente.records import EntityCode


def _beginnings(text: str) -> set[str]:
    """The words of a text as a name may begin with them."""
    words = set(keys_of(text))
    return words | {word.capitalize() for word in words if word.isupper()}


def names_states(text: str, gazetteer: Gazetteer) -> frozenset[EntityCode]:
    """The codes of the states and bodies whose names, adjectives, peoples, capitals or seats stand in the text.

    Every unambiguous name counts, also where it is only a place; ambiguous ones (`Georgia`) do not.
    """
    if gazetteer.proper.phrases.keys().isdisjoint(_beginnings(text)):
        return frozenset()
    pieces = find_pieces(text, words_between(text, 0, len(text)), (gazetteer.proper,), None)
    return frozenset(
        EntityCode(piece.term.code)
        for piece in pieces.values()
        if piece.term.code is not None and piece.term.kind in ACTOR_KINDS and not piece.term.weak
    )
