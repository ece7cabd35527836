"""All of a store as RDF in graphs: history, sources with their records, golden, inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Generic, TypeVar

from graph.chunks import chunks
from graph.rdf.evidence import Meanings, SourceGraph
from graph.rdf.ledger import HistoryGraph
from graph.rdf.record_stencils import RecordStencils
from graph.rdf.styles import Styled, Text, blocks
from graph.rdf.texts import Texts
from graph.rdf.values import Totals
from graph.store import GraphStore
from graph.stored import SourceVersion

T = TypeVar("T")


def dataset(store: GraphStore, base: str, styled: Styled) -> Iterator[Text]:
    """Yield everything that ``store`` holds as text, some of one graph at a time.

    The same history gives the same statements in the same order from every store, in memory that
    does not grow. Revisions come first and totals last, so a reader knows whether it has all.
    """
    totals, texts = Totals(), Texts(store, base, styled)
    history = HistoryGraph(store, totals, base)
    yield from texts.said(history.stars(), history.graph)
    yield from _sources(store, history, totals, base, styled)
    yield from texts.golden()
    yield from texts.inferred()
    yield from texts.said([history.end()], history.graph)


def _sources(
    store: GraphStore, history: HistoryGraph, totals: Totals, base: str, styled: Styled
) -> Iterator[Text]:
    """Yield the graph of each source by name: its versions, its units, its records."""
    meanings = Meanings(store, base)
    units = _Turns(store.ledger.all_units(), lambda one: one[0])
    records = _Turns(store.ledger.all_records(), lambda one: one[1].source)
    for name, some in groupby(store.ledger.sources(closed=True), _name):
        versions = list(some)
        source = SourceGraph(versions, history.times, meanings, base)
        style = styled(source.graph)
        stencils = RecordStencils(source, style)
        totals.sources += len(versions)
        yield from blocks(source.versions(), style)
        for of_units in chunks(units.of(name)):
            totals.units += len(of_units)
            yield from blocks(source.units(of_units), style)
        for of_records in chunks(records.of(name)):
            totals.records += len(of_records)
            yield stencils.written(source.tellings(of_records))


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
