"""Dumps that are ready: kept in a folder, one subfolder for each revision of a store."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.catalogue.dumps import DumpFile, write_dumps
from graph.catalogue.survey import Survey
from graph.errors import DumpError
from graph.export import whole_text
from graph.lock import locked
from graph.store import GraphStore
from graph.stored import Revision
from graph.workroom import clear, workroom

LAYOUT = 1
"""Grows when the files or their manifest change in kind."""
MANIFEST = "manifest.json"
LOCK = "lock.db"
PATIENCE = 3600.0
"""Seconds for which a process waits while another makes the dumps."""
KEPT = 2
"""Revisions whose dumps stay: one may still be fetched while the next is announced."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The dumps of one revision.

    ``golden`` is the number of the last revision that changed golden facts: the dumps without
    sources and records are of that date.
    """

    folder: Path
    revision: Revision
    golden: int
    files: tuple[DumpFile, ...]
    surveys: dict[str, Survey]

    def file(self, name: str) -> Path | None:
        """Return where a file lies; None for a name that is not one of them."""
        return self.folder / name if name in {one.name for one in self.files} else None


class Shelf:
    """The dumps of ``store`` in ``folder``; ``base`` begins the URIs in them."""

    def __init__(self, store: GraphStore, folder: Path, base: str) -> None:
        self._store = store
        self._folder = folder
        self._base = base

    def stock(self) -> Stock | None:
        """Return the dumps of the store's last revision; None where they have yet to be made."""
        revision = self._store.revision()
        folder = self._place(revision)
        try:
            said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return Stock(
            folder,
            revision,
            said["golden"],
            tuple(DumpFile(**one) for one in said["files"]),
            {name: _survey(one) for name, one in said["surveys"].items()},
        )

    def make(self) -> Stock:
        """Return the dumps of the store's last revision, which are made where there are none.

        They appear all at once, and of several processes one makes them. Raises ``DumpError`` when
        the store changes meanwhile.
        """
        if found := self.stock():
            return found
        with locked(self._folder / LOCK, PATIENCE):
            found = self.stock() or self._make()
        if found is None:
            raise self._changed()
        return found

    def _make(self) -> Stock | None:
        revision = self._store.revision()
        with workroom(self._folder) as made:
            self._write(made, revision)
            made.rename(self._place(revision))
        if found := self.stock():
            self._clear(found.folder)
        return found

    def _write(self, folder: Path, revision: Revision) -> None:
        written = write_dumps(self._store, folder, self._base)
        golden = self._store.golden.last_changed()
        if self._store.revision() != revision:
            raise self._changed()
        surveys = {
            name: {**asdict(one), "regions": sorted(one.regions)}
            for name, one in written.surveys.items()
        }
        files = [asdict(one) for one in written.files]
        with whole_text(folder / MANIFEST) as file:
            json.dump({"golden": golden, "files": files, "surveys": surveys}, file)

    def _changed(self) -> DumpError:
        return DumpError(
            f"{self._store.url} was changed while its dumps were made: make them again"
        )

    def _place(self, revision: Revision) -> Path:
        """Return the folder of a revision: another store's or another base's is another one."""
        parts = (LAYOUT, self._base, self._store.url, revision.number, revision.at)
        name = hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()
        return self._folder / f"{revision.number:08d}-{name}"

    def _clear(self, current: Path) -> None:
        """Take away the dumps of former revisions, and what others did not finish."""
        former = [one for one in self._folder.glob("????????-*") if one != current]
        for one in sorted(former, key=lambda one: one.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            shutil.rmtree(one, ignore_errors=True)
        clear(self._folder)


def _survey(said: dict[str, object]) -> Survey:
    return Survey(**{**said, "regions": set(said["regions"])})  # type: ignore[call-overload]
