"""The shapes say what the vocabulary says, and a SHACL validator reads them that way."""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.model import load_model
from ontology.vocabulary import FILE, LG

LGS = Namespace("https://w3id.org/lumigraph/shapes#")
SHAPES = Graph().parse(FILE.with_name("shapes.ttl"))
VOCABULARY = Graph().parse(FILE)
MODEL = load_model()
PREFIXES = """
@prefix lg: <https://w3id.org/lumigraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix role: <https://w3id.org/lumigraph/ontology/role/> .
@prefix scope: <https://w3id.org/lumigraph/ontology/scope/> .
@prefix stage: <https://w3id.org/lumigraph/ontology/stage/> .
@prefix : <https://example.org/> .
:o a lg:Cluster . :c a lg:Company . :p a lg:Project . :e a lg:Event . :r a lg:Region .
:t a lg:Technology . :programme a lg:Programme . :call a lg:Call .
"""
GOOD = """
:o lg:name "LITEK"@en , "LITEK"@lt ; lg:altName "A"@en , "B"@en ; lg:acronym "A" , "B" ;
    lg:founded "2011"^^xsd:gYear ; lg:website "https://litek.lt"^^xsd:anyURI ; lg:memberCount 16 ;
    lg:sme false ; lg:locatedIn :r ; lg:worksOn :t .
:c lg:memberOf :o ; lg:cooperatesWith :p ; lg:founded "2016-06-08"^^xsd:date .
:p lg:totalCost 100.0 ; lg:start "2016-01"^^xsd:gYearMonth ; lg:underCall :call ; lg:about :t .
:e lg:partOf :p . :call lg:partOf :programme .
:a a lg:Agreement ; lg:stage stage:signed ; lg:scope scope:joint-rd , scope:missions ;
    lg:term "P3Y"^^xsd:duration ; lg:stageChange "2019-06-26 signed" ; lg:renews :a .
:s a lg:Relation ; rdf:subject :c ; rdf:predicate lg:memberOf ; rdf:object :o ;
    lg:role role:board-member ; lg:since "2011"^^xsd:gYear ; lg:note "Since the founding." .
"""
BAD = {
    ":o lg:name 'LITEK'": LGS.name,
    ":o lg:name 'LITEK'@en , 'Litek'@en": LGS.name,
    ":o lg:founded '2011'": LGS.founded,
    ":o lg:founded '2011'^^xsd:gYear , '2012'^^xsd:gYear": LGS.founded,
    ":o lg:memberCount '16'": LGS.memberCount,
    ":p lg:founded '2011'^^xsd:gYear": LGS["founded-domain"],
    ":o lg:totalCost 1.0": LGS["totalCost-domain"],
    ":p lg:totalCost 1": LGS.totalCost,
    ":a a lg:Agreement ; lg:stage stage:married": LGS.stage,
    ":a a lg:Agreement ; lg:stage stage:signed , stage:ended": LGS.stage,
    ":a a lg:Agreement ; lg:stageChange 'signed 2019'": LGS.stageChange,
    ":o lg:worksOn :r": LGS.worksOn,
    ":o lg:worksOn 'lasers'": LGS.worksOn,
    ":p lg:worksOn :t": LGS["worksOn-domain"],
    ":p lg:underCall :programme": LGS.underCall,
    ":e lg:partOf :r": LGS["partOf-domain"],
    ":o lg:role role:member": LGS["role-domain"],
    ":s a lg:Relation ; rdf:subject :c ; rdf:predicate lg:memberOf": LGS.Relation,
}


def findings(data: str) -> set[Node]:
    """What shapes the data break: the shape, or the one around a nameless shape."""
    graph = Graph().parse(data=PREFIXES + data, format="turtle")
    _, report, _ = validate(graph, shacl_graph=SHAPES, ont_graph=VOCABULARY)
    broken = set(report.objects(None, SH.sourceShape))
    return {s if isinstance(s, URIRef) else next(SHAPES.subjects(SH.property, s)) for s in broken}


