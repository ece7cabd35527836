"""The golden graph in the terms of the vocabulary, for rdflib."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from graph.entities import DEFAULT_BASE_URI, Entity, Relation, uri
from graph.store import GraphStore
from ontology.model import Model, load_model

DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
TYPES = {
    "integer": XSD.integer,
    "decimal": XSD.decimal,
    "boolean": XSD.boolean,
    "anyURI": XSD.anyURI,
}
Triple = tuple[Node, Node, Node]


def to_rdflib(store: GraphStore, base_uri: str = DEFAULT_BASE_URI) -> Graph:
    """Return all entities and relations.

    A relation is a direct triple, and, when it carries a role, dates or amounts, a node of its own
    (``rdf:Statement``) that holds them.
    """
    lg = Namespace(f"{DEFAULT_BASE_URI}/ontology#")
    result = Graph()
    result.bind("lg", lg)
    model = load_model()
    uris: dict[str, URIRef] = {}
    for entity in store.golden.all_entities():
        uris[entity.id] = URIRef(uri(entity, base_uri))
        for triple in _entity_triples(entity, uris[entity.id], model, lg):
            result.add(triple)
    for relation in store.golden.all_relations():
        for triple in _relation_triples(relation, uris, model, lg, base_uri):
            result.add(triple)
    return result


def _entity_triples(entity: Entity, node: URIRef, model: Model, lg: Namespace) -> Iterator[Triple]:
    yield (node, RDF.type, lg[entity.type])
    yield (node, RDFS.label, Literal(entity.label))
    for name, value in entity.properties.items():
        for literal in _literals(value, model.properties[name].datatype):
            yield (node, lg[name], literal)


def _relation_triples(
    relation: Relation, uris: Mapping[str, URIRef], model: Model, lg: Namespace, base_uri: str
) -> Iterator[Triple]:
    source, target = uris[relation.source], uris[relation.target]
    predicate = lg[model.relations[relation.type].property]
    yield (source, predicate, target)
    stated = {"role": relation.role, "since": relation.since, "until": relation.until}
    carried = {**{name: text for name, text in stated.items() if text}, **relation.properties}
    if not carried:
        return
    name = blake2b(repr(relation.key).encode(), digest_size=12).hexdigest()
    node = URIRef(f"{base_uri}/id/relation/{name}")
    yield (node, RDF.type, RDF.Statement)
    yield (node, RDF.subject, source)
    yield (node, RDF.predicate, predicate)
    yield (node, RDF.object, target)
    for key, value in carried.items():
        for literal in _literals(value, model.properties[key].datatype):
            yield (node, lg[key], literal)


def _literals(value: object, datatype: str) -> Iterator[Literal]:
    if isinstance(value, Mapping):
        for language, text in value.items():
            for one in [text] if isinstance(text, str) else text:
                yield Literal(one, lang=None if language == "und" else language)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _literals(item, datatype)
    elif datatype == "date":
        yield Literal(str(value), datatype=DATE_TYPES.get(len(str(value)), XSD.string))
    elif datatype in TYPES:
        yield Literal(value, datatype=TYPES[datatype])
    else:
        yield Literal(str(value))
