"""Files, folders, globs and stdin → pages, one at a time, in a deterministic order.

The room's door: `open_pages`. What a file is, its content says, not its name (`decode`); HTML becomes its visible text (`html`).
"""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from detente.errors import InputError
from detente.pages.decode import Decoded, decode
from detente.pages.html import declared_day, looks_like_html, visible_text
from detente.records import Page, Reason, Rejected

LIMIT_BYTES = 20_000_000
STDIN = "-"
_MAGIC = frozenset("*?[")


def open_pages(
    paths: Iterable[str | Path], *, limit_bytes: int = LIMIT_BYTES, stdin: BinaryIO | None = None
) -> Iterator[Page | Rejected]:
    """The pages of these paths, in the order given; the files of a folder or glob sorted by name, a folder's read recursively.

    `-` is standard input, one page (`stdin` stands in for it). Hidden files in folders are passed over. A file that cannot
    be used comes as `Rejected`, so nothing is lost without a word.

    Raises: InputError, before the first page, where a path does not exist, or a folder or glob holds no file.
    """
    given = [str(path) for path in paths]
    for path in given:
        try:
            _check(path)
        except PermissionError as error:
            raise InputError(f"{printable(path)!r} lies in a folder that may not be looked into; give one that may") from error
    return (read_page(file, limit_bytes=limit_bytes, stdin=stdin) for path in given for file in _files(path))


def count_pages(paths: Iterable[str | Path]) -> int:
    """How many pages `open_pages` will give, without reading any."""
    return sum(1 for path in paths for _ in _files(str(path)))


def read_page(path: str, *, limit_bytes: int = LIMIT_BYTES, stdin: BinaryIO | None = None) -> Page | Rejected:
    """The page of one file (or of stdin, for `-`), or why it cannot be used."""
    try:
        data = _bytes(path, limit_bytes, stdin)
    except OSError as error:
        return Rejected(uri=printable(path), sha256=None, reason=Reason.UNREADABLE, detail=error.strerror or type(error).__name__)
    if isinstance(data, int):
        detail = f"{data:,} bytes, the limit is {limit_bytes:,}" if data else f"more than {limit_bytes:,} bytes"
        return Rejected(uri=printable(path), sha256=None, reason=Reason.TOO_LARGE, detail=detail)
    return page_of(data, uri=printable(path))


def printable(path: str) -> str:
    """A path as text that every file can hold: bytes of a name that are no UTF-8 as `\\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def page_of(data: bytes, *, uri: str) -> Page | Rejected:
    """The page of these bytes, or why they are none."""
    sha256 = hashlib.sha256(data).hexdigest()
    decoded = decode(data)
    if not isinstance(decoded, Decoded):
        return Rejected(uri=uri, sha256=sha256, reason=decoded.reason, detail=decoded.detail)
    if not looks_like_html(decoded.text):
        return Page(uri=uri, sha256=sha256, text=decoded.text, text_of=f"text/plain{decoded.note}")
    text = visible_text(decoded.text)
    if not text.strip():
        return Rejected(uri=uri, sha256=sha256, reason=Reason.EMPTY, detail="HTML without visible text")
    text_of = f"text/html by resiliparse{decoded.note}"
    return Page(uri=uri, sha256=sha256, text=text, text_of=text_of, declared=declared_day(decoded.text))


def _check(path: str) -> None:
    if path == STDIN or Path(path).is_file():
        return
    if _is_glob(path):
        if next(_files(path), None) is None:
            raise InputError(f"no file matches {path!r}: quote the pattern, or give a folder")
    elif Path(path).is_dir():
        if next(_files(path), None) is None:
            raise InputError(f"the folder {path!r} holds no files: give one that holds pages")
    elif not _exists(path):
        raise InputError(f"no such file or folder: {path!r}; give a file, a folder, a glob or - for stdin")


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


def _bytes(path: str, limit_bytes: int, stdin: BinaryIO | None) -> bytes | int:
    """The bytes; where they are over the limit, the size instead (0 where only "over" is known)."""
    if path == STDIN:
        data = (stdin or sys.stdin.buffer).read(limit_bytes + 1)
        return data if len(data) <= limit_bytes else 0
    file = Path(path)
    about = file.stat()
    if stat.S_ISREG(about.st_mode) and about.st_size > limit_bytes:
        return about.st_size
    with file.open("rb") as handle:
        data = handle.read(limit_bytes + 1)
    return data if len(data) <= limit_bytes else 0
