"""What a graph said at an earlier time, worked out anew from the records that stood then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.dates import is_date, latest
from graph.errors import UsageError
from graph.golden.consequences import Touched, follow
from graph.ledger.identity import Judgement
from graph.ledger.retention import known_from, last_by
from graph.reader import Reader
from graph.records import EntityRecord, Record, SourceInfo
from graph.schema import Schema, load_schema
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.stored import LedgerDelta, Revision, SourceVersion, StoredRecord

KEPT = 4
"""How many past states are kept open for further questions."""


def revision_at(store: GraphStore, date: str) -> int:
    """Return the number of the last revision closed by the end of ``date`` (partial ISO, UTC).

    0 when the store was empty then. Raises ``UsageError`` for what is no date, and for one of
    which the history was let go.
    """
    if not is_date(date):
        raise UsageError(f"'{date}' is no date: write 2026, 2026-05 or 2026-05-31")
    revisions = store.revisions()
    if latest(date) < (first := known_from(revisions).day):
        raise UsageError(
            f"what was known on {date} was let go: the history of this graph is kept from {first} "
            "on. Ask for that day or a later one"
        )
    return last_by(revisions, latest(date))


def revision_as_of(reader: Reader, date: str) -> Revision:
    """Return the revision that ``reader``'s store stood at by the end of ``date``; 0 for none."""
    number = revision_at(reader.store, date)
    if number == 0 and reader.before:
        return revision_as_of(reader.before, date)
    closed = (one for one in reader.store.revisions() if one.number == number)
    return next(closed, Revision(0, "", "", ""))


def as_of(store: GraphStore, revision: int, schema: Schema) -> SqliteStore:
    """Return a store in memory with the graph as it was after ``revision``.

    The caller closes it. It has no history of its own: one revision holds everything.
    """
    infos = [version.info for version in _versions(store, revision)]
    judgements = [
        one
        for one in store.ledger.judgements(closed=True)
        if one.opened <= revision and (one.closed is None or one.closed > revision)
    ]
    return copied(infos, store.ledger.history(revision), judgements, schema)


def copied(
    infos: Iterable[SourceInfo],
    records: Iterable[StoredRecord],
    judgements: Iterable[Judgement],
    schema: Schema,
) -> SqliteStore:
    """Return a store in memory with these records of these sources, and what follows from them."""
    copy = SqliteStore(":memory:")
    with copy.writing("copy", ""):
        for info in infos:
            copy.ledger.open_source(info)
        touched = _copy(records, copy)
        for one in judgements:
            copy.ledger.judge(one.left, one.right, one.verdict, one.by, one.reason)
        follow(copy, schema, touched)
    return copy


def _versions(store: GraphStore, revision: int) -> Iterator[SourceVersion]:
    for version in store.ledger.sources(closed=True):
        stood = version.closed is None or version.closed > revision
        if version.opened <= revision and stood:
            yield version


def _copy(records: Iterable[StoredRecord], copy: SqliteStore) -> Touched:
    """Copy records; each source becomes one unit."""
    touched = Touched()
    sources: set[str] = set()
    batch: list[tuple[str, str, Record]] = []
    for stored in records:
        record = stored.record
        if stored.source not in sources:
            sources.add(stored.source)
            copy.ledger.write(LedgerDelta(units=[(stored.source, "all", "")]))
        batch.append((stored.source, "all", record))
        if isinstance(record, EntityRecord):
            touched.keys.add(record.key)
        else:
            touched.ties.add((record.source, record.type, record.target))
    copy.ledger.write(LedgerDelta(records=batch))
    return touched


def reader_as_of(reader: Reader, date: str) -> Reader:
    """Return a reader of what ``reader``'s store said at the end of ``date``.

    The last few are kept with ``reader``, as questions about one date come in rows.
    """
    number, year = revision_at(reader.store, date), int(latest(date)[:4])
    if number == 0 and reader.before:
        return reader_as_of(reader.before, date)
    with reader.lock:
        found = reader.past.pop((number, year), None)
        if found is None:
            found = Reader(as_of(reader.store, number, load_schema()), reference=year)
        while len(reader.past) >= KEPT:
            # Another thread may still read it: it closes itself when nobody does.
            reader.past.pop(next(iter(reader.past)))
        reader.past[number, year] = found
    return found
