"""Files, folders, globs and stdin → pages, one at a time, in a deterministic order.

The room's door: `open_pages`. What a file is, its content says, not its name: a page of its own, or one of the collections that
`doors` reads (WARC and WET, feeds, JSONL, tables, archives of these).
"""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from detente.errors import InputError
from detente.pages.doors import Asked, open_door
from detente.pages.fields import Fields
from detente.pages.page import page_of
from detente.pages.streams import Source, of_file
from detente.records import Page, Reason, Rejected

__all__ = ["FEEDS", "LIMIT_BYTES", "STDIN", "Fields", "count_files", "feed_pages", "open_pages", "page_of", "printable"]

LIMIT_BYTES = 20_000_000
STDIN = "-"
FEEDS = frozenset({"RSS", "Atom", "RDF feed", "JSON Feed"})
MOST_ITEMS = 5_000
_MAGIC = frozenset("*?[")
_GUESSED = Fields()

Taken = Callable[[str, str], None]


def open_pages(
    paths: Iterable[str | Path],
    *,
    limit_bytes: int = LIMIT_BYTES,
    fields: Fields = _GUESSED,
    stdin: BinaryIO | None = None,
    taken: Taken | None = None,
) -> Iterator[Page | Rejected]:
    """The pages of these paths, in the order given; the files of a folder or glob sorted by name, a folder's read recursively.

    `-` is standard input (`stdin` stands in for it). Hidden files in folders are passed over. A file that cannot be used comes
    as `Rejected`, and so does a broken record in a file, so nothing is lost without a word. `limit_bytes`: the most that one
    page may have; a collection may have any number. `fields`: the names of the fields in JSONL and tables. `taken` is called with
    each file and what it was taken for, before its pages come.

    Raises: InputError, before the first page, where a path does not exist, a folder or glob holds no file, or a file that is
    given by itself has no field that can be told to be the text.
    """
    given = [str(path) for path in paths]
    for path in given:
        try:
            _check(path, fields)
        except PermissionError as error:
            raise InputError(f"{printable(path)!r} lies in a folder that may not be looked into; give one that may") from error
    return (
        page
        for path in given
        for file in _files(path)
        for page in _pages(file, limit_bytes=limit_bytes, fields=fields, stdin=stdin, taken=taken)
    )


def feed_pages(data: bytes, *, address: str, limit_bytes: int = LIMIT_BYTES) -> tuple[str, tuple[Page | Rejected, ...]]:
    """What the bytes that an address gave were taken for ("RSS", "page"), and a page an item where that is one of `FEEDS`.

    An item's uri is its link as the feed has it, else `ADDRESS#NUMBER`. At most the first `MOST_ITEMS`; a feed that is packed is
    not read, as it might unpack to anything.
    """
    door = open_door(of_file(io.BytesIO(data)), Asked(file=address, limit_bytes=limit_bytes, fields=_GUESSED))
    return door.what, tuple(islice(door.pages, MOST_ITEMS)) if door.what in FEEDS else ()


def count_files(paths: Iterable[str | Path]) -> int:
    """How many files `open_pages` will read, without reading any."""
    return sum(1 for path in paths for _ in _files(str(path)))


def _pages(
    path: str, *, limit_bytes: int, fields: Fields, stdin: BinaryIO | None, taken: Taken | None
) -> Iterator[Page | Rejected]:
    """The pages of one file."""
    asked = Asked(file=printable(path), limit_bytes=limit_bytes, fields=fields)
    try:
        if path == STDIN:
            yield from _told(of_file(stdin or sys.stdin.buffer), asked, None, taken)
            return
        with Path(path).open("rb") as file:
            regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            yield from _told(of_file(file), asked, file if regular else None, taken)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        yield Rejected(uri=asked.file, sha256=None, reason=Reason.UNREADABLE, detail=detail)


def _told(source: Source, asked: Asked, file: BinaryIO | None, taken: Taken | None) -> Iterator[Page | Rejected]:
    """The pages of an open file; `file`: the same, where it can be read in any order."""
    door = open_door(source, asked, file)
    if taken is not None:
        taken(asked.file, door.what)
    size = os.fstat(file.fileno()).st_size if file is not None else 0
    if door.what == "page" and size > asked.limit_bytes:
        detail = f"{size:,} bytes, the limit is {asked.limit_bytes:,}"
        yield Rejected(uri=asked.file, sha256=None, reason=Reason.TOO_LARGE, detail=detail)
        return
    yield from door.pages


def printable(path: str) -> str:
    """A path as text that every file can hold: bytes of a name that are no UTF-8 as `\\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _check(path: str, fields: Fields) -> None:
    if path == STDIN:
        return
    if Path(path).is_file():
        _check_fields(path, fields)
        return
    if _is_glob(path):
        if next(_files(path), None) is None:
            raise InputError(f"no file matches {path!r}: quote the pattern, or give a folder")
    elif Path(path).is_dir():
        if next(_files(path), None) is None:
            raise InputError(f"the folder {path!r} holds no files: give one that holds pages")
    elif not _exists(path):
        raise InputError(f"no such file or folder: {path!r}; give a file, a folder, a glob or - for stdin")


def _check_fields(path: str, fields: Fields) -> None:
    """Whether the fields of a file that is given by itself can be told; what cannot be opened comes as an outcome later."""
    if not stat.S_ISREG(Path(path).stat().st_mode):
        return
    try:
        with Path(path).open("rb") as file:
            door = open_door(of_file(file), Asked(file=printable(path), limit_bytes=LIMIT_BYTES, fields=fields), file)
    except OSError:
        return
    if door.mistake:
        raise InputError(f"{printable(path)!r} was taken for {door.what}: {door.mistake}")


def _exists(path: str) -> bool:
    """True for whatever has a name in the file system, a dangling link or a pipe included."""
    return Path(path).is_symlink() or Path(path).exists()


def _is_glob(path: str) -> bool:
    return not _exists(path) and any(c in _MAGIC for c in path)


def _files(path: str) -> Iterator[str]:
    if _is_glob(path):
        for match in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 – Path.glob takes no absolute pattern
            if not _is_folder(Path(match)):
                yield match
    elif path != STDIN and Path(path).is_dir():
        yield from _walk(Path(path))
    else:
        yield path


def _walk(folder: Path) -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:  # a folder that may not be opened is an outcome like a file that may not
        yield str(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            if not entry.is_symlink():  # a link to a folder above would never end
                yield from _walk(entry)
        elif not _waits(entry):
            yield str(entry)


def _is_folder(path: Path) -> bool:
    """True for a folder and a link to one; False, too, for what may not be asked, which is then an outcome like any file."""
    try:
        return path.is_dir()
    except PermissionError:
        return False


def _waits(path: Path) -> bool:
    """True for pipes, sockets and devices, and links to them, which may never give anything to read."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
