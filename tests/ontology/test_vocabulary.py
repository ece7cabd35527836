"""The vocabulary is complete, speaks four languages, and maps to terms that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SDO, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, PROV
from rdflib.term import Node

from ontology.derive import derived
from ontology.model import load_model
from ontology.terms import Closure, Kind, Property, RelationType
from ontology.vocabulary import FILE, LG

LANGUAGES = {"en", "lt", "fr", "de"}
PUBLIC = (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS)
EURIO = "http://data.europa.eu/s66#"
MAPPINGS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.relatedMatch,
)
MODEL = load_model()
GRAPH = Graph().parse(FILE)
TERMS: list[Kind | Property | RelationType | Closure] = [
    *MODEL.kinds.values(),
    *MODEL.properties.values(),
    *MODEL.relations.values(),
    *MODEL.closures.values(),
]


def node(term: Kind | Property | RelationType | Closure) -> URIRef:
    return LG[term.property if isinstance(term, RelationType) else term.name]


def mappings(subject: Node) -> set[str]:
    """What public terms a term of ours is mapped to."""
    found = {str(o) for p in MAPPINGS for o in GRAPH.objects(subject, p)}
    return {uri for uri in found if not uri.startswith(str(LG))}


def test_every_declared_term_is_in_the_model() -> None:
    kinds = (OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty)
    declared = {s for kind in kinds for s in GRAPH.subjects(RDF.type, kind)}
    declared = {term for term in declared if str(term).startswith(str(LG))}
    assert declared - {LG.Entity, LG.Relation} == {node(term) for term in TERMS}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_has_label_and_definition_in_four_languages(
    term: Kind | Property | RelationType | Closure,
) -> None:
    for texts in (term.label, term.definition):
        assert set(texts) == LANGUAGES
        assert all(text.strip() == text != "" for text in texts.values())
    assert len(set(term.definition.values())) == len(LANGUAGES), "a definition is not translated"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_label_names_one_term(language: str) -> None:
    for terms in (MODEL.kinds, MODEL.properties, MODEL.relations, MODEL.closures):
        labels = [term.label[language] for term in terms.values()]
        assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_is_mapped_or_says_why_not(term: Kind | Property | RelationType | Closure) -> None:
    subject = node(term)
    parents = GRAPH.objects(subject, RDFS.subPropertyOf)
    mapped = mappings(subject) or any(mappings(parent) for parent in parents)
    reasons = list(GRAPH.objects(subject, LG.noMapping))
    assert bool(mapped) != bool(reasons)
    assert all(isinstance(r, Literal) and r.language == "en" and len(r) > 20 for r in reasons)


def test_mapped_terms_exist(shared: Path) -> None:
    eurio = {str(s) for s in Graph().parse(shared / "data/eurio/EURIO.ttl").subjects()}
    mapped = {uri for term in TERMS for uri in mappings(node(term))} | mappings(LG.Relation)
    missing = {u for u in mapped - eurio if not any(URIRef(u) in known for known in PUBLIC)}
    assert missing == set()
    assert any(uri.startswith(EURIO) for uri in mapped)


def test_names_follow_the_house() -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in MODEL.kinds)
    assert all(re.fullmatch(r"[a-z]+[A-Za-z]*", name) for name in MODEL.properties)
    for relation in MODEL.relations.values():
        snake = re.sub(r"(?<!^)([A-Z])", r"_\1", relation.property).upper()
        # `founded` is a date of organisations, so the relation's RDF name differs.
        assert relation.name == {"FOUNDER_OF": "FOUNDED"}.get(snake, snake)


def test_property_and_relation_names_do_not_clash() -> None:
    assert MODEL.properties.keys().isdisjoint(r.property for r in MODEL.relations.values())


def test_domains_ranges_and_carried_properties_are_known() -> None:
    for prop in MODEL.properties.values():
        assert prop.domain <= MODEL.kinds.keys()
        assert prop.domain or prop.on_relations
    for relation in MODEL.relations.values():
        assert relation.domain <= MODEL.kinds.keys()
        assert relation.range <= MODEL.kinds.keys()
        assert {s for s, _ in relation.pairs} == relation.domain
        assert {t for _, t in relation.pairs} == relation.range
        assert all(MODEL.properties[name].on_relations for name in relation.carries)


def test_relation_properties_are_carried_by_a_relation() -> None:
    carried = {name for relation in MODEL.relations.values() for name in relation.carries}
    assert carried == {prop.name for prop in MODEL.properties.values() if prop.on_relations}


def test_closures_are_of_relations_between_kinds() -> None:
    properties = {one.property for one in MODEL.relations.values()}
    for one in MODEL.closures.values():
        assert one.of in properties
        assert {one.domain, one.range} - {""} <= MODEL.kinds.keys()


SCHEMES = {p.scheme.name: p.scheme for p in MODEL.properties.values() if p.scheme is not None}


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_scheme_is_translated_and_sound(name: str) -> None:
    scheme = SCHEMES[name]
    assert set(scheme.label) == LANGUAGES
    for language in LANGUAGES:
        labels = [value.label[language] for value in scheme.values.values()]
        assert sorted(set(labels)) == sorted(labels)
    for value in scheme.values.values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value.value)
        assert set(value.label) == LANGUAGES
        assert (URIRef(scheme.namespace + value.value), SKOS.inScheme, LG[name]) in GRAPH
        assert scheme.widest(value.value) in scheme.values


def test_a_source_word_means_one_thing() -> None:
    owners = [LG[name] for name in SCHEMES]
    groups = [list(GRAPH.subjects(SKOS.inScheme, owner)) for owner in owners]
    groups.append(list(GRAPH.subjects(RDF.type, OWL.Class)))
    for group in groups:
        words = [str(word) for member in group for word in GRAPH.objects(member, SKOS.hiddenLabel)]
        assert sorted(set(words)) == sorted(words)


def test_derived_files_are_up_to_date() -> None:
    for path, text in derived(MODEL).items():
        assert path.read_text(encoding="utf-8") == text, "run `python -m ontology.derive`"


def test_context_maps_every_name_of_the_vocabulary() -> None:
    terms = json.loads((FILE.parent / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for term in TERMS:
        mapped = terms[node(term).removeprefix(str(LG))]
        uri = mapped if isinstance(mapped, str) else mapped["@id"]
        assert LG[uri.removeprefix("lg:")] == node(term)


# rdflib's JSON-LD reader uses a class that rdflib itself calls deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_context_turns_json_into_the_graph() -> None:
    document = {
        **json.loads((FILE.parent / "context.jsonld").read_text(encoding="utf-8")),
        "@graph": [
            {
                "id": "https://example.org/a",
                "type": "Agreement",
                "name": {"en": "A memorandum", "lt": "Memorandumas"},
                "stage": "signed",
                "scope": ["joint-rd", "missions"],
                "renews": "https://example.org/b",
                "term": "P3Y",
                "signed": {"@value": "2019-06", "@type": "xsd:gYearMonth"},
            },
            {
                "id": "https://example.org/r",
                "type": "Relation",
                "source": "https://example.org/o",
                "relation": "memberOf",
                "target": "https://example.org/c",
                "role": "board-member",
            },
        ],
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    expected = Graph().parse(
        data="""
        @prefix lg: <https://w3id.org/lumigraph/ontology#> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix value: <https://w3id.org/lumigraph/ontology/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix : <https://example.org/> .
        :a a lg:Agreement ; lg:name "A memorandum"@en , "Memorandumas"@lt ;
            lg:stage value:stage\\/signed ; lg:renews :b ; lg:term "P3Y"^^xsd:duration ;
            lg:scope value:scope\\/joint-rd , value:scope\\/missions ;
            lg:signed "2019-06"^^xsd:gYearMonth .
        :r a lg:Relation ; rdf:subject :o ; rdf:predicate lg:memberOf ; rdf:object :c ;
            lg:role value:role\\/board-member .
        """,
        format="turtle",
    )
    assert set(graph) == set(expected)
