"""Sources: read in pieces, unpacked in bounded memory, broken without an exception."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from fastwarc.stream_io import ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.pages import streams
from detente.pages.streams import PIECE_BYTES, Source, gunzip, of_file, recoded, unzstd
from detente.records import Reason


class Watched(io.BytesIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


class Kept(io.BytesIO):
    def close(self) -> None:
        """Stay open, for what was written."""


def zstd(data: bytes) -> bytes:
    made = Kept()
    with ZstdWriter(made) as writer:
        for at in range(0, len(data), 1 << 20):  # the writer takes no more than some megabytes at once
            writer.write(data[at : at + (1 << 20)])
    return made.getvalue()


def all_of(source: Source) -> bytes:
    return source.read(10**9)


@given(st.binary(max_size=300), st.lists(st.integers(1, 50), max_size=20))
def test_whatever_the_steps_the_bytes_are_the_same(data: bytes, steps: list[int]) -> None:
    file = io.BytesIO(data)
    source = Source(lambda: file.read(7))
    got = b""
    for at, step in enumerate(steps):
        part = (source.take, source.read, source.line)[at % 3](step)
        assert source.peek(3) == data[len(got) + len(part) :][:3]
        if at % 4 == 0:
            source.push_back(part)
        else:
            got += part
    assert got + all_of(source) == data


def test_a_line_is_no_longer_than_asked() -> None:
    source = of_file(io.BytesIO(b"a" * 200_000 + b"\nnext\n"))
    assert source.line(150_000) == b"a" * 150_000
    assert source.line(150_000) == b"a" * 50_000 + b"\n"
    assert (source.line(150_000), source.line(1)) == (b"next\n", b"")


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_gzip_members_are_read_one_after_another(parts: list[bytes]) -> None:
    source = gunzip(of_file(io.BytesIO(b"".join(map(gzip.compress, parts)) + b"\0" * 100)))
    assert all_of(source) == b"".join(parts)
    assert source.fault is None


@given(st.binary(min_size=1, max_size=400), st.data())
@settings(max_examples=60)
def test_broken_packing_ends_with_a_fault(data: bytes, draw: st.DataObject) -> None:
    for unpack, packed in ((gunzip, gzip.compress(data)), (unzstd, zstd(data))):
        cut = draw.draw(st.integers(5, len(packed) - 1))
        source = unpack(of_file(io.BytesIO(packed[:cut])))
        assert data.startswith(all_of(source))
        assert source.fault is not None
        assert source.fault.reason is Reason.UNREADABLE


def test_zstd_is_unpacked() -> None:
    assert all_of(unzstd(of_file(io.BytesIO(zstd(b"words " * 50_000))))) == b"words " * 50_000


def bombs() -> dict[str, bytes]:
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200))
    return {"gzip": packed + packer.flush(), "zstd": zstd(bytes(200 << 20))}


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
def test_a_bomb_is_left_unread(kind: str) -> None:
    unpack = {"gzip": gunzip, "zstd": unzstd}[kind]
    source = unpack(of_file(io.BytesIO(bombs()[kind])))
    size = 0
    while piece := source.take():
        assert len(piece) <= PIECE_BYTES
        size += len(piece)
    assert size <= streams.FREE_BYTES + PIECE_BYTES
    assert source.fault is not None
    assert source.fault.reason is Reason.TOO_LARGE
    assert "200-fold" in source.fault.detail


def test_reading_ahead_is_bounded() -> None:
    file = Watched(b"x" * 10_000_000)
    source = of_file(file)
    source.peek()
    source.line(100)
    assert file.taken <= 2 * PIECE_BYTES


def test_a_file_that_fails_while_it_is_read_ends_with_a_fault() -> None:
    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    source = of_file(Failing())
    assert source.read(10) == b""
    assert source.fault is not None
    assert source.fault.detail == "Input/output error"


def test_text_is_recoded_over_the_edges_of_pieces() -> None:
    text = "é€𝄞\n" * 40_000
    assert all_of(recoded(of_file(io.BytesIO(text.encode("utf-16"))), "utf-16")).decode() == text
