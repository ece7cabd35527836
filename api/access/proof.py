"""What a request brings to prove who sends it: a token, or the session of a browser."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from api.access.asker import HERE, NOBODY, Asker
from api.access.errors import UnknownAskerError
from api.access.hosts import is_here
from api.access.register import Register
from api.access.token import Token

COOKIE = "lumigraph-session"
BEARER = "bearer"
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers by which a proxy says that it asks for somebody else."""


def brings_proof(request: HTTPConnection) -> bool:
    """Whether a request brings what is looked up in the register."""
    return "authorization" in request.headers or COOKIE in request.cookies


def proven(request: HTTPConnection, register: Register, *, trusted_here: bool) -> Asker:
    """Return who sends a request; ``trusted_here`` trusts the person at this machine.

    Raises ``UnknownAskerError`` for a token that is none, has expired or was revoked. A session
    that has ended is as none.
    """
    if said := request.headers.get("authorization", ""):
        return Asker.by(_holder(said, register), "token")
    if session := request.cookies.get(COOKIE, ""):
        token = register.session(session)
        if token:
            return Asker.by(token, "session")
    return HERE if trusted_here and not why_not_here(request) else NOBODY


def _holder(said: str, register: Register) -> Token:
    scheme, _, secret = said.partition(" ")
    if scheme.lower() != BEARER:
        raise UnknownAskerError("the header Authorization is to be: Bearer, a space, a token")
    token = register.holder(secret.strip())
    if token is None:
        raise UnknownAskerError(
            "this token is unknown, has expired or was revoked: ask the operator for a new one",
            "invalid_token",
        )
    return token


def why_not_here(request: HTTPConnection) -> str:
    """Return why the person who asks is not taken for the one at this machine; '' where it is.

    The name under which the server is asked is checked, since a page of another site can have its
    own name lead here; as it stands in the header, since ``request.url`` has the server's own name
    in place of one that is malformed. A proxy before the server would ask for all the world.
    """
    host = request.headers.get("host", "")
    if not is_here(host):
        return (
            f"curating is for this machine alone, and it was asked as '{host}': "
            "open http://127.0.0.1"
        )
    if forwarded := [name for name in FORWARDED if name in request.headers]:
        return (
            f"curating is for this machine alone, and a proxy asks for somebody else "
            f"({forwarded[0]}): open http://127.0.0.1 itself"
        )
    return ""
