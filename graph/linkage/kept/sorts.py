"""What is kept of records: how one of each kind is read, laid into rows, packed and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.chunks import chunks
from graph.entities import Entity
from graph.linkage import reading
from graph.linkage.kept import packing
from graph.linkage.kept.tallies import Term, terms
from graph.linkage.organisation import Organisation
from graph.linkage.others import project, sheet
from graph.linkage.reading import Filed
from graph.linkage.row import rows_of
from graph.linkage.scoring import Pairs, compare
from graph.store import GraphStore


@dataclass(frozen=True)
class Sort:
    """Records of one ``kind`` of entities, as objects of the class ``record``.

    A row has the ``number`` of its record and ``keys``; ``terms`` of it are counted.
    """

    kind: str
    record: type
    filed: Callable[[GraphStore, Iterable[Entity]], Iterator[Filed]]
    rows: Callable[[int, Any], Iterable[Any]]
    packed: Callable[[Any], bytes]
    unpacked: Callable[[int, bytes, tuple[int, ...]], Any]
    terms: Callable[[Any], Iterable[Term]]
    compare: Callable[..., Pairs]


ORGANISATIONS = Sort(
    reading.KIND,
    Organisation,
    reading.filed,
    rows_of,
    packing.packed,
    packing.unpacked,
    terms,
    compare,
)
PROJECTS = Sort(
    project.KIND,
    project.Project,
    project.filed,
    project.lines,
    sheet.packed,
    sheet.unpacked,
    lambda line: (),
    partial(sheet.compare, types=project.TYPES),
)
SORTS: Mapping[str, Sort] = {one.kind: one for one in (ORGANISATIONS, PROJECTS)}
_END: Mapping[str, int] = {
    reading.LOCATED: 0,
    project.COORDINATES: 2,
    **dict.fromkeys(project.PROGRAMMES, 0),
}
"""Of relations that say something of a record: which part of their key is its entity."""


def sort_of(record: object) -> Sort:
    """Return the sort of a record."""
    return next(one for one in SORTS.values() if isinstance(record, one.record))


def every(store: GraphStore) -> Iterator[Filed]:
    """Yield each record of a store that has a name."""
    for sort in SORTS.values():
        yield from sort.filed(store, store.golden.all_entities(sort.kind))


def some(store: GraphStore, ids: Iterable[str]) -> Iterator[Filed]:
    """Yield those of ``ids`` that are records with a name."""
    for part in chunks(ids):
        found = [one for _, one in sorted(store.golden.entities(part).items())]
        for sort in SORTS.values():
            yield from sort.filed(store, [one for one in found if one.kind == sort.kind])


def changed(store: GraphStore, since: int) -> set[str]:
    """Return the ids of what was entered, moved or dropped after a revision."""
    entities, relations = store.golden.changed(since)
    return {*entities, *(str(key[_END[key[1]]]) for key in relations if key[1] in _END)}
