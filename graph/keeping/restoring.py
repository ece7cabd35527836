"""Stores brought back from a backup: verified before anything begins, all of one or nothing."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from graph.errors import BackupError, NotEmptyError, UsageError
from graph.keeping.backup import LINES, SQLITE, Backup, unpacked
from graph.keeping.moving import move
from graph.rdf.restoring import restore
from graph.schema import Schema
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore


def bring_back(
    backup: Backup, name: str, target: GraphStore, schema: Schema, *, replace: bool = False
) -> None:
    """Fill ``target`` with the store ``name`` of a backup.

    With ``replace`` a SQLite store may hold something, which is replaced. Raises
    ``NotEmptyError`` for another target that holds anything, ``StaleError`` where somebody wrote
    to it meanwhile, ``BackupError`` for a backup that is torn or has no such store.
    """
    before = target.revision()
    check(backup, name, target, replace=replace)
    with unpacked(backup, name) as file:
        if isinstance(target, SqliteStore):
            target.copy_from(_as_sqlite(file, schema), before)
        elif file.name.endswith(SQLITE):
            with closing(SqliteStore(str(file))) as origin:
                move(origin, target, schema)
        else:
            restore(target, schema, _lines(file))
        _check_revision(backup, name, target)


def check(backup: Backup, name: str, target: GraphStore | None, *, replace: bool) -> None:
    """Raise as ``bring_back`` does where it would, before anything is changed.

    A ``target`` of None is one that has yet to be made.
    """
    if name not in backup.members:
        raise BackupError(f"{backup.path} holds no {name} store: it was made without one")
    if target is None or not target.revision().number:
        return
    if not replace:
        raise NotEmptyError(target.url)
    if not isinstance(target, SqliteStore):
        raise UsageError(
            f"{target.url} holds something, and a Neo4j database cannot be replaced in one step: "
            "restore into an empty one, and let the settings name that"
        )


def _as_sqlite(file: Path, schema: Schema) -> Path:
    """Return an unpacked copy as the file of a SQLite store, of this version's layout."""
    whole = file.with_name(f"restored.{SQLITE}") if file.name.endswith(LINES) else file
    with closing(SqliteStore(str(whole))) as store:
        if whole != file:
            restore(store, schema, _lines(file))
    return whole


def _lines(file: Path) -> Iterator[str]:
    with gzip.open(file, "rt", encoding="utf-8") as packed:
        for line in packed:
            yield line.rstrip("\n")


def _check_revision(backup: Backup, name: str, target: GraphStore) -> None:
    member, revision = backup.members[name], target.revision()
    if (revision.number, revision.at) != (member.revision, member.at):
        raise BackupError(
            f"{backup.path} says it holds revision {member.revision} of {member.at}, and "
            f"{target.url} is now at {revision.number} of {revision.at}: do not use it"
        )
