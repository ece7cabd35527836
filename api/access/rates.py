"""How often a client may ask: the counting is that of the library ``limits``.

Each worker process counts on its own, within its share of the rate.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.access.errors import TooOftenError
from graph.errors import UsageError

NONE = "none"
GUESSES = "10/minute"
"""How many wrong tokens an address may send; none of 2^256 is found by that."""
REQUESTS, WRONG = "requests", "wrong-tokens"
HOME = 64
"""Bits of an IPv6 address that one client shares among all of its own."""


def rate_of(text: str) -> RateLimitItem | None:
    """Return the rate that ``text`` is; None for ``none``.

    Raises ``UsageError`` for what is no rate.

    >>> rate_of("1200/minute").amount
    1200
    """
    if text == NONE:
        return None
    try:
        found = parse(text)
    except ValueError as error:
        raise UsageError(
            f"rate is '{text}': write {NONE}, or so many a time, such as 1200/minute"
        ) from error
    if not found.amount:
        raise UsageError(f"rate is '{text}', which lets nobody ask: write {NONE} for no limit")
    return found


def client_of(address: str) -> str:
    """Return whom an address is counted as: an IPv6 network of one client counts once.

    >>> client_of("2001:db8::1") == client_of("2001:db8::2")
    True
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, HOME), strict=False))
    return address


class Rates:
    """Counts requests by client, and wrong tokens by address; safe to share between threads.

    ``rate`` is such as ``1200/minute``, ``workers`` how many processes share it.
    """

    def __init__(self, rate: str = NONE, workers: int = 1, guesses: str = GUESSES) -> None:
        self._rate = _shared(rate_of(rate), workers)
        self._guesses = _shared(rate_of(guesses), workers)
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, client: str) -> Mapping[str, str]:
        """Count a request; return the headers that say how many more may come.

        Raises ``TooOftenError`` where this one is too many.
        """
        if not self._rate:
            return {}
        if not self._counter.hit(self._rate, REQUESTS, client):
            raise self._refuse(REQUESTS, "requests", self._rate, client)
        return self._said(REQUESTS, self._rate, client)

    def guessed(self, address: str) -> None:
        """Count a wrong token."""
        if self._guesses:
            self._counter.hit(self._guesses, WRONG, address)

    def check(self, address: str) -> None:
        """Raise ``TooOftenError`` for an address that has sent too many wrong tokens."""
        if self._guesses and not self._counter.test(self._guesses, WRONG, address):
            raise self._refuse(WRONG, "wrong tokens", self._guesses, address)

    def _refuse(self, name: str, what: str, rate: RateLimitItem, client: str) -> TooOftenError:
        said = self._said(name, rate, client)
        seconds = said["RateLimit"].rpartition("=")[2]
        return TooOftenError(
            f"too many {what} came from here, more than {rate}: ask again in {seconds} seconds",
            {**said, "Retry-After": seconds},
        )

    def _said(self, name: str, rate: RateLimitItem, client: str) -> dict[str, str]:
        """Return the rate and what is left of it (draft-ietf-httpapi-ratelimit-headers)."""
        stats = self._counter.get_window_stats(rate, name, client)
        left = max(1, math.ceil(stats.reset_time - time.time()))
        return {
            "RateLimit-Policy": f'"{name}";q={rate.amount};w={rate.get_expiry()}',
            "RateLimit": f'"{name}";r={stats.remaining};t={left}',
        }


def _shared(rate: RateLimitItem | None, workers: int) -> RateLimitItem | None:
    if rate is None:
        return None
    return type(rate)(max(1, rate.amount // workers), rate.multiples)
