"""Tells whom the server gives up when it ends to come again."""

from __future__ import annotations

import logging
from asyncio import CancelledError

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ENDING, Problem, response

log = logging.getLogger(__name__)


class Ending:
    """Answers for a request that is cancelled, as the server does whose time to end is over.

    Of what was answered in part nothing can be said: the connection is cut.
    """

    def __init__(self, app: ASGIApp, base_uri: str) -> None:
        self._app = app
        self._base_uri = base_uri

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or with 503 and when to come again."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except CancelledError:
            if begun:
                raise
            log.warning("a request is given up, since the server ends")
            await response(self._problem())(scope, receive, send)

    def _problem(self) -> Problem:
        return Problem(
            type=f"{self._base_uri}/problem/{ENDING.name}",
            title=ENDING.title,
            status=ENDING.status,
            detail="it took longer than a server that is told to end waits: ask again soon",
        )
