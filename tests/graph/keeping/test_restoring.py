"""A store brought back or moved while somebody else writes, and from either form of a backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.errors import NotEmptyError, StaleError
from graph.keeping import backup as module
from graph.keeping import restoring
from graph.keeping.backup import LINES, PUBLIC, Backup, back_up, unpacked
from graph.keeping.content import fingerprint
from graph.keeping.moving import move
from graph.keeping.restoring import bring_back
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import SCHEMA, tell, thing


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as one:
        tell(one, "open", thing("alpha"))
        yield one


@pytest.fixture
def target(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(str(tmp_path / "target.db"))) as one:
        yield one


@pytest.mark.parametrize("filled", [False, True])
def test_what_is_written_meanwhile_stays(
    origin: SqliteStore,
    target: SqliteStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    filled: bool,
) -> None:
    """A write that was acknowledged while the backup was unpacked is not written over."""
    made = back_up({PUBLIC: origin}, tmp_path / "copy.zip", "0")
    if filled:
        tell(target, "first", thing("gamma"))

    @contextmanager
    def meanwhile(backup: Backup, name: str) -> Iterator[Path]:
        with unpacked(backup, name) as file:
            tell(target, "late", thing("beta"))
            yield file

    monkeypatch.setattr(restoring, "unpacked", meanwhile)
    with pytest.raises(StaleError, match=r"wrote to .* meanwhile\. Nothing was changed"):
        bring_back(made, PUBLIC, target, SCHEMA, replace=filled)
    assert "late" in {one.info.name for one in target.ledger.sources()}


def test_lines_replace_what_is_there(
    origin: SqliteStore, target: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup of a store that is no file, as of Neo4j, goes into a SQLite store that is filled."""
    with monkeypatch.context() as patch:
        patch.setattr(module, "SqliteStore", type("Another", (), {}))
        made = back_up({PUBLIC: origin}, tmp_path / "copy.zip", "0")
    assert made.members[PUBLIC].file.endswith(LINES)
    tell(target, "first", thing("gamma"))
    with pytest.raises(NotEmptyError):
        bring_back(made, PUBLIC, target, SCHEMA)
    bring_back(made, PUBLIC, target, SCHEMA, replace=True)
    assert fingerprint(target) == fingerprint(origin)


def test_a_move_tells_that_the_origin_was_written_to(
    origin: SqliteStore, target: SqliteStore, tmp_path: Path
) -> None:
    """It is not said that both hold the same; what was moved is what was there before."""
    before = fingerprint(origin)
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as other:

        def meanwhile(done: int, expected: int) -> None:
            if other.revision().number == 1:
                tell(other, "late", thing("beta"))

        with pytest.raises(StaleError, match=r"graph.db was written to meanwhile"):
            move(origin, target, SCHEMA, progress=meanwhile)
    assert fingerprint(target) == before != fingerprint(origin)