def test_good_data_conforms() -> None:
    assert findings(GOOD) == set()


@pytest.mark.parametrize(("data", "shape"), BAD.items(), ids=list(BAD))
def test_bad_data_breaks_the_shape_that_says_so(data: str, shape: URIRef) -> None:
    assert shape in findings(f"{data} .")


def classes(shape: Node, graph: Graph = SHAPES) -> set[Node]:
    """The classes that a shape allows: one, or those of a choice."""
    choice = graph.value(shape, SH["or"])
    members = [shape] if choice is None else Collection(graph, choice)
    return {c for member in members for c in graph.objects(member, SH["class"])}


def declared(term: URIRef, predicate: URIRef) -> set[Node]:
    """The classes of a domain or range in the vocabulary; the root stands for the top kinds."""
    value = VOCABULARY.value(term, predicate)
    assert value is not None
    union = VOCABULARY.value(value, OWL.unionOf)
    named = {value} if union is None else set(Collection(VOCABULARY, union))
    if LG.Entity in named:
        named |= set(VOCABULARY.subjects(RDFS.subClassOf, LG.Entity))
    return named - {LG.Entity}


@pytest.mark.parametrize("name", [r.property for r in MODEL.relations.values()])
def test_relation_shape_is_that_of_the_vocabulary(name: str) -> None:
    assert SHAPES.value(LGS[name], SH.path) == LG[name]
    assert classes(LGS[name]) == declared(LG[name], RDFS.range)
    assert classes(LGS[f"{name}-domain"]) == declared(LG[name], RDFS.domain)


@pytest.mark.parametrize("name", MODEL.properties)
def test_property_shape_is_that_of_the_vocabulary(name: str) -> None:
    shape, term = LGS[name], LG[name]
    assert SHAPES.value(shape, SH.path) == term
    assert classes(LGS[f"{name}-domain"]) == declared(term, RDFS.domain)
    single = VOCABULARY.value(term, LG.cardinality) == Literal("single")
    limits = {SHAPES.value(shape, SH.maxCount), SHAPES.value(shape, SH.uniqueLang)} - {None}
    assert bool(limits) == single
    assert SHAPES.value(shape, SH.pattern) == VOCABULARY.value(term, LG.pattern)


@pytest.mark.parametrize("name", MODEL.properties)
def test_values_are_those_of_the_vocabulary(name: str) -> None:
    shape, wanted = LGS[name], VOCABULARY.value(LG[name], RDFS.range)
    if wanted == SKOS.Concept:
        listed = SHAPES.value(shape, SH["in"])
        assert listed is not None
        scheme = VOCABULARY.value(LG[name], LG.scheme)
        assert set(Collection(SHAPES, listed)) == set(VOCABULARY.subjects(SKOS.inScheme, scheme))
    elif wanted == LG.PartialDate:
        choice = SHAPES.value(shape, SH["or"])
        assert choice is not None
        members = {SHAPES.value(m, SH.datatype) for m in Collection(SHAPES, choice)}
        assert members == {XSD.date, XSD.gYearMonth, XSD.gYear}
    else:
        assert SHAPES.value(shape, SH.datatype) == wanted


def test_every_property_is_listed_for_each_kind_that_may_have_it() -> None:
    for kind in MODEL.kinds:
        listed = {
            str(shape).removeprefix(str(LGS))
            for wider in MODEL.ancestors(kind)
            for shape in SHAPES.objects(LGS[wider], SH.property)
        }
        relations = {
            r.property for r in MODEL.relations.values() if r.domain & set(MODEL.ancestors(kind))
        }
        assert listed == MODEL.properties_of(kind).keys() | relations


def test_every_kind_has_a_shape() -> None:
    targets = set(SHAPES.objects(None, SH.targetClass))
    assert targets == {LG[name] for name in MODEL.kinds} | {LG.Relation}
    assert (LGS.Relation, RDF.type, SH.NodeShape) in SHAPES
