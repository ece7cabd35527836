"""Removing the index of linking: what was erased from a store is to lie nowhere."""

from __future__ import annotations

from pathlib import Path

NAME = "index.duckdb"
LOG = f"{NAME}.wal"
"""What DuckDB has written and not yet put into the file."""


def remove(folder: Path) -> None:
    """Remove the index in ``folder``, if there is one; who has it open goes on without."""
    for one in (NAME, LOG):
        (folder / one).unlink(missing_ok=True)
