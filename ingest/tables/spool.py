"""Rows put by on disk while the rest of a table is read, so that it is gone through once."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

from graph.chunks import chunks

IN_MEMORY = 1 << 20
"""Up to so many bytes, nothing goes to the disk."""
TOGETHER = 200
Kept = tuple[int, int, str, str]
"""Which sheet, the number of the row, what identifies it, and its cells as one text."""


def put_by(rows: Iterable[Kept]) -> Iterator[Kept]:
    """Go through all rows, then yield them: a fifth of the work of parting their text again."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        sizes = [file.write(marshal.dumps(some)) for some in chunks(rows, TOGETHER)]
        file.seek(0)
        for size in sizes:
            yield from marshal.loads(file.read(size))  # noqa: S302 - nobody else writes it
