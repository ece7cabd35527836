"""What tests need beside the fixture ``neo4j_url``: who they are, an empty database, a bad line."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import neo4j

PART = 20_000
"""So many are deleted in one transaction: a whole graph is more than one may hold."""
EMPTY = (
    f"MATCH ()-[r]->() WITH r LIMIT {PART} DELETE r RETURN count(*)",
    f"MATCH (n) WITH n LIMIT {PART} DELETE n RETURN count(*)",
)


def credentials() -> tuple[str, str]:
    """Return the user and password of the tests' own server."""
    return os.environ["LUMIGRAPH_NEO4J_USER"], os.environ["LUMIGRAPH_NEO4J_PASSWORD"]


def empty(url: str) -> None:
    """Remove all nodes from the tests' own server; constraints and indexes stay."""
    driver = neo4j.GraphDatabase.driver(url, auth=credentials())
    with driver, driver.session() as session:
        for statement in EMPTY:
            while session.run(statement).single(strict=True)[0] == PART:
                pass


def bare(url: str) -> None:
    """Remove constraints and indexes too, but for those that Neo4j has of itself."""
    empty(url)
    driver = neo4j.GraphDatabase.driver(url, auth=credentials())
    with driver, driver.session() as session:
        for kind in ("CONSTRAINT", "INDEX"):
            named = session.run(f"SHOW {kind} YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
            for name in named.value():
                session.run(f"DROP {kind} {name}").consume()


class Line:
    """A connection to a server that can be cut: clients use ``url`` instead of the server's."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._target = (str(parts.hostname), int(parts.port or 7687))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.url = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection at once and take no new one."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                self._open += [client, server]
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=_forward, args=pair, daemon=True).start()


def _forward(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(server: str) -> Iterator[Line]:
    """Lay a line to ``server``."""
    line = Line(server)
    try:
        yield line
    finally:
        line.cut()
