"""Writing RDF: our dumps from a store, and libraries that have all of it in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

from pyoxigraph import DefaultGraph, RdfFormat, Store
from rdflib import Graph

from graph.entities import DEFAULT_BASE_URI
from graph.ledger.collection import uncollected
from graph.opening import open_store
from graph.rdf.forms import TEXT_FORMS
from graph.rdf.writing import write_store

OXIGRAPH = {
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
RDFLIB = {"nt": "nt", "ttl": "turtle"}
Written = tuple[int, float]
"""How many statements, and in how many seconds of the processor."""


def by_us(url: str, form: str, output: str) -> Written:
    """Write a store; what it takes to open it counts."""
    begun = process_time()
    store = open_store(url)
    with uncollected(), Path(output).open("wb") as file:
        number = write_store(store, TEXT_FORMS[form], DEFAULT_BASE_URI, file)
    store.close()
    return number, process_time() - begun


def by_oxigraph(file: str, form: str, output: str) -> Written:
    """Read a dump into memory, and write it in ``form``; the reading does not count."""
    store = Store()
    graphs = form in ("nq", "trig")
    store.bulk_load(path=file, format=RdfFormat.N_QUADS if graphs else RdfFormat.N_TRIPLES)
    begun = process_time()
    with Path(output).open("wb") as written:
        store.dump(written, OXIGRAPH[form], from_graph=None if graphs else DefaultGraph())
    return len(store), process_time() - begun


def by_rdflib(file: str, form: str, output: str) -> Written:
    """Do the same with rdflib."""
    graph = Graph().parse(file, format="nt")
    begun = process_time()
    with Path(output).open("wb") as written:
        graph.serialize(written, format=RDFLIB[form])
    return len(graph), process_time() - begun


WAYS: Mapping[str, Callable[[str, str, str], Written]] = {
    "dump": by_us,
    "dump by Oxigraph": by_oxigraph,
    "dump by rdflib": by_rdflib,
}
