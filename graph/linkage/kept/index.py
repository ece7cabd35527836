"""The index of linking: the rows of every record, their keys, and how frequent words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from graph.chunks import chunks
from graph.ledger.collection import uncollected
from graph.linkage.columns import Frequencies
from graph.linkage.kept.batch import Batch
from graph.linkage.kept.file import File
from graph.linkage.kept.sorts import ORGANISATIONS, SORTS, Sort, sort_of
from graph.linkage.kept.tallies import Term, frequencies
from graph.linkage.keys import BITS, LIMITS
from graph.linkage.reading import Filed

MANY = 4
"""When more than one in so many is fresh, all are compared with each other."""


class Stamp(NamedTuple):
    """Which ``revision`` of a store an index holds, closed ``at``, and how its rows were made."""

    revision: int
    at: str
    layout: str


class Index:
    """What is kept in a file. A record that a model never weighed is *fresh* to it."""

    def __init__(self, file: File) -> None:
        self._file = file

    @classmethod
    @contextmanager
    def of(cls, folder: Path | None = None) -> Iterator[Index]:
        """Open the index in ``folder``, or one in memory; raises as ``File.of`` does."""
        with File.of(folder) as file:
            yield cls(file)

    def stamp(self) -> Stamp | None:
        """Return what the index holds; None for one that was never finished."""
        found = self._file.ask("stamp")
        return Stamp(*found[0]) if found else None

    def size(self, sort: Sort = ORGANISATIONS) -> int:
        """Return how many records of a sort it holds."""
        ((records, _),) = self._file.ask("counts", kind=sort.kind)
        return int(records)

    def fill(self, some: Iterable[Filed], stamp: Stamp) -> None:
        """Make the index anew; one that is left in the middle has no stamp."""
        self._file.renew()
        with uncollected():
            for part in chunks(some):
                self._put(part)
        with self._file.changing():
            self._close(stamp)

    def replace(self, entities: Collection[str], some: Iterable[Filed], stamp: Stamp) -> None:
        """Put ``some`` for the records of ``entities``: all of it, or nothing."""
        with self._file.changing():
            self._drop(entities)
            for part in chunks(some):
                self._put(part)
            self._file.ask("reopen")
            self._close(stamp)

    @uncollected()
    def batch(self, model: str, sort: Sort = ORGANISATIONS) -> Batch:
        """Return the records of a sort that are fresh to a model, and those that share a key.

        Words and keys count as often as all rows have them, so a pair weighs what it would if all
        were compared. Where much is fresh, all is.
        """
        fresh = self._numbers("fresh", model=model, kind=sort.kind)
        ((records, rows),) = self._file.ask("counts", kind=sort.kind)
        if len(fresh) * MANY > records:
            return self._batch(sort, [], self._numbers("everything", kind=sort.kind), fresh)
        self._file.ask("shared_keys", {"number": fresh}, limits=list(LIMITS), kinds=(1 << BITS) - 1)
        near = {*self._numbers("sharing")} - {*fresh}
        found = self._batch(sort, sorted(near), fresh, fresh)
        return found.counted_as(self._frequencies(found, rows))

    def mark(self, batch: Batch, model: str) -> None:
        """Let the records that were fresh to a model be so no more."""
        self._file.ask("mark", {"number": batch.fresh}, model=model)

    def resting(self, keys: Collection[str], model: str) -> frozenset[str]:
        """Return which of these first keys are of records that a model has weighed."""
        found = self._file.ask("resting", {"key": [*keys]}, model=model)
        return frozenset(key for (key,) in found)

    def _numbers(self, name: str, **values: Any) -> list[int]:
        return [number for (number,) in self._file.ask(name, None, **values)]

    def _batch(
        self, sort: Sort, near: Sequence[int], new: Sequence[int], fresh: Sequence[int]
    ) -> Batch:
        """Return the records ``near`` and then those ``new``, numbered in this order."""
        records = [one for some in (near, new) for one in self._file.ask("records", _of(some))]
        places = {number: place for place, number in enumerate((*near, *new))}
        rows = [
            sort.unpacked(places[number], said, tuple(keys))
            for number, said, keys, _ in self._file.ask("rows", _of([*places]))
        ]
        return Batch(
            sort,
            [key for key, _ in records],
            [frozenset(identifiers) for _, identifiers in records],
            rows,
            fresh,
            len(near),
        )

    def _frequencies(self, some: Batch, rows: int) -> Frequencies:
        asked = {term: None for row in some.rows for term in some.sort.terms(row)}
        found = self._file.ask("terms", _columns(asked))
        counts = {(what, text): number for what, text, number in found}
        return frequencies(rows, counts, dict(self._file.ask("key_counts")))

    def _close(self, stamp: Stamp) -> None:
        self._file.ask("sum_tally")
        self._file.ask("close", **stamp._asdict())

    def _put(self, some: Sequence[Filed]) -> None:
        ((first,),) = self._file.ask("next_number")
        sorts = [sort_of(one.record) for one in some]
        self._file.ask(
            "put_records",
            {
                "number": range(first, first + len(some)),
                "kind": [sort.kind for sort in sorts],
                "entity": [one.entity for one in some],
                "key": [one.record.id for one in some],
                "identifiers": [sorted(one.record.identifiers) for one in some],
            },
        )
        rows = [
            (sort, row)
            for number, one, sort in zip(count(first), some, sorts)
            for row in sort.rows(number, one.record)
        ]
        self._file.ask(
            "put_rows",
            {
                "record": [row.number for _, row in rows],
                "said": [sort.packed(row) for sort, row in rows],
                "keys": [row.keys for _, row in rows],
            },
        )
        self._count(_tally(rows))

    def _drop(self, entities: Collection[str]) -> None:
        gone = _of([one for (one,) in self._file.ask("numbers_of", {"entity": [*entities]})])
        rows = (
            (SORTS[kind], SORTS[kind].unpacked(number, said, ()))
            for number, said, _, kind in self._file.ask("rows", gone)
        )
        self._count(Counter({term: -number for term, number in _tally(rows).items()}))
        self._file.ask("drop_rows", gone)
        self._file.ask("drop_records", gone)

    def _count(self, counts: Counter[Term]) -> None:
        self._file.ask("put_tally", {**_columns(counts), "rows": [*counts.values()]})


def _tally(rows: Iterable[tuple[Sort, Any]]) -> Counter[Term]:
    """Count the terms of rows."""
    return Counter(term for sort, row in rows for term in sort.terms(row))


def _of(numbers: Sequence[int]) -> dict[str, Sequence[int]]:
    return {"number": numbers}


def _columns(some: Iterable[Term]) -> dict[str, Sequence[str]]:
    pairs = [*some]
    return {"what": [what for what, _ in pairs], "text": [text for _, text in pairs]}
