"""The sample archive and its brief, made once."""

from collections.abc import Iterator

import pytest

from detente.brief.state import build_brief
from detente.brief.value import Brief
from detente.store.archive import Archive
from tests.brief.sample import archive_of, asked, pages


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample's archive."""
    with archive_of(tmp_path_factory.mktemp("brief"), pages()) as held:
        yield held


@pytest.fixture(scope="session")
def brief(archive: Archive) -> Brief:
    """The sample's brief."""
    return build_brief(archive, asked())
