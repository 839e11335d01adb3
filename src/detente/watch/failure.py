"""Why a request gave nothing to use. It is an outcome of the network, raised within this room and never out of it."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """What kind of failure it was."""

    NAME = "name"  # the name could not be resolved
    CONNECTION = "connection"  # no connection, or one that broke
    TIME = "time"  # slower than the limits
    STATUS = "status"  # an answer other than asked for
    ANSWER = "answer"  # no HTTP, or a body whose coding is broken
    KIND = "kind"  # not a feed, or not a page
    SIZE = "size"  # larger than the limits
    ADDRESS = "address"  # a URL that is none, or not http(s)
    FORBIDDEN = "forbidden"  # not a public address
    ROBOTS = "robots"  # robots.txt says no
    REDIRECTS = "redirects"  # too many of them


_PASSING = frozenset({Trouble.NAME, Trouble.CONNECTION, Trouble.TIME, Trouble.ANSWER})
_PASSING_STATUS = frozenset({408, 421, 423, 425, 429})


class Failure(Exception):
    """A request that gave nothing to use. `status`: of HTTP, where there was one; `wait_s`: what Retry-After asks for."""

    def __init__(self, trouble: Trouble, detail: str, *, status: int = 0, wait_s: float = 0.0, passing: bool = False) -> None:
        super().__init__(detail)
        self.trouble, self.detail, self.status, self.wait_s = trouble, detail, status, wait_s
        self._passing = passing

    @property
    def passing(self) -> bool:
        """True where asking again later may help."""
        server = self.status >= 500 or self.status in _PASSING_STATUS
        return self._passing or server or self.trouble in _PASSING

    @property
    def holds_host(self) -> bool:
        """True where the host asks to be left alone for a while."""
        return self.status in (429, 503)
