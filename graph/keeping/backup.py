"""A backup: one ZIP file with a copy of each store, and a manifest with their SHA-256 sums.

The copy of a SQLite store is a SQLite file; that of any other is its content, line by line. A
backup is made in a folder of its own beside its place, and moved there when it is whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from graph.errors import BackupError, StoreError
from graph.keeping.content import content
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.torn_zips import TORN
from graph.workroom import clear, workroom

FORMAT = 1
MANIFEST = "manifest.json"
PUBLIC, INTERNAL = "public", "internal"
SQLITE, LINES = "db", "jsonl.gz"
"""The endings of the two forms of a copy."""
BLOCK = 1 << 20
PACKING = 3
_COPY = re.compile(rf"[a-z]+\.({re.escape(SQLITE)}|{re.escape(LINES)})")
"""What a copy is called: a name alone, which leads into no other folder."""


@dataclass(frozen=True, slots=True)
class Member:
    """The copy of one store: its ``file`` in the backup, and the ``revision`` closed ``at``."""

    file: str
    revision: int
    at: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup at ``path``, made ``at`` a time (UTC) by a ``version`` of Lumigraph.

    ``members`` are the stores in it: ``public``, and ``internal`` where it was taken along.
    """

    path: Path
    at: str
    version: str
    members: Mapping[str, Member]


def back_up(stores: Mapping[str, GraphStore], output: Path, version: str) -> Backup:
    """Write a backup of ``stores`` to ``output``, which appears whole or not at all.

    They are read as they are at one moment, and the backup is read again before it appears. Raises
    ``StoreBusyError`` where a writer does not end.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with _room(output.parent) as room, ExitStack() as held:
        for store in stores.values():
            held.enter_context(store.still())
        copies = {name: _copied(store, room / name) for name, store in stores.items()}
        held.close()
        members = {name: member for name, (_, member) in copies.items()}
        made = room / output.name
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=PACKING) as archive:
            for name, (file, member) in copies.items():
                archive.write(file, members[name].file, *_packing(member))
            said = {"format": FORMAT, "lumigraph": version, "at": at}
            stored = {name: asdict(one) for name, one in members.items()}
            archive.writestr(MANIFEST, json.dumps({**said, "stores": stored}, indent=2))
        _settle(made)
        backup = _read_again(made, output)
        made.replace(output)
        _settle(output.parent)
    return replace(backup, path=output)


def _read_again(made: Path, output: Path) -> Backup:
    """Return the backup that was written, once all of it was read; name ``output`` where it fails.

    ``made`` is where it is until then, which is gone when somebody reads of it.
    """
    try:
        backup = opened(made)
        verify(backup)
    except BackupError as error:
        raise BackupError(
            f"no backup was written to {output}: what was written was read again, and is not what "
            "the store holds. Nothing was changed; look whether the disk fails, or name another "
            "folder"
        ) from error
    return backup


def _copied(store: GraphStore, base: Path) -> tuple[Path, Member]:
    """Write a copy of ``store`` to a file named after ``base``."""
    revision = store.revision()
    if isinstance(store, SqliteStore):
        file = base.with_name(f"{base.name}.{SQLITE}")
        store.copy_to(file)
    else:
        file = base.with_name(f"{base.name}.{LINES}")
        with gzip.GzipFile(file, "wb", PACKING, mtime=0) as packed:
            packed.writelines(f"{line}\n".encode() for line in content(store))
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return file, Member(file.name, revision.number, revision.at, file.stat().st_size, sha256)


def _packing(member: Member) -> tuple[int | None, ...]:
    """Return how a copy goes into the ZIP file: what is packed already, as it is."""
    return (zipfile.ZIP_STORED,) if member.file.endswith(".gz") else ()


def opened(path: Path) -> Backup:
    """Return what the manifest of a backup says. Raises ``BackupError`` for what is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            said = json.loads(archive.read(MANIFEST))
        if said["format"] != FORMAT:
            raise BackupError(
                f"{path} is a backup of format {said['format']}, not {FORMAT}: restore it with "
                f"Lumigraph {said['lumigraph']} or later"
            )
        members = {name: _member(one) for name, one in said["stores"].items()}
        return Backup(path, said["at"], said["lumigraph"], members)
    except TORN as error:
        raise BackupError(f"{path} is no backup, or a torn one ({error}): name another") from error


def _member(said: dict[str, Any]) -> Member:
    """Return what a manifest says of a copy. Raises ``ValueError`` for what cannot be of one."""
    member = Member(**{**said, "size": int(said["size"])})
    if not _COPY.fullmatch(member.file):
        raise ValueError(f"{member.file!r} is not the name of a copy")
    return member


def is_backup(path: Path) -> bool:
    """Tell whether ``path`` is a ZIP file with the manifest of a backup in it, or a torn one."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except TORN:
        return True


def verify(backup: Backup) -> None:
    """Read all of a backup. Raises ``BackupError`` that names what is not as it was written."""
    for name in backup.members:
        _read(backup, name, None)


@contextmanager
def unpacked(backup: Backup, name: str) -> Iterator[Path]:
    """Open the copy of the store ``name`` as a file, made sure of to be what was written."""
    with tempfile.TemporaryDirectory(prefix="lumigraph-") as folder:
        file = Path(folder) / backup.members[name].file
        with file.open("wb") as target:
            _read(backup, name, target)
        yield file


def _read(backup: Backup, name: str, target: IO[bytes] | None) -> None:
    """Read a copy, into ``target`` if there is one, and compare its size and its sum."""
    member, found, size = backup.members[name], hashlib.sha256(), 0
    try:
        with zipfile.ZipFile(backup.path) as archive, archive.open(member.file) as content:
            while block := content.read(BLOCK):
                found.update(block)
                size += len(block)
                if size > member.size:
                    break
                if target:
                    target.write(block)
    except TORN as error:
        raise BackupError(f"{backup.path} is torn: {member.file}: {error}") from error
    if (size, found.hexdigest()) != (member.size, member.sha256):
        raise BackupError(
            f"{backup.path}: {member.file} is not what was written (SHA-256 {found.hexdigest()}, "
            f"not {member.sha256}): name another backup"
        )


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """Open a folder for what is being made, and clear away those of processes that were killed."""
    try:
        clear(folder)
        with workroom(folder) as made:
            yield made
    except OSError as error:
        raise StoreError(
            f"the backup cannot be written to {folder}: {error.strerror or error}. "
            "Nothing was changed; make room, or name another folder"
        ) from error


def _settle(path: Path) -> None:
    """Make sure that a file, or what a folder lists, outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
