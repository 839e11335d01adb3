"""`detente read`: pages in; records to standard output, or into an archive with a table of what was found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import typer

from detente.cli.output import Format, Listing, emit, interval, put, say

if TYPE_CHECKING:
    from detente.ingest import Tally
    from detente.reader import ReadOptions
    from detente.records import Page, Read, Rejected

    Bar = AbstractContextManager[Callable[[Tally], None] | None]

EXIT_NOTHING_USED = 1
PAGE = "page"
PAGE_COLUMNS = ("page", "published", "how", "statements", "events", "title")


def _explain(asked: bool) -> None:
    if not asked:
        return
    from detente.events.threshold import load_thresholds

    rows = [(f"{t.least:.2f}", f"{t.precision:.2f}", f"{t.recall:.2f}", str(t.n)) for t in load_thresholds()]
    emit(
        Listing(
            columns=("--min-confidence", "of what is written, right", "of the right ones found, kept", "n"), rows=rows, records=()
        ),
        Format.TABLE,
    )
    raise typer.Exit


def read(
    pages: list[str] = typer.Argument(..., help="Files, folders, globs, or - for standard input."),
    archive: Path | None = typer.Option(None, "--archive", "-a", help="Keep what is read in this archive (made if absent)."),
    form: Format = typer.Option(Format.JSONL, "--format", "-f", help="Without an archive: how the records are written."),
    with_text: bool = typer.Option(False, help="Put the page's text into each record."),
    any_subject: bool = typer.Option(False, help="Read pages that name fewer than two states or bodies, too."),
    min_confidence: float | None = typer.Option(None, min=0.0, max=1.0, help="Leave out what is less sure than this."),
    text_field: str | None = typer.Option(None, help="In JSONL and tables: the field that holds the text (else guessed)."),
    url_field: str | None = typer.Option(None, help="The field that holds the page's address (else guessed)."),
    date_field: str | None = typer.Option(None, help="The field that holds the publication day (else guessed)."),
    model: str = typer.Option("default", help="default, accurate (larger and slower), or a model's folder."),
    explain_threshold: bool = typer.Option(  # noqa: ARG001  # its callback prints and stops
        False,
        "--explain-threshold",
        callback=_explain,
        is_eager=True,
        help="What each bar gives and costs, as measured; then stop.",
    ),
) -> None:
    """Read pages: who said and did what to whom."""
    from detente.pages.read import Fields, count_files, open_pages
    from detente.reader import ReadOptions

    options = ReadOptions(any_subject=any_subject, min_confidence=min_confidence)
    files: Counter[str] = Counter()
    fields = Fields(text=text_field, url=url_field, date=date_field)
    found = open_pages(pages, fields=fields, taken=lambda _, what: files.update((what,)))
    if archive is None:
        tally = _to_stdout(found, options, form, with_text, model)
        _tell(tally, files)
    else:
        tally, events = _to_archive(found, archive, options, progress(count_files(pages), files), model)
        _tell(tally, files)
        _tell_archived(tally, events)
    if not tally.read and not tally.known:
        raise typer.Exit(EXIT_NOTHING_USED)


def _to_stdout(pages: Iterable[Page | Rejected], options: ReadOptions, form: Format, with_text: bool, model: str) -> Tally:
    from detente.ingest import Tally, read_pages
    from detente.reader import load_tools
    from detente.records.wire import encode

    tally = Tally()
    rows: list[tuple[str, ...]] = []
    for outcome in read_pages(pages, tools=load_tools(model), options=options):
        tally.count(outcome)
        if form is Format.JSONL:
            put(encode(outcome, with_text=with_text).decode("utf8") + "\n")
        else:
            rows.append(_row(outcome))
    if form is not Format.JSONL:
        emit(Listing(columns=PAGE_COLUMNS, rows=rows, records=()), form)
    return tally


def _row(outcome: Read | Rejected) -> tuple[str, ...]:
    from detente.records import Rejected

    if isinstance(outcome, Rejected):
        return (outcome.uri, "", f"rejected: {outcome.reason}", "", "", outcome.detail)
    article, published = outcome.article, outcome.article.published
    days, how = (interval(published), published.basis) if published and published.start else ("unknown", "")
    return (outcome.page.uri, days, how, str(len(outcome.statements)), str(len(outcome.events)), article.title or "")


def _to_archive(pages: Iterable[Page | Rejected], path: Path, options: ReadOptions, bar: Bar, model: str) -> tuple[Tally, int]:
    """The tally of the run, and how many events the archive then holds."""
    from detente.ingest import ingest
    from detente.reader import load_tools
    from detente.store.archive import open_archive

    tools = load_tools(model)
    with open_archive(path, write=True) as archive:
        with bar as each:
            others = _without(pages, path)
            tally = ingest(others, archive, tools=tools, seen=datetime.now(UTC), options=options, each=each)
        return tally, len(archive.events())


def _tell_archived(tally: Tally, events: int) -> None:
    for page in tally.refused:
        say(f"  {page.uri}: {page.reason}, {page.detail}")
    if sum(tally.rejected.values()) > len(tally.refused):
        say("  …; the table `rejection` of the archive holds them all")
    if not tally.pages:
        say("  nothing to read but the archive itself")
    rows = [
        ("statements", str(tally.statements), "who said what, with the words"),
        ("event mentions", str(tally.events), "acts, as one sentence tells them"),
        ("events in the archive", str(events), "mentions of one happening merged"),
        ("publication day unknown", str(tally.undated), "nothing on the page bounds it"),
    ]
    emit(Listing(columns=("found", "n", ""), rows=rows, records=()), Format.TABLE)


def _tell(tally: Tally, files: Counter[str]) -> None:
    """What became of the pages, and which files were taken for more than a page."""
    others = ", ".join(f"{n} {what}" for what, n in sorted(files.items()) if what != PAGE)
    say(f"{summary(tally)}; files taken for: {others}" if others else summary(tally))


def _without(pages: Iterable[Page | Rejected], archive: Path) -> Iterator[Page | Rejected]:
    """The pages but for the archive's own files, which may lie in the folder that is read."""
    own = {f"{archive.resolve()}{ending}" for ending in ("", "-wal", "-shm", "-journal", "-watch", "-watch-journal")}
    return (page for page in pages if str(Path(page.uri).resolve()) not in own)


@contextmanager
def progress(total: int, files: Counter[str]) -> Iterator[Callable[[Tally], None] | None]:
    """A function to call with each tally, that keeps a bar on a terminal; None where errors go to a pipe. `total`: how many files
    there are; `files`: those begun so far, by what they were taken for.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, began = bar.add_task("loading", total=total), monotonic()

        def each(tally: Tally) -> None:
            rate = tally.pages / max(monotonic() - began, 1e-9)
            bar.update(task, completed=sum(files.values()), description=f"{summary(tally)} · {rate:.1f} pages/s")

        yield each


def summary(tally: Tally) -> str:
    """What became of the pages, in one line: `5 pages read, 0 rejected`."""
    known = f", {tally.known} held already" if tally.known else ""
    rejected = sum(tally.rejected.values())
    reasons = ", ".join(f"{n} {reason}" for reason, n in sorted(tally.rejected.items()))
    pages = "page" if tally.read == 1 else "pages"
    return f"{tally.read} {pages} read{known}, {rejected} rejected" + (f" ({reasons})" if reasons else "")
