"""What the rooms' tests share: the parser, and everything reading needs, loaded once a run."""

import pytest

from detente.reader import Tools, load_tools
from detente.syntax.parse import Parser


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Everything that reading needs."""
    return load_tools()


@pytest.fixture(scope="session")
def parser(tools: Tools) -> Parser:
    """The parser that the package ships with."""
    return tools.parser
