"""Taking sources in and out, and judging identity: every way in which a graph changes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import length_hint

from graph.errors import UnknownNameError
from graph.golden.consequences import Touched, follow
from graph.ledger.cleaning import Cleaning
from graph.ledger.codec import RecordRow, record_row
from graph.ledger.collection import uncollected
from graph.ledger.identity import LONGEST_KEY, shortened
from graph.ledger.retention import PURGE
from graph.ledger.tally import Tally, about, counted_on
from graph.records import EntityRecord, Record, Reject, SourceInfo, Uncovered, Unit, Withheld
from graph.review.proposing import forget, reopen, withdraw_gone
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import LedgerDelta, StoredRecord, StoredUnit, Tie

BATCH = 20_000
Progress = Callable[[int, int], None]
"""Told now and then how many units were read, and of about how many (0 if nobody knows)."""
PACE = 250
Completion = Callable[[GraphStore, str], Iterable[Unit]]
"""Makes the units that a source's records presuppose: the regions that they point at."""


@dataclass(slots=True)
class Report:
    """What taking in one source did; ``created`` to ``removed`` count records.

    ``withheld`` counts personal data that were left out, by kind (e-mail, telephone, person);
    ``repaired`` counts texts that were wrongly decoded. ``uncovered`` counts statements that no
    mapping covers, by what they say; ``unmatched`` the entries of a register that are about
    nothing in the graph and were passed over. ``read`` is False where the store had this version.
    """

    source: str
    records: int = 0
    entities: int = 0
    relations: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    withheld: dict[str, int] = field(default_factory=dict)
    repaired: int = 0
    uncovered: dict[str, int] = field(default_factory=dict)
    unmatched: int = 0
    rejects: list[Reject] = field(default_factory=list)
    seconds: float = 0.0
    read: bool = True

    @property
    def rejected(self) -> int:
        """How many rows were set aside."""
        return len(self.rejects)

    @property
    def changed(self) -> bool:
        """Whether the store says anything else than before."""
        return bool(self.created or self.updated or self.removed)


def ingest(
    store: GraphStore,
    schema: Schema,
    info: SourceInfo,
    items: Iterable[Unit | Reject],
    complete: Completion | None = None,
    progress: Progress | None = None,
) -> Report:
    """Take in ``info``'s units: what is new opens, what changed is replaced, what is gone closes.

    All or nothing. Records against the vocabulary are set aside in the report's ``rejects``.
    """
    started = time.perf_counter()
    if info in _standing(store):
        report = _counted(Report(info.name, read=False), store.ledger.tally(info.name))
    else:
        with uncollected(), store.writing("ingest", info.name):
            report = put(store, schema, info, items, complete, progress)
    report.seconds = time.perf_counter() - started
    return report


def put(
    store: GraphStore,
    schema: Schema,
    info: SourceInfo,
    items: Iterable[Unit | Reject],
    complete: Completion | None = None,
    progress: Progress | None = None,
) -> Report:
    """Take in a source, as ``ingest`` does, in the revision under way."""
    report = Report(info.name)
    others = _passed(info, _standing(store))
    before = store.ledger.tally(info.name)
    store.ledger.open_source(info)
    intake = _Intake(store, schema, info.name, report, progress)
    intake.weigh_anew(others)
    intake.take(items)
    if complete:
        intake.flush()
        intake.take(complete(store, info.name))
    intake.close_the_rest()
    intake.tell_of_cleaning()
    report.rejects += follow(store, schema, intake.touched)
    totals = intake.totals(before)
    store.ledger.keep_tally(info.name, totals)
    return _counted(report, totals)


def _counted(report: Report, totals: Tally) -> Report:
    """Note how many records, entities and relations the source states now."""
    report.records, report.entities, report.relations = totals
    report.unchanged = report.records - report.created - report.updated
    return report


def _standing(store: GraphStore) -> list[SourceInfo]:
    return [version.info for version in store.ledger.sources()]


def _passed(info: SourceInfo, standing: Iterable[SourceInfo]) -> list[str]:
    """Return the sources that the version of ``info`` before was believed otherwise beside."""
    by_name = {one.name: one for one in standing}
    before = by_name.pop(info.name, info)
    return [
        name for name, other in by_name.items() if _beside(before, other) != _beside(info, other)
    ]


def _beside(one: SourceInfo, other: SourceInfo) -> tuple[bool, ...]:
    """Return how ``one`` stands to ``other`` in what the golden rules weigh of a source."""
    return (
        one.priority > other.priority,
        one.priority == other.priority,
        one.date > other.date,
        one.date == other.date,
    )


