"""A checked address → a connection whose every wait ends at one deadline.

The name is resolved once, every address checked, and the socket connected to a checked address; the name serves only for the Host
header, SNI and the certificate. So a name server that answers differently the second time is never asked a second time.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from detente.watch.addresses import Permit, Resolve, addresses_of, is_public, resolve
from detente.watch.failure import Failure, Trouble
from detente.watch.urls import Target

CONNECT_S = 10.0
REQUEST_S = 60.0
_HTTPS = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the network is reached. `permit`: whether an IP address may be connected to; `context`: of TLS.

    `connect_s`: the longest that connecting to one address may take; `request_s`: a whole request, from name to last byte.
    """

    resolve: Resolve = resolve
    permit: Permit = is_public
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    connect_s: float = CONNECT_S
    request_s: float = REQUEST_S


class Deadline:
    """A point in time at which a request ends, whatever it is at."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._end, self._seconds = clock, clock() + seconds, seconds

    def left_s(self, most: float | None = None) -> float:
        """Seconds left, at most `most`. Raises: Failure where there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise Failure(Trouble.TIME, f"not done after {self._seconds:g} s")
        return left if most is None else min(left, most)


class _Raw(io.RawIOBase):
    """Reads from a socket, never past the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # as typeshed has it, for any buffer
        """Bytes as they come; 0 at the end. Raises: Failure at the deadline, OSError where the connection breaks."""
        self._sock.settimeout(self._deadline.left_s())
        return self._sock.recv_into(buffer)


class _Timed:
    """What of a socket `http.client` uses, each wait bounded by the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        """Send it all. Raises: Failure at the deadline, OSError where the connection breaks."""
        self._sock.settimeout(self._deadline.left_s())
        self._sock.sendall(data)

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """The answer, to be read."""
        return io.BufferedReader(_Raw(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing yet: http.client closes when it has the head of the answer, and its body is still to come."""


class Connection(http.client.HTTPConnection):
    """A connection to a target; ask as with any HTTPConnection, and `hang_up` in the end."""

    def __init__(self, target: Target, network: Network, deadline: Deadline) -> None:
        super().__init__(target.host, target.port)
        self.default_port = _HTTPS if target.secure else http.client.HTTP_PORT
        self._target, self._network, self._deadline = target, network, deadline
        self._open: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first checked address that answers. Raises: Failure."""
        sock = self._dial()
        if self._target.secure:
            sock.settimeout(self._deadline.left_s(self._network.connect_s))
            try:
                sock = self._network.context.wrap_socket(sock, server_hostname=self._target.host)
            except BaseException:
                sock.close()
                raise
        self._open = sock
        self.sock = _Timed(sock, self._deadline)  # all of a socket that http.client asks for

    def hang_up(self) -> None:
        """Close the connection, whatever is still to come."""
        self.close()
        if self._open is not None:
            self._open.close()

    def _dial(self) -> socket.socket:
        target, network = self._target, self._network
        wait_s = self._deadline.left_s(network.connect_s)
        checked = addresses_of(target.host, target.port, resolve=network.resolve, permit=network.permit, wait_s=wait_s)
        last: OSError | None = None
        for address in checked:
            try:
                sock = socket.create_connection((address, target.port), timeout=self._deadline.left_s(network.connect_s))
            except OSError as error:
                last = error
                continue
            reached = str(sock.getpeername()[0])
            if network.permit(reached):
                return sock
            sock.close()
            raise Failure(Trouble.FORBIDDEN, f"{target.host} was reached at {reached}, which is no public address")
        if isinstance(last, TimeoutError):
            raise Failure(Trouble.TIME, f"{target.host} did not answer within {network.connect_s:g} s") from last
        why = last.strerror if last and last.strerror else str(last)
        raise Failure(Trouble.CONNECTION, f"no connection to {target.host} ({why})") from last
