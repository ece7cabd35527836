"""The graphs of the RDF dataset: the golden one is the default graph, all others are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.rdf.evidence import Meanings, SourceGraph
from graph.rdf.inferred import Entailment, closures
from graph.rdf.ledger import HistoryGraph
from graph.rdf.reached import Places
from graph.rdf.statements import relation_ends
from graph.rdf.terms import iri
from graph.rdf.values import Totals
from graph.store import GraphStore
from ontology.model import load_model


def inferred_graph(base: str) -> str:
    """Return the address of the graph of what follows.

    >>> inferred_graph("https://example.org")
    'https://example.org/graph/inferred'
    """
    return f"{base}/graph/inferred"


def quads(store: GraphStore, base: str) -> Iterator[str]:
    """Yield the statements of all graphs as N-Quads, those about one thing together.

    They are those of ``golden_statements`` and ``inferred_statements``, in one reading.
    """
    entailment = Entailment(load_model(), base)
    projection = entailment.projection
    places = Places(projection)
    inferred = f" {iri(inferred_graph(base))}"
    for entity in store.golden.all_entities():
        yield from projection.entity(entity)
        for one in entailment.entity(entity):
            yield one + inferred
    for relation, source, target in relation_ends(store, projection):
        yield from projection.relation(relation, source, target)
        for one in entailment.relation(relation, source, target):
            yield one + inferred
        for one in places.of(relation, source):
            yield one + inferred
    for one in closures(store, projection):
        yield one + inferred
    yield from source_quads(store, base)


def source_quads(store: GraphStore, base: str) -> Iterator[str]:
    """Yield what each source is, version by version, in the graph of that source.

    What its records say is in dumps only (``graph.rdf.dataset``).
    """
    meanings = Meanings(store, base)
    times = HistoryGraph(store, Totals(), base).times
    for _, versions in groupby(store.ledger.sources(closed=True), lambda one: one.info.name):
        source = SourceGraph(list(versions), times, meanings, base)
        for one in source.versions():
            yield f"{one} {source.graph}"


def within(graph: str, statements: Iterable[str]) -> Iterator[str]:
    """Yield ``statements`` as those of a named graph."""
    term = iri(graph)
    return (f"{one} {term}" for one in statements)
