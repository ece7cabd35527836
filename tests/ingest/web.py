"""A web server on this machine that does as a test tells it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


@dataclass(slots=True)
class Page:
    """What an address answers; ``pause`` is seconds a byte.

    ``promise`` is the length it states, None for that of the body, -1 where it states none.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    promise: int | None = None
    pause: float = 0.0


@dataclass(slots=True)
class Web:
    """A running server: its base address, what each path answers, and what was asked.

    ``pages`` has a list a path: each request takes the first, the last one stays. ``asked`` has
    the requests with their headers, ``heads`` those that wanted the head of a page alone.
    """

    base: str
    pages: dict[str, list[Page]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def put(self, path: str, *pages: Page) -> str:
        """Let ``path`` answer with these, one after the other; return its address."""
        self.pages[path] = list(pages)
        return self.base + path

    def take(self, path: str) -> Page:
        """Return what the next request for ``path`` gets."""
        waiting = self.pages.get(path, [Page(status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[Web]:
    """Run a server on a free port of 127.0.0.1 for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        web: ClassVar[Web]

        def do_GET(self) -> None:
            self.web.asked.append((self.path, dict(self.headers)))
            page = self.web.take(self.path)
            if _still_has(page, self.headers):
                page = Page(status=304, headers=page.headers)
            self.send_response(page.status)
            length = len(page.body) if page.promise is None else page.promise
            stated = {"Content-Length": str(length)} if length >= 0 else {}
            for name, value in {**stated, **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._send(page)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def do_HEAD(self) -> None:
            self.web.heads.append(self.path)
            page = self.web.take(self.path)
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def _send(self, page: Page) -> None:
            if not page.pause:
                self.wfile.write(page.body)
                return
            for byte in page.body:
                self.wfile.write(bytes([byte]))
                time.sleep(page.pause)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.web = Web(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Handler.web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _still_has(page: Page, asked: object) -> bool:
    """Whether the request names the version that the page has."""
    get = asked.get  # type: ignore[attr-defined]
    pairs = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
    return any(page.headers.get(own) and page.headers[own] == get(its) for own, its in pairs)
