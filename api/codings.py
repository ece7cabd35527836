"""``Accept-Encoding``: a packing that the asker refuses is none that it takes."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

REFUSED = re.compile(r";\s*q\s*=\s*0(\.0{0,3})?\s*$", re.IGNORECASE)
NAME = "accept-encoding"


class Codings:
    """Takes out of the header what has the weight 0 (RFC 9110, 12.5.3).

    Those who pack look for a name in it, and would find ``gzip`` in ``gzip;q=0``.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        if scope["type"] == "http":
            headers = MutableHeaders(scope=scope)
            said = headers.get(NAME, "")
            if ";" in said:
                headers[NAME] = ",".join(one for one in said.split(",") if not REFUSED.search(one))
        await self._app(scope, receive, send)
