"""Sources, units, records, judgements and identities in Neo4j."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.chunks import chunks
from graph.entities import Triple
from graph.ledger.codec import called, dump, record_row, row_record
from graph.ledger.identity import Judgement
from graph.ledger.past import Past, PastRecord, standing_aliases, version_row
from graph.neo4j_store.database import Database
from graph.records import EntityRecord, Record, SourceInfo
from graph.stored import LedgerDelta, Month, SourceVersion, StoredRecord, StoredUnit, Tie

UNITS = 1_000
"""Units whose records are in memory at a time."""


class Neo4jLedger:
    """See ``graph.store.Ledger``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sources(self, *, closed: bool = False) -> list[SourceVersion]:
        """Return the standing sources by name; with ``closed`` their former versions too."""
        rows = self._database.rows("sources", closed=closed)
        return [
            SourceVersion(SourceInfo(**json.loads(info)), read_at, opened, ended)
            for info, read_at, opened, ended in rows
        ]

    def open_source(self, info: SourceInfo) -> None:
        """Enter a new version of a source in the revision under way."""
        self.close_source(info.name)
        self._database.run(
            "add_source",
            name=info.name,
            info=dump(asdict(info)),
            priority=info.priority,
            date=info.date,
            read_at=_now(),
        )

    def close_source(self, name: str) -> None:
        """Close the standing version of a source."""
        self._database.run("close_source", name=name)

    def tally(self, source: str) -> tuple[int, int, int]:
        """Return how many records, entities and relations the standing source states."""
        kept = self._database.rows("kept_tally", source=source)
        records, entities, relations = (kept or self._database.rows("tally", source=source))[0]
        return records, entities, relations

    def keep_tally(self, source: str, tally: tuple[int, int, int]) -> None:
        """Keep what ``tally`` is to return of the version opened in the revision under way."""
        self._database.run("keep_tally", name=source, tally=tally)

    def units(self, source: str) -> dict[str, StoredUnit]:
        """Return the standing units of a source by key."""
        return {
            key: StoredUnit(number, key, digest)
            for number, key, digest in self._database.rows("units", source=source)
        }

    def unit_records(self, units: Collection[int]) -> list[StoredRecord]:
        """Return the standing records of these units."""
        return [_stored(row) for row in self._database.rows_for("unit_records", units)]

    def write(self, delta: LedgerDelta) -> None:
        """Enter changes in the revision under way."""
        self._database.run_many("close_units", delta.units_closed)
        self._database.run_many("close_records", delta.records_closed)
        self._database.run_many("close_aliases", delta.records_closed)
        pairs = {unit[:2] for unit in delta.units} | {record[:2] for record in delta.records}
        numbers = {
            (source, key): number
            for source, key, number in self._database.rows_for("units_named", sorted(pairs))
        }
        self._add_units(delta.units, numbers)
        self._add_records(delta.records, numbers)

    def _add_units(
        self, units: Iterable[tuple[str, str, str]], numbers: dict[tuple[str, str], int]
    ) -> None:
        """Enter units; one whose content changed keeps its number. Completes ``numbers``."""
        digests = {(source, key): digest for source, key, digest in units}
        self._database.run_many("close_units", [numbers[one] for one in digests if one in numbers])
        last = self._last("last_unit")
        for one in digests:
            if one not in numbers:
                last += 1
                numbers[one] = last
        rows = [(numbers[one], *one, digest) for one, digest in digests.items()]
        self._database.run_many("add_units", rows)

    def _add_records(
        self,
        records: Iterable[tuple[str, str, Record]],
        numbers: Mapping[tuple[str, str], int],
    ) -> None:
        first = self._last("last_record") + 1
        rows, aliases = [], []
        for number, (source, key, record) in enumerate(records, first):
            row = record_row(record)
            rows.append((number, numbers[source, key], source, *row, called(row)))
            if isinstance(record, EntityRecord):
                others = dict.fromkeys(record.identifiers)
                aliases += [(record.key, other, number) for other in others]
        self._database.run_many("add_records", rows)
        self._database.run_many("add_aliases", aliases)

    def _last(self, statement: str) -> int:
        rows = self._database.rows(statement)
        return int(rows[0][0] or 0) if rows else 0

    def entity_records(self, keys: Collection[str]) -> Iterator[StoredRecord]:
        """Yield the standing entity records of these keys."""
        return map(_stored, self._database.rows_for("entity_records", keys))

    def ties_about(self, subjects: Collection[str]) -> set[Tie]:
        """Return the ties of standing relation records that start at these keys."""
        return {(a, b, c) for a, b, c in self._database.rows_for("ties_about", subjects)}

    def ties_to(self, objects: Collection[str]) -> set[Tie]:
        """Return the ties of standing relation records that point at these keys."""
        return {(a, b, c) for a, b, c in self._database.rows_for("ties_to", objects)}

    def tied(self, ties: Collection[Tie]) -> Iterator[StoredRecord]:
        """Yield the standing relation records of exactly these ties."""
        return map(_stored, self._database.rows_for("tied", ties))

    def stating(self, triples: Collection[Triple]) -> Iterator[tuple[Triple, StoredRecord]]:
        """Yield each of (source id, type, target id) with the standing records that state it."""
        for (source, type_, target), *row in self._database.rows_for("stating", triples):
            yield (source, type_, target), _stored(row)

    def shared(self, source: str, others: Collection[str]) -> set[Tie]:
        """Return what the standing ``source`` says that any of ``others`` says something of too."""
        rows = self._database.stream("shared", source=source, others=list(others))
        return {(subject, type_, object_) for subject, type_, object_ in rows}

    def objects(self, source: str, types: Collection[str]) -> set[str]:
        """Return the keys that relations of these types in ``source`` point at."""
        return {key for (key,) in self._database.rows("objects", source=source, types=types)}

    def aliases(self, keys: Collection[str]) -> list[tuple[str, str]]:
        """Return (key, identifier) that records state, where either side is one of ``keys``."""
        found = {(key, other) for key, other in self._database.rows_for("aliases", keys)}
        return sorted(found)

    def identities(self, keys: Collection[str]) -> dict[str, str]:
        """Return key → entity id as last worked out."""
        return dict(self._database.rows_for("identities", keys))

    def called(self, id_: str) -> list[str]:
        """Return the keys of entity records that lend the id ``id_`` with a hash."""
        return [key for (key,) in self._database.rows("called", id=id_)]

    def keys_of(self, entities: Collection[str]) -> dict[str, list[str]]:
        """Return entity id → keys as last worked out."""
        result: dict[str, list[str]] = {}
        for entity, key in self._database.rows_for("keys_of", sorted(entities)):
            result.setdefault(entity, []).append(key)
        return result

    def identify(self, identities: Mapping[str, str], gone: Collection[str]) -> None:
        """Enter key → entity id and forget the keys in ``gone``."""
        self._database.run_many("forget_keys", [*gone, *identities])
        self._database.run_many("identify", identities.items())

    def judgements(self, *, closed: bool = False) -> list[Judgement]:
        """Return the standing judgements; with ``closed`` the undone ones too."""
        return [Judgement(*row) for row in self._database.stream("judgements", closed=closed)]

    def judge(self, left: str, right: str, verdict: str, by: str, reason: str) -> Judgement:
        """Enter a judgement in the revision under way."""
        number = self._last("last_judgement") + 1
        time = _now()
        opened = self._database.run(
            "add_judgement",
            number=number,
            left=left,
            right=right,
            verdict=verdict,
            by=by,
            reason=reason,
            time=time,
        )[0][0]
        return Judgement(number, left, right, verdict, by, reason, time, opened)

    def close_judgement(self, number: int) -> None:
        """Take a judgement back in the revision under way."""
        self._database.run("close_judgement", number=number)

    def former(self, keys: Collection[str]) -> list[StoredRecord]:
        """Return the closed entity records of these keys, in the order of their numbers."""
        rows = self._database.rows_for("former", keys)
        return sorted(map(_stored, rows), key=lambda one: one.number)

    def history(self, revision: int) -> Iterator[StoredRecord]:
        """Yield the records that stood after ``revision``."""
        return map(_stored, self._database.stream("history", revision=revision))

    def purge(self, source: str) -> int:
        """Erase the closed records of ``source`` for good; return how many.

        They go when the revision under way is closed, so that it can still be undone.
        """
        count = int(self._database.run("purge_records", source=source)[0][0])
        self._database.run("purge_units", source=source)
        self._database.run("purge_sources", source=source)
        return count

    def superseded(self, revision: int) -> list[int]:
        """Return the numbers of records closed by ``revision`` that later history does without."""
        return [number for (number,) in self._database.stream("superseded", revision=revision)]

    def forget(self, revision: int) -> int:
        """Erase what is ``superseded``, and units of which nothing is left; return how many.

        They go as those of ``purge`` do.
        """
        numbers = self.superseded(revision)
        self._database.run_many("forget_records", numbers)
        self._database.run("forget_units", revision=revision)
        return len(numbers)

    def all_units(self) -> Iterator[tuple[str, str, str]]:
        """Yield (source, key, digest) of every standing unit, in this order."""
        for source, key, _, digest in self._every_unit():
            if digest is not None:
                yield source, key, digest

    def _every_unit(self) -> Iterator[tuple[str, str, int, str | None]]:
        """Yield (source, key, number, digest if it stands) of units, by source and key."""
        for source in sorted({one.info.name for one in self.sources(closed=True)}):
            for key, number, digest in self._database.stream("all_units", source=source):
                yield source, key, number, digest

    def all_records(self) -> Iterator[tuple[str, PastRecord]]:
        """Yield every record with the key of its unit, in the order of their content."""
        alike = groupby(self._every_unit(), itemgetter(0, 1))
        named = ((key, [unit[2] for unit in units]) for (_, key), units in alike)
        for some in chunks(named, UNITS):
            keys = {number: key for key, numbers in some for number in numbers}
            rows = self._database.rows_for("all_records", keys)
            yield from sorted(((keys[row[0]], _past(row)) for row in rows), key=_content)

    def growth(self) -> list[Month]:
        """Return the months in which revisions were closed, in order: what each added."""
        return [Month(*row) for row in self._database.rows("growth")]

    def restore(self, past: Past) -> None:
        """Enter rows as they are; units go before records."""
        self._database.run_many("restore_sources", map(version_row, past.sources))
        self._database.run_many("restore_units", map(tuple, past.units))
        first = self._last("last_record") + 1
        rows = [
            (number, one.unit, one.source, *one.row, called(one.row), one.opened, one.closed)
            for number, one in enumerate(past.records, first)
        ]
        self._database.run_many("restore_records", rows)
        aliases = [(*pair, first + nth) for nth, pair in standing_aliases(past.records)]
        self._database.run_many("add_aliases", aliases)
        self._database.run_many("restore_judgements", map(astuple, past.judgements))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _past(row: Sequence[Any]) -> PastRecord:
    unit, source, subject, type_, object_, data, opened, closed = row
    return PastRecord(unit, source, (subject, type_, object_, data), opened, closed)


def _content(found: tuple[str, PastRecord]) -> tuple[object, ...]:
    """Return what orders records; see ``Ledger.all_records``."""
    key, one = found
    return (one.source, key, one.row, one.opened, one.closed is None, one.closed or 0)


def _stored(row: Sequence[Any]) -> StoredRecord:
    number, unit, source, priority, date, opened, closed, *rest = row
    return StoredRecord(number, unit, row_record(*rest), source, priority, date, opened, closed)
