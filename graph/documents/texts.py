"""The folder in which the texts of documents are kept, for those who review what was read in them.

They are others' texts: they are part of no store, dump or answer to the public, and go when their
document goes (docs/decisions/0024).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from graph.documents.text import Text
from graph.export import whole
from graph.workroom import abandoned

ENDING = ".json"
_DIGEST = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts in ``folder``, each under the digest of its document's unit."""

    folder: Path

    def keep(self, digest: str, text: Text) -> None:
        """Keep a text, whole or not at all, for the owner of the folder alone."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with whole(self._file(digest)) as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(text.packed())

    def find(self, digest: str) -> Text | None:
        """Return a text; None where it is not kept."""
        file = self._file(digest)
        return Text.unpacked(file.read_bytes()) if file.exists() else None

    def sweep(self, standing: Collection[str]) -> int:
        """Drop the texts of all documents but these; return how many.

        What was left half written, by a process that was killed, goes too.
        """
        if not self.folder.is_dir():
            return 0
        texts = self.folder.glob(f"*{ENDING}")
        gone = [file for file in texts if file.stem not in standing]
        gone += abandoned(self.folder, "*.part")
        for file in gone:
            file.unlink(missing_ok=True)
        return len(gone)

    def _file(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r} is no digest")
        return self.folder / f"{digest}{ENDING}"
