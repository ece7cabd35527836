"""A graph backed up and brought back: both stores, a folder of backups, how many are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from graph.destination import check_destination, check_parent, replaceable
from graph.errors import BackupError, StoreError, UsageError
from graph.keeping.backup import INTERNAL, PUBLIC, Backup, back_up, is_backup, opened, verify
from graph.keeping.restoring import bring_back, check
from graph.schema import load_schema
from lumigraph.graph import Graph

NAME = "lumigraph-{at}-r{revision}.zip"
NAMES = "lumigraph-????????T??????Z-r*.zip"


def backed_up(graph: Graph, target: Path, *, internal: bool = False, keep: int = 0) -> Backup:
    """Back ``graph`` up into a folder, under a name that tells when, or to a file.

    A name without an ending that is not there yet is a folder, and is made. The backup is read
    again before it counts as made. With ``keep`` only so many newest stay in the folder. Raises
    ``UsageError`` for an empty graph, and where neither folder nor file can be.
    """
    holdings = graph.holdings
    stores = {PUBLIC: holdings.public}
    if internal:
        if holdings.internal is None:
            raise UsageError("this graph has no internal store: leave --internal out")
        stores[INTERNAL] = holdings.internal
    revision = holdings.public.revision().number
    if not revision and not internal:
        raise UsageError(f"{holdings.public.url} is empty: there is nothing to back up")
    if keep or target.is_dir() or not (target.suffix or target.exists()):
        _make_folder(target)
    else:
        target = _replaceable(target)
    made = back_up(stores, _file(target, revision), version("lumigraph"))
    if keep:
        _forget(target, made.path, keep)
    return made


def _make_folder(folder: Path) -> None:
    """Make a folder of backups where there is none; raise ``UsageError`` where none can be."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--keep is for a folder of backups, and {folder} is none: name another")
    check_parent(folder)
    folder.mkdir(exist_ok=True)


def _replaceable(file: Path) -> Path:
    """Return where a backup goes that is to be ``file``; raise ``UsageError`` for what is none."""
    check_destination(file)
    target = replaceable(file)
    if target.exists() and target.stat().st_size and not is_backup(target):
        raise UsageError(f"{file} is there, and is no backup: name another file, or a folder")
    return target


def _file(target: Path, revision: int) -> Path:
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return target / NAME.format(at=at, revision=revision) if target.is_dir() else target


def _forget(folder: Path, newest: Path, keep: int) -> None:
    """Take the oldest backups away; the ``newest`` stays even where a clock was set back."""
    others = sorted(one for one in folder.glob(NAMES) if one != newest)
    for one in others[: max(0, len(others) - keep + 1)]:
        one.unlink()


def verified(target: Path) -> list[Backup]:
    """Return the backup at ``target``, or all in a folder, once all of each was read.

    Raises ``BackupError`` for the first that is not as it was written, or where there is none.
    """
    files = sorted(target.glob(NAMES)) if target.is_dir() else [target]
    if not files:
        raise BackupError(f"{target} holds no backups: name the folder that `backup` wrote to")
    found = [opened(file) for file in files]
    for one in found:
        verify(one)
    return found


def brought_back(
    graph: Graph, path: Path, *, internal: bool = False, replace: bool = False
) -> Backup:
    """Fill the empty ``graph`` from the backup at ``path``: verified first, then all of a store.

    ``internal`` brings the internal store back too; ``replace`` lets what is there go.
    """
    backup, holdings = opened(path), graph.holdings
    verify(backup)
    there = holdings.unsettled()
    if there and not internal:
        raise StoreError(
            f"{there.url} holds what is internal here: bring both back with "
            "--internal, or move that store away"
        )
    check(backup, PUBLIC, holdings.public, replace=replace)
    if internal:
        check(backup, INTERNAL, there, replace=replace)
    schema = load_schema()
    bring_back(backup, PUBLIC, holdings.public, schema, replace=replace)
    if internal:
        bring_back(backup, INTERNAL, there or holdings.blank(), schema, replace=replace)
    holdings.settle()
    return backup
