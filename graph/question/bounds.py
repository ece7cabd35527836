"""How many may be asked for."""

from __future__ import annotations

from operator import index

from graph.errors import UsageError

MOST = 2**31 - 2
"""More than any graph of ours holds; stores count in 32 bits, and ask for one more."""


def so_many(name: str, asked: int, least: int = 1) -> int:
    """Return ``asked``, or ``MOST`` where it is more.

    Raises ``UsageError`` for less than ``least``.

    >>> so_many("limit", 10**20) == MOST
    True
    """
    asked = index(asked)  # numbers of numpy and the like too
    if asked < least:
        raise UsageError(f"`{name}` is {asked}: ask for {least} or more")
    return min(asked, MOST)
