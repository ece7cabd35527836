"""A whole store as RDF text; a large one is written by two processes that take turns.

Making statements is work for the processor, of which Python uses one at a time. Both processes
read the whole store, each makes every second block, and this one puts them in order: the bytes
are those that one process would write.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from types import TracebackType
from typing import IO, NamedTuple, Self

from graph.errors import DumpError, GraphError
from graph.ledger.collection import uncollected
from graph.opening import SQLITE, open_store
from graph.rdf.dataset import dataset
from graph.rdf.forms import GRAPH_FORMS, TEXT_FORMS, Form, header, write_blocks, written
from graph.rdf.stars import Block, number
from graph.rdf.statements import golden_blocks
from graph.rdf.turns import Turn
from graph.store import GraphStore

PROCESSES = 2
WORTHWHILE = 50_000
"""From so many entities and relations on, two processes are faster than one begins."""
HEAD = struct.Struct("<cQQ")
"""What a part is, how many bytes follow, and how many statements they are."""
BLOCK, END, FAULT = b"b", b"e", b"f"


class Part(NamedTuple):
    """What a process hands over: a block, its fault in words, or its end."""

    what: bytes
    content: bytes
    statements: int


def write_store(store: GraphStore, form: Form, base: str, output: IO[bytes]) -> int:
    """Write ``store`` in ``form``, one of ``TEXT_FORMS``; return how many statements.

    Raises ``DumpError`` when the store is changed meanwhile.
    """
    before = store.revision()
    if _worthwhile(store):
        count = _write_together(store.url, form, base, output)
    else:
        count = write_blocks(_blocks(store, form, base, Turn()), form, output)
    if store.revision() != before:
        raise DumpError(f"{store.url} was changed while it was written out: export it again")
    return count


def _blocks(store: GraphStore, form: Form, base: str, turn: Turn) -> Iterator[Block]:
    return (dataset if form.name in GRAPH_FORMS else golden_blocks)(store, base, turn)


def _worthwhile(store: GraphStore) -> bool:
    """Whether two processes would be faster: Neo4j is waited for, and memory is not shared."""
    if not store.url.startswith(SQLITE) or store.url.endswith(":memory:"):
        return False
    size = sum(sum(one.values()) for one in store.golden.counts())
    return size >= WORTHWHILE and (os.cpu_count() or 1) >= PROCESSES


def _write_together(url: str, form: Form, base: str, output: IO[bytes]) -> int:
    count = 0
    output.write(header(form))
    with ExitStack() as stack:
        helpers = [
            stack.enter_context(Helper(url, form, base, Turn(one, PROCESSES)))
            for one in range(PROCESSES)
        ]
        for helper in cycle(helpers):
            part = helper.next()
            if part.what == END:
                break
            output.write(part.content)
            count += part.statements
    return count


class Helper:
    """A process that writes the blocks of one turn; it ends with the context."""

    def __init__(self, url: str, form: Form, base: str, turn: Turn) -> None:
        turns = (str(turn.number), str(turn.of))
        self._process = subprocess.Popen(  # noqa: S603 - a program of ours, with our own words
            [sys.executable, "-P", "-m", "graph.rdf.writing", url, form.name, base, *turns],
            stdout=subprocess.PIPE,
        )

    def next(self) -> Part:
        """Return the next part. Raises ``DumpError`` when the process fails."""
        assert self._process.stdout  # noqa: S101 - made above
        head = self._process.stdout.read(HEAD.size)
        if len(head) < HEAD.size:
            raise DumpError("a process that wrote the graph ended early: export it again")
        what, size, statements = HEAD.unpack(head)
        content = self._process.stdout.read(size)
        if what == FAULT:
            raise DumpError(content.decode())
        return Part(what, content, statements)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def main(url: str, form: str, base: str, own: str, of: str) -> None:
    """Hand over the blocks of one turn, then the end, or what went wrong."""
    output, chosen = sys.stdout.buffer, TEXT_FORMS[form]
    try:
        store = open_store(url)
        with uncollected():
            for block in _blocks(store, chosen, base, Turn(int(own), int(of))):
                _hand_over(output, Part(BLOCK, written(block, chosen), number(block[1])))
        store.close()
        _hand_over(output, Part(END, b"", 0))
    except GraphError as error:
        _hand_over(output, Part(FAULT, str(error).encode(), 0))


def _hand_over(output: IO[bytes], part: Part) -> None:
    output.write(HEAD.pack(part.what, len(part.content), part.statements))
    output.write(part.content)
    output.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
