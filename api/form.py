"""What a request says: the parameters of its address, and the text that it posts."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request

FORM = "application/x-www-form-urlencoded"
LONGEST = 1_000_000
"""Bytes of a request."""


class FormError(Exception):
    """A request that cannot be read; the message says why."""


class TooLongError(FormError):
    """A request that is longer than any that makes sense."""


def media_type(request: Request) -> str:
    """Return the media type of what is posted, without its parameters; '' where none is said."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def posted(request: Request) -> str:
    """Return the body as text. Raises ``TooLongError``, or ``FormError`` where it is no UTF-8."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise TooLongError(f"the request is longer than {LONGEST:,} bytes")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormError(f"the body is no UTF-8: {error}") from error


def pairs(text: str, most: int = 100) -> list[tuple[str, str]]:
    """Return the parameters that ``text`` is, in their order.

    Raises ``FormError`` for more than ``most``, or escapes that are no UTF-8.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most)
    except ValueError as error:
        raise FormError(f"the parameters cannot be read: {error}") from error
