"""A page's text → its lines."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from detente.articles.split import split_lines

PARAGRAPHS = (
    "Norland and Sudmark opened the bridge over the Tarn on Monday, four years after it was shut over a quarrel about customs.",
    "The two ministers walked to the middle of it and shook hands, while a band played on each of the two banks of the river.",
    "Norland's minister said that he hoped the bridge would never be shut again, and his colleague had said the same.",
)


def test_lines_are_told_with_the_blank_lines_above_them() -> None:
    lines = split_lines("\n\nHome\n  World\t\n\n\nThe end.")
    assert [(line.text, line.blanks, line.indent, line.span) for line in lines] == [
        ("Home", 2, 0, (2, 6)),
        ("World", 0, 2, (9, 14)),
        ("The end.", 2, 0, (18, 26)),
    ]


def test_text_broken_at_a_fixed_width_is_told_in_paragraphs() -> None:
    text = "\n\n".join(textwrap.fill(paragraph, 50) for paragraph in PARAGRAPHS)
    assert [line.text for line in split_lines(f"A SHORT TITLE\n\n{text}")] == ["A SHORT TITLE", *PARAGRAPHS]


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert [line.text for line in split_lines("\n".join(PARAGRAPHS))] == list(PARAGRAPHS)


def test_prose_ends_a_sentence_and_is_not_cut() -> None:
    whole, cut, short = split_lines(f"{PARAGRAPHS[0]}\n{PARAGRAPHS[0][:-1]} …\nIt rained.")
    assert (whole.is_prose, cut.is_prose, short.is_prose) == (True, False, False)
    assert cut.is_cut


@given(st.text(max_size=400))
def test_every_line_stands_where_it_says(text: str) -> None:
    lines = split_lines(text)
    assert [line.index for line in lines] == list(range(len(lines)))
    for line in lines:
        assert text[slice(*line.span)].replace("\n", " ") == line.text
    assert "".join(text[slice(*line.span)] for line in lines).split() == "".join(line.text for line in lines).split()
