"""Tells askers to come again while too many are being answered."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import OVERLOADED, Problem, response
from api.traffic.metrics import Metrics

HEALTH = "/api/v1/health"
"""Always answered, with what is below it: who looks after the server asks it."""


class Shedding:
    """Lets ``limit`` requests at once through to the application; so many are ``inside``.

    More would wait for each other: all of them would be late, where some can be on time.
    """

    def __init__(self, app: ASGIApp, limit: int, metrics: Metrics, base_uri: str) -> None:
        self._app = app
        self._limit = limit
        self._metrics = metrics
        self._base_uri = base_uri
        self.inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or with 503 and when to come again."""
        if scope["type"] != "http" or f"{scope['path']}/".startswith(f"{HEALTH}/"):
            return await self._app(scope, receive, send)
        if self.inside >= self._limit:
            self._metrics.shed.inc()
            return await response(self._problem())(scope, receive, send)
        self.inside += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self.inside -= 1

    def _problem(self) -> Problem:
        return Problem(
            type=f"{self._base_uri}/problem/{OVERLOADED.name}",
            title=OVERLOADED.title,
            status=OVERLOADED.status,
            detail=f"{self._limit} requests are being answered, as many as may: ask again soon",
        )
