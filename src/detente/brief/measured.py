"""The error rates that are printed with the record, from the package's own table, which the bench writes."""

from importlib.resources import files

from detente.brief.value import Measured
from detente.errors import CodebookError

_COLUMNS = ("what", "figure", "n", "on")


def load_measured() -> tuple[Measured, ...]:
    """The measured rates, in the table's order; none where the package carries no table.

    Raises: CodebookError where the table is malformed.
    """
    table = files("detente.brief") / "data" / "measured.tsv"
    return read_measured(table.read_text(encoding="utf-8")) if table.is_file() else ()


def read_measured(text: str) -> tuple[Measured, ...]:
    """The rates of a table: a header line `what figure n on`, tab-separated, then one rate a line.

    Raises: CodebookError where a line is malformed.
    """
    header, *lines = text.splitlines() or [""]
    if tuple(header.split("\t")) != _COLUMNS:
        raise CodebookError(f"measured.tsv must begin with the columns {', '.join(_COLUMNS)}, not {header!r}")
    rows = [line.split("\t") for line in lines if line.strip()]
    for row in rows:
        if len(row) != len(_COLUMNS):
            raise CodebookError(f"measured.tsv: {len(_COLUMNS)} columns wanted in {row!r}")
    return tuple(Measured(what=row[0], figure=row[1], n=row[2], on=row[3]) for row in rows)
