"""An address as text → where to connect and what to ask for; only http and https, without a user's name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from detente.watch.failure import Failure, Trouble

_PORTS = {"http": 80, "https": 443}
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", re.IGNORECASE)
_SAFE = "!$%&'()*+,/:;=?@[]~-._"
_MOST_CHARS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`host`: in the letters that DNS has; of an IPv6 address without brackets. `path`: with the query, quoted."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: `https://mfa.example:443`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole of it, as it is asked for."""
        return self.origin.removesuffix(":443" if self.secure else ":80") + self.path


def target_of(url: str) -> Target:
    """Where an address leads.

    >>> target_of("https://MFA.example/news?id=1#top").url
    'https://mfa.example/news?id=1'

    Raises: Failure (ADDRESS), with what is wrong in one line.
    """
    if len(url) > _MOST_CHARS or _NOT_IN_URL.search(url):
        raise _bad(url, "an address has no blanks and at most 4,000 characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad(url, str(error)) from error
    if parts.scheme not in _PORTS:
        raise _bad(url, "only http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise _bad(url, "an address with a user's name in it is not fetched")
    if port == 0 or not parts.hostname:
        raise _bad(url, "it names no host that can be asked")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    if not path.startswith("/"):
        path = "/" + path
    return Target(secure=parts.scheme == "https", host=_host(url, parts.hostname), port=port or _PORTS[parts.scheme], path=path)


def _host(url: str, host: str) -> str:
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise _bad(url, "its host is no IPv6 address") from error
    try:
        plain = host.removesuffix(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _bad(url, "its host is no name that DNS has") from error
    if not _NAME.fullmatch(plain):
        raise _bad(url, "its host is no name that DNS has")
    return plain


def joined(base: str, reference: str) -> str:
    """A reference as an address, as a browser would complete it; itself where it cannot be completed."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _bad(url: str, why: str) -> Failure:
    return Failure(Trouble.ADDRESS, f"{url[:200]!r}: {why}")
