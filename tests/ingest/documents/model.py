"""A language model that answers what a test tells it, on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar


@dataclass(slots=True)
class Model:
    """A running stub: its address, what it answers (with which status), and what it was asked."""

    url: str
    answer: str = ""
    status: int = 200
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    def claim(self, mentions: list[Any], relations: list[Any]) -> None:
        """Let it answer these."""
        content = json.dumps({"mentions": mentions, "relations": relations})
        self.answer = json.dumps({"choices": [{"message": {"content": content}}]})


@contextmanager
def model() -> Iterator[Model]:
    """Run a stub of an OpenAI-compatible endpoint while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        stub: ClassVar[Model]

        def do_POST(self) -> None:
            """Answer a request."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers.get("Authorization", "")
            self.stub.asked.append((self.path, key, body))
            self.send_response(self.stub.status)
            self.end_headers()
            self.wfile.write(self.stub.answer.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.stub = Model(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Handler.stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
