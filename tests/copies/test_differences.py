from hypothesis import given, settings
from hypothesis import strategies as st

from detente.copies.differences import differences, sentences
from detente.records import Span
from tests.copies.making import ELSEWHERE, OWN, WIRE, body


def whole(text: str) -> tuple[str, tuple[Span, ...]]:
    return text, (Span(0, len(text)),)


def told(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


def test_what_was_cut_and_what_was_added_stands_where_the_spans_say():
    original, copy = " ".join(WIRE), "MENU\n" + body(*OWN[:2], *WIRE[:3], *WIRE[5:])
    cut, added = differences(whole(original), (copy, (Span(5, len(copy)),)))
    assert told(original, cut) == list(WIRE[3:5])
    assert told(copy, added) == list(OWN[:2])


def test_a_word_changed_neither_cuts_nor_adds_a_sentence():
    original = body(*WIRE)
    assert differences(whole(original), whole(original.replace("eleven", "twelve"))) == ((), ())


def test_a_short_sentence_is_found_by_its_very_words():
    original, copy = "Talks failed. " + body(*WIRE), body(*WIRE) + "\nTalks failed."
    assert differences(whole(original), whole(copy)) == ((), ())


def test_titles_and_initials_end_no_sentence():
    text = "Mr. Maas met Dr. J. Lund of the U.S. Embassy. Both left."
    assert told(text, tuple(sentences(*whole(text)))) == ["Mr. Maas met Dr. J. Lund of the U.S. Embassy.", "Both left."]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WIRE), unique=True), st.lists(st.sampled_from(OWN + ELSEWHERE), unique=True))
def test_every_sentence_is_kept_cut_or_added(kept, own):
    original, copy = body(*WIRE), body(*own, *kept)
    cut, added = differences(whole(original), whole(copy))
    assert told(original, cut) == [s for s in WIRE if s not in kept]
    assert told(copy, added) == own
