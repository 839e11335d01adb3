"""`detente coverage`: which office holders the gazetteer knows."""

from __future__ import annotations

import typer

from detente.cli.output import Format, Listing, emit

COLUMNS = ("code", "name", "decade", "years with a leader", "years with a foreign minister", "people")


def coverage(
    codes: list[str] | None = typer.Argument(None, metavar="[CODE]…", help="Countries or bodies; all where none is given."),
    form: Format = typer.Option(Format.TABLE, "--format", "-f", help="A table, or JSON lines or CSV."),
) -> None:
    """Which states and bodies have which office holders in the gazetteer, decade by decade."""
    from detente.actors.coverage import coverage as rows_of
    from detente.actors.gazetteer import load_gazetteer
    from detente.codebook.codes import load_codes

    known = load_codes()
    wanted = {known.look_up(code).code for code in codes or ()}
    rows = [row for row in rows_of(load_gazetteer()) if not wanted or row.code in wanted]
    cells = [
        (
            *(row.code, known.name_of(row.code), f"{row.start}s"),
            *(f"{row.leader_years}/{row.years}", f"{row.foreign_years}/{row.years}", str(row.holders)),
        )
        for row in rows
    ]
    emit(Listing(columns=COLUMNS, rows=cells, records=rows), form)
