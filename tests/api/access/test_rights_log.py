"""What became of tokens is entered as in a store, and shows who tampers with it, or with them."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from orjson import loads

from api.access.register import Register
from api.access.scopes import scopes_of
from graph.errors import StoreError, UnknownNameError, UsageError
from graph.ledger.acting import Actor, acting


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register of two tokens, one of which was revoked."""
    file = tmp_path / "access.db"
    with closing(Register(file, by=Actor("operator", "python"))) as register:
        register.create("desk", scopes_of("review"))
        with acting("", "command line"):
            register.create("bot", scopes_of("ingest,read-internal"))
            register.revoke("desk")
    return file


def faults(file: Path) -> list[str]:
    with closing(Register(file)) as register:
        return list(register.log.faults())


def tamper(file: Path, *statements: str) -> None:
    """Do to a file what Lumigraph does not."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_who_gave_and_took_which_rights(file: Path) -> None:
    with closing(Register(file)) as register:
        entries = list(register.log.entries())
        ids = [token.id for token, _ in register.tokens()]
    assert [(one.who, one.through, one.revision.action) for one in entries] == [
        ("operator", "python", "create token"),
        ("operator", "command line", "create token"),
        ("operator", "command line", "revoke token"),
    ]
    assert [one.touched.ids for one in entries] == [(ids[0],), (ids[1],), (ids[0],)]
    made, _, revoked = [loads(one.revision.note) for one in entries]
    assert made["before"] is None
    assert (made["after"]["name"], made["after"]["scopes"]) == ("desk", "review")
    assert revoked["before"] == made["after"]
    assert revoked["after"] == {**made["after"], "revoked": entries[2].revision.at}
    assert faults(file) == []


def test_what_is_refused_leaves_no_entry(file: Path) -> None:
    with closing(Register(file)) as register:
        with pytest.raises(UsageError, match="called 'desk' already"):
            register.create("desk", scopes_of("admin"))
        with pytest.raises(UnknownNameError):
            register.revoke("desk")
        assert len(list(register.log.entries())) == len(register.log.revisions()) == 3


def test_no_right_changes_without_an_entry(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("the disk is full")

    with closing(Register(file)) as register:
        monkeypatch.setattr(register.log, "enter", fail)
        for change in (
            lambda: register.create("more", frozenset()),
            lambda: register.revoke("bot"),
        ):
            with pytest.raises(StoreError, match="the disk is full"):
                change()
        states = [(token.name, state) for token, state in register.tokens()]
    assert states == [("desk", "revoked"), ("bot", "valid")]


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ("UPDATE token SET scopes = 'admin' WHERE name = 'bot'", "token 'bot'"),
        ("UPDATE token SET revoked = '' WHERE name = 'desk'", "token 'desk'"),
        ("UPDATE token SET digest = 'mine' WHERE name = 'bot'", "token 'bot'"),
        ("UPDATE token SET expires = '2999' WHERE name = 'bot'", "token 'bot'"),
        ("DELETE FROM token WHERE name = 'bot'", "entry 2"),
        (
            "INSERT INTO token (id, digest, name, scopes, created, expires, revoked)"
            " VALUES ('0', '0', 'mine', 'admin', '', '', '')",
            "token 'mine'",
        ),
        ("DELETE FROM revision WHERE number = 3", "entry 3"),
        ("UPDATE revision SET note = '' WHERE number = 1", "entry 1"),
    ],
)
def test_rights_that_nobody_gave(file: Path, done: str, told: str) -> None:
    tamper(file, done)
    assert [one.partition(":")[0] for one in faults(file)] == [told]


def test_an_entry_that_was_changed(file: Path) -> None:
    for statement in ("UPDATE audit SET entry = ''", "DELETE FROM audit WHERE number = 3"):
        with pytest.raises(sqlite3.IntegrityError, match="audit log"):
            tamper(file, statement)
    change = "UPDATE audit SET entry = replace(entry, 'operator', 'boss') WHERE number = 2"
    tamper(file, "DROP TRIGGER audit_stays", change)
    assert faults(file) == ["entry 2: it was changed"]


def test_rights_can_be_taken_however_broken_the_log_is(file: Path) -> None:
    tamper(file, "DELETE FROM revision")
    with closing(Register(file)) as register:
        register.revoke("bot")
        assert [state for _, state in register.tokens()] == ["revoked", "revoked"]
    assert "entry 1: there is no such revision" in faults(file)


def test_a_register_of_an_earlier_version(file: Path) -> None:
    """Its tokens are entered as they are found, once: whatever is put in later has no entry."""
    tamper(file, "DROP TABLE audit", "DROP TABLE revision")
    with closing(Register(file, by=Actor("operator", "python"))) as register:
        found = [(one.revision.action, one.who) for one in register.log.entries()]
    assert found == [("find token", "operator")] * 2
    assert faults(file) == []
    tamper(file, "UPDATE token SET scopes = 'admin' WHERE name = 'bot'")
    assert len(faults(file)) == 1


def test_several_processes_make_one_chain(tmp_path: Path) -> None:
    file = tmp_path / "access.db"

    def write(number: int) -> None:
        with closing(Register(file)) as register:
            register.create(f"desk {number}", scopes_of("review"))
            register.revoke(f"desk {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    with closing(Register(file)) as register:
        assert len(list(register.log.entries())) == 16
    assert faults(file) == []
