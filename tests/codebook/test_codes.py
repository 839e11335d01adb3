"""Codes: every state the tables know, and messages that say what would have been meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.gazetteer import load_gazetteer
from detente.codebook.codes import CodeKind, load_codes, read_codes
from detente.errors import CodebookError, CodeError

CODES = load_codes()

FOUND = {
    "a code": ("RUS", "RUS"),
    "a code in lower case": ("nato", "NATO"),
    "a name": ("Russia", "RUS"),
    "a name with the article": ("the United States", "USA"),
    "a name in odd spacing": ("  united   kingdom ", "GBR"),
    "the West": ("the West", "WEST"),
    "Kosovo": ("KOS", "KOS"),
}

NOT_FOUND = {
    "a slip in a code": ("RUSS", "did you mean RUS (Russia)?"),
    "a slip in a name": ("Grmany", "did you mean DEU (Germany)?"),
    "nothing like it": ("qqqqqq", "a code is ISO 3166-1 alpha-3"),
    "empty": ("", "a code is ISO 3166-1 alpha-3"),
}

BAD_TABLES = {
    "no header": "RUS\tRussia\tstate\town",
    "a column short": "code\tname\tkind\torigin\nRUS\tRussia\tstate",
    "an unknown kind": "code\tname\tkind\torigin\nRUS\tRussia\tplanet\town",
    "a code twice": "code\tname\tkind\torigin\nRUS\tRussia\tstate\town\nRUS\tRussia\tstate\town",
    "empty": "",
}


@pytest.mark.parametrize(("asked", "code"), FOUND.values(), ids=FOUND.keys())
def test_look_up_finds(asked: str, code: str) -> None:
    assert CODES.look_up(asked).code == code


@pytest.mark.parametrize(("asked", "hint"), NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_look_up_says_what_was_meant(asked: str, hint: str) -> None:
    with pytest.raises(CodeError) as caught:
        CODES.look_up(asked)
    assert hint in str(caught.value)
    assert repr(asked) in str(caught.value)


@pytest.mark.parametrize("table", BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_a_bad_table_is_refused(table: str) -> None:
    with pytest.raises(CodebookError):
        read_codes(table)


def test_all_members_of_the_united_nations_have_a_code() -> None:
    assert sum(entry.kind is CodeKind.STATE for entry in CODES.entries) >= 193 + 4


def test_the_gazetteer_names_no_code_that_the_codebook_lacks() -> None:
    gazetteer = load_gazetteer()
    named = {term.code for phrases in gazetteer.proper.phrases.values() for term in phrases.values() if term.code}
    assert named <= set(CODES.by_code)


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_an_error_that_shows_it(asked: str) -> None:
    try:
        found = CODES.look_up(asked)
    except CodeError as error:
        message = str(error)
    else:
        message = repr(asked)
        assert found.code in CODES.by_code
    assert repr(asked) in message
