"""Parquet → pages, a row each, where pyarrow is installed; it is too large to come with every installation."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

from detente.pages.fields import Fields, Untold, choose, record_page
from detente.pages.page import Place
from detente.records import Page, Reason, Rejected

MAGIC = b"PAR1"
_ROWS = 64


def parquet_pages(file: IO[bytes], place: Place, asked: Fields) -> Iterator[Page | Rejected]:
    """The pages of a table, read 64 rows at a time and only the columns that are used; numbers count rows."""
    try:
        arrow: Any = import_module("pyarrow")
        reading: Any = import_module("pyarrow.parquet")
    except ImportError:
        yield place.rejected(Reason.BINARY, "Parquet, which is read where pyarrow is installed: pip install pyarrow", 1)
        return
    number = 0
    try:
        table = reading.ParquetFile(file)
        chosen = choose(table.schema_arrow.names, asked)
        if isinstance(chosen, Untold):
            yield place.rejected(Reason.EMPTY, chosen.detail, 1)
            return
        used = [name for name in (chosen.text, chosen.url, chosen.title, chosen.date) if name]
        for batch in table.iter_batches(batch_size=_ROWS, columns=used):
            for row in batch.to_pylist():
                number += 1
                values = {name: _string(value) for name, value in row.items() if value is not None}
                record = "\x1f".join(values.get(name, "") for name in used).encode("utf-8", errors="replace")
                yield record_page(values, chosen, record, number, place)
    except (arrow.ArrowException, OSError, ValueError) as error:
        yield place.rejected(Reason.UNREADABLE, f"broken Parquet ({' '.join(str(error).split())[:200]})", number + 1)


def _string(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
