"""The graph as RDF: its projection into the terms of the vocabulary, and the forms of that."""

from __future__ import annotations

from itertools import chain

import rdflib

from graph.entities import DEFAULT_BASE_URI
from graph.rdf.inferred import inferred_statements
from graph.rdf.statements import golden_statements
from graph.rdf.terms import PREFIXES
from graph.store import GraphStore

__all__ = ["golden_statements", "inferred_statements", "to_rdflib"]


def to_rdflib(store: GraphStore, base_uri: str = DEFAULT_BASE_URI) -> rdflib.Graph:
    """Return all golden entities and relations, and what follows from them."""
    result = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace)
    statements = chain(golden_statements(store, base_uri), inferred_statements(store, base_uri))
    result.parse(data="".join(f"{one} .\n" for one in statements), format="nt")
    return result
