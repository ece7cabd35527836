"""One process that answers requests."""

from __future__ import annotations

import gc
import socket
import threading
import time

import httpx2
import uvicorn
from anyio.to_thread import current_default_thread_limiter
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lumigraph.answering import Server

THREADS = 3


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
