"""The graphs of the RDF dataset: the golden one is the default graph, all others are named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from graph.chunks import chunks
from graph.rdf.evidence import Meanings, SourceGraph
from graph.rdf.inferred import Entailment, closure_stars, inferred_graph
from graph.rdf.ledger import HistoryGraph
from graph.rdf.reached import Places
from graph.rdf.stars import DEFAULT_GRAPH, Block
from graph.rdf.statements import relation_ends
from graph.rdf.terms import iri
from graph.rdf.values import Totals
from graph.store import GraphStore
from ontology.model import load_model


def blocks(store: GraphStore, base: str) -> Iterator[Block]:
    """Yield what stands in all graphs, that about one thing close together.

    It is what ``golden_stars`` and ``inferred_stars`` yield, in one reading, and ``source_blocks``.
    """
    entailment = Entailment(load_model(), base)
    projection, places = entailment.projection, Places(entailment.projection)
    inferred = iri(inferred_graph(base))
    for entities in chunks(store.golden.all_entities()):
        yield DEFAULT_GRAPH, [star for one in entities for star in projection.of_entity(one)]
        yield inferred, [star for one in entities for star in entailment.of_entity(one)]
    for ends in chunks(relation_ends(store, projection)):
        yield DEFAULT_GRAPH, [star for one in ends for star in projection.of_relation(*one)]
        yield inferred, [star for one in ends for star in entailment.of_relation(*one)]
        yield (
            inferred,
            [star for relation, source, _ in ends for star in places.of(relation, source)],
        )
    for some in chunks(closure_stars(store, projection)):
        yield inferred, some
    yield from source_blocks(store, base)


def source_blocks(store: GraphStore, base: str) -> Iterator[Block]:
    """Yield what each source is, version by version, in the graph of that source.

    What its records say is in dumps only (``graph.rdf.dataset``).
    """
    meanings = Meanings(store, base)
    times = HistoryGraph(store, Totals(), base).times
    for _, versions in groupby(store.ledger.sources(closed=True), lambda one: one.info.name):
        source = SourceGraph(list(versions), times, meanings, base)
        yield source.graph, list(source.versions())
