"""A store made again from a dump of another one, as if nothing had happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain

from graph.errors import DumpError, NotEmptyError
from graph.golden.consequences import Touched, follow
from graph.ledger.collection import uncollected
from graph.ledger.identity import Judgement
from graph.ledger.past import Past, PastRecord, PastUnit
from graph.ledger.writing import Progress
from graph.rdf.values import Held, HeldProposal, HeldRecord, HeldUnit, Totals, held
from graph.review.proposal import Decision
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import Revision, SourceVersion

BATCH = 20_000
REMEDY = "export it again, or copy it anew"
Check = Callable[[Sequence[SourceVersion]], None]
"""Raises when sources must not go where they would."""


def restore(
    store: GraphStore,
    schema: Schema,
    values: Iterable[str],
    check: Check = lambda versions: None,
    progress: Progress = lambda done, expected: None,
) -> Totals:
    """Fill an empty store with what ``values`` say, as ``graph.rdf.dataset`` writes them.

    Sources, records, judgements and times are those of the store that was dumped, so ``as_of``
    answers as there; the golden graph is worked out from them. All or nothing. ``check`` is told
    all versions of sources before anything can be seen. Raises ``DumpError`` for a dump that is
    torn or not as it was written, ``NotEmptyError`` for a store that holds anything.
    """
    found = map(held, values)
    revisions, rest = _history(found)
    if not revisions:
        return _nothing(store)
    with uncollected(), store.restoring(revisions):
        copy = _Copy(store, len(revisions))
        for number, one in enumerate(rest):
            copy.take(one)
            if not number % BATCH:
                progress(number, 0)
        copy.finish()
        check(copy.versions)
        follow(store, schema, copy.touched)
    return copy.totals


def _history(found: Iterator[Held]) -> tuple[list[Revision], Iterator[Held]]:
    """Return the revisions, which come first, and what comes after them.

    There are none only where the first value tells that there is nothing at all.
    """
    revisions: list[Revision] = []
    after: list[Held] = []
    for one in found:
        if not isinstance(one, Revision):
            after.append(one)
            break
        revisions.append(one)
    if not revisions and after == [Totals()]:
        return [], found
    numbers = [one.number for one in revisions]
    if not numbers or numbers != [*range(1, len(numbers) + 1)]:
        raise DumpError(f"the dump does not begin with revisions 1, 2, …: {REMEDY}")
    return revisions, chain(after, found)


def _nothing(store: GraphStore) -> Totals:
    """Leave an empty store as it is."""
    if store.revision().number:
        raise NotEmptyError(store.url)
    return Totals()


class _Copy:
    """A ledger on its way into ``store``; ``last`` is the number of its last revision."""

    def __init__(self, store: GraphStore, last: int) -> None:
        self.touched = Touched()
        self.versions: list[SourceVersion] = []
        self.totals = Totals(revisions=last)
        self._told: Totals | None = None
        self._ledger = store.ledger
        self._last = last
        self._opened: dict[str, int] = {}
        self._units: dict[tuple[str, str], int] = {}
        self._queue = store.queue
        self._past = Past()
        self._proposals: list[HeldProposal] = []
        self._decisions: list[Decision] = []

    def take(self, one: Held) -> None:
        """Take in what a value says."""
        if isinstance(one, HeldRecord):
            self._take_record(one)
        elif isinstance(one, HeldUnit):
            self._take_unit(one)
        elif isinstance(one, SourceVersion):
            self._take_version(one)
        elif isinstance(one, Judgement):
            self._check_times(one.opened, one.closed)
            self.totals.judgements += 1
            self._past.judgements.append(one)
        elif isinstance(one, HeldProposal):
            self._check_times(one.opened, None)
            self.totals.proposals += 1
            self._proposals.append(one)
        elif isinstance(one, Decision):
            self._check_times(one.opened, one.closed)
            self.totals.decisions += 1
            self._decisions.append(one)
        elif isinstance(one, Totals):
            self._told = one
        else:
            raise DumpError(f"revision {one.number} comes after other things: {REMEDY}")
        if len(self._past.records) >= BATCH:
            self._flush()

    def finish(self) -> None:
        """Write what is left, and make sure that nothing is missing."""
        self._flush()
        self._queue.restore(self._proposals, self._decisions)
        if self._told is None:
            raise DumpError(f"the dump has no end: {REMEDY}")
        for one in fields(Totals):
            there, said = getattr(self.totals, one.name), getattr(self._told, one.name)
            if there != said:
                raise DumpError(f"the dump holds {there} of {said} {one.name}: {REMEDY}")

    def _take_version(self, one: SourceVersion) -> None:
        self._check_times(one.opened, one.closed)
        self.totals.sources += 1
        self.versions.append(one)
        self._opened[one.info.name] = one.opened
        self._past.sources.append(one)

    def _take_unit(self, one: HeldUnit) -> None:
        if one.source not in self._opened:
            raise DumpError(f"the unit {one.key} is of an unknown source '{one.source}': {REMEDY}")
        self.totals.units += 1
        self._enter_unit(one.source, one.key, one.digest, self._opened[one.source], None)

    def _take_record(self, one: HeldRecord) -> None:
        record = one.record
        self._check_times(record.opened, record.closed)
        self.totals.records += 1
        number = self._units.get((record.source, one.unit))
        if number is None:
            if record.closed is None:
                raise DumpError(f"a record is of an unknown unit '{one.unit}': {REMEDY}")
            number = self._enter_unit(record.source, one.unit, "", record.opened, record.closed)
        self._past.records.append(record._replace(unit=number))
        if record.closed is None:
            self._touch(record)

    def _enter_unit(
        self, source: str, key: str, digest: str, opened: int, closed: int | None
    ) -> int:
        number = self._units[source, key] = len(self._units) + 1
        self._past.units.append(PastUnit(number, source, key, digest, opened, closed))
        return number

    def _touch(self, record: PastRecord) -> None:
        subject, type_, object_, _ = record.row
        if object_:
            self.touched.ties.add((subject, type_, object_))
        else:
            self.touched.keys.add(subject)

    def _check_times(self, opened: int, closed: int | None) -> None:
        until = self._last if closed is None else closed
        if not 1 <= opened <= until <= self._last:
            raise DumpError(
                f"something stood from revision {opened} to {closed}, and there are "
                f"{self._last}: {REMEDY}"
            )

    def _flush(self) -> None:
        self._ledger.restore(self._past)
        self._past = Past()
