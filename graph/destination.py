"""Where a file may be written that appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

from graph.errors import UsageError

SQLITE = b"SQLite format 3\0"
"""What a database begins with."""


def check_destination(output: Path) -> None:
    """Raise ``UsageError`` where no file can be made, before anything is worked out for it."""
    check_parent(output)
    if output.name == "-":
        raise UsageError("'-' stands for no file: name one, for it appears whole or not at all")
    replaceable(output)


def check_parent(output: Path) -> None:
    """Raise ``UsageError`` where there is no folder in which ``output`` could be."""
    if not output.parent.is_dir():
        raise UsageError(f"there is no folder {output.parent}: make it, or name another file")


def replaceable(output: Path) -> Path:
    """Return the file that a finished one takes the place of: where links lead to, if it is one.

    Raises ``UsageError`` for a folder, and for devices and pipes: a file that takes the place of
    ``/dev/null`` takes it from every program of the machine. Likewise for a SQLite database: nobody
    means the graph itself to be gone.
    """
    if output.is_dir():
        raise UsageError(f"{output} is a folder: name a file in it")
    if output.exists() and not output.is_file():
        raise UsageError(f"{output} is a device or a pipe: name a file instead")
    if _is_database(output):
        raise UsageError(
            f"{output.resolve()} is a SQLite database, as graphs are: name another file"
        )
    return output.resolve() if output.is_symlink() else output


def _is_database(output: Path) -> bool:
    if not output.is_file():
        return False
    with output.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE
