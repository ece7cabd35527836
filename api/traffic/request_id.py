"""The id by which an answer, a problem and the lines of the log are known to be of one request."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from contextvars import ContextVar

HEADER = "X-Request-ID"
SANE = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._:=+/-]{0,63}")
CURRENT: ContextVar[str] = ContextVar("request_id", default="")
"""That of the request that is being answered; '' outside of one."""


def id_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Return the id that a request brings, or a new one where it brings none that is sane.

    >>> id_of([(b"x-request-id", b"6f2e-17")])
    '6f2e-17'
    >>> len(id_of([(b"x-request-id", b"a\\x1b[2J")]))
    16
    """
    name = HEADER.lower().encode()
    brought = next((value for key, value in headers if key == name), b"")
    return brought.decode() if SANE.fullmatch(brought) else secrets.token_hex(8)


def current_id() -> str:
    """Return the id of the request that is being answered; '' outside of one."""
    return CURRENT.get()
