"""One connection that is kept: a request, its answer, the next request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

TOLD = b"content-length"


class NoAnswerError(Exception):
    """The server ended the connection, or its answer is none; the message says which."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered: status, headers by name in small letters, and the body."""

    status: int
    headers: dict[bytes, bytes] = field(repr=False)
    body: bytes = field(repr=False)


class Connection:
    """HTTP/1.1 as far as answers of a told length go; it costs the asker next to nothing."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, host: str, port: int) -> Connection:
        """Return a new connection."""
        return cls(*await asyncio.open_connection(host, port, limit=1 << 20))

    async def ask(self, path: str) -> Reply:
        """Return the answer to ``GET path``; without one it ends, and raises ``NoAnswerError``."""
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        try:
            head = await self._reader.readuntil(b"\r\n\r\n")
            status, headers = _understood(head)
            body = await self._reader.readexactly(int(headers[TOLD]))
        except (OSError, asyncio.IncompleteReadError, ValueError, KeyError) as error:
            self.close()
            raise NoAnswerError(f"{path}: {error!r}") from error
        return Reply(status, headers, body)

    def close(self) -> None:
        """End the connection."""
        self._writer.close()


def _understood(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head[:-4].split(b"\r\n")
    pairs = (line.partition(b":")[::2] for line in lines)
    return int(first.split(b" ")[1]), {name.lower(): value.strip() for name, value in pairs}
