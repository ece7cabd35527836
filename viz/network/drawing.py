"""Where the nodes of a network lie and which community each is of: worked out once, then kept.

A drawing depends on nothing but the nodes and their links. So it is kept under a digest of them,
in memory and, where a folder is given, in a file that outlives the process.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np

from graph.entities import Relation
from graph.errors import StoreBusyError
from graph.export import whole as whole_file
from graph.lock import locked
from viz.layout.communities import Ints, communities
from viz.layout.levels import positions
from viz.layout.spring import Plane

VERSION = 2
"""Another number, another layout: files of earlier ones are not read."""
KEPT = 24
LOCK = "lock.db"
PATIENCE = 600.0
"""Seconds for which a process waits while another draws."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawing:
    """``places``: one row (x, y) a node, neighbouring ones about 1 apart; ``communities``: -1 for
    a node that is joined to nothing; ``pairs``: one row (node, node) a link."""

    places: Plane
    communities: Ints
    pairs: Ints


def pairs_of(nodes: Sequence[str], links: Sequence[Relation]) -> Ints:
    """Return the links as rows of two indexes into ``nodes``."""
    index = {id_: place for place, id_ in enumerate(nodes)}
    rows = [(index[one.source], index[one.target]) for one in links]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 2)


class Drawings:
    """The last drawings; safe to share between threads. ``folder`` is made when it is needed."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: OrderedDict[str, Drawing] = OrderedDict()
        self._lock = Lock()

    def of(self, nodes: Sequence[str], links: Sequence[Relation]) -> Drawing:
        """Return the drawing of these nodes and links; it is worked out by one thread at a time."""
        pairs = pairs_of(nodes, links)
        name = _digest(nodes, pairs)
        with self._lock:
            found = (
                self._kept.get(name) or self._read(name, pairs) or self._make(name, nodes, pairs)
            )
            self._kept[name] = found
            self._kept.move_to_end(name)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _make(self, name: str, nodes: Sequence[str], pairs: Ints) -> Drawing:
        with self._alone():
            if found := self._read(name, pairs):  # another process may have been faster
                return found
            groups = communities(len(nodes), pairs)
            drawing = Drawing(positions(len(nodes), pairs, groups), groups, pairs)
            self._write(name, drawing)
        return drawing

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process work at a time, where they share a folder; then the others only read."""
        with ExitStack() as held:
            if self._folder:
                with suppress(OSError, StoreBusyError):
                    held.enter_context(locked(self._folder / LOCK, PATIENCE))
            yield

    def _file(self, name: str) -> Path | None:
        return self._folder / f"{name}.npy" if self._folder else None

    def _read(self, name: str, pairs: Ints) -> Drawing | None:
        file = self._file(name)
        if file is None or not file.is_file():
            return None
        try:
            with file.open("rb") as opened:
                x, y, groups = np.load(opened, allow_pickle=False).T
            return Drawing(np.stack([x, y], axis=1), groups.astype(np.int64), pairs)
        except (OSError, ValueError) as error:
            log.warning("%s is made anew, as it cannot be read: %s", file, error)
            return None

    def _write(self, name: str, drawing: Drawing) -> None:
        """Keep a drawing in a file; a folder that cannot be written costs time, not the answer."""
        file = self._file(name)
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(file) as opened:
                np.save(opened, np.column_stack([drawing.places, drawing.communities]))
            _forget_oldest(file.parent)
        except OSError as error:
            log.warning("the layout of a network is not kept: %s", error)


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.npy"), key=lambda file: file.stat().st_mtime)
    for file in files[:-KEPT]:
        file.unlink(missing_ok=True)


def _digest(nodes: Sequence[str], pairs: Ints) -> str:
    found = hashlib.blake2b(f"{VERSION}\n".encode(), digest_size=16)
    found.update("\n".join(nodes).encode())
    found.update(pairs.tobytes())
    return found.hexdigest()
