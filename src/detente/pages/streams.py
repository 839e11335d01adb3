"""Bytes read once, forwards, in bounded memory: a `Source`, and the sources that unpack or recode another one.

A source that breaks ends early and says why in `fault`; it raises nothing. Memory: at most a few pieces of `PIECE_BYTES`, beside
what a caller asks for at once.
"""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from fastwarc.stream_io import ZstdReader

from detente.records import Reason

PIECE_BYTES = 65_536
GZIP = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
# Pages pack to a tenth or a twentieth, a run of one letter to a thousandth (deflate's limit is 1,032). Small bombs hurt nobody.
MOST_FOLD = 200
FREE_BYTES = 67_108_864
REREAD_BYTES = 268_435_456
_KEPT_BYTES = 4_194_304
_HEAD_BYTES = 1_024  # enough for a gzip head and the first letters of what is packed


class Readable(Protocol):
    """A file or whatever reads like one."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why bytes end before their end. `clean`: they broke between two gzip members, so all that came before is whole."""

    reason: Reason
    detail: str
    clean: bool = False


class Source:
    """Bytes to be read once, forwards.

    `more` gives the next bytes: none at the end, a Fault where they break. `again` tries to go on after a fault where the given
    bytes begin something new, and says whether it can.
    """

    __slots__ = ("_again", "_at", "_ended", "_fault", "_given", "_held", "_more")

    def __init__(self, more: Callable[[], bytes | Fault], again: Callable[[bytes], bool] | None = None) -> None:
        self._more, self._again = more, again
        self._held, self._at, self._ended = b"", 0, False
        self._fault: Fault | None = None
        self._given = 0

    @property
    def fault(self) -> Fault | None:
        """Why there are no more bytes, once all that came before the fault are read; None while there are, and at a true end."""
        return self._fault if self._at >= len(self._held) else None

    def peek(self, size: int = PIECE_BYTES) -> bytes:
        """The next bytes, up to `size` of them (fewer only at the end), without moving on."""
        while len(self._held) - self._at < size and self._fill():
            pass
        return self._held[self._at : self._at + size]

    def take(self, size: int = PIECE_BYTES) -> bytes:
        """Some of the next bytes, between 1 and `size`; none at the end."""
        if self._at >= len(self._held) and not self._fill():
            return b""
        taken = self._held[self._at : self._at + size]
        self._at += len(taken)
        return taken

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only where the source ends."""
        parts = []
        while size > 0 and (part := self.take(size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def line(self, limit: int) -> bytes:
        """The next line with its newline; of a longer one its first `limit` bytes, and then the rest is next."""
        parts: list[bytes] = []
        while limit > 0 and (self._at < len(self._held) or self._fill()):
            end = self._held.find(b"\n", self._at, self._at + limit)
            stop = end + 1 if end >= 0 else min(len(self._held), self._at + limit)
            parts.append(self._held[self._at : stop])
            limit -= stop - self._at
            self._at = stop
            if end >= 0:
                break
        return b"".join(parts)

    def skip_to(self, mark: bytes) -> bool:
        """Go on to where these bytes stand next; to the end, and False, where they do not."""
        while True:
            found = self._held.find(mark, self._at)
            if found >= 0:
                self._at = found
                return True
            self._at = max(self._at, len(self._held) - len(mark) + 1)
            if not self._fill():
                self._at = len(self._held)
                return False

    def push_back(self, data: bytes) -> None:
        """Put bytes before what is next."""
        before = self._at - len(data)
        if before >= 0 and self._held[before : self._at] == data:
            self._at = before
        else:
            self._held, self._at = data + self._held[self._at :], 0

    def give_back(self, data: bytes) -> None:
        """Put bytes before what is next that a broken record took too much, to look for the next one in them.

        In all no more than `REREAD_BYTES`, beyond which they are lost: else a small file of lies would keep a reader for days.
        """
        self._given += len(data)
        if self._given <= REREAD_BYTES:
            self.push_back(data)

    def go_on(self, mark: bytes) -> bool:
        """After a fault: go on where something begins with these bytes; False where nothing does, and the fault stays."""
        if self.fault is None or self._again is None or not self._again(mark):
            return False
        self._fault, self._ended = None, False
        return True

    def _fill(self) -> bool:
        if self._ended:
            return False
        got = self._more()
        if isinstance(got, Fault):
            self._fault = got
        if isinstance(got, Fault) or not got:
            self._ended = True
            return False
        self._held, self._at = self._held[self._at :] + got, 0
        return True


def of_file(file: Readable) -> Source:
    """A source over an open file."""

    def more() -> bytes | Fault:
        try:
            return file.read(PIECE_BYTES)
        except OSError as error:
            return Fault(reason=Reason.UNREADABLE, detail=error.strerror or type(error).__name__)

    return Source(more)


def bomb(packed: int, unpacked: int) -> Fault | None:
    """The fault of bytes that unpack to more than pages do; None where they do not."""
    if unpacked <= FREE_BYTES or unpacked <= MOST_FOLD * packed:
        return None
    return Fault(reason=Reason.TOO_LARGE, detail=f"{packed:,} bytes unpack to over {unpacked:,}, more than {MOST_FOLD}-fold")


def gunzip(raw: Source) -> Source:
    """What a gzip stream holds, of one member or of many (as Common Crawl leaves them, a record each)."""
    members = _Members(raw)
    return Source(members.more, members.again)


class _Members:
    """The members of a gzip stream one after another. The bytes of the one being read are kept, while they are few, so that after
    a fault the next member is looked for from its start: what is broken reads on into its neighbours.
    """

    def __init__(self, raw: Source) -> None:
        self.raw = raw
        self.inflate = zlib.decompressobj(31)
        self.begun, self.tail = False, b""
        self.kept: list[bytes] = []
        self.packed = self.unpacked = 0
        self.all_packed = self.all_unpacked = 0

    def more(self) -> bytes | Fault:
        """The next bytes unpacked."""
        while True:
            if not self.begun:
                end = self._begin()
                if end is not None:
                    return end
            data = self.tail or self._packed()
            try:
                out = self.inflate.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                return self._fault(f"broken gzip ({str(error).rpartition(': ')[2]})")
            self.tail = self.inflate.unconsumed_tail
            self.unpacked += len(out)
            self.all_unpacked += len(out)
            if self.inflate.eof:
                self.raw.push_back(self.inflate.unused_data)
                self.begun = False
            elif not data and not out:
                return self.raw.fault or self._fault("gzip that ends in the middle")
            too_much = bomb(self.packed, self.unpacked) or bomb(self.all_packed, self.all_unpacked)
            if too_much:
                return too_much
            if out:
                return out

    def again(self, mark: bytes) -> bool:
        """Begin at the next member that starts with these bytes; False where there is none."""
        if self.begun:
            self.raw.give_back(b"".join(self.kept)[1:])
        self.begun = False
        while self.raw.skip_to(GZIP):
            try:
                if zlib.decompressobj(31).decompress(self.raw.peek(_HEAD_BYTES), len(mark)) == mark:
                    return True
            except zlib.error:
                pass  # these three bytes stand by chance within what is packed
            self.raw.take(1)
        return False

    def _begin(self) -> bytes | Fault | None:
        head = self.raw.peek(len(GZIP))
        while head.startswith(b"\0"):  # padding, as on tapes and in blocks of a fixed size
            rest = self.raw.take().lstrip(b"\0")
            self.raw.push_back(rest)
            head = self.raw.peek(len(GZIP))
        if not head:
            return self.raw.fault or b""
        if not head.startswith(GZIP):
            return Fault(reason=Reason.UNREADABLE, detail="bytes between gzip members that are none", clean=True)
        self.inflate, self.begun, self.tail = zlib.decompressobj(31), True, b""
        self.kept, self.packed, self.unpacked = [], 0, 0
        return None

    def _packed(self) -> bytes:
        data = self.raw.take()
        self.packed += len(data)
        self.all_packed += len(data)
        if self.packed <= _KEPT_BYTES:
            self.kept.append(data)
        else:
            self.kept = []
        return data

    def _fault(self, detail: str) -> Fault:
        return Fault(reason=Reason.UNREADABLE, detail=detail, clean=not self.unpacked)


def unzstd(raw: Source) -> Source:
    """What a zstd stream holds."""
    counted = _Counted(raw)
    unpacked = 0
    reader = ZstdReader(counted)

    def more() -> bytes | Fault:
        nonlocal unpacked
        try:
            out = reader.read(PIECE_BYTES)
        except (OSError, ValueError) as error:
            return raw.fault or Fault(reason=Reason.UNREADABLE, detail=f"broken zstd ({error})")
        unpacked += len(out)
        return bomb(counted.taken, unpacked) or out

    return Source(more)


class _Counted:
    """A source that reads like a file and counts what was taken."""

    def __init__(self, raw: Source) -> None:
        self.raw, self.taken = raw, 0

    def read(self, size: int = PIECE_BYTES) -> bytes:
        """At most `size` bytes."""
        data = self.raw.take(size if size > 0 else PIECE_BYTES)
        self.taken += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Not to be had. Raises: OSError."""
        raise OSError(f"no seeking to {offset} ({whence})")

    def tell(self) -> int:
        """How many bytes were taken."""
        return self.taken

    def close(self) -> None:
        """Nothing to close."""


def recoded(raw: Source, encoding: str) -> Source:
    """The same text in UTF-8; what does not decode becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    ended = False

    def more() -> bytes | Fault:
        nonlocal ended
        while not ended:
            data = raw.take()
            ended = not data
            out = decoder.decode(data, final=ended).encode("utf-8", errors="replace")
            if out:
                return out
        return raw.fault or b""

    return Source(more)
