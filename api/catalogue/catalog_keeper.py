"""The catalogue and its dumps as the server has them: made in a thread beside, kept by revision."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fastapi import Request

from api.beside import beside
from graph.catalogue.assembly import make_catalogue
from graph.catalogue.model import Catalogue
from graph.catalogue.publication import Publication
from graph.catalogue.shelf import Shelf, Stock
from graph.errors import DumpError, EmptyGraphError, GraphError, PendingError
from graph.store import GraphStore
from graph.stored import Revision

PATIENCE, HASTE = 20.0, 4.0
"""Seconds for which a request waits for the very first dumps, and for those of a new revision."""
INTERVAL = 2.0
"""Seconds between looks at the store's revision."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Issue:
    """A catalogue, and the dumps that it lists."""

    catalogue: Catalogue
    stock: Stock


class Keeper:
    """The last catalogue of ``store`` as ``by`` publishes it.

    Dumps are kept in ``folder``, or for as long as we live.
    """

    def __init__(self, store: GraphStore, by: Publication, folder: Path | None) -> None:
        self.store = store
        self.by = by
        room = Path(tempfile.mkdtemp(prefix="lumigraph-dumps-"))
        self._shelf = Shelf(store, folder or room, by.base_uri)
        self._lock = threading.Lock()
        self._maker = threading.Thread()
        self._issue: Issue | None = None
        self.close = weakref.finalize(self, shutil.rmtree, room, ignore_errors=True)

    def catalogue(self) -> Catalogue:
        """Return the catalogue, see ``current``."""
        return self.current().catalogue

    def current(self) -> Issue:
        """Return what is published: of the last revision, else of the last one that is ready.

        Raises ``EmptyGraphError`` for an empty graph, and ``PendingError`` while the very first
        dumps are being made.
        """
        revision = self.store.revision()
        if revision.number == 0:
            raise EmptyGraphError("there is nothing to publish: the graph is empty")
        if not self._is_of(revision):
            self._making().join(HASTE if self._issue else PATIENCE)
        if self._issue is None:
            raise PendingError("the dumps are being made: ask again soon")
        return self._issue

    def _making(self) -> threading.Thread:
        """Return the thread that makes the dumps and the catalogue of the last revision."""
        with self._lock:
            if not self._maker.is_alive():
                self._maker = threading.Thread(target=self._bring_up, daemon=True)
                self._maker.start()
            return self._maker

    def _bring_up(self) -> None:
        try:
            stock = self._shelf.make()
            self._issue = Issue(make_catalogue(self.store, stock, self.by), stock)
        except DumpError as error:
            log.info("%s", error)
        except Exception:
            log.exception("the catalogue stays as it is")

    def _is_of(self, revision: Revision) -> bool:
        """Whether what is published is of a revision, and its files are still there."""
        stock = self._issue.stock if self._issue else None
        return stock is not None and stock.revision == revision and stock.folder.is_dir()

    @contextmanager
    def following(self) -> Iterator[None]:
        """Bring the catalogue up whenever the store has moved on, in a thread beside."""
        try:
            with beside(self._follow, INTERVAL):
                yield
        finally:
            self.close()

    def _follow(self, stopped: threading.Event) -> None:
        while not stopped.wait(INTERVAL):
            try:
                revision = self.store.revision()
            except GraphError as error:
                log.error("the catalogue stays as it is: %s", error)
                continue
            if revision.number and not self._is_of(revision):
                self._making().join()


def keeper_of(request: Request) -> Keeper:
    """Return the keeper of the application that the request came to."""
    return cast(Keeper, request.app.state.catalogue)
