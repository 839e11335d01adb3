"""A host's name → the addresses that may be connected to; a name with any address that is not public has none.

Public is what IANA's special-purpose registries leave as globally reachable unicast (RFC 6890 and its successors). Addresses that
carry an IPv4 address within are judged by that one too; tunnels to anywhere (6to4, Teredo) are not public.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from detente.watch.failure import Failure, Trouble

Resolve = Callable[[str, int], tuple[str, ...]]
Permit = Callable[[str], bool]

_UNICAST = ipaddress.IPv6Network("2000::/3")
_NOT_V6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NOT_V4 = tuple(map(ipaddress.IPv4Network, ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")))
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # in networks without IPv4 every address of it comes as one of these
_LOW_32 = 0xFFFFFFFF


def is_public(address: str) -> bool:
    """True for an IP address of the open internet: not private, loopback, link-local, shared, multicast or otherwise reserved.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1"), is_public("fe80::1%eth0")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id:
            return False
        if ip in _MAPPED or ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & _LOW_32)))
        return ip in _UNICAST and ip.is_global and not any(ip in net for net in _NOT_V6)
    reserved = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not reserved and not any(ip in net for net in _NOT_V4)


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name, as the system's resolver gives them, each once. Raises: OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses_of(host: str, port: int, *, resolve: Resolve, permit: Permit, wait_s: float) -> tuple[str, ...]:
    """The addresses to connect to, all of them permitted.

    The name is resolved here once; whoever connects must use what comes back. `wait_s`: the longest that resolving may take.

    Raises: Failure, which is lasting where an address is not permitted.
    """
    answers: queue.SimpleQueue[tuple[str, ...] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()  # the system's resolver takes no time limit
    try:
        answer = answers.get(timeout=max(wait_s, 0.001))
    except queue.Empty:
        raise Failure(Trouble.NAME, f"the name {host} was not resolved in time") from None
    if isinstance(answer, Exception):
        detail = answer.strerror if isinstance(answer, OSError) else str(answer)
        raise Failure(Trouble.NAME, f"the name {host} cannot be resolved ({detail})") from answer
    if not answer:
        raise Failure(Trouble.NAME, f"the name {host} has no address")
    for address in answer:
        if not permit(address):
            raise Failure(Trouble.FORBIDDEN, f"{host} is at {address}, which is no public address")
    return answer
