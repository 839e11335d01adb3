"""`detente brief`: the page written, the terminal, and what is said of a wrong question."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from detente.cli.main import app
from detente.errors import CodeError, InputError
from tests.brief.sample import archive_of, pages


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    with archive_of(folder, pages()):
        return folder / "desk.db"


def test_writes_the_same_page_twice(desk: Path, tmp_path: Path) -> None:
    written = []
    for name in ("one.html", "two.html"):
        result = CliRunner().invoke(app, ["brief", "FRA", "BRA", "-a", str(desk), "-o", str(tmp_path / name)])
        assert result.exit_code == 0
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert written[0].startswith(b"<!doctype html>")


def test_terminal(desk: Path) -> None:
    result = CliRunner().invoke(app, ["brief", "FRA", "BRA", "--archive", str(desk)])
    assert result.exit_code == 0
    assert "France and Brazil" in result.output


@pytest.mark.parametrize(
    ("more", "error", "said"),
    [
        (["FRA", "FRA"], InputError, "same side twice"),
        (["FRA", "FRX"], CodeError, "FRX"),
        (["FRA", "BRA", "--by", "decade"], InputError, "week, month, quarter, year"),
        (["FRA", "BRA", "-o", "nowhere/at/all.html"], InputError, "cannot be written"),
    ],
)
def test_asked_wrongly(desk: Path, more: list[str], error: type[Exception], said: str) -> None:
    result = CliRunner().invoke(app, ["brief", *more, "-a", str(desk)])
    assert isinstance(result.exception, error)
    assert said in str(result.exception)
