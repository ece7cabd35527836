"""Folders for what is being made, beside its place; what killed processes left is cleared away."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAKING = "making-"
ABANDONED = 24 * 3600
"""Seconds after which what a killed process left is taken away."""


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """Open a new folder in ``folder``, which goes in the end if it was not moved to its place."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=MAKING, ignore_cleanup_errors=True) as made:
        yield Path(made)


def clear(folder: Path) -> None:
    """Take away the folders that processes left which were killed."""
    for one in abandoned(folder, f"{MAKING}*"):
        shutil.rmtree(one, ignore_errors=True)


def abandoned(folder: Path, names: str) -> list[Path]:
    """Return what lies in ``folder`` under such ``names`` (a pattern) and is of no one any more."""
    return [one for one in folder.glob(names) if time.time() - _changed(one) > ABANDONED]


def _changed(path: Path) -> float:
    """Return when it was changed last; what is gone meanwhile is whosever took it away: now."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()
