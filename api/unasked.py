"""``If-None-Match: *``: whoever asks so wants an answer only where there is nothing to give."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANY = "*"
OF_THE_BODY = (b"content-length", b"content-type", b"content-range")
FOUND = (200, 206)


class Unasked:
    """Answers 304 in the place of what is there where any of it is said to be known.

    RFC 9110, 13.1.2. Only who answers can tell whether it is there, so the answer is made.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, without what was not asked for."""
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        unasked = reads and Headers(scope=scope).get("if-none-match", "").strip() == ANY
        await self._app(scope, receive, _Sending(send).pass_on if unasked else send)


class _Sending:
    """One answer on its way out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._found = False

    async def pass_on(self, message: Message) -> None:
        """Send a part of the answer; of what is there, only that it is."""
        if message["type"] == "http.response.start" and message["status"] in FOUND:
            self._found = True
            message = {**message, "status": 304, "headers": _without_body(message["headers"])}
        elif self._found:
            message = {**message, "body": b""}
        await self._send(message)


def _without_body(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    return [one for one in headers if one[0].lower() not in OF_THE_BODY]
