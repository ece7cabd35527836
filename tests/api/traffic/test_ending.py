"""A request that is given up when the server ends is answered, where nothing was answered yet."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.traffic.ending import Ending

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
Answering = Callable[[Scope, Receive, Send], Coroutine[None, None, None]]


async def silent(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer never."""
    await asyncio.Event().wait()


async def halting(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer half."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await asyncio.Event().wait()


async def given_up(app: Answering, sent: list[Message]) -> None:
    """Let a server that ends give a request to ``app`` up, as uvicorn does."""

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    task = asyncio.ensure_future(Ending(app, "https://example.org")(SCOPE, receive, send))
    await asyncio.sleep(0)
    task.cancel()
    await task


def test_who_waits_is_told_to_come_again(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Message] = []
    asyncio.run(given_up(silent, sent))
    start, body = sent
    headers = dict(start["headers"])
    assert start["status"] == 503
    assert int(headers[b"retry-after"]) > 0
    assert headers[b"content-type"] == b"application/problem+json"
    assert b"https://example.org/problem/ending" in body["body"]
    assert "given up, since the server ends" in caplog.text


def test_half_an_answer_is_cut_off() -> None:
    sent: list[Message] = []
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(given_up(halting, sent))
    assert [one["type"] for one in sent] == ["http.response.start"]
