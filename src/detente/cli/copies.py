"""`detente copies`: which pages print one text, which of them is likely the original, and what the others made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from detente.cli.output import Format, Listing, counted, emit, interval, say

if TYPE_CHECKING:
    from detente.records.copies import Copy, CopyGroup
    from detente.records.merged import Source

WHY = {
    "agency": "its agency",
    "time": "its day",
    "held": "what holds it",
    "length": "its length",
    "none": "lot",
}  # OriginalBy, in a cell's words
COPIES_FLAT = (
    "group", "role", "relation", "score", "reason", "cut", "added", "outlet", "agency", "published_start", "published_end",
    "title", "uri", "sha256",
)  # fmt: skip


def copies(
    archive: Path = typer.Option(..., "--archive", "-a", help="The archive that `detente read --archive` made."),
    form: Format = typer.Option(Format.TABLE, "--format", "-f", help="A table, or JSON lines or CSV with everything."),
) -> None:
    """Pages that print one text: the likely original and why, and each copy with what it cut and added."""
    from detente.copies.find import CopyRules
    from detente.store.archive import open_archive

    with open_archive(archive) as held:
        if waiting := held.unsought():
            pages = counted(waiting, "page")
            say(f"{archive}: the copies of {pages} are not looked for yet; `detente read … --archive {archive}` looks for them")
        found = held.copy_groups(CopyRules().differences)
    copied = sum(len(group.copies) for group in found)
    emit(
        Listing(
            columns=("group", "role", "score", "cut", "added", "published", "outlet", "agency", "page"),
            rows=[row for n, group in enumerate(found, start=1) for row in _rows(n, group)],
            records=found,
            note=f"{counted(len(found), 'group')}, {counted(copied, 'page')} beside the originals. Cut and added: sentences.",
            flat=[COPIES_FLAT, *(row for n, group in enumerate(found, start=1) for row in _flat(n, group))],
            least=("agency", "published", "outlet"),
        ),
        form,
    )


def _rows(number: int, group: CopyGroup) -> Iterator[Sequence[str]]:
    yield (str(number), f"original, by {WHY[group.reason]}", "", "", "", *_page(group.original))
    for copy in group.copies:
        yield ("", copy.relation, f"{copy.score:.2f}", *_counts(copy), *_page(copy.source))


def _counts(copy: Copy) -> tuple[str, str]:
    return (str(len(copy.cut) or ""), str(len(copy.added) or ""))


def _page(source: Source) -> tuple[str, str, str, str]:
    return (interval(source.published), source.outlet or "", source.agency or "", source.uri.rsplit("/", 1)[-1])


def _flat(number: int, group: CopyGroup) -> Iterator[Sequence[object]]:
    yield (number, "original", None, None, group.reason, None, None, *_page_flat(group.original))
    for copy in group.copies:
        yield (number, "copy", copy.relation, copy.score, None, len(copy.cut), len(copy.added), *_page_flat(copy.source))


def _page_flat(source: Source) -> tuple[object, ...]:
    days = source.published
    known = (days.start, days.end) if days else (None, None)
    return (source.outlet, source.agency, *known, source.title, source.uri, source.sha256)
