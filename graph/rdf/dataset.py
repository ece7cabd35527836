"""All of a store as RDF in graphs: history, sources with their records, golden, inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Generic, TypeVar

from graph.chunks import chunks
from graph.entities import DEFAULT_BASE_URI
from graph.rdf.evidence import Meanings, SourceGraph
from graph.rdf.inferred import inferred_blocks
from graph.rdf.ledger import HistoryGraph
from graph.rdf.stars import Block
from graph.rdf.statements import golden_blocks
from graph.rdf.turns import Turn
from graph.rdf.values import Totals
from graph.store import GraphStore
from graph.stored import SourceVersion

T = TypeVar("T")


def dataset(
    store: GraphStore, base: str = DEFAULT_BASE_URI, turn: Turn | None = None
) -> Iterator[Block]:
    """Yield everything that ``store`` holds, some of one graph at a time.

    The same history gives the same statements in the same order from every store, in memory that
    does not grow. Revisions come first and totals last, so a reader knows whether it has all. With
    a ``turn`` only what it makes.
    """
    turn, totals = turn or Turn(), Totals()
    history = HistoryGraph(store, totals, base)
    yield from turn.taken((history.graph, some) for some in chunks(history.stars()))
    yield from _sources(store, history, totals, base, turn)
    yield from golden_blocks(store, base, turn)
    yield from inferred_blocks(store, base, turn)
    yield from turn.taken([(history.graph, [history.end()])])


def _sources(
    store: GraphStore, history: HistoryGraph, totals: Totals, base: str, turn: Turn
) -> Iterator[Block]:
    """Yield the graph of each source by name: its versions, its units, its records."""
    meanings = Meanings(store, base)
    units = _Turns(store.ledger.all_units(), lambda one: one[0])
    records = _Turns(store.ledger.all_records(), lambda one: one[1].source)
    for name, some in groupby(store.ledger.sources(closed=True), _name):
        versions = list(some)
        source = SourceGraph(versions, history.times, meanings, base)
        totals.sources += len(versions)
        yield from turn.taken([(source.graph, list(source.versions()))])
        for of_units in chunks(units.of(name)):
            totals.units += len(of_units)
            if turn.take():
                yield source.graph, list(source.units(of_units))
        for of_records in chunks(records.of(name)):
            totals.records += len(of_records)
            if turn.take():
                yield source.graph, list(source.records(of_records))
            else:
                source.pass_over(of_records)


def _name(version: SourceVersion) -> str:
    return version.info.name


class _Turns(Generic[T]):
    """A stream in the order of sources, handed out source by source."""

    def __init__(self, items: Iterable[T], source: Callable[[T], str]) -> None:
        self._groups = groupby(items, source)
        self._next = next(self._groups, None)

    def of(self, source: str) -> Iterator[T]:
        """Yield what belongs to ``source``."""
        if self._next and self._next[0] == source:
            yield from self._next[1]
            self._next = next(self._groups, None)
