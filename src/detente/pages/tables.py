"""CSV and TSV → pages, a row each. Quoted cells may hold line breaks; a row that is broken costs itself.

The rows are told apart here: the standard reader takes a whole file for one cell where a quote is never closed, and its limit
on a cell is one for the whole process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.pages.fields import Fields, Untold, choose, knows, record_page
from detente.pages.page import Place
from detente.pages.streams import Source
from detente.records import Page, Reason, Rejected

_DELIMITERS = (b"\t", b",", b";", b"|")
_NAME = re.compile(r"[^\W\d][\w.:/() -]{0,39}")
_MOST_COLUMNS = 1_000
_UNCLOSED_BYTES, _LINE_BYTES, _MOST_LINES = 33_554_432, 32, 100_000
_HEAD_LINES = 4
_BOM = b"\xef\xbb\xbf"


def header_of(head: bytes, asked: Fields) -> tuple[bytes, tuple[str, ...]] | None:
    """Delimiter and column names of the table that these first bytes begin; None where they begin none.

    The first line must be names, two or more, all different, without a blank after the delimiter (prose has one), and either one
    of them is a common name or the next lines have as many cells.
    """
    lines = head.removeprefix(_BOM).split(b"\n")
    for delimiter in _DELIMITERS:
        first = cells(lines[0].rstrip(b"\r"), delimiter, most=_MOST_COLUMNS + 1)
        names = tuple(cell.decode("utf-8", errors="replace") for cell in first)
        if not 2 <= len(names) <= _MOST_COLUMNS or len(set(names)) < len(names) or len(lines) < 2:
            continue
        if all(name == "" or _NAME.fullmatch(name) for name in names) and (knows(names, asked) or _agree(lines, delimiter)):
            return delimiter, names
    return None


def _agree(lines: list[bytes], delimiter: bytes) -> bool:
    whole = [line for line in lines[: _HEAD_LINES + 1] if line.strip()]
    return len(whole) > 2 and len({len(cells(line, delimiter, most=_MOST_COLUMNS)) for line in whole}) == 1


def row_pages(source: Source, place: Place, asked: Fields) -> Iterator[Page | Rejected]:
    """The pages of a table; numbers count rows, the header not."""
    found = header_of(source.peek(), asked)
    if found is None:
        yield place.rejected(Reason.UNREADABLE, "no line of column names", 1)
        return
    delimiter, names = found
    source.line(place.limit_bytes)
    chosen = choose(names, asked)
    if isinstance(chosen, Untold):
        yield place.rejected(Reason.EMPTY, chosen.detail, 1)
        return
    number = 0
    for row in rows(source, delimiter, place.limit_bytes):
        number += 1
        if isinstance(row, str):
            yield place.rejected(Reason.TOO_LARGE if row.startswith("more") else Reason.UNREADABLE, row, number)
            continue
        values = cells(row, delimiter, most=len(names) + 1)
        if len(values) != len(names):
            many = f"{len(values)}" if len(values) < len(names) else f"more than {len(names)}"
            yield place.rejected(Reason.UNREADABLE, f"{many} cells under {len(names)} column names", number)
        else:
            yield record_page(dict(zip(names, values, strict=True)), chosen, row, number, place)
    if source.fault:
        yield place.rejected(source.fault.reason, source.fault.detail, number + 1)


def rows(source: Source, delimiter: bytes, limit_bytes: int) -> Iterator[bytes | str]:
    """The rows, without their line breaks; for a broken one, why, in words. Blank lines are passed over."""
    looked_through = 0
    while line := source.line(limit_bytes + 1):
        parts, size = [line], len(line)
        inside = _open_after(line, delimiter, inside=False)
        while inside and size <= limit_bytes and len(parts) < _MOST_LINES and (line := source.line(limit_bytes + 1 - size)):
            parts.append(line)
            size += len(line)
            inside = _open_after(line, delimiter, inside=True)
        if size > limit_bytes and (not inside or len(parts) == 1):
            yield f"more than {limit_bytes:,} bytes in a row"
            if not parts[-1].endswith(b"\n") and source.skip_to(b"\n"):
                source.take(1)
        elif inside:
            yield "a quote that is never closed"
            looked_through += max(size, len(parts) * _LINE_BYTES)
            if looked_through > _UNCLOSED_BYTES:
                yield "too many quotes that are never closed: the rest is not read"
                return
            source.push_back(b"".join(parts[1:]))
        elif parts[0].strip() and not (source.fault and not parts[-1].endswith(b"\n")):
            yield b"".join(parts).rstrip(b"\r\n")


def cells(row: bytes, delimiter: bytes, *, most: int) -> list[bytes]:
    """The first `most` cells of one row (RFC 4180): quoted where they begin with a quote, a doubled quote in them for one."""
    if b'"' not in row:
        return row.split(delimiter, most)[:most]
    found: list[bytes] = []
    at = 0
    pattern = _cell(delimiter)
    while at <= len(row) and len(found) < most:
        match = pattern.match(row, at)
        if match is None:  # not to be had: the second form takes anything
            break
        quoted, rest = match.groups()
        found.append(rest if quoted is None else quoted.replace(b'""', b'"') + rest)
        at = match.end() + 1
    return found


def _cell(delimiter: bytes) -> re.Pattern[bytes]:
    mark = re.escape(delimiter)
    return re.compile(rb'(?:"([^"]*+(?:""[^"]*+)*+)")?([^' + mark + rb"]*+)", re.DOTALL)


def _open_after(line: bytes, delimiter: bytes, *, inside: bool) -> bool:
    """Whether a quoted cell is still open after this line."""
    if b'"' not in line:
        return inside
    at = 0
    while True:
        if inside:
            at = _closing(line, at)
            if at < 0:
                return True
        elif line[at : at + 1] == b'"':
            at, inside = at + 1, True
            continue
        at = line.find(delimiter, at)
        if at < 0:
            return False
        at, inside = at + 1, False


def _closing(line: bytes, at: int) -> int:
    """Just after the quote that closes a cell, -1 where none does."""
    while (at := line.find(b'"', at)) >= 0:
        if line[at + 1 : at + 2] != b'"':
            return at + 1
        at += 2
    return -1
