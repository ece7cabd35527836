"""The whole golden graph as RDF."""

from __future__ import annotations

from pathlib import Path

from pyshacl import validate
from rdflib import FOAF, ORG, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

import ontology
from graph.rdf import golden_statements, inferred_statements, to_rdflib
from graph.reader import Reader
from ontology.model import load_model

LG = Namespace("https://w3id.org/lumigraph/ontology#")
ID = "https://w3id.org/lumigraph/id"
HERE = Path(ontology.__file__).parent


def test_no_statement_twice_and_always_in_the_same_order(reader: Reader) -> None:
    statements = list(golden_statements(reader.store))
    assert len(statements) == len(set(statements))
    assert statements == list(golden_statements(reader.store))


def test_every_entity_and_every_relation_is_there(reader: Reader) -> None:
    graph = to_rdflib(reader.store)
    kinds, relations = reader.store.golden.counts()
    subjects = {one for one in graph.subjects(RDF.type) if "#" not in str(one)}
    assert len(subjects) == sum(kinds.values())
    litek = URIRef(f"{ID}/organisation/litek")
    assert (litek, RDF.type, LG.Cluster) in graph
    assert (litek, LG.participatesIn, URIRef(f"{ID}/project/laser-go")) in graph
    told = {
        one.name
        for one in load_model().relations.values()
        if (None, LG[one.property], None) in graph
    }
    assert told == set(relations)


def test_the_graph_has_the_shapes_of_the_vocabulary(reader: Reader) -> None:
    shapes = Graph().parse(HERE / "shapes.ttl")
    vocabulary = Graph().parse(HERE / "vocabulary.ttl")
    fits, _, report = validate(to_rdflib(reader.store), shacl_graph=shapes, ont_graph=vocabulary)
    assert fits, report[:2000]


def test_what_follows_is_said_once_and_not_again(reader: Reader) -> None:
    inferred = list(inferred_statements(reader.store))
    assert len(inferred) == len(set(inferred))
    assert not set(inferred) & set(golden_statements(reader.store))


def test_public_terms_follow(reader: Reader) -> None:
    graph = to_rdflib(reader.store)
    litek, oct_ = URIRef(f"{ID}/organisation/litek"), URIRef(f"{ID}/technology/lasers")
    assert (litek, RDF.type, ORG.OrganizationalCollaboration) in graph
    assert (litek, RDF.type, FOAF.Organization) in graph
    assert (litek, RDFS.label, None) in graph
    assert (oct_, SKOS.prefLabel, Literal("lasers", lang="en")) in graph
    memberships = set(graph.subjects(ORG.organization, litek))
    assert all((one, RDF.type, ORG.Membership) in graph for one in memberships)


def test_trees_are_climbed(reader: Reader) -> None:
    graph = to_rdflib(reader.store)
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        above = set(graph.transitive_objects(concept, LG.broader)) - {concept}
        assert set(graph.objects(concept, SKOS.broaderTransitive)) == above
    vienna, austria = URIRef(f"{ID}/region/AT130"), URIRef(f"{ID}/region/AT")
    assert (vienna, LG.partOf, austria) in graph
