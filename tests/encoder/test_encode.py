"""The shipped encoder: the same numbers whatever stands beside, places in the page, clear errors where a model is not there."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from detente.encoder.encode import MAX_TOKENS, Encoder
from detente.encoder.folder import FILES, model_folder
from detente.errors import InputError
from detente.reader import Tools
from detente.records import Span

TEXT = (
    "Arvenia condemned Belmark. The two had met in May, and the ministers of both spoke for an hour and a half on the telephone."
)
FIRST, SECOND = Span(0, 26), Span(27, len(TEXT))


@pytest.fixture(scope="module")
def encoder(tools: Tools) -> Encoder:
    return tools.encoder


def test_a_sentence_is_the_same_whatever_stands_beside(encoder: Encoder) -> None:
    alone = encoder.encode(TEXT, [FIRST])[0].hidden
    beside = encoder.encode(TEXT, [SECOND, FIRST])[1].hidden
    assert np.array_equal(alone, beside)


def test_pieces_stand_in_the_page(encoder: Encoder) -> None:
    encoded = encoder.encode(TEXT, [SECOND])[0]
    at = encoded.tokens(Span(TEXT.index("ministers"), TEXT.index("ministers") + 9))
    assert TEXT[encoded.starts[at[0]] : encoded.ends[at[-1]]] == "ministers"
    assert encoded.hidden.dtype == np.float32
    assert len(encoded.hidden) == len(encoded.starts) == len(encoded.ends)
    assert not len(encoded.tokens(FIRST))


def test_what_lies_beyond_the_limit_is_not_encoded(encoder: Encoder) -> None:
    text = "peace " * (2 * MAX_TOKENS)
    encoded = encoder.encode(text, [Span(0, len(text))])[0]
    assert len(encoded.hidden) == MAX_TOKENS
    assert not len(encoded.tokens(Span(len(text) - 6, len(text) - 1)))


@pytest.mark.parametrize("name", ["acurate", "/nowhere/at/all"], ids=["misspelt", "no folder"])
def test_a_model_that_is_not_there_is_told_in_one_line(name: str) -> None:
    with pytest.raises(InputError, match="default, accurate, or a folder"):
        model_folder(name)


def test_a_folder_with_a_file_missing_is_told(tmp_path: Path) -> None:
    for file in FILES[1:]:
        (tmp_path / file).write_bytes(b"")
    with pytest.raises(InputError, match=FILES[0]):
        model_folder(str(tmp_path))


def test_a_page_is_read_in_passages_that_end_where_lines_or_sentences_do(encoder: Encoder) -> None:
    line = "The envoys met in Geneva. They spoke for an hour. Neither side would say a word afterwards. "
    text = "Talks end\n\n" + line * 3 + "\n" + line
    whole = [Span(0, len(text))]
    reading = replace(encoder, passage=40).read(text, whole)
    assert "".join(text[p.start : p.end] for p in reading.passages).split() == text.split()
    assert all(text[p.start : p.end].strip()[-1] in ".d" for p in reading.passages)
    sentence = Span(text.rindex("Neither"), len(text) - 1)
    assert len(reading.around(sentence).tokens(sentence)) > 5
    assert [len(e.hidden) for e in reading.all()] == [len(encoder.encode(text, [p])[0].hidden) for p in reading.passages]
    assert not replace(encoder, passage=0).read(text, whole).passages
