"""The peer for ingest: the same graph as N-Triples, evidence included, read by rdflib."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.chunks import chunks
from graph.entities import DEFAULT_BASE_URI, texts
from graph.rdf import to_rdflib
from graph.records import RelationRecord
from graph.store import GraphStore
from graph.stored import StoredRecord
from ontology.model import load_model

LG = Namespace(f"{DEFAULT_BASE_URI}/ontology#")
Triple = tuple[Node, Node, Node]


def write(store: GraphStore, file: Path) -> None:
    """Write the golden graph and its evidence as N-Triples, with memory for the golden graph."""
    with file.open("w", encoding="utf-8") as text:
        for some in chunks(_all(store)):
            part = Graph()
            for triple in some:
                part.add(triple)
            text.write(part.serialize(format="nt"))


def parse(file: Path) -> int:
    """Read the file into an empty graph; return the number of triples."""
    return len(Graph().parse(file, format="nt"))


def _all(store: GraphStore) -> Iterator[Triple]:
    yield from to_rdflib(store)
    for stored in store.ledger.history(store.revision().number):
        yield from _evidence(stored)


def _evidence(stored: StoredRecord) -> Iterator[Triple]:
    """Yield what is said in a record, who says it, and where."""
    record, evidence = stored.record, stored.record.evidence
    node = URIRef(f"{DEFAULT_BASE_URI}/id/record/{stored.number}")
    if isinstance(record, RelationRecord):
        yield (node, RDF.subject, _key(record.source))
        yield (node, RDF.predicate, LG[load_model().relations[record.type].property])
        yield (node, RDF.object, _key(record.target))
    else:
        yield (node, RDF.subject, _key(record.key))
        yield (node, RDF.type, LG[record.type])
    for name, value in record.properties.items():
        for one in [value] if isinstance(value, int | float) else texts(value):
            yield (node, LG[name], Literal(one))
    yield (node, DCTERMS.source, Literal(stored.source))
    yield (node, LG.locator, Literal(evidence.locator))
    yield (node, LG.confidence, Literal(evidence.confidence))
    for url in evidence.urls:
        yield (node, DCTERMS.references, Literal(url))
    if evidence.quote:
        yield (node, LG.quote, Literal(evidence.quote, lang=evidence.language or None))


def _key(key: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE_URI}/key/{key.replace(' ', '_')}")
