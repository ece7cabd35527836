"""The file of tokens and sessions. It lies beside the store, and is in no dump."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from api.access.errors import UnknownAskerError
from api.access.register_file import RegisterFile
from api.access.rights_log import Change, RightsLog
from api.access.scopes import Scopes, scopes_of
from api.access.token import NOBODYS, Token, digest, id_of, new_secret, same, stamp
from graph.errors import StoreError, UnknownNameError, UsageError
from graph.ledger.acting import IN_PYTHON, Actor

OWNERS_ALONE = 0o600
OTHERS = 0o077
SESSION = timedelta(hours=12)
LONGEST = 100
"""Letters of a name."""
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time by this machine's clock."""
    return datetime.now(UTC)


class Register:
    """Tokens and sessions in one SQLite file; safe to share between threads and processes.

    A file that is not there is made, None is one in memory. Raises ``StoreError`` for one that
    other users of the machine may read, or that holds something else.
    """

    def __init__(self, file: Path | None, clock: Clock = now, by: Actor = IN_PYTHON) -> None:
        self.file = file
        self._clock = clock
        if file:
            _keep_to_owner(file)
        self._file = RegisterFile(file)
        self.log = RightsLog(self._file, by)
        """Who gave and took which rights."""
        if not self._file.laid_out():
            self._lay_out()

    def create(self, name: str, scopes: Scopes, lasting: timedelta | None = None) -> str:
        """Enter a new token; return its text, which is kept nowhere.

        Raises ``UsageError`` for a name that another token has, be it revoked, and for what is no
        name: it stands in the audit log and beside all that is written with the token.
        """
        name, at = name.strip(), self._clock()
        if not name:
            raise UsageError("a token needs a name: say who holds it, such as --name 'data desk'")
        if len(name) > LONGEST or not name.isprintable():
            raise UsageError(
                f"the name of a token is one line of up to {LONGEST} letters, none of them a "
                "control character: say who holds it, such as --name 'data desk'"
            )
        id_, secret = new_secret()
        with self._file.transaction():
            made = self._file.rows(
                "add_token",
                id=id_,
                digest=digest(secret),
                name=name,
                scopes=",".join(sorted(scopes)),
                created=stamp(at),
                expires=stamp(at + lasting) if lasting else "",
            )
            if not made:
                raise UsageError(f"a token is called '{name}' already: choose another name")
            self.log.enter(Change("create token", id_), stamp(at))
        return secret

    def tokens(self) -> list[tuple[Token, str]]:
        """Return all tokens, oldest first, each with its state."""
        found = [_token(row) for row in self._file.rows("tokens")]
        return [(one, one.state(self._clock())) for one in found]

    def revoke(self, named: str) -> None:
        """Let the token of this id or name, and its sessions, be refused from now on.

        Raises ``UnknownNameError`` where there is none, or it is revoked already.
        """
        at = stamp(self._clock())
        with self._file.transaction():
            found = self._file.rows("in_force", named=named)
            if not found:
                raise UnknownNameError(
                    f"no token in force is called '{named}': `lumigraph tokens list` has them",
                    named,
                )
            for (id_,) in found:
                before = self.log.states()[id_]
                self._file.run("revoke", id=id_, at=at)
                self.log.enter(Change("revoke token", id_, before), at)

    def holder(self, secret: str) -> Token | None:
        """Return the token whose text this is, if it is valid."""
        rows = self._file.rows("token", id=id_of(secret))
        known = same(secret, rows[0][0] if rows else NOBODYS)
        return self._valid(_token(rows[0][1:])) if known and rows else None

    def check(self, id_: str) -> None:
        """Raise ``UnknownAskerError`` where the token of this id is not valid any more."""
        rows = self._file.rows("token", id=id_)
        if not rows or not self._valid(_token(rows[0][1:])):
            raise UnknownAskerError("its token was revoked or has expired meanwhile")

    def begin_session(self, token: Token) -> str:
        """Begin a session of who holds a token; return its secret, for a cookie."""
        secret, at = secrets.token_hex(32), self._clock()
        self._file.run("forget_sessions", at=stamp(at))
        expires = stamp(at + SESSION)
        self._file.run("add_session", digest=digest(secret), token=token.id, expires=expires)
        return secret

    def session(self, secret: str) -> Token | None:
        """Return the token by which a session began, if both last."""
        rows = self._file.rows("session", digest=digest(secret), at=stamp(self._clock()))
        return self._valid(_token(rows[0])) if rows else None

    def end_session(self, secret: str) -> None:
        """End a session, if there is one."""
        self._file.run("end_session", digest=digest(secret))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            self.close()

    def _valid(self, token: Token) -> Token | None:
        return token if token.state(self._clock()) == "valid" else None

    def _lay_out(self) -> None:
        """Make what a new file lacks, or one of an earlier version, whose tokens are entered."""
        with self._file.transaction():
            if self._file.lay_out():
                for id_ in self.log.states():
                    self.log.enter(Change("find token", id_), stamp(self._clock()))


def _token(row: tuple[Any, ...]) -> Token:
    id_, name, scopes, *times = row
    return Token(id_, name, scopes_of(scopes), *times)


def _keep_to_owner(file: Path) -> None:
    """Make the file for its owner alone; raise ``StoreError`` where others may read it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, OWNERS_ALONE))
        mode = stat.S_IMODE(file.stat().st_mode)
    except OSError as error:
        raise StoreError(
            f"the register of tokens {file} cannot be opened ({error.strerror}): "
            "name a folder that you may write to in the setting `tokens`"
        ) from error
    if os.name == "posix" and mode & OTHERS:
        raise StoreError(
            f"others may read {file}, where tokens are kept: `chmod 600 {file}`, then try again"
        )
