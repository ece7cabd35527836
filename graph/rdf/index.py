"""The RDF index: the graph in Oxigraph on disk, for SPARQL; derived, and made anew when torn.

A folder holds versions, each an Oxigraph database that nobody writes to any more, and a stamp that
names the one to read, written last. An update links the files of the present version (RocksDB
never changes one that is written), changes that copy, and stamps it. Whoever is killed on the way
leaves a version without a stamp, which the next one clears away; readers never see it.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.errors import StoreError
from graph.ledger.collection import uncollected
from graph.ledger.retention import known_from
from graph.lock import locked
from graph.rdf.graphs import blocks
from graph.rdf.patch import Patch
from graph.rdf.pipe import Pipe
from graph.store import GraphStore
from graph.stored import Revision

LAYOUT = 3
"""Counts up when the statements of a graph change their form, so that indexes are made anew."""
STAMP = "stamp.json"
LOCK = "lock.db"
KEPT_SECONDS = 600
"""How long a version that is no longer read from may still have readers."""
MANY = 4
"""When more than one in so many things has changed, building anew is faster."""
TORN = (OSError, RuntimeError)
"""What Oxigraph raises of a database that it cannot read."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a version holds: the ``revision`` of the store closed ``at``, in ``quads`` statements.

    ``version`` names its folder, ``base`` begins its URIs.
    """

    version: str
    revision: int
    at: str
    base: str
    quads: int
    layout: int = LAYOUT


class Index:
    """The index in ``folder``; ``base`` begins the URIs."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self._base = base

    def stamp(self) -> Stamp | None:
        """Return the stamp of the version to read; None where there is none, or it is torn."""
        try:
            stamp = Stamp(**json.loads((self.folder / STAMP).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return stamp if self.path(stamp).is_dir() else None

    def path(self, stamp: Stamp) -> Path:
        """Return the folder of a version."""
        return self.folder / stamp.version

    def is_current(self, store: GraphStore) -> bool:
        """Tell whether the index holds the store's last revision."""
        stamp = self.stamp()
        return stamp is not None and self._holds(stamp, store.revision())

    def refresh(self, store: GraphStore) -> Stamp:
        """Bring the index to the store's last revision, by its change log or as a whole.

        Raises ``StoreBusyError`` while another process does, ``StoreError`` when the folder cannot
        be written to.
        """
        stamp = self.stamp()
        if stamp and self._holds(stamp, store.revision()):
            return stamp
        with self._locked():
            stamp = self.stamp()
            self._clear(stamp)
            if stamp is None or not self._follows(stamp, store):
                return self._build(store)
            try:
                return self._update(store, stamp)
            except TORN as error:
                log.warning("the RDF index in %s is made anew: %s", self.folder, error)
                return self._build(store)

    def repair(self, store: GraphStore) -> Stamp:
        """As ``refresh``, but make an index anew that is torn, as after a power cut.

        One that lost a part of its own books opens, and holds fewer statements than were written.
        """
        stamp = self.refresh(store)
        if reason := self.torn(stamp):
            log.warning("the RDF index in %s is made anew: %s", self.folder, reason)
            return self.build(store)
        return stamp

    def torn(self, stamp: Stamp) -> str:
        """Return what is wrong with a version; '' when it can be read and holds what it should."""
        try:
            held = len(pyoxigraph.Store.read_only(str(self.path(stamp))))
        except TORN as error:
            return f"it cannot be read: {error}"
        return "" if held == stamp.quads else f"it holds {held:,} of {stamp.quads:,} statements"

    def build(self, store: GraphStore) -> Stamp:
        """Make the index anew, whatever there is; raises as ``refresh`` does."""
        with self._locked():
            self._clear(self.stamp())
            return self._build(store)

    def _holds(self, stamp: Stamp, revision: Revision) -> bool:
        held = (stamp.revision, stamp.at, stamp.base, stamp.layout)
        return held == (revision.number, revision.at, self._base, LAYOUT)

    def _follows(self, stamp: Stamp, store: GraphStore) -> bool:
        """Tell whether the store's change log leads on from ``stamp``, in not too many steps."""
        revisions = store.revisions()
        if not any(self._holds(stamp, one) for one in revisions):
            return False
        if stamp.revision < known_from(revisions).revision:
            return False  # what changed since is in the log no more
        entities, relations = store.golden.changed(stamp.revision)
        changed = len(entities) + len(relations)
        return changed * MANY < sum(sum(some.values()) for some in store.golden.counts())

    def _build(self, store: GraphStore) -> Stamp:
        revision = store.revision()
        path = self._new(revision)
        index = pyoxigraph.Store(str(path))
        lines = cast(IO[bytes], Pipe(blocks(store, self._base)))
        with uncollected():
            index.bulk_load(lines, format=RdfFormat.N_QUADS, lenient=True)
        return self._close(index, path, revision, len(index))

    def _update(self, store: GraphStore, stamp: Stamp) -> Stamp:
        revision = store.revision()
        path = self._new(revision)
        shutil.copytree(self.path(stamp), path, copy_function=_link)
        index = pyoxigraph.Store(str(path))
        patch = Patch(store, index, self._base)
        patch.follow(*store.golden.changed(stamp.revision))
        return self._close(index, path, revision, stamp.quads + patch.grown)

    def _close(self, index: pyoxigraph.Store, path: Path, revision: Revision, number: int) -> Stamp:
        """Write all of a version to disk, and then its stamp."""
        index.flush()
        stamp = Stamp(path.name, revision.number, revision.at, self._base, number)
        part = self.folder / f"{STAMP}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump(asdict(stamp), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / STAMP)
        return stamp

    def _new(self, revision: Revision) -> Path:
        return self.folder / f"r{revision.number}-{secrets.token_hex(4)}"

    def _clear(self, stamp: Stamp | None) -> None:
        """Remove versions that nobody stamped, and those that nobody reads any more."""
        for path in self.folder.glob("r*-*"):
            idle = time.time() - path.stat().st_mtime
            torn = not (path / "CURRENT").exists()
            if (stamp is None or path.name != stamp.version) and (torn or idle > KEPT_SECONDS):
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let no other process write; what holds the lock falls with its process."""
        try:
            with locked(self.folder / LOCK):
                yield
        except OSError as error:  # of the folder, or of a disk that is full
            raise StoreError(
                f"the RDF index cannot be kept in {self.folder}: {error}; "
                "make room, or set `index` to a folder that can be written to"
            ) from error


def _link(source: str, target: str) -> None:
    """Link what RocksDB never changes, copy the rest."""
    if source.endswith(".sst"):
        os.link(source, target)
    elif Path(source).name not in ("LOCK", "LOG") and "LOG.old" not in source:
        shutil.copy2(source, target)
