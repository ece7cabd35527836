"""Requests that post JSON, with a limit to how much."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

LONGEST = 32_000_000
"""Bytes of a request: ids, places and links of the largest network that is shown."""
TOO_LARGE = 413


class LimitedRequest(Request):
    """A request whose body is given up when it is too long."""

    async def body(self) -> bytes:
        """Return the body; raises the problem 413 as soon as it is longer than ``LONGEST``."""
        if not hasattr(self, "_body"):
            found = bytearray()
            async for part in self.stream():
                found += part
                if len(found) > LONGEST:
                    raise HTTPException(
                        TOO_LARGE, f"the request is longer than {LONGEST:,} bytes: show less"
                    )
            self._body = bytes(found)
        return self._body

    async def json(self) -> Any:
        """Return the body read as JSON.

        Raises ``JSONDecodeError`` for half a character (a lone surrogate) too: no text can hold it.
        """
        return orjson.loads(await self.body())


class LimitedRoute(APIRoute):
    """A route whose requests are limited."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler of the route, given a limited request."""
        handle = super().get_route_handler()

        async def limited(request: Request) -> Response:
            return await handle(LimitedRequest(request.scope, request.receive))

        return limited
