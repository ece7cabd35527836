"""A stream of statements as a file that a library reads."""

from __future__ import annotations

import io
from collections.abc import Iterable

from graph.rdf.stars import Block, lines


class Pipe(io.RawIOBase):
    """Gives blocks of statements as lines of N-Quads, in memory that does not grow."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        super().__init__()
        self._rest = (lines(some, graph).encode() for graph, some in blocks if some)
        self._lines = memoryview(b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, all that are left if it is negative; b'' at the end."""
        if size < 0:
            return bytes(self._lines) + b"".join(iter(lambda: self.read(1 << 20), b""))
        if not self._lines:
            self._lines = memoryview(next(self._rest, b""))
        part, self._lines = self._lines[:size], self._lines[size:]
        return bytes(part)