class _Intake:
    """One source on its way into the ledger, unit by unit, written in batches."""

    def __init__(
        self,
        store: GraphStore,
        schema: Schema,
        source: str,
        report: Report,
        progress: Progress | None,
    ) -> None:
        self.touched = Touched()
        self._ledger = store.ledger
        self._schema = schema
        self._source = source
        self._cleaning = Cleaning(schema.model, source)
        self._report = report
        self._progress = progress or (lambda done, expected: None)
        self._standing = self._ledger.units(source)
        self._seen: set[str] = set()
        self._fresh: list[Unit] = []
        self._pending: list[tuple[str, Record]] = []
        self._come: Counter[Tie] = Counter()
        self._gone: Counter[Tie] = Counter()

    def weigh_anew(self, others: Collection[str]) -> None:
        """Touch what the source and any of ``others`` both speak of, though nothing there changed.

        They are those that it was believed before and is believed after now, or the reverse.
        """
        if others:
            for tie in self._ledger.shared(self._source, others):
                self._touch(tie)

    def take(self, items: Iterable[Unit | Reject]) -> None:
        """Read ``items``; units whose digest the store has are passed over."""
        items = iter(items)
        for item in items:
            if isinstance(item, Reject):
                self._tell(item)
                continue
            if len(item.key) > LONGEST_KEY:
                item = replace(item, key=shortened(item.key))
            self._seen.add(item.key)
            known = self._standing.get(item.key)
            if known is None or known.digest != item.digest:
                self._fresh.append(item)
                self._pending += [(item.key, record) for record in self._sound(item)]
            if len(self._pending) >= BATCH:
                self.flush()
            if len(self._seen) % PACE == 0:
                self._progress(len(self._seen), self._expected(items))

    def _tell(self, item: Reject) -> None:
        if isinstance(item, Uncovered):
            self._report.uncovered[item.what] = item.count
        elif isinstance(item, Withheld):
            self._cleaning.withheld[item.kind] += item.count
        else:
            self._report.rejects.append(self._cleaning.clean_reject(item))

    def _expected(self, left: Iterator[Unit | Reject]) -> int:
        """Return about how many units the source has: as the last time, else as its reader says."""
        hint = length_hint(left)
        return len(self._standing) or (len(self._seen) + hint if hint else 0)

    def _sound(self, unit: Unit) -> Iterator[Record]:
        for record in map(self._cleaning.clean, unit.records()):
            sound, complaints = self._schema.sound(record, self._source)
            self._report.rejects += complaints
            if sound is not None:
                yield sound

    def tell_of_cleaning(self) -> None:
        """Report what was left out and repaired."""
        self._report.withheld = dict(sorted(self._cleaning.withheld.items()))
        self._report.repaired = self._cleaning.repaired
        self._report.rejects += self._cleaning.suspects

    def flush(self) -> None:
        """Write what has gathered."""
        known = [self._standing[unit.key] for unit in self._fresh if unit.key in self._standing]
        old = self._former(known)
        delta = LedgerDelta(units=[(self._source, one.key, one.digest) for one in self._fresh])
        changed: set[Tie] = set()
        for key, record in self._pending:
            if not old or old.pop((key, record_row(record)), None) is None:
                delta.records.append((self._source, key, record))
                changed.add(ends(record))
                self._touch(ends(record))
                if self._standing:  # all that a new source states has come
                    self._come[about(record)] += 1
        delta.records_closed = [stored.number for stored in old.values()]
        replaced = self._drop(old.values(), changed)
        self._report.updated += replaced
        self._report.created += len(delta.records) - replaced
        self._ledger.write(delta)
        self._fresh, self._pending = [], []

    def _former(self, units: Iterable[StoredUnit]) -> dict[tuple[str, RecordRow], StoredRecord]:
        keys = {unit.number: unit.key for unit in units}
        stored = self._ledger.unit_records(list(keys)) if keys else []
        return {(keys[one.unit], record_row(one.record)): one for one in stored}

    def _drop(self, stored: Iterable[StoredRecord], changed: set[Tie]) -> int:
        """Note what ``stored`` touched; return how many of them have a successor."""
        replaced = 0
        for one in stored:
            tie = ends(one.record)
            self._touch(tie)
            self._gone[about(one.record)] += 1
            if isinstance(one.record, EntityRecord):
                # Where all of an entity is denied, nothing else leads to its other keys.
                self.touched.keys.update(one.record.identifiers)
            replaced += tie in changed
            self._report.removed += tie not in changed
        return replaced

    def close_the_rest(self) -> None:
        """Close the units that the source no longer has."""
        self.flush()
        gone = [unit.number for key, unit in self._standing.items() if key not in self._seen]
        stored = self._ledger.unit_records(gone) if gone else []
        self._drop(stored, set())
        numbers = [one.number for one in stored]
        self._ledger.write(LedgerDelta(units_closed=gone, records_closed=numbers))

    def totals(self, before: Tally) -> Tally:
        """Return what the source states now, given what its version ``before`` did."""
        if self._standing:
            return counted_on(self._ledger, self._source, before, self._come, self._gone)
        # A new source states what it touched, and nothing else.
        return (self._report.created, len(self.touched.keys), len(self.touched.ties))

    def _touch(self, tie: Tie) -> None:
        if tie[2]:
            self.touched.ties.add(tie)
        else:
            self.touched.keys.add(tie[0])


def ends(record: Record) -> Tie:
    """Return what ``record`` is about: its tie, or (key, class, '') for an entity record."""
    if isinstance(record, EntityRecord):
        return (record.key, record.type, "")
    return (record.source, record.type, record.target)


def retract(store: GraphStore, schema: Schema, source: str, *, purge: bool = False) -> Report:
    """Take out what only ``source`` says; with ``purge`` erase its history for good too.

    What it proposes to people and nobody decided goes with it.
    """
    known = [version.info.name for version in store.ledger.sources(closed=purge)]
    if source not in known:
        raise UnknownNameError(
            f"no source is called '{source}': `lumigraph sources` lists them", source
        )
    started = time.perf_counter()
    with store.writing(PURGE if purge else "retract", source):
        report = take_out(store, schema, source)
        forget(store, source, decided=purge)
        if purge:
            store.ledger.purge(source)
    return replace(report, seconds=time.perf_counter() - started)


def take_out(store: GraphStore, schema: Schema, source: str) -> Report:
    """Take out what only ``source`` says, in the revision under way.

    Where it is what somebody accepted, that is asked anew.
    """
    report = Report(source)
    intake = _Intake(store, schema, source, report, None)
    intake.close_the_rest()
    store.ledger.close_source(source)
    reopen(store, f"source {source}")
    follow(store, schema, intake.touched)
    withdraw_gone(store)
    return report
