"""The graphs of the RDF dataset: the golden one is the default graph, all others are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.rdf.inferred import inferred_statements
from graph.rdf.statements import golden_statements
from graph.rdf.terms import iri
from graph.store import GraphStore


def inferred_graph(base: str) -> str:
    """Return the address of the graph of what follows.

    >>> inferred_graph("https://example.org")
    'https://example.org/graph/inferred'
    """
    return f"{base}/graph/inferred"


def quads(store: GraphStore, base: str) -> Iterator[str]:
    """Yield the statements of the default graph, then those of the named ones, as N-Quads."""
    yield from golden_statements(store, base)
    yield from within(inferred_graph(base), inferred_statements(store, base))


def within(graph: str, statements: Iterable[str]) -> Iterator[str]:
    """Yield ``statements`` as those of a named graph."""
    term = iri(graph)
    return (f"{one} {term}" for one in statements)
