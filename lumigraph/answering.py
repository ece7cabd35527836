"""One process that answers requests, until it is told to end."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from socket import socket

import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from api.traffic.ending import Ending
from api.traffic.metrics import Metrics
from api.traffic.observing import Observing
from api.traffic.shedding import Shedding
from lumigraph.intake import REST, Intake
from lumigraph.patient_protocol import HEAD_BYTES, patient
from lumigraph.settings import Settings
from lumigraph.stopping import at_stop, nothing

KEEP_ALIVE = 65
"""Seconds for which a connection may rest: longer than usual proxies let theirs, so that none sends
a request on one that is being closed."""
TIDYING = 5.0
"""Seconds for what remains to be done when the last request is answered."""


def answer(app: FastAPI, settings: Settings, metrics: Metrics, listener: socket) -> None:
    """Answer what comes to ``listener`` until SIGINT or SIGTERM.

    Then requests that are under way have ``stop_seconds``, and those that take longer are ended.
    """
    for side in filter(None, (app.state, app.state.public)):
        side.dataset.pool.counted = metrics.queries.inc
    shedding = Shedding(app, settings.requests, metrics, settings.base_uri)
    server = Server(
        uvicorn.Config(
            Observing(Ending(shedding, settings.base_uri), metrics),
            http=patient(settings.client_seconds, settings.body_seconds),  # type: ignore[arg-type]
            h11_max_incomplete_event_size=HEAD_BYTES,
            ws="none",
            proxy_headers=False,  # the application knows whom to believe
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=settings.stop_seconds,
            server_header=False,
            access_log=False,  # ours has ids, and no queries
            log_config=None,
        ),
        settings.threads,
        REST if settings.workers > 1 else 0,
    )
    # uvicorn ends by signals in order, and then raises them again for those who would die of them;
    # we have to close what is open.
    with at_stop(nothing):
        server.run([listener])


class Server(uvicorn.Server):
    """Works on at most so many requests at once; others that were let in wait for their turn.

    For ``rest`` see ``lumigraph.intake``.
    """

    def __init__(self, config: uvicorn.Config, threads: int, rest: float = 0) -> None:
        super().__init__(config)
        self._threads = threads
        self._rest = rest

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to answer; the collector of garbage leaves alone what is loaded by now.

        It never goes, and to search it for cycles took 0.15 s of some question's time.
        """
        gc.collect()
        gc.freeze()
        current_default_thread_limiter().total_tokens = self._threads
        await super().startup([])
        has = self.server_state.connections
        for one in sockets or ():
            intake = Intake(one, self._protocol, has, self._rest)
            self.servers.append(intake)  # type: ignore[arg-type]

    def _protocol(self) -> asyncio.Protocol:
        """Return what reads and answers the requests of one connection."""
        return self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )


def end_within(seconds: float = TIDYING) -> None:
    """End this process so many seconds from now, whatever its threads still do."""
    timer = threading.Timer(seconds, os._exit, [0])
    timer.daemon = True
    timer.start()
