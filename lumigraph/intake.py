"""The taking of connections from a socket that several processes share."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from socket import socket

log = logging.getLogger(__name__)
REST = 0.001
"""Seconds that one of several processes which has connections leaves to the others before it takes
one more."""
TROUBLE = 1.0
"""Seconds until it is tried again when none can be taken, as where no more files may be open."""


class Intake:
    """Takes one connection after another; who ``has`` some lets others go first, for ``rest``.

    asyncio's own takes all that wait at once: the first of several processes to wake has them all,
    for as long as they are kept, and the others have nothing to do.
    """

    def __init__(
        self,
        listener: socket,
        protocol: Callable[[], asyncio.Protocol],
        has: Collection[object],
        rest: float,
    ) -> None:
        listener.setblocking(False)
        self._listener = listener
        self._protocol = protocol
        self._has = has
        self._rest = rest
        self._task = asyncio.create_task(self._take_all())

    def close(self) -> None:
        """Take no more."""
        self._task.cancel()

    async def wait_closed(self) -> None:
        """Wait until none is taken any more."""
        await asyncio.wait([self._task])

    async def _take_all(self) -> None:
        while True:
            try:
                await self._take()
            except ConnectionError:
                continue  # who asked has gone again
            except OSError as error:
                log.error("no connection can be taken: %s; tried again in %s s", error, TROUBLE)
                await asyncio.sleep(TROUBLE)
            if self._has and self._rest:
                await asyncio.sleep(self._rest)

    async def _take(self) -> None:
        loop = asyncio.get_running_loop()
        connection, _ = await loop.sock_accept(self._listener)
        await loop.connect_accepted_socket(self._protocol, connection)
