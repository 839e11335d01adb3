"""Files of every kind, made of invented pages."""

from __future__ import annotations

import gzip
import io
import zipfile

PROSE = "Norland’s minister said on Monday that the café talks had gone well.\nSudmark did not answer."
HTML = f"<!doctype html><html><head><title>Talks</title></head><body><h1>Talks go well</h1><p>{PROSE}</p></body></html>"
SITE = "https://daily.example/news"


def warc_record(kind: str, body: bytes, *, uri: str | None = None, media: str = "text/plain", length: str | None = None) -> bytes:
    """One record; `length`: what it says of its length where that is not the truth."""
    address = f"WARC-Target-URI: {uri}\r\n" if uri else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}WARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media}\r\nContent-Length: {length or len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(body: bytes, *, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    """An HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def response(number: int, body: bytes | None = None, *, length: str | None = None, **http: str) -> bytes:
    """A record of a page that was fetched."""
    page = HTML.replace("Talks", f"Talks {number}").encode() if body is None else body
    media = "application/http; msgtype=response"
    return warc_record("response", answer(page, **http), uri=f"{SITE}/{number}", media=media, length=length)


def wet_record(number: int, text: str = PROSE) -> bytes:
    """A record of a page's text."""
    return warc_record("conversion", f"{number}\n{text}".encode(), uri=f"{SITE}/{number}")


def members(*records: bytes) -> list[bytes]:
    """Each record in a gzip member of its own, as Common Crawl leaves them."""
    return [gzip.compress(record, mtime=0) for record in records]


def zipped(**files: bytes | str) -> bytes:
    """A ZIP archive; `__` in a name stands for a dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    """An RSS feed."""
    listed = "".join(f"<item>{item}</item>\n" for item in items)
    return f'{head}<rss version="2.0"><channel><title>Daily</title><link>{SITE}</link>\n{listed}</channel></rss>'.encode()


def rss_item(number: int, *, body: str = PROSE, day: str = "Mon, 06 May 2024 23:30:00 -0500") -> str:
    """The inside of an item."""
    return (
        f"<title>Talks {number}</title><link>{SITE}/{number}?a=1&amp;b=2</link>"
        f"<pubDate>{day}</pubDate><description>{body}</description>"
    )
