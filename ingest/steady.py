"""A source that changes while it is read is no version of anything: it is not taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableSourceError

Look = tuple[tuple[str, int, int, int], ...]
"""Name, size, time of the last change and number on the disk of each file."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How the files at ``path`` looked when they began to be read."""

    path: Path
    look: Look

    @classmethod
    def over(cls, path: Path) -> Watch:
        """Look at a file, or at all files of a folder."""
        return cls(path, _look(path))

    def check(self) -> None:
        """Raise ``UnreadableSourceError`` unless they look as they did."""
        if _look(self.path) != self.look:
            raise UnreadableSourceError(
                f"{self.path} was changed while it was read, and nothing of it was taken in: "
                "wait until it is whole, and ingest it again."
            )


def _look(path: Path) -> Look:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    seen = []
    for one in files:
        try:
            found = one.stat()
        except FileNotFoundError:
            continue  # whoever reads it says so
        seen.append((str(one), found.st_size, found.st_mtime_ns, found.st_ino))
    return tuple(seen)
