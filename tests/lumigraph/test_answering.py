"""One process that answers requests."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import time
from contextlib import ExitStack
from typing import Any

import httpx2
import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lumigraph.answering import IN_A_ROW, Server

THREADS = 3
WAITING = 20


async def telling(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell how many threads may work at once."""
    number = current_default_thread_limiter().total_tokens
    await PlainTextResponse(f"{number}")(scope, receive, send)


async def resting(scope: Scope, receive: Receive, send: Send) -> None:
    """Tell whether the collector of garbage leaves anything alone."""
    await PlainTextResponse(f"{gc.get_freeze_count() > 0}")(scope, receive, send)


def answered(app: ASGIApp) -> str:
    """Return what a server with ``THREADS`` answers of ``app``."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(uvicorn.Config(app, lifespan="off", log_config=None), THREADS)
        thread = threading.Thread(target=server.run, args=[[listener]])
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            return httpx2.get(f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60).text
        finally:
            server.should_exit = True
            thread.join()
            gc.unfreeze()


def test_it_works_on_as_many_requests_as_it_is_told() -> None:
    assert answered(telling) == f"{THREADS}"


def test_what_is_loaded_is_not_searched_for_cycles() -> None:
    gc.unfreeze()
    assert answered(resting) == "True"


class Counted(socket.socket):
    """Counts connections that are taken in the same turn of the loop."""

    row = longest = 0

    def accept(self) -> tuple[socket.socket, Any]:
        self.row += 1
        self.longest = max(self.longest, self.row)
        asyncio.get_running_loop().call_soon(setattr, self, "row", 0)
        return super().accept()


def test_no_process_takes_all_connections_that_wait() -> None:
    with Counted() as listener, ExitStack() as clients:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        for _ in range(WAITING):
            clients.enter_context(socket.create_connection(listener.getsockname()))

        async def taken() -> int:
            config = uvicorn.Config(telling, lifespan="off", log_config=None, backlog=IN_A_ROW)
            server = Server(config, THREADS)
            serving = asyncio.create_task(server.serve([listener]))
            while len(server.server_state.connections) < WAITING:
                await asyncio.sleep(0.01)
            server.should_exit = server.force_exit = True
            await serving
            return listener.longest

        assert 0 < asyncio.run(taken()) < WAITING / 2
