"""What is made from a store and kept beside it: can it be read, and is it of this store?"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from graph.catalogue.shelf import MANIFEST
from graph.doctor.check import Check
from graph.rdf.index import STAMP, Index
from graph.store import GraphStore


class IndexCheck:
    """The RDF index of ``store`` in ``folder``; one that is merely behind is in order."""

    def __init__(self, store: GraphStore, folder: Path, base: str) -> None:
        self._store = store
        self._index = Index(folder, base)

    def check(self) -> Check:
        """Return it as a check, which makes a bad index anew."""
        return Check("rdf_index", self.find, lambda: self._index.build(self._store), apart=True)

    def find(self) -> Iterator[str]:
        """Yield what is wrong with the version that would be read."""
        stamp = self._index.stamp()
        if stamp is None:
            if (self._index.folder / STAMP).exists():
                yield f"{STAMP} cannot be read, or names a version that is not there"
            return
        known = {one.number: one.at for one in self._store.revisions()}
        if known.get(stamp.revision) != stamp.at:
            yield f"{stamp.version} is of a revision {stamp.revision} that the store does not have"
        if reason := self._index.torn(stamp):
            yield f"{stamp.version}: {reason}"


class DumpsCheck:
    """The dumps in ``folder``, one subfolder a revision."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._torn: list[Path] = []

    def check(self) -> Check:
        """Return it as a check, which takes torn dumps away: the next who asks makes them anew."""
        return Check("dumps", self.find, self.mend, apart=True)

    def find(self) -> Iterator[str]:
        """Yield the subfolders whose files are not those that were written."""
        self._torn = []
        for folder in sorted(self._folder.glob("????????-*")):
            if reason := _torn(folder):
                self._torn.append(folder)
                yield f"{folder.name}: {reason}"

    def mend(self) -> None:
        """Take away what ``find`` found last."""
        for folder in self._torn:
            shutil.rmtree(folder)


def _torn(folder: Path) -> str:
    """Return what is wrong with the dumps of a revision; '' when nothing is."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        sums = {one["name"]: one["sha256"] for one in said["files"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"{MANIFEST} cannot be read: {error}"
    for name, expected in sums.items():
        file = folder / name
        if not file.is_file():
            return f"{name} is missing"
        with file.open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() != expected:
                return f"{name} is not what was written"
    return ""
