"""What the vocabulary makes of entities and relations."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.entities import Entity, Relation
from graph.rdf.projection import Projection
from graph.rdf.stars import statements
from graph.rdf.terms import date, decimal, iri, text
from graph.records import Properties
from ontology.model import load_model

BASE = "https://example.org"
LG = "https://w3id.org/lumigraph/ontology#"
PROJECTION = Projection(load_model(), BASE)


def read(*statements: str) -> list[pyoxigraph.Triple]:
    """Return the statements as another library reads them."""
    lines = "".join(f"{one} .\n" for one in statements)
    found = pyoxigraph.parse(input=lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return [one.triple for one in found]


def said(entity: Entity) -> set[str]:
    subject, found = PROJECTION.of_entity(entity)[0]
    assert subject == PROJECTION.node(entity.kind, entity.id)
    assert len(read(*statements([(subject, found)]))) == len(set(found))
    return {f"{predicate} {end}".replace(LG, "lg:") for predicate, end in found}


def related(relation: Relation, source: str, target: str) -> list[str]:
    return list(statements(PROJECTION.of_relation(relation, source, target)))


def test_an_organisation() -> None:
    properties: Properties = {
        "name": {"lt": "Pavyzdys", "en": "Example"},
        "altName": {"en": ["E.", "Ex"]},
        "acronym": ["EX"],
        "founded": "2016-01",
        "memberCount": 12,
        "organisationStatus": "active",
        "website": "https://example.org",
    }
    keys = ("example", "ror:03nadee84", "pic:999643492")
    assert said(Entity("example", "Organisation", "Cluster", properties, keys)) == {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <lg:Cluster>",
        '<lg:name> "Example"@en',
        '<lg:name> "Pavyzdys"@lt',
        '<lg:altName> "E."@en',
        '<lg:altName> "Ex"@en',
        '<lg:acronym> "EX"',
        '<lg:founded> "2016-01"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
        '<lg:memberCount> "12"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "<lg:organisationStatus> <https://w3id.org/lumigraph/ontology/organisation-status/active>",
        '<lg:website> "https://example.org"^^<http://www.w3.org/2001/XMLSchema#anyURI>',
        '<lg:identifier> "ror:03nadee84"',
        '<lg:identifier> "pic:999643492"',
        "<http://www.w3.org/2002/07/owl#sameAs> <https://ror.org/03nadee84>",
    }


def test_a_bare_relation_is_one_statement() -> None:
    one = Relation("example", "WORKS_ON", "lasers")
    assert related(one, "<s>", "<t>") == [f"<s> <{LG}worksOn> <t>"]


def test_a_relation_with_role_and_time_is_a_node_too() -> None:
    one = Relation(
        "example",
        "PARTICIPATES_IN",
        "project",
        role="coordinator",
        since="2016",
        properties={"ecContribution": 1250000.5},
    )
    direct, *others = related(one, "<https://s>", "<https://t>")
    assert direct == f"<https://s> <{LG}participatesIn> <https://t>"
    assert {one.split(" ", 1)[1].replace(LG, "lg:") for one in others} == {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <lg:Relation>",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> <https://s>",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> <lg:participatesIn>",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object> <https://t>",
        "<lg:role> <https://w3id.org/lumigraph/ontology/role/coordinator>",
        '<lg:since> "2016"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        '<lg:ecContribution> "1250000.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    }
    assert others[0].split()[0] == "<https://s#participatesIn/project/coordinator>"
    again = Relation("example", "PARTICIPATES_IN", "project", nth=1, since="2019")
    _, second, *_ = related(again, "<https://s>", "<https://t>")
    assert second.split()[0] == "<https://s#participatesIn/project//1>"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back_as_it_was(value: str) -> None:
    [triple] = read(f"<https://s> <https://p> {text(value, 'en')}")
    assert triple.object == pyoxigraph.Literal(value, language="en")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_address_is_an_iri(value: str) -> None:
    [triple] = read(f"<https://s> <https://p> {iri('https://example.org/' + value)}")
    assert isinstance(triple.object, pyoxigraph.NamedNode)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_back_as_they_were(value: float) -> None:
    [triple] = read(f"<https://s> <https://p> {decimal(value)}")
    assert isinstance(triple.object, pyoxigraph.Literal)
    assert float(triple.object.value) == value
    assert "e" not in triple.object.value.lower()


@pytest.mark.parametrize(
    ("value", "datatype"), [("2016", "gYear"), ("2016-06", "gYearMonth"), ("2016-06-08", "date")]
)
def test_a_date_is_as_precise_as_it_is_known(value: str, datatype: str) -> None:
    assert date(value) == f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'
