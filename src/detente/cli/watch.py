"""`detente watch`: feeds polled, what is new in them read into an archive; the only verb that touches the network."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from detente.cli.output import put

if TYPE_CHECKING:
    from detente.ingest import Tally
    from detente.records import Page, Rejected

EXIT_NO_FEED = 1


def watch(
    feeds: Path = typer.Argument(..., metavar="FEEDS.TOML", help="The list of feeds; docs/watch.md has a sample."),
    archive: Path = typer.Option(..., "--archive", "-a", help="Keep what is read in this archive (made if absent)."),
    once: bool = typer.Option(False, "--once", help="Poll each feed that is due, read what is new, and stop."),
    any_subject: bool = typer.Option(False, help="Read pages that name fewer than two states or bodies, too."),
    min_confidence: float | None = typer.Option(None, min=0.0, max=1.0, help="Leave out what is less sure than this."),
    model: str = typer.Option("default", help="default, accurate (larger and slower), or a model's folder."),
) -> None:
    """Poll feeds, politely, and read what is new in them: the only verb that touches the network."""
    from detente.encoder.folder import model_folder
    from detente.ingest import ingest
    from detente.reader import ReadOptions, load_tools
    from detente.store.archive import open_archive
    from detente.store.watching import only_watch
    from detente.watch.config import load_watched
    from detente.watch.connect import Network
    from detente.watch.fetch import Asking
    from detente.watch.hosts import Clock
    from detente.watch.run import Means, Watcher

    watched = load_watched(feeds)
    model_folder(model)
    options = ReadOptions(any_subject=any_subject, min_confidence=min_confidence)
    tools = cache(lambda: load_tools(model))  # when the first item is there

    with open_archive(archive, write=True) as held, only_watch(archive):

        def read(page: Page | Rejected) -> Tally:
            return ingest((page,), held, tools=tools(), seen=now(), options=options)

        means = Means(
            memory=held.watching(),
            asking=Asking(agent=watched.agent, network=Network(), clock=now),
            clock=Clock(now=now, sleep=time.sleep),
            read=read,
            knows=held.knows,
            tell=lambda line: put(f"{line}\n"),
            draw=random.random,
        )
        if not Watcher(watched, means).run(once=once):
            raise typer.Exit(EXIT_NO_FEED)


def now() -> datetime:
    """The time, UTC."""
    return datetime.now(UTC)
