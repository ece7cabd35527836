"""The graph as SPARQL sees it: an index that follows the store, and processes that read it."""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fastapi import Request

from api.beside import beside
from api.service import side_of
from api.sparql.asked import Answered, Asked, Limits
from api.sparql.errors import OccupiedError
from api.sparql.pool import Pool, TornError
from api.sparql.worker import Job
from graph.errors import GraphError, StoreBusyError
from graph.rdf.index import Index, Stamp
from graph.rdf.inferred import inferred_graph
from graph.rdf.terms import PREFIXES
from graph.store import GraphStore

PATIENCE = 20.0
"""Seconds for which the first query waits while the index is made."""
INTERVAL = 2.0
"""Seconds between looks at the store's revision."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the graphs that are always there; ``union`` is all of them together."""

    golden: str
    inferred: str
    union: str

    @classmethod
    def under(cls, base: str) -> Names:
        """Return the names below ``base``."""
        return cls(f"{base}/graph/golden", inferred_graph(base), f"{base}/graph/union")


class Dataset:
    """Answers queries on ``store``; the index is kept in ``folder``, or for as long as we live."""

    def __init__(
        self, store: GraphStore, base: str, folder: Path | None, limits: Limits | None = None
    ) -> None:
        self.store = store
        self.base = base
        self.names = Names.under(base)
        self.limits = limits or Limits()
        self._room = Path(tempfile.mkdtemp(prefix="lumigraph-sparql-"))
        self.index = Index(folder or self._room / "index", base)
        self.pool = Pool(self.limits)
        self._lock = threading.Lock()
        self._looked = False
        self.close = weakref.finalize(self, _clear, self.pool.close, self._room)

    def ask(self, asked: Asked) -> tuple[Answered, Path, Stamp]:
        """Answer a query; return what became of it, the file of the answer, and of which index.

        Whoever reads the file removes it. An index that cannot be read is made anew, once.
        """
        stamp = self.current()
        try:
            return self._ask(asked, stamp)
        except TornError as error:
            log.warning("a query failed: %s", error)
            with self._lock:
                stamp = self.index.repair(self.store)
            return self._ask(asked, stamp)

    def _ask(self, asked: Asked, stamp: Stamp) -> tuple[Answered, Path, Stamp]:
        output = self._room / secrets.token_hex(8)
        try:
            return self.pool.ask(self._job(asked, stamp, str(output))), output, stamp
        except BaseException:
            output.unlink(missing_ok=True)
            raise

    def _job(self, asked: Asked, stamp: Stamp, output: str) -> Job:
        limits = self.limits
        return Job(
            asked,
            str(self.index.path(stamp)),
            output,
            self.names.golden,
            self.names.union,
            PREFIXES,
            limits.rows,
            limits.room,
            limits.seconds,
        )

    def current(self) -> Stamp:
        """Return the stamp of an index to read: the last revision's, else the last that is ready.

        Raises ``OccupiedError`` while the very first one is being made.
        """
        stamp = self.index.stamp()
        if stamp is None or not self.index.is_current(self.store):
            maker = threading.Thread(target=self.bring_up, daemon=True)
            maker.start()
            maker.join(PATIENCE)
            stamp = self.index.stamp()
        if stamp is None:
            raise OccupiedError("the RDF index is being made: ask again soon")
        return stamp

    def bring_up(self) -> None:
        """Bring the index to the store's last revision; the first time, repair it too."""
        with self._lock:
            try:
                stamp = self.index.refresh if self._looked else self.index.repair
                stamp(self.store)
                self._looked = True
            except StoreBusyError as error:
                log.info("%s", error)
            except GraphError as error:
                log.error("the RDF index stays as it is: %s", error)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Bring the index up whenever the store has moved on, in a thread beside."""
        try:
            with beside(self._follow, INTERVAL):
                yield
        finally:
            self.close()

    def _follow(self, stopped: threading.Event) -> None:
        while True:
            try:
                if not (self._looked and self.index.is_current(self.store)):
                    self.bring_up()
            except GraphError as error:
                log.error("the RDF index stays as it is: %s", error)
            if stopped.wait(INTERVAL):
                return


def dataset_of(request: Request) -> Dataset:
    """Return the dataset for whoever sends the request."""
    return cast(Dataset, side_of(request).dataset)


def _clear(close: Callable[[], None], room: Path) -> None:
    close()
    shutil.rmtree(room, ignore_errors=True)
