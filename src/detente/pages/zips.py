"""A ZIP archive → its members, one at a time. Only stored and deflated ones: the others unpack without a bound on memory."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from detente.pages.streams import PIECE_BYTES, Fault, Source, bomb
from detente.records import Reason

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_DIRECTORY_BYTES = 67_108_864  # about half a million members
_TAIL_BYTES = 66_000 + 76
_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"})
_METHODS = {zipfile.ZIP_STORED: "stored", zipfile.ZIP_DEFLATED: "deflated"}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def zip_members(file: IO[bytes]) -> Iterator[tuple[str, Source | Fault]]:
    """Name and bytes of each member, sorted by name, each to be read before the next is asked for; folders and hidden ones not.

    A whole archive that cannot be read gives one fault under an empty name.
    """
    try:
        file.seek(0)
        listed = _directory_bytes(file)
        if listed > _DIRECTORY_BYTES:
            yield "", Fault(reason=Reason.TOO_LARGE, detail=f"a ZIP archive whose list of members has {listed:,} bytes")
            return
        archive = zipfile.ZipFile(file)
    except _BROKEN as error:
        yield "", Fault(reason=Reason.BINARY, detail=f"a broken ZIP archive ({error})")
        return
    members = [member for member in archive.infolist() if not member.is_dir()]
    if _DOCUMENTS & {member.filename for member in members}:
        yield "", Fault(reason=Reason.BINARY, detail="an office document, e-book or program (a ZIP archive of its parts)")
        return
    if not members:
        yield "", Fault(reason=Reason.EMPTY, detail="an empty ZIP archive")
    unpacked, packed = [0], max(1, file.seek(0, 2))
    for member in sorted(members, key=lambda member: member.filename):
        if any(part.startswith(".") or part == "__MACOSX" for part in member.filename.split("/")):
            continue
        yield member.filename, _open(archive, member, unpacked, packed)
        if bomb(packed, unpacked[0]):
            return


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: list[int], packed: int) -> Source | Fault:
    """The bytes of a member; `unpacked` counts those of all members, `packed` are the bytes of the archive."""
    if member.flag_bits & 0x1:
        return Fault(reason=Reason.UNREADABLE, detail="encrypted")
    if member.compress_type not in _METHODS:
        return Fault(reason=Reason.UNREADABLE, detail=f"packed by method {member.compress_type}; stored or deflated would do")
    try:
        opened = archive.open(member)
    except _BROKEN as error:
        return _broken(error)
    own = [0]

    def more() -> bytes | Fault:
        try:
            data = opened.read(PIECE_BYTES)
        except _BROKEN as error:
            return _broken(error)
        own[0] += len(data)
        unpacked[0] += len(data)
        return bomb(member.compress_size, own[0]) or bomb(packed, unpacked[0]) or data

    return Source(more)


def _broken(error: Exception) -> Fault:
    return Fault(reason=Reason.UNREADABLE, detail=f"a broken ZIP member ({error})")


def _directory_bytes(file: IO[bytes]) -> int:
    """The size that the end of the archive states for its list of members, which is read at one go; the largest of any stated."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    stated = [0]
    for mark, at, form in ((b"PK\x05\x06", 12, "<L"), (b"PK\x06\x06", 40, "<Q")):
        found = tail.rfind(mark)
        if 0 <= found <= len(tail) - at - struct.calcsize(form):
            stated.append(struct.unpack_from(form, tail, found + at)[0])
    file.seek(0)
    return max(value for value in stated if value != 0xFFFFFFFF)
