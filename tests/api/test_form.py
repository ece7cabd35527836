"""What a form may be: so long, of so many parameters, in UTF-8."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import Request
from starlette.types import Message

from api import form
from api.form import FormError, TooLongError, pairs, posted


def sent(*parts: bytes) -> str:
    """Return what is read of a request whose body comes in these parts."""
    waiting: list[Message] = [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, 1)
    ]

    async def receive() -> Message:
        return waiting.pop(0)

    return asyncio.run(posted(Request({"type": "http", "method": "POST"}, receive)))


def test_a_form_is_read_until_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "LONGEST", 6)
    assert sent(b"a=\xc5", b"\xab&b") == "a=ū&b"
    with pytest.raises(TooLongError, match="longer than 6 bytes"):
        sent(b"a=1", b"&b=2", b"never asked for")
    with pytest.raises(FormError, match="the body is no UTF-8"):
        sent(b"a=\xff")


def test_parameters_are_so_many_and_utf_8() -> None:
    assert pairs("a=1&b=&a=%C5%AB", most=3) == [("a", "1"), ("b", ""), ("a", "ū")]
    for wrong in ("a=1&b=2&c=3&d=4", "a=%FF"):
        with pytest.raises(FormError, match="the parameters cannot be read"):
            pairs(wrong, most=3)
