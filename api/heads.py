"""HEAD where the framework's routes know GET alone: the same answer, whose body is not sent."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Heads:
    """Answers HEAD below ``prefix`` as GET: who sends the answer on leaves out the body."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        heads = scope["type"] == "http" and scope["method"] == "HEAD"
        if not (heads and scope["path"].startswith(self._prefix)):
            return await self._app(scope, receive, send)
        inner = {**scope, "method": "GET"}
        try:
            await self._app(inner, receive, send)
        finally:
            scope.update({**inner, "method": "HEAD"})  # the log asks for the route that was found
