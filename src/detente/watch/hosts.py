"""What each host asks of its visitors: robots.txt, a pace, and to be left alone for a while.

robots.txt as in RFC 9309: where there is none (4xx) all is allowed, where it cannot be had (5xx, no connection) nothing is, until
it can; it is asked for again after a day. Its `Crawl-delay` slows the pace.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

from detente.store.watching import HostState, Watching
from detente.watch.failure import Failure, Trouble
from detente.watch.fetch import Asking, Limits, fetch
from detente.watch.urls import Target, target_of

ROBOTS_NAME = "detente"
ROBOTS_AGE = timedelta(days=1)
ROBOTS_LIMITS = Limits(packed_bytes=512_000, unpacked_bytes=512_000)
UNREACHED_AGE = timedelta(minutes=10)
MOST_DELAY_S = 60.0
MOST_PARSED = 500
MOST_HELD_S = 7 * 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Time, and waiting: a test has its own. `now`: UTC; `sleep`: of seconds."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


class Hosts:
    """Asks at every host only what it allows, and no faster than it likes."""

    def __init__(self, memory: Watching, asking: Asking, clock: Clock, *, pace_s: float) -> None:
        self._memory, self._clock, self._pace_s = memory, clock, pace_s
        self._asking = replace(asking, limits=ROBOTS_LIMITS)
        self._next: dict[str, datetime] = {}
        self._rules: dict[str, tuple[bytes, RobotFileParser]] = {}
        self._why: dict[str, str] = {}

    def enter(self, target: Target) -> None:
        """Wait for the host's turn. Raises: Failure where robots.txt forbids the address or the host is to be left alone."""
        self._not_held(target)
        rules = self._robots(target)
        if not rules.can_fetch(ROBOTS_NAME, target.url):
            raise Failure(Trouble.ROBOTS, f"robots.txt of {target.host} forbids {target.path[:120]}")
        delay = rules.crawl_delay(ROBOTS_NAME)
        self._turn(target, max(self._pace_s, min(int(delay or 0), MOST_DELAY_S)))

    def ready(self, url: str) -> datetime:
        """When a host may be asked next; now or before where it may be at once."""
        now = self._clock.now()
        try:
            target = target_of(url)
        except Failure:
            return now
        return max(self._next.get(target.host, now), self._memory.host(target.origin).held or now)

    def hold(self, url: str, seconds: float) -> None:
        """Leave a host alone for so long, at most a week."""
        held = self._clock.now() + timedelta(seconds=min(seconds, MOST_HELD_S))
        try:
            self._memory.keep_host(replace(self._memory.host(target_of(url).origin), held=held))
        except Failure:
            return  # an address that is none has no host

    def _not_held(self, target: Target) -> None:
        held, now = self._memory.host(target.origin).held, self._clock.now()
        if held and held > now:
            wait_s = (held - now).total_seconds()
            raise Failure(
                Trouble.CONNECTION, f"{target.host} asked to be left alone until {held:%Y-%m-%d %H:%M} UTC", wait_s=wait_s
            )

    def _turn(self, target: Target, pace_s: float) -> None:
        """Wait until the host's pace lets the next request go, and count it. Names on several ports are one host."""
        wait_s = (self._next.get(target.host, self._clock.now()) - self._clock.now()).total_seconds()
        if wait_s > 0:
            self._clock.sleep(wait_s)
        self._next[target.host] = self._clock.now() + timedelta(seconds=pace_s)

    def _robots(self, target: Target) -> RobotFileParser:
        state, now = self._memory.host(target.origin), self._clock.now()
        age = UNREACHED_AGE if state.robots is None else ROBOTS_AGE
        if state.got is None or not now - age < state.got <= now:
            state = self._ask_robots(target, state)
            self._memory.keep_host(state)
        if state.robots is None:
            why = self._why.get(target.origin, "asked a short while ago")
            raise Failure(Trouble.ROBOTS, f"no robots.txt from {target.host}, so nothing else is asked for: {why}", passing=True)
        return self._parsed(target.origin, state.robots)

    def _parsed(self, origin: str, robots: bytes) -> RobotFileParser:
        held = self._rules.get(origin)
        if held is None or held[0] != robots:
            rules = _rules(robots.decode("utf-8", errors="replace").lstrip("\ufeff").splitlines())
            if len(self._rules) >= MOST_PARSED:
                self._rules.clear()
            held = self._rules[origin] = (robots, rules)
        return held[1]

    def _ask_robots(self, target: Target, state: HostState) -> HostState:
        """The host's robots.txt as it is now. Raises: Failure where the host's address is forbidden."""
        now = self._clock.now()
        try:
            answer = fetch(f"{target.origin}/robots.txt", self._asking, before=lambda t: self._turn(t, self._pace_s))
        except Failure as failure:
            if failure.trouble is Trouble.FORBIDDEN:
                raise
            if failure.holds_host and failure.wait_s:
                state = replace(state, held=now + timedelta(seconds=min(failure.wait_s, MOST_HELD_S)))
            self._why[target.origin] = failure.detail
            none = 400 <= failure.status < 500 and not failure.passing
            return replace(state, robots=b"" if none else None, got=now)
        whole = answer.broken is None or answer.broken.trouble is Trouble.SIZE
        return replace(state, robots=answer.body if whole else None, got=now)


def _rules(lines: list[str]) -> RobotFileParser:
    """The rules of these lines, without those that the library stumbles over (`Crawl-delay: ²`, `Disallow: //[`)."""
    rules = RobotFileParser()
    try:
        rules.parse(lines)
    except ValueError:
        rules = RobotFileParser()
        rules.parse([line for line in lines if _harmless(line)])
    return rules


def _harmless(line: str) -> bool:
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True
