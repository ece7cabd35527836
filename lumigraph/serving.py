"""A real server in this process, for as long as it is needed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from graph.errors import StoreError
from lumigraph.ports import HERE


@contextmanager
def running(make: Callable[[str], FastAPI]) -> Iterator[str]:
    """Serve the application that ``make`` returns for an address on this machine; yield it."""
    with socket.create_server((HERE, 0)) as listener:
        address = f"http://{HERE}:{listener.getsockname()[1]}"
        app = make(address)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, args=[[listener]])
        thread.start()
        try:
            while not server.started:
                if not thread.is_alive():
                    raise StoreError(f"no server starts at {address}: the log says why")
                time.sleep(0.01)
            yield address
        finally:
            server.should_exit = True
            thread.join()
            app.state.dataset.close()
