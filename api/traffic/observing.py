"""Names, logs and counts each request: one line of the log, the same in figures."""

from __future__ import annotations

import logging
import time
from http import HTTPMethod

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import CLIENT_CLOSED
from api.traffic.metrics import Metrics
from api.traffic.request_id import CURRENT, HEADER, id_of
from api.traffic.template import template

METHODS = frozenset(HTTPMethod)
log = logging.getLogger(__name__)


class Observing:
    """Outside of the whole application. Neither paths nor queries are kept: they may name people.

    What they match is: the template of the route.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the id of the request as a header."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        CURRENT.set(id_of(scope["headers"]))
        answered = Answered(send)
        began = time.perf_counter()
        with self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, answered.send)
            finally:
                self._note(scope, answered, time.perf_counter() - began)

    def _note(self, scope: Scope, answered: Answered, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "(other)"
        route = template(scope)
        self._metrics.requests.labels(method, route, answered.status).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        if log.isEnabledFor(logging.INFO):
            said = {
                "method": method,
                "route": route,
                "status": answered.status,
                "ms": round(seconds * 1000, 1),
                "bytes": answered.bytes,
            }
            log.info("request", extra=said)


class Answered:
    """What was sent to the asker so far."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = CLIENT_CLOSED
        self.bytes = 0

    async def send(self, message: Message) -> None:
        """Pass a message on, and take note of it."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[HEADER] = CURRENT.get()
        self.bytes += len(message.get("body", b""))
        await self._send(message)
