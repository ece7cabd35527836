"""What may be out of order in a Neo4j database: statements that find it, and that mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import orjson

from graph.chunks import chunks
from graph.doctor.check import Check, Writing, mending
from graph.ledger.tally import miscounted
from graph.neo4j_store.database import Database

if TYPE_CHECKING:
    from graph.neo4j_store.journal import Journal

LEDGER = ("source_twice", "unit_astray", "record_astray", "alias_astray")
"""In this order: what one leaves without a unit, the next one finds."""
NAMED = re.compile(r"^CREATE (?:CONSTRAINT|(?:FULLTEXT )?INDEX) (\w+)")
OWN, KINDS = "own_", "kind_"
ONLINE = "ONLINE"


def checks_of(database: Database, journal: Journal) -> list[Check]:
    """Return the checks of a database, in the order in which they are mended."""
    check = _Checks(database, journal.revision)
    return [
        Check("interrupted", check.found("interrupted_writer"), journal.mend),
        Check("leftover", check.found("leftover"), journal.tidy),
        Check("ahead", check.found("ahead"), journal.undo_later),
        Check("constraint_missing", check.missing, check.make_missing),
        Check("constraint_foreign", check.foreign),
        *(Check(one, check.found(one), partial(check.mend, one)) for one in LEDGER),
        Check("alias_missing", check.unkept, check.keep),
        Check("tally", partial(miscounted, database.rows), check.count_anew),
    ]


class _Checks:
    def __init__(self, database: Database, writing: Writing) -> None:
        self._database = database
        self._writing = writing
        self._unkept: list[tuple[str, str, int]] = []
        self._at = 0

    def found(self, statement: str) -> Callable[[], Iterator[str]]:
        """Return what gives the places that a statement finds."""
        return lambda: (str(place) for (place,) in self._database.stream(statement))

    def mend(self, ailment: str) -> None:
        """Mend what has the ailment, in a revision of its own."""
        with self._writing("mend", ailment):
            self._database.run(f"mend_{ailment}")

    def count_anew(self) -> None:
        """Keep no count: what sources state is counted when somebody asks."""
        with self._writing("mend", "tally"):
            self._database.run("drop_tallies")

    def missing(self) -> Iterator[str]:
        """Yield the constraints and indexes that the layout has and the database has not."""
        states: dict[str, str] = dict(self._database.rows("indexes"))
        for name in self._wanted():
            if states.get(name) != ONLINE:
                yield f"{name} is {states.get(name, 'missing').lower()}"

    def make_missing(self) -> None:
        """Make those that are missing; what failed stays until a person has dropped it."""
        for statement in self._wanted().values():
            self._database.apart(statement)
        self._database.apart("own_await")

    def foreign(self) -> Iterator[str]:
        """Yield the constraints of others on what is ours."""
        ours = self._wanted(every=True)
        for name, labels in self._database.rows("constraints"):
            if name not in ours and any(one.startswith("_") for one in labels):
                yield f"{name} on {', '.join(labels)}"

    def _wanted(self, *, every: bool = False) -> dict[str, str]:
        """Return the names of constraints and indexes, with the statement that makes each.

        Where other people's data lie beside ours there are none for the kinds: all, or none.
        """
        made = {
            found[1]: name
            for name, text in self._database.statements.items()
            if (found := NAMED.match(text))
        }
        there = {name for name, _ in self._database.rows("indexes")}
        kinds = {one for one, statement in made.items() if statement.startswith(KINDS)}
        alone = every or bool(kinds & there)
        return {one: statement for one, statement in made.items() if alone or one not in kinds}

    def unkept(self) -> Iterator[str]:
        """Yield the identifiers that standing records state and no alias keeps."""
        self._unkept, self._at = [], int(self._database.rows("last_number")[0][0])
        for some in chunks(self._database.stream("records_with_identifiers")):
            numbers = [number for number, _, _ in some]
            kept = {(*row,) for row in self._database.rows_for("aliases_of", numbers)}
            for number, key, data in some:
                for other in dict.fromkeys(orjson.loads(data).get("i", ())):
                    if (key, other, number) not in kept:
                        self._unkept.append((key, other, number))
                        yield f"{key} = {other}"

    def keep(self) -> None:
        """Keep the identifiers that ``unkept`` found last; see ``mending``."""
        with mending(self._writing, "alias_missing", self._at):
            self._database.run_many("add_aliases", self._unkept)
