"""A chain of entries that somebody tampered with, and a SQLite file of an earlier version."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from graph.ledger.audit import Entry, faults, read
from graph.sqlite_store import SqliteStore
from graph.stored import Revision
from tests.conformance.builders import tell, thing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store of four revisions."""
    file = tmp_path / "graph.db"
    store = SqliteStore(str(file))
    for name in ("one", "two", "three", "four"):
        tell(store, name, thing(name))
    store.close()
    return file


def chain(file: Path) -> tuple[list[Entry], list[Revision]]:
    store = SqliteStore(str(file))
    found = list(store.audit.entries()), store.revisions()
    store.close()
    return found


def told(entries: list[Entry], revisions: list[Revision]) -> list[str]:
    """Return which entries or revisions the faults name."""
    return [one.partition(":")[0] for one in faults(entries, revisions)]


def test_a_sound_chain(file: Path) -> None:
    assert told(*chain(file)) == []


def test_an_entry_that_was_changed(file: Path) -> None:
    entries, revisions = chain(file)
    entries[1] = replace(entries[1], who="somebody else")
    assert told(entries, revisions) == ["entry 2"]
    entries[1] = entries[1].hashed()  # whoever changes it may work out its hash anew
    assert told(entries, revisions) == ["entry 3"]


def test_an_entry_that_was_removed(file: Path) -> None:
    entries, revisions = chain(file)
    assert told(entries[1:], revisions) == ["entry 2"]
    assert told([*entries[:1], *entries[2:]], revisions) == ["entry 3", "revision 2"]
    assert told(entries[:-1], revisions) == ["revision 4"]
    assert told([], revisions) == ["none of the 4 revisions has an entry"]
    assert told(entries, revisions[:-1]) == ["entry 4"]


def test_entries_in_another_order(file: Path) -> None:
    entries, revisions = chain(file)
    one, two, three, four = entries
    assert told([one, three, two, four], revisions) == ["entry 3", "entry 2", "entry 4"]
    swapped = [
        one,
        replace(three, revision=two.revision).hashed(),
        replace(two, revision=three.revision).hashed(),
        four,
    ]
    assert told(swapped, revisions) == ["entry 2", "entry 3", "entry 4"]


def test_a_revision_that_was_changed(file: Path) -> None:
    entries, revisions = chain(file)
    revisions[2] = replace(revisions[2], note="another source")
    assert told(entries, revisions) == ["entry 3"]


def test_what_is_no_entry() -> None:
    for text in ("", "{", "[]", "[1,2]", '[["x"],0,"","",[0,0,[]],"",""]'):
        broken = read(7, text)
        assert broken.revision.number == 7
        assert broken.hash != broken.hashed().hash


def test_the_file_itself_keeps_entries(file: Path) -> None:
    with sqlite3.connect(file) as database:
        for statement in ("UPDATE audit SET entry = ''", "DELETE FROM audit WHERE number = 2"):
            with pytest.raises(sqlite3.IntegrityError, match="audit log"):
                database.execute(statement)
    database.close()
    assert told(*chain(file)) == []


def test_a_file_of_an_earlier_version(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE audit")
    database.close()
    store = SqliteStore(str(file))
    tell(store, "five", thing("five"))
    entries, revisions = list(store.audit.entries()), store.revisions()
    assert [one.revision.number for one in entries] == [5]
    assert told(entries, revisions) == []
    assert told(entries, revisions[1:]) == ["entry 5"]
    store.close()
