"""The whole golden graph as RDF statements, streamed from a store."""

from __future__ import annotations

from collections.abc import Iterator

from graph.chunks import chunks
from graph.entities import DEFAULT_BASE_URI, Relation
from graph.rdf.ends import Ends
from graph.rdf.projection import Projection
from graph.rdf.stars import Star, statements
from graph.store import GraphStore
from ontology.model import load_model


def golden_stars(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[Star]:
    """Yield what is said of all entities by id, then of all relations by key.

    The same graph gives the same statements in the same order, in memory that does not grow.
    """
    projection = Projection(load_model(), base)
    for entity in store.golden.all_entities():
        yield from projection.of_entity(entity)
    for one in relation_ends(store, projection):
        yield from projection.of_relation(*one)


def golden_statements(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[str]:
    """Yield the same as single statements."""
    return statements(golden_stars(store, base))


def relation_ends(store: GraphStore, projection: Projection) -> Iterator[tuple[Relation, str, str]]:
    """Yield every relation by key, with the terms of both ends."""
    ends, node = Ends(store.golden, load_model()), projection.node
    for some in chunks(store.golden.all_relations()):
        ends.look_up(one.key[:3] for one in some)
        last = start = ""
        for one in some:
            source, target = ends.of(one.source, one.type, one.target)
            if one.source != last:  # many leave the same
                last, start = one.source, node(source, one.source)
            yield one, start, node(target, one.target)
