"""What the rooms' tests share: the parser, loaded once a run."""

import pytest

from detente.syntax.parse import Parser, load_parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser that the package ships with."""
    return load_parser()
