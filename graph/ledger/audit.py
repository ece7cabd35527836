"""Who wrote what: an entry for each revision, each with the hash of the one before.

An entry is made where a revision is closed, so that no way of writing escapes. Whoever changes,
removes or reorders entries breaks the chain, and `faults` says where. Who holds the database may
write the whole chain anew: keep its last hash elsewhere to notice that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import pairwise
from typing import Any, Protocol

from orjson import loads

from graph.ledger.acting import IN_PYTHON, actor
from graph.ledger.codec import dump
from graph.stored import Revision

RESTORE = "restore"
NAMED = 20
"""So many of the entities that a revision changed are named; `lumigraph diff` shows all."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What of the golden graph a revision changed: how many, and the first of them by id."""

    entities: int = 0
    relations: int = 0
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Who made a revision, when and what; ``before`` is the revision that stood.

    ``former`` is the hash of the entry before; of the first one that of all earlier revisions.
    """

    revision: Revision
    before: int
    who: str
    through: str
    touched: Touched
    former: str
    hash: str = ""

    def hashed(self) -> Entry:
        """Return it with the SHA-256 of all of it."""
        whole = dump(astuple(replace(self, hash="")))
        return replace(self, hash=hashlib.sha256(whole.encode()).hexdigest())


class Statements(Protocol):
    """The database of a store, which has the statements audit, audit_of, add_audit, touched …"""

    def rows(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""

    def stream(self, statement: str, **parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement."""

    def run(self, statement: str, **parameters: Any) -> object:
        """Run a statement in the revision under way."""


class Audit:
    """The entries that a store keeps beside its revisions."""

    def __init__(self, database: Statements) -> None:
        self._database = database
        self.usual = IN_PYTHON
        """Who writes where nobody else is said to."""

    def entries(self) -> Iterator[Entry]:
        """Yield them in the order of their revisions."""
        return (read(number, text) for number, text in self._database.stream("audit"))

    def seal(self, revision: Revision, revisions: Callable[[], Iterable[Revision]]) -> None:
        """Enter that whoever acts now closes a revision; ``revisions`` returns all there are."""
        before = 0 if revision.action == RESTORE else revision.number - 1
        last = [read(*row).hash for row in self._database.rows("audit_of", number=before)]
        former = last[0] if last else genesis(revisions(), revision)
        touched = self._touched(revision.number)
        made = Entry(revision, before, *actor(self.usual), touched, former).hashed()
        self._database.run("add_audit", number=revision.number, entry=dump(astuple(made)))

    def _touched(self, number: int) -> Touched:
        ((entities, relations),) = self._database.rows("touched", number=number)
        ids = self._database.rows("touched_ids", number=number, most=NAMED)
        return Touched(entities, relations, tuple(dict.fromkeys(id_ for (id_,) in ids)))


def restored(revisions: Sequence[Revision], at: str) -> Revision:
    """Return as what the entry tells of another store's history that is put into an empty one."""
    return Revision(revisions[-1].number, at, RESTORE, f"{len(revisions)} revisions")


def read(number: int, text: str) -> Entry:
    """Return the entry that a text is; of one that was broken an entry that has no hash."""
    try:
        revision, before, who, through, (entities, relations, ids), former, hash_ = loads(text)
        touched = Touched(entities, relations, tuple(ids))
        return Entry(Revision(*revision), before, who, through, touched, former, hash_)
    except (ValueError, TypeError):
        return Entry(Revision(number, "", "", text), 0, "", "", Touched(), "")


def genesis(revisions: Iterable[Revision], first: Revision) -> str:
    """Return the hash that stands before the ``first`` entry: of the revisions that have none.

    An entry that tells of a restoring has the number of the last that was restored, which has none.
    """
    last = first.number if first.action == RESTORE else first.number - 1
    earlier = [astuple(one) for one in revisions if one.number <= last]
    return hashlib.sha256(dump(earlier).encode()).hexdigest()


def faults(entries: Sequence[Entry], revisions: Sequence[Revision]) -> Iterator[str]:
    """Yield what shows that entries were changed, removed or put elsewhere, each with its number.

    ``revisions`` are all of the store, those that are older than the first entry too.
    """
    if not entries:
        if revisions:
            yield f"none of the {len(revisions)} revisions has an entry"
        return
    first = entries[0].revision.number
    if entries[0].former != genesis(revisions, entries[0].revision):
        yield f"entry {first}: what stood before it was changed or removed"
    for one in entries:
        if one.hash != one.hashed().hash:
            yield f"entry {one.revision.number}: it was changed"
    for former, one in pairwise(entries):
        if one.former != former.hash:
            yield (
                f"entry {one.revision.number}: it does not follow entry {former.revision.number}; "
                "one between them was removed, or they were changed or put elsewhere"
            )
    yield from _strays(entries, [one for one in revisions if one.number >= first])


def _strays(entries: Sequence[Entry], revisions: Sequence[Revision]) -> Iterator[str]:
    """Yield the revisions that have no entry of their own, and entries of none."""
    told = {one.revision.number: one.revision for one in entries}
    there = {one.number: one for one in revisions}
    for number in sorted(there.keys() - told.keys()):
        yield f"revision {number}: it has no entry"
    for number in sorted(told.keys() - there.keys()):
        yield f"entry {number}: there is no such revision"
    for number in sorted(told.keys() & there.keys()):
        if told[number] != there[number] and told[number].action != RESTORE:
            yield f"entry {number}: it tells of another revision than the one of this number"
