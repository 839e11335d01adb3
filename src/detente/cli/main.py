"""The `detente` command: the verbs, and every error as one line with its exit code.

0  done        1  no page could be used, or the archive could not be written or read        2  asked wrongly        130  stopped
"""

from __future__ import annotations

import os
import sys

import typer

from detente.cli import ask, brief, copies, coverage, read, watch
from detente.cli.output import PipeClosed, say
from detente.errors import ArchiveError, DetenteError

STOPPED = "detente: stopped; what was read into an archive so far is kept, and the same command goes on where it was"
# the matrices are small: further threads of numpy's would only wait for work. numpy is not loaded before a verb needs it
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
EXIT_MACHINE, EXIT_ASKED_WRONGLY, EXIT_STOPPED = 1, 2, 130

app = typer.Typer(
    name="detente",
    help="Reads the press about relations between states: who said and did what to whom, sourced, dated, merged.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(read.read)
app.command()(watch.watch)
app.command()(ask.timeline)
app.command()(ask.statements)
app.command()(ask.series)
app.command()(copies.copies)
app.command()(ask.show)
app.command()(ask.split)
app.command()(ask.undo)
app.command()(brief.brief)
app.command()(coverage.coverage)


def main() -> None:
    """Run the command line; what it raises comes out as one line on standard error and an exit code."""
    try:
        app()
    except SystemExit as end:  # the command-line library turns an interrupt into this
        if end.code == EXIT_STOPPED:
            say(STOPPED)
        raise
    except ArchiveError as error:
        say(f"detente: {error}")
        sys.exit(EXIT_MACHINE)
    except DetenteError as error:
        say(f"detente: {error}")
        sys.exit(EXIT_ASKED_WRONGLY)
    except KeyboardInterrupt:
        say(STOPPED)
        sys.exit(EXIT_STOPPED)
    except PipeClosed:
        _drop_what_is_buffered()
        sys.exit(0)
    except OSError as error:
        _drop_what_is_buffered()
        say(f"detente: {error.filename or 'the output'} cannot be used: {error.strerror or error}")
        sys.exit(EXIT_MACHINE)


def _drop_what_is_buffered() -> None:
    """Point standard output at nothing: what is still buffered has nowhere to go, and must not fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
