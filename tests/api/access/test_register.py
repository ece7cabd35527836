"""Tokens and sessions: made, found, expired, revoked, and kept so that nobody can read them."""

from __future__ import annotations

import hmac
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.access.register import SESSION, Register
from api.access.scopes import scopes_of
from api.access.token import digest
from graph.errors import StoreError, UnknownNameError, UsageError

DAY = timedelta(days=1)


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Register:
    return Register(tmp_path / "new" / "access.db", clock)


def test_who_holds_a_token(register: Register) -> None:
    secret = register.create("data desk", scopes_of("review,ingest"))
    found = register.holder(secret)
    assert found is not None
    assert (found.name, sorted(found.scopes)) == ("data desk", ["ingest", "review"])
    assert [(one.name, state) for one, state in register.tokens()] == [("data desk", "valid")]


@pytest.mark.parametrize("guess", ["", "x", "lg_", "lg_0123456789ab_" + "0" * 64, "é" * 70])
def test_what_is_no_token(register: Register, guess: str) -> None:
    secret = register.create("one", frozenset())
    assert register.holder(guess) is None
    assert register.holder(secret[:-1] + ("0" if secret[-1] != "0" else "1")) is None
    assert register.holder(secret + "\n") is None


@pytest.mark.parametrize("name", ["data\ndesk", "a\x1b[31m", "desk\u202eksed", "d" * 101, "a\x00"])
def test_what_is_no_name(register: Register, name: str) -> None:
    with pytest.raises(UsageError, match="one line of up to 100 letters"):
        register.create(name, frozenset())
    assert register.create(f" {'ė' * 100} ", frozenset())


def test_one_expires_and_one_is_revoked(register: Register, clock: Clock) -> None:
    short = register.create("short", frozenset(), 90 * DAY)
    long = register.create("long", frozenset())
    clock.at += 90 * DAY - timedelta(seconds=1)
    assert register.holder(short)
    clock.at += timedelta(seconds=1)
    assert not register.holder(short)
    assert register.holder(long)
    register.revoke("long")
    assert not register.holder(long)
    assert [state for _, state in register.tokens()] == ["expired", "revoked"]
    with pytest.raises(UnknownNameError, match="no token in force is called 'long'"):
        register.revoke("long")


def test_a_session_lasts_no_longer_than_its_token(register: Register, clock: Clock) -> None:
    holder = register.holder(register.create("desk", frozenset(), 2 * DAY))
    assert holder
    session = register.begin_session(holder)
    assert register.session(session) == holder
    assert register.session(session[:-1]) is None
    clock.at += SESSION
    assert register.session(session) is None
    other = register.begin_session(holder)
    register.end_session(other)
    assert register.session(other) is None
    last = register.begin_session(holder)
    register.revoke(holder.id)
    assert register.session(last) is None


def test_each_has_a_session_of_their_own(register: Register, clock: Clock) -> None:
    desk, keeper = [register.holder(register.create(one, frozenset())) for one in ("a", "b")]
    assert desk
    assert keeper
    first = register.begin_session(desk)
    clock.at += SESSION / 2
    second = register.begin_session(keeper)
    assert (register.session(first), register.session(second)) == (desk, keeper)
    register.end_session(first)
    assert register.session(second) == keeper


def test_a_name_is_given_once(register: Register) -> None:
    register.create("desk", frozenset())
    with pytest.raises(UsageError, match="a token is called 'desk' already"):
        register.create(" desk ", frozenset())
    with pytest.raises(UsageError, match="needs a name"):
        register.create(" ", frozenset())
    with pytest.raises(UsageError, match="there is no scope 'everything'"):
        scopes_of("everything")


def test_no_secret_is_in_the_file(register: Register) -> None:
    secret = register.create("desk", frozenset())
    holder = register.holder(secret)
    assert holder
    session = register.begin_session(holder)
    assert register.file
    kept = register.file.read_bytes()
    assert digest(secret).encode() in kept
    assert secret.rsplit("_", 1)[1].encode() not in kept
    assert session.encode() not in kept


def test_the_file_is_its_owners_alone(register: Register) -> None:
    assert register.file
    assert register.file.stat().st_mode & 0o777 == 0o600
    register.close()
    for mode in (0o640, 0o604):
        register.file.chmod(mode)
        with pytest.raises(StoreError, match=r"others may read .*chmod 600"):
            Register(register.file)


def test_a_file_of_something_else(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    file.chmod(0o600)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="holds something else"):
        Register(file)
    assert file.read_bytes() == before
    file.write_text("no database, but long enough to be taken for a header of one")
    with pytest.raises(StoreError, match="fails: file is not a database"):
        Register(file)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        Register(tmp_path / "file" / "access.db")


def test_every_guess_is_compared_alike(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = register.create("desk", frozenset())
    compared: list[tuple[int, int]] = []

    def compare(left: str, right: str) -> bool:
        compared.append((len(left), len(right)))
        return left == right

    monkeypatch.setattr(hmac, "compare_digest", compare)
    guesses = (secret, secret[:-1] + "g", "lg_0123456789ab_" + "0" * 64, "x")
    assert [bool(register.holder(one)) for one in guesses] == [True, False, False, False]
    assert compared == [(64, 64)] * len(guesses)
