"""What a client sends: parameters in the address, or as a form."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request

from api.reconcile.errors import ReconcileError, TooLargeError

FORM = "application/x-www-form-urlencoded"
LONGEST = 1_000_000
"""Bytes of a request."""


async def parameters(request: Request) -> dict[str, str]:
    """Return the parameters; of one that is there twice, the last. Raises ``ReconcileError``."""
    found = _decoded(request.url.query)
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != FORM:
            raise ReconcileError(f"a body is sent as {FORM}, not as '{media[:50]}'")
        found |= _decoded(await _body(request))
    return found


async def _body(request: Request) -> str:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise TooLargeError(f"the request is longer than {LONGEST:,} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReconcileError(f"the body is no UTF-8: {error}") from error


def _decoded(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError as error:
        raise ReconcileError(f"the parameters cannot be read: {error}") from error
