"""Headers that keep what sources say from doing harm in a browser."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    # The layout of the network runs in a worker of its own, which is made from a text.
    "worker-src": "'self' blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""No script or style but from files of this server: none that stands in a page."""
NOWHERE, ANYWHERE = "'none'", "*"
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
A_YEAR = "max-age=31536000"
OWN_SITE = {"Cross-Origin-Resource-Policy": "same-origin"}


def policy(framed: str, styles: Collection[str] = ()) -> str:
    """Return the content security policy of a page that may stand in pages of ``framed``.

    ``styles`` are the SHA-256 digests, in base 64, of those that a library's script puts into it.
    """
    said = [*POLICY.items(), ("frame-ancestors", framed)]
    if styles:
        said.append(("style-src", " ".join(["'self'", *(f"'sha256-{one}'" for one in styles)])))
    return "; ".join(f"{name} {value}" for name, value in said)


SECURITY = {
    "Content-Security-Policy": policy(NOWHERE),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds them to every answer; ``https`` lets browsers ask by https alone from then on.

    Unless others may read, pages of other sites cannot so much as load an answer.
    """

    def __init__(self, app: ASGIApp, *, https: bool = False, others_read: bool = True) -> None:
        self._app = app
        self._headers = SECURITY | ({"Strict-Transport-Security": A_YEAR} if https else {})
        self._headers |= {} if others_read else OWN_SITE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with those of the headers added that it does not set."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely)
