"""Sources, units, records, judgements and identities in SQLite."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from graph.entities import Triple
from graph.ledger.codec import called, dump, record_row, row_record
from graph.ledger.identity import Judgement
from graph.ledger.past import Past, PastRecord, standing_aliases, version_row
from graph.records import EntityRecord, SourceInfo
from graph.sqlite_store.database import Database
from graph.stored import LedgerDelta, Month, SourceVersion, StoredRecord, StoredUnit, Tie


class SqliteLedger:
    """See ``graph.store.Ledger``."""

    def __init__(self, database: Database, under_way: Callable[[], int]) -> None:
        self._database = database
        self._under_way = under_way

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
            read_at=datetime.now(UTC).isoformat(timespec="seconds"),
            opened=self._under_way(),
        )

    def close_source(self, name: str) -> None:
        """Close the standing version of a source."""
        self._database.run("drop_tally", name=name)
        self._database.run("close_source", name=name, revision=self._under_way())

    def tally(self, source: str) -> tuple[int, int, int]:
        """Return how many records, entities and relations the standing source states."""
        kept = self._database.rows("kept_tally", source=source)
        records, entities, relations = (kept or self._database.rows("tally", source=source))[0]
        return records, entities, relations

    def keep_tally(self, source: str, tally: tuple[int, int, int]) -> None:
        """Keep what ``tally`` is to return of the version opened in the revision under way."""
        row = (source, self._under_way(), *tally)
        self._database.run_many("keep_tally", [row])

    def units(self, source: str) -> dict[str, StoredUnit]:
        """Return the standing units of a source by key."""
        return {
            key: StoredUnit(number, key, digest)
            for number, key, digest in self._database.stream("units", source=source)
        }

    def unit_records(self, units: Collection[int]) -> list[StoredRecord]:
        """Return the standing records of these units."""
        return [_stored(row) for row in self._database.stream("unit_records", units=units)]

    def write(self, delta: LedgerDelta) -> None:
        """Enter changes in the revision under way."""
        revision = self._under_way()
        self._database.run("close_units", numbers=delta.units_closed, revision=revision)
        self._close_records(delta.records_closed, revision)
        self._database.run_many("add_unit", ((*unit, revision) for unit in delta.units))
        self._add_records(delta, revision)

    def _close_records(self, numbers: Collection[int], revision: int) -> None:
        if numbers:
            self._database.run("close_records", numbers=numbers, revision=revision)
            self._database.run("drop_aliases", numbers=numbers)

    def _add_records(self, delta: LedgerDelta, revision: int) -> None:
        units = self._unit_numbers({(source, key) for source, key, _ in delta.records})
        first = int(self._database.rows("last_record")[0][0] or 0) + 1
        rows, aliases = [], []
        for number, (source, key, record) in enumerate(delta.records, first):
            row = record_row(record)
            rows.append((number, units[source, key], source, *row, called(row), revision))
            if isinstance(record, EntityRecord):
                aliases += [(record.key, other, number) for other in record.identifiers]
        self._database.run_many("add_record", rows)
        self._database.run_many("add_alias", aliases)

    def _unit_numbers(self, units: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return the numbers of these standing units, which are named by (source, key)."""
        keys: defaultdict[str, list[str]] = defaultdict(list)
        for source, key in units:
            keys[source].append(key)
        return {
            (source, key): number
            for source, some in keys.items()
            for key, number in self._database.rows("units_named", source=source, keys=some)
        }

    def entity_records(self, keys: Collection[str]) -> Iterator[StoredRecord]:
        """Yield the standing entity records of these keys."""
        return map(_stored, self._database.rows("entity_records", keys=keys))

    def ties_about(self, subjects: Collection[str]) -> set[Tie]:
        """Return the ties of standing relation records that start at these keys."""
        return set(self._database.rows("ties_about", subjects=subjects))

    def ties_to(self, objects: Collection[str]) -> set[Tie]:
        """Return the ties of standing relation records that point at these keys."""
        return set(self._database.rows("ties_to", objects=objects))

    def tied(self, ties: Collection[Tie]) -> Iterator[StoredRecord]:
        """Yield the standing relation records of exactly these ties."""
        return map(_stored, self._database.rows("tied", ties=ties))

    def stating(self, triples: Collection[Triple]) -> Iterator[tuple[Triple, StoredRecord]]:
        """Yield each of (source id, type, target id) with the standing records that state it."""
        rows = self._database.rows("stating", triples=[list(triple) for triple in triples])
        for source, type_, target, *row in rows:
            yield (source, type_, target), _stored(row)

    def shared(self, source: str, others: Collection[str]) -> set[Tie]:
        """Return what the standing ``source`` says that any of ``others`` says something of too."""
        return set(self._database.rows("shared", source=source, others=others))

    def objects(self, source: str, types: Collection[str]) -> set[str]:
        """Return the keys that relations of these types in ``source`` point at."""
        return {key for (key,) in self._database.stream("objects", source=source, types=types)}

    def aliases(self, keys: Collection[str]) -> list[tuple[str, str]]:
        """Return (key, identifier) that records state, where either side is one of ``keys``."""
        return [(key, other) for key, other in self._database.stream("aliases", keys=keys)]

    def identities(self, keys: Collection[str]) -> dict[str, str]:
        """Return key → entity id as last worked out."""
        return dict(self._database.rows("identities", keys=keys))

    def called(self, id_: str) -> list[str]:
        """Return the keys of entity records that lend the id ``id_`` with a hash."""
        return [key for (key,) in self._database.rows("called", id=id_)]

    def keys_of(self, entities: Collection[str]) -> dict[str, list[str]]:
        """Return entity id → keys as last worked out."""
        result: dict[str, list[str]] = {}
        for entity, key in self._database.rows("keys_of", entities=entities):
            result.setdefault(entity, []).append(key)
        return result

    def identify(self, identities: Mapping[str, str], gone: Collection[str]) -> None:
        """Enter key → entity id and forget the keys in ``gone``."""
        if gone:
            self._database.run("forget_keys", keys=gone)
        self._database.run_many("identify", identities.items())

    def judgements(self, *, closed: bool = False) -> list[Judgement]:
        """Return the standing judgements; with ``closed`` the undone ones too."""
        return [Judgement(*row) for row in self._database.stream("judgements", closed=closed)]

    def judge(self, left: str, right: str, verdict: str, by: str, reason: str) -> Judgement:
        """Enter a judgement in the revision under way."""
        number = int(self._database.rows("last_judgement")[0][0] or 0) + 1
        at = datetime.now(UTC).isoformat(timespec="seconds")
        judgement = Judgement(number, left, right, verdict, by, reason, at, self._under_way())
        self._database.run("add_judgement", **asdict(judgement))
        return judgement

    def close_judgement(self, number: int) -> None:
        """Take a judgement back in the revision under way."""
        self._database.run("close_judgement", number=number, revision=self._under_way())

    def former(self, keys: Collection[str]) -> list[StoredRecord]:
        """Return the closed entity records of these keys, in the order of their numbers."""
        return [_stored(row) for row in self._database.rows("former", keys=keys)]

    def history(self, revision: int) -> Iterator[StoredRecord]:
        """Yield the records that stood after ``revision``."""
        return map(_stored, self._database.stream("history", revision=revision))

    def purge(self, source: str) -> int:
        """Erase the closed records of ``source`` for good; return how many."""
        count = self._database.run("purge_records", source=source)
        self._database.run("purge_units", source=source)
        self._database.run("purge_sources", source=source)
        return count

    def superseded(self, revision: int) -> list[int]:
        """Return the numbers of records closed by ``revision`` that later history does without."""
        return [number for (number,) in self._database.stream("superseded", revision=revision)]

    def forget(self, revision: int) -> int:
        """Erase what is ``superseded``, and units of which nothing is left; return how many."""
        numbers = self.superseded(revision)
        self._database.run_many("forget_record", ((number,) for number in numbers))
        self._database.run("forget_units", revision=revision)
        return len(numbers)

    def all_units(self) -> Iterator[tuple[str, str, str]]:
        """Yield (source, key, digest) of every standing unit, in this order."""
        rows = self._database.long_stream("all_units")
        return ((source, key, digest) for source, key, digest in rows)

    def all_records(self) -> Iterator[tuple[str, PastRecord]]:
        """Yield every record with the key of its unit, in the order of their content."""
        for key, unit, source, *row, opened, closed in self._database.long_stream("all_records"):
            yield key, PastRecord(unit, source, (row[0], row[1], row[2], row[3]), opened, closed)

    def growth(self) -> list[Month]:
        """Return the months in which revisions were closed, in order: what each added."""
        return [Month(*row) for row in self._database.rows("growth")]

    def restore(self, past: Past) -> None:
        """Enter rows as they are; units go before records."""
        self._database.run_many("restore_source", map(version_row, past.sources))
        self._database.run_many("restore_unit", past.units)
        first = int(self._database.rows("last_record")[0][0] or 0) + 1
        self._database.run_many(
            "restore_record",
            (
                (number, one.unit, one.source, *one.row, called(one.row), one.opened, one.closed)
                for number, one in enumerate(past.records, first)
            ),
        )
        aliases = ((*pair, first + nth) for nth, pair in standing_aliases(past.records))
        self._database.run_many("add_alias", aliases)
        for judgement in past.judgements:
            self._database.run("add_judgement", **asdict(judgement))


def _stored(row: Sequence[Any]) -> StoredRecord:
    number, unit, source, priority, date, opened, closed, *rest = row
    return StoredRecord(number, unit, row_record(*rest), source, priority, date, opened, closed)
