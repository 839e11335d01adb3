"""Passages: every sentence once, in order, none too long unless one sentence is; the cut is at a paragraph where it can be."""

from hypothesis import given
from hypothesis import strategies as st

from detente.encoder.pack import pack


@given(st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=40), st.integers(20, 160))
def test_every_sentence_once_and_none_too_long(sentences: list[tuple[int, bool]], most: int) -> None:
    lengths, opens = [n for n, _ in sentences], [new for _, new in sentences]
    cuts = pack(lengths, opens, most)
    assert [i for first, last in cuts for i in range(first, last)] == list(range(len(lengths)))
    for first, last in cuts:
        assert last - first == 1 or sum(lengths[first:last]) <= most


def test_the_cut_is_before_a_paragraph_that_leaves_the_passage_more_than_half_full() -> None:
    assert pack([40, 30, 20, 20], [True, False, True, False], 100) == ((0, 2), (2, 4))


def test_a_paragraph_too_early_does_not_cut() -> None:
    assert pack([30, 60, 20], [True, True, False], 100) == ((0, 2), (2, 3))


def test_nought_is_a_sentence_at_a_time() -> None:
    assert pack([5, 9], [True, False], 0) == ((0, 1), (1, 2))
