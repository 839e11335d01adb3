"""An address → its bytes, over at most a few redirects, each of which is checked like the first; bounded in size and time."""

from __future__ import annotations

import http.client
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from detente.watch.connect import Connection, Deadline, Network
from detente.watch.failure import Failure, Trouble
from detente.watch.urls import Target, joined, target_of

MOST_REDIRECTS = 5
PACKED_BYTES = 10_000_000
UNPACKED_BYTES = 20_000_000
_PIECE_BYTES = 65_536
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_OK, _NOT_MODIFIED = 200, 304
_CODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # with the window bits that zlib takes for each


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most bytes that an answer may have, as sent and unpacked."""

    packed_bytes: int = PACKED_BYTES
    unpacked_bytes: int = UNPACKED_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the address `valid_at` gave to tell whether it has changed since."""

    etag: str | None = None
    modified: str | None = None
    valid_at: str | None = None

    def headers(self, url: str) -> dict[str, str]:
        """The conditions to ask with; none at another address, whose validators they are not."""
        if url != self.valid_at:
            return {}
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. `body` is None where it has not changed (304). `url`: where it came from in the end; `media`: its type, lower
    case, empty where not stated. `broken`: why the body ends before its end, None where it is whole. `moved`: where the address
    has moved for good.
    """

    url: str
    body: bytes | None
    media: str = ""
    validators: Validators = Validators()
    broken: Failure | None = None
    moved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How to ask. `agent`: who asks; `clock`: now, for a Retry-After that names a day."""

    agent: str
    network: Network
    clock: Callable[[], datetime]
    limits: Limits = Limits()


def fetch(
    url: str, asking: Asking, *, before: Callable[[Target], None], accept: str = "*/*", validators: Validators | None = None
) -> Fetched:
    """What an address gives. `before` is called with each target in turn, redirects too, to wait for its host or raise Failure.

    Raises: Failure.
    """
    target, moved, for_good = target_of(url), None, True
    for _ in range(MOST_REDIRECTS + 1):
        before(target)
        conditions = validators.headers(target.url) if validators else {}
        headers = {"User-Agent": asking.agent, "Accept": accept, "Accept-Encoding": "gzip", "Connection": "close", **conditions}
        answer = _ask(target, headers, asking)
        if isinstance(answer, Fetched):
            return replace(answer, moved=moved)
        status, location = answer
        for_good = for_good and status in _FOR_GOOD
        target = target_of(joined(target.url, location))
        moved = target.url if for_good else moved
    raise Failure(Trouble.REDIRECTS, f"more than {MOST_REDIRECTS} redirects, the last to {target.url[:200]}")


def _ask(target: Target, headers: Mapping[str, str], asking: Asking) -> Fetched | tuple[int, str]:
    """One request: what it gave, or the status and location of a redirect. Raises: Failure."""
    deadline = Deadline(asking.network.request_s)
    connection = Connection(target, asking.network, deadline)
    try:
        connection.putrequest("GET", target.path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return _answer(connection.getresponse(), target, asking)
    except ssl.SSLCertVerificationError as error:
        raise Failure(Trouble.CONNECTION, f"{target.host}: its certificate does not hold ({error.verify_message})") from error
    except TimeoutError as error:
        raise Failure(Trouble.TIME, f"{target.host} did not answer in time") from error
    except OSError as error:
        raise Failure(Trouble.CONNECTION, f"{target.host}: {error.strerror or type(error).__name__}") from error
    except (http.client.HTTPException, ValueError) as error:  # ValueError: a length or a header that is none
        raise Failure(Trouble.ANSWER, f"{target.host} does not answer as HTTP asks ({type(error).__name__})") from error
    finally:
        connection.hang_up()


def _answer(response: http.client.HTTPResponse, target: Target, asking: Asking) -> Fetched | tuple[int, str]:
    status = response.status
    if status in _MOVED and response.getheader("Location"):
        return status, (response.getheader("Location") or "").strip()
    if status == _NOT_MODIFIED:
        return Fetched(url=target.url, body=None)
    if status != _OK:
        wait_s = retry_after_s(response.getheader("Retry-After") or "", now=asking.clock())
        raise Failure(
            Trouble.STATUS, f"{target.host} answered {status} {response.reason[:60]}".rstrip(), status=status, wait_s=wait_s
        )
    body, broken = _body(response, asking.limits)
    etag, modified = response.getheader("ETag"), response.getheader("Last-Modified")
    whole = broken is None
    return Fetched(
        url=target.url,
        body=body,
        media=(response.getheader("Content-Type") or "").partition(";")[0].strip().lower(),
        validators=Validators(etag=_line(etag), modified=_line(modified), valid_at=target.url) if whole else Validators(),
        broken=broken,
    )


def _body(response: http.client.HTTPResponse, limits: Limits) -> tuple[bytes, Failure | None]:
    """The body unpacked, as far as the limits and the connection let it come, and why it is not whole."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding != "identity" and coding not in _CODINGS:
        raise Failure(Trouble.ANSWER, f"its body is coded as {coding[:40]!r}, which was not asked for")
    inflate = zlib.decompressobj(_CODINGS[coding]) if coding in _CODINGS else None
    stated, packed, body = response.length, 0, bytearray()
    try:
        while piece := response.read1(_PIECE_BYTES):
            packed += len(piece)
            room = limits.unpacked_bytes + 1 - len(body)
            body += inflate.decompress(piece, room) if inflate else piece
            if len(body) > limits.unpacked_bytes:
                return bytes(body[: limits.unpacked_bytes]), _too_large(limits.unpacked_bytes, "unpacked" if inflate else "")
            if packed > limits.packed_bytes:
                return bytes(body), _too_large(limits.packed_bytes, "as sent")
    except Failure as failure:
        return bytes(body), failure
    except TimeoutError:
        return bytes(body), Failure(Trouble.TIME, "its body did not come in time")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return bytes(body), Failure(Trouble.CONNECTION, f"its body broke off after {packed:,} bytes ({type(error).__name__})")
    except zlib.error:
        return bytes(body), Failure(Trouble.ANSWER, f"its {coding} coding is broken after {packed:,} bytes")
    if (stated is not None and packed < stated) or (inflate and packed and not inflate.eof):
        return bytes(body), Failure(Trouble.CONNECTION, f"its body broke off after {packed:,} bytes")
    return bytes(body), None


def _too_large(limit: int, how: str) -> Failure:
    return Failure(Trouble.SIZE, f"more than {limit:,} bytes {how}".rstrip())


def _line(value: str | None) -> str | None:
    """A header's value to be sent back, None where it could not be sent as it came."""
    return value if value and len(value) < 1_000 and value.isprintable() and value.isascii() else None


def retry_after_s(value: str, *, now: datetime) -> float:
    """Seconds that a Retry-After asks to wait, 0 where it says nothing that can be told (RFC 9110, 10.2.3)."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
