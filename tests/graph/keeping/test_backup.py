"""Backups that somebody else made or changed, and backups that are made at once."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BackupError
from graph.keeping import backup as module
from graph.keeping.backup import MANIFEST, PUBLIC, back_up, is_backup, opened, unpacked, verify
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as one:
        tell(one, "open", thing("alpha"))
        yield one


@pytest.fixture
def made(store: SqliteStore, tmp_path: Path) -> Path:
    return back_up({PUBLIC: store}, tmp_path / "copy.zip", "0").path


def forged(made: Path, **said: Any) -> Path:
    """Return a backup whose manifest says otherwise of its copy; what is in it is the same."""
    other = made.with_name("forged.zip")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(other, "w") as new:
        manifest = json.loads(old.read(MANIFEST))
        manifest["stores"][PUBLIC] |= said
        new.writestr(manifest["stores"][PUBLIC]["file"], old.read("public.db"))
        new.writestr(MANIFEST, json.dumps(manifest))
    return other


@pytest.mark.parametrize("file", ["../out.db", "{folder}/out.db", "..", "a\\out.db", "C:x.db"])
def test_no_copy_leads_out_of_its_folder(made: Path, tmp_path: Path, file: str) -> None:
    """A manifest that names another place is refused before anything is written there."""
    out = tmp_path / "room" / "out.db"
    out.parent.mkdir()
    other = forged(made, file=file.format(folder=out.parent))
    with (
        pytest.raises(BackupError, match=r"forged.zip is no backup.* is not the name of a copy"),
        unpacked(opened(other), PUBLIC),
    ):
        pass
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("said", [{"file": 7}, {"size": "much"}, {"more": 1}])
def test_a_manifest_of_another_kind(made: Path, said: dict[str, Any]) -> None:
    manifest = {"format": 1, "lumigraph": "0", "at": "", "stores": {PUBLIC: said}}
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
    with pytest.raises(BackupError, match="is no backup"):
        opened(made)


def encrypted(content: bytearray, header: int, flags: int, method: int) -> None:
    content[header + flags] |= 1


def unheard_of(content: bytearray, header: int, flags: int, method: int) -> None:
    content[header + method] = 77


@pytest.mark.parametrize("harm", [encrypted, unheard_of])
def test_a_copy_that_cannot_be_read(
    made: Path, harm: Callable[[bytearray, int, int, int], None]
) -> None:
    """It says that it has a password, or is packed in a way that nobody knows."""
    content = bytearray(made.read_bytes())
    harm(content, content.index(b"PK\x03\x04"), 6, 8)
    harm(content, content.index(b"PK\x01\x02"), 8, 10)
    made.write_bytes(content)
    with pytest.raises(BackupError, match=r"copy.zip is torn: public.db: "):
        verify(opened(made))


def test_a_list_of_files_that_is_damaged(made: Path) -> None:
    """It is told to be torn, rather than taken for something else."""
    content = bytearray(made.read_bytes())
    content[content.index(b"PK\x01\x02")] ^= 0xFF
    made.write_bytes(content)
    assert is_backup(made)
    with pytest.raises(BackupError, match="is no backup, or a torn one"):
        opened(made)


def test_what_cannot_be_read_again_is_no_backup(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that was there stays, and nothing is left beside it."""
    before = back_up({PUBLIC: store}, tmp_path / "copy.zip", "0")
    tell(store, "later", thing("beta"))
    settle = module._settle

    def torn(path: Path) -> None:
        if path.suffix == ".zip":
            content = bytearray(path.read_bytes())
            content[200] ^= 0xFF
            path.write_bytes(content)
        settle(path)

    with monkeypatch.context() as patch:
        patch.setattr(module, "_settle", torn)
        with pytest.raises(BackupError):
            back_up({PUBLIC: store}, before.path, "0")
    verify(before)
    assert opened(before.path) == before
    assert list(tmp_path.glob("making-*")) == []


def test_two_clear_the_same_folder(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other took away first is gone, which is all that was wanted."""
    old = [tmp_path / f"making-{number}" for number in range(3)]
    for one in old:
        one.mkdir()
        os.utime(one, (0, 0))
    stat = Path.stat

    def gone(path: Path, **options: bool) -> os.stat_result:
        if path == old[0]:
            shutil.rmtree(path, ignore_errors=True)
        return stat(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", gone)
        verify(back_up({PUBLIC: store}, tmp_path / "copy.zip", "0"))
    assert list(tmp_path.glob("making-*")) == []
