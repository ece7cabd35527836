"""``If-None-Match`` for what does not look at it by itself: files, and ``*``.

RFC 9110, 13.1.2. Only who answers can tell whether it is there, so the answer is made.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.caching import names

ANY = "*"
OF_THE_BODY = (b"content-length", b"content-type", b"content-range")
FOUND = (200, 206)


class Unchanged:
    """Answers 304 in the place of what is there where the asker is said to have it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, without what the asker has."""
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        known = Headers(scope=scope).get("if-none-match", "") if reads else ""
        await self._app(scope, receive, _Sending(send, known).pass_on if known else send)


class _Sending:
    """One answer on its way to who has the ``known`` ones."""

    def __init__(self, send: Send, known: str) -> None:
        self._send = send
        self._known = known
        self._unchanged = False

    async def pass_on(self, message: Message) -> None:
        """Send a part of the answer; of what is known, only that it is."""
        if message["type"] == "http.response.start" and self._has(message):
            self._unchanged = True
            message = {**message, "status": 304, "headers": _without_body(message["headers"])}
        elif self._unchanged:
            message = {**message, "body": b""}
        await self._send(message)

    def _has(self, start: Message) -> bool:
        tag = Headers(raw=start["headers"]).get("etag", "")
        return start["status"] in FOUND and (self._known.strip() == ANY or names(self._known, tag))


def _without_body(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [one for one in headers if one[0].lower() not in OF_THE_BODY]
