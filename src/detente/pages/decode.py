"""Bytes → text: told by content. UTF-8, UTF-16, UTF-32, else Windows-1252 where that reads as text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from detente.records import Reason

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "a program (ELF)"),
    (b"MZ\x90", "a program (Windows)"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a BMP image"),
    (b"ID3", "an MP3"),
    (b"OggS", "Ogg"),
    (b"RIFF", "RIFF (WebP, WAV, AVI)"),
    (b"PAR1", "Parquet"),
    (b"\xca\xfe\xba\xbe", "a Java class"),
    (b"%!PS", "PostScript"),
)
_TEXT_LIKE_MAGIC = frozenset({b"BM", b"ID3", b"RIFF", b"MZ\x90", b"PAR1", b"OggS", b"BZh", b"GIF8"})
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE)
# what no page is written in: of other than Latin letters, of bytes that UTF-8 would have read, or of escapes in plain ASCII
_NO_CHARSET = re.compile(r"utf|unicode|escape|punycode|idna", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HEAD_BYTES = 8_192
_NULS_OF_UTF16 = 0.3  # of Latin text in UTF-16, nearly every second byte is NUL; a third leaves room for other scripts
_NULS_OUTSIDE = 0.02
_CONTROL_SHARE = 0.01
_BROKEN_SHARE = 0.002  # a page cut in mid-letter, or with a stray byte, is still UTF-8
_FOREIGN_SHARE = 0.3  # above it, what Windows-1252 reads is another encoding's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with its newlines made `\\n`, and a note on the encoding where it was not plain UTF-8 (else empty)."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecoded:
    """Why bytes are no text."""

    reason: Reason
    detail: str


def decode(data: bytes) -> Decoded | Undecoded:
    """The text of these bytes, or why there is none."""
    if not data.strip():
        return Undecoded(reason=Reason.EMPTY, detail=f"{len(data)} bytes, all blank" if data else "0 bytes")
    outcome = _decode_by_content(data)
    if isinstance(outcome, Undecoded):
        return outcome
    text = outcome.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\u200b\u200c\u200d\u2060 \t\n\x0b\x0c\xa0\u3000\x85\u2028\u2029"):
        return Undecoded(reason=Reason.EMPTY, detail=f"{len(text)} characters, all blank")
    controls = len(_CONTROLS.findall(text))
    if controls > _CONTROL_SHARE * len(text) or "\x00" in text:
        return Undecoded(reason=Reason.BINARY, detail=f"{controls:,} of {len(text):,} characters are control characters")
    return Decoded(text=text, note=outcome.note)


def _decode_by_content(data: bytes) -> Decoded | Undecoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _by_bom(data[len(bom) :], encoding)
    kind = _kind(data)
    if kind:
        return Undecoded(reason=Reason.BINARY, detail=f"looks like {kind}")
    utf16 = _utf16_without_bom(data)
    if utf16:
        return _by_bom(data, utf16)
    if b"\x00" in data:
        return Undecoded(reason=Reason.BINARY, detail=f"{data.count(0):,} NUL bytes among {len(data):,}")
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError:
        return _broken_utf8(data) or _declared(data) or _windows_1252(data)


def _by_bom(data: bytes, encoding: str) -> Decoded | Undecoded:
    note = "" if encoding == "utf-8" else f", {encoding}"
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > max(1, _BROKEN_SHARE * len(text)):
        return Undecoded(reason=Reason.ENCODING, detail=f"marked as {encoding}, but {broken:,} characters do not decode")
    return Decoded(text=text, note=note)


def _kind(data: bytes) -> str | None:
    for magic, name in _KINDS:
        if data.startswith(magic) and not (magic in _TEXT_LIKE_MAGIC and _plain(data[:_HEAD_BYTES])):
            return name
    if data[4:8] == b"ftyp":
        return "MP4"
    return None


def _plain(head: bytes) -> bool:
    """True where a file that starts with letters some format starts with is text after all ("BMW recalls …")."""
    return not any(byte < 9 or 13 < byte < 32 for byte in head)


def _utf16_without_bom(data: bytes) -> str | None:
    head = data[:_HEAD_BYTES]
    half = len(head) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > _NULS_OF_UTF16 and even < _NULS_OUTSIDE:
        return "utf-16-le"
    if even > _NULS_OF_UTF16 and odd < _NULS_OUTSIDE:
        return "utf-16-be"
    return None


def _broken_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(1 for char in text if ord(char) > 127) - broken
    if broken <= max(1, _BROKEN_SHARE * len(text)) and whole > broken:
        return Decoded(text=text, note=f", utf-8 with {broken} broken")
    return None


def _declared(data: bytes) -> Decoded | None:
    match = _META_CHARSET.search(data[:_HEAD_BYTES]) or _XML_CHARSET.search(data[:_HEAD_BYTES])
    if not match:
        return None
    name = match.group(1).decode("ascii", errors="replace").lower()
    if _NO_CHARSET.search(name):
        return None
    try:
        encoding = codecs.lookup({"gb2312": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252"}.get(name, name)).name
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):
        return None
    if text.count("\ufffd") > _BROKEN_SHARE * len(text):
        return None
    return Decoded(text=text, note=f", {encoding}")


def _windows_1252(data: bytes) -> Decoded | Undecoded:
    text = data.decode("cp1252", errors="replace")
    unread = text.count("\ufffd")
    foreign = sum(1 for char in text if ord(char) > 127)
    if unread > _BROKEN_SHARE * len(text) or foreign > _FOREIGN_SHARE * len(text):
        share = max(foreign, unread) / len(text)
        return Undecoded(reason=Reason.ENCODING, detail=f"neither UTF-8 nor UTF-16, and as Windows-1252 {share:.0%} is no text")
    return Decoded(text=text, note=", windows-1252")
