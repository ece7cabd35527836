"""What may be out of order in a SQLite file: statements that find it, and that mend it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from graph.doctor.check import Check, Writing
from graph.errors import StoreBusyError, StoreError
from graph.ledger.tally import miscounted
from graph.sqlite_store.database import Database
from graph.statements import load_statements

FILE = Path(__file__).with_name("checks.sql")
LEDGER = ("ahead", "unit_astray", "record_astray", "alias_astray", "alias_missing")
"""In this order: what one leaves without a unit, the next one finds."""
MEND = "mend_"
SOUND = ("ok",)
PARTIAL = re.compile(r"\bWHERE\b.*", re.DOTALL)
COUNT = "SELECT coalesce(sum(1), 0) FROM"
"""Not count(*): SQLite counts that in whatever index it likes."""


def checks_of(database: Database, writing: Writing) -> list[Check]:
    """Return the checks of a file; ``writing`` opens a revision of its store."""
    check = _Checks(database, writing)
    return [
        Check("rows_lost", check.lost),
        Check("file", check.torn, check.make_indexes),
        Check("revision_lost", partial(check.found, "revision_lost")),
        *(Check(one, partial(check.found, one), partial(check.mend, one)) for one in LEDGER),
        Check("tally", partial(miscounted, database.rows), check.count_anew),
        Check("name_grams", check.grams, partial(check.mend, "name_grams"), apart=True),
    ]


class _Checks:
    def __init__(self, database: Database, writing: Writing) -> None:
        self._database = database
        self._writing = writing
        self._statements = load_statements(FILE)

    def lost(self) -> Iterator[str]:
        """Yield the indexes that know of more rows than their table has."""
        for table, index, made_by in self._database.ask(self._statements["indexes"]):
            part = found[0] if (found := PARTIAL.search(made_by)) else ""
            held = self._count(f'"{table}" NOT INDEXED {part}')
            known = self._count(f'"{table}" INDEXED BY "{index}" {part}')
            if held is not None and known is not None and known > held:
                yield f"{table} holds {held:,} rows, and its index {index} knows of {known:,}"

    def _count(self, rows: str) -> int | None:
        """Return how many rows there are, None where they cannot be read: then the file is torn."""
        try:
            return int(self._database.connection().execute(f"{COUNT} {rows}").fetchone()[0])
        except sqlite3.DatabaseError as error:
            if not _is_torn(error):
                raise
            return None

    def torn(self) -> Iterator[str]:
        """Yield what SQLite itself says of the file."""
        try:
            for row in self._database.connection().execute("PRAGMA integrity_check"):
                if row != SOUND:
                    yield str(row[0])
        except sqlite3.DatabaseError as error:
            yield str(error)

    def make_indexes(self) -> None:
        """Make the indexes anew: of what may be torn, only they follow from the rest."""
        try:
            with self._database.transaction():
                self._database.connection().execute("REINDEX")
        except StoreError as error:
            if not (isinstance(error.__cause__, sqlite3.Error) and _is_torn(error.__cause__)):
                raise  # else looking again tells that it is still torn

    def found(self, ailment: str) -> Iterator[str]:
        """Yield the places that a statement finds."""
        yield from (str(row[0]) for row in self._database.ask(self._statements[ailment]))

    def mend(self, ailment: str) -> None:
        """Mend what has the ailment, in a revision of its own."""
        with self._writing("mend", ailment) as number:
            for statement in self._statements[MEND + ailment].split(";\n"):
                self._database.connection().execute(statement, {"number": number})

    def count_anew(self) -> None:
        """Keep no count: what sources state is counted when somebody asks."""
        with self._writing("mend", "tally"):
            self._database.run("drop_tallies")

    def grams(self) -> Iterator[str]:
        """Yield whether the full text of names is that of the names, unless somebody writes.

        SQLite asks that by a statement which needs the turn of a writer.
        """
        with suppress(StoreBusyError), self._database.transaction():
            try:
                self._database.connection().execute(self._statements["name_grams"])
            except sqlite3.DatabaseError as error:
                if not _is_torn(error):
                    raise
                yield f"name_trigram: {error.sqlite_errorname}"


def _is_torn(error: sqlite3.Error) -> bool:
    name: str = getattr(error, "sqlite_errorname", "")  # errors of the module have none
    return name.startswith("SQLITE_CORRUPT")
