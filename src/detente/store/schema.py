"""Opens an archive file and brings it to this version's schema, forward only; SQLite's errors come out as detente's.

An archive bears SQLite's `application_id` `APPLICATION_ID` and its schema version in `user_version`. Each migration is a file of
SQL run in one transaction with the new version number, so a kill leaves the version before or the version after.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from detente.errors import ArchiveError, ArchiveFull, ArchiveNewer, ArchiveReadOnly

APPLICATION_ID = 0x64746E74  # "dtnt"
BUSY_WAIT_MS = 30_000


def migrations() -> tuple[str, ...]:
    """The SQL of every migration, in order; the n-th takes an archive from version n − 1 to n."""
    folder = resources.files("detente.store").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf8") for name in names)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises SQLite's errors as one line that says what is wrong with the archive and what would do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translation(path, str(error)) from error


@contextmanager
def transaction(path: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written within, or nothing of it. Raises as `translated` does."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has SQLite roll back by itself
                connection.execute("ROLLBACK")
            raise


def _translation(path: Path, message: str) -> ArchiveError:
    lowered = message.lower()
    if "readonly" in lowered or "read-only" in lowered:
        return ArchiveReadOnly(f"{path}: the archive or its folder is read-only; give --archive a place that can be written")
    if "full" in lowered:
        return ArchiveFull(
            f"{path}: no space left where the archive lies; what was read so far is kept, free some space and run again"
        )
    if "not a database" in lowered or "malformed" in lowered:
        return ArchiveError(f"{path}: not an archive ({message}); give the path of a file that `detente read --archive` made")
    if "locked" in lowered or "busy" in lowered:
        return ArchiveError(f"{path}: another process has been writing for {BUSY_WAIT_MS // 1000} s; run again when it is done")
    if "unable to open" in lowered:
        return ArchiveError(f"{path}: cannot be opened; is the folder there, and may it be written?")
    return ArchiveError(f"{path}: {message}")


def connect(path: Path, *, write: bool, steps: Sequence[str] | None = None) -> sqlite3.Connection:
    """An open archive at this version's schema.

    Raises: ArchiveNewer where a later version wrote it; ArchiveReadOnly, ArchiveFull; ArchiveError where the file is absent (to
    read), is no archive, or cannot be opened. `steps`: the migrations, other than the package's own in tests alone.
    """
    if path.is_dir():
        raise ArchiveError(f"{path}: a folder; an archive is one file, such as {path / 'desk.db'}")
    if not write and not path.is_file():
        raise ArchiveError(f"{path}: no such archive; make one with `detente read PAGES --archive {path}`")
    known = tuple(steps) if steps is not None else migrations()
    with translated(path):
        connection = _open(path, write=write)
        try:
            _check(connection, path, len(known))
            if write:
                _prepare(connection, known)
            elif version_of(connection) < len(known):
                raise ArchiveError(
                    f"{path}: made by an earlier version; open it once with `detente read --archive {path}` to bring it forward"
                )
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, *, write: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_WAIT_MS / 1000, isolation_level=None) if write else _open_to_read(path)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open_to_read(path: Path) -> sqlite3.Connection:
    """To read alone. Where the file may be written it is opened as a writer would, so that the last to close tidies up its
    -wal and -shm; in a folder that cannot be written, where SQLite's shared memory file cannot be made, as an unchanging file."""
    if os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK):
        connection = sqlite3.connect(path, timeout=BUSY_WAIT_MS / 1000, isolation_level=None)
        connection.execute("PRAGMA query_only = ON")
        return connection
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", timeout=BUSY_WAIT_MS / 1000, isolation_level=None, uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        log = Path(f"{path.resolve()}-wal")
        if log.is_file() and log.stat().st_size:  # an unchanging file is read without it, as if its rows had never been
            raise ArchiveReadOnly(
                f"{path}: its newest records lie in {log.name}, to be read only where the folder can be written; "
                "copy both files to such a folder"
            ) from None
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", isolation_level=None, uri=True)
    return connection


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of an open archive, 0 for a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    version = version_of(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])  # after the tables: another process may be making both
    if tables and owner != APPLICATION_ID:
        raise ArchiveError(f"{path}: a SQLite file, but not an archive of detente's; give another path to --archive")
    if version > newest:
        raise ArchiveNewer(
            f"{path}: archive of schema version {version}, this detente knows up to {newest}; install a newer detente"
        )


def _prepare(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if version_of(connection) == len(steps):
        return
    for number, sql in enumerate(steps, start=1):
        _migrate(connection, sql, number)


def _migrate(connection: sqlite3.Connection, sql: str, number: int) -> None:
    """Take one step, unless another process has taken it while this one waited for its turn to write."""
    connection.execute("BEGIN IMMEDIATE")
    if version_of(connection) < number:
        for statement in _statements(sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("COMMIT")


def _statements(sql: str) -> Iterator[str]:
    """The statements of a script, one at a time: `executescript` would commit the transaction that they are to be part of."""
    statement = ""
    for piece in sql.split(";")[:-1]:
        statement += f"{piece};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
