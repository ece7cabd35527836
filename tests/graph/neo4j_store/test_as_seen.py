"""What a person sees in Neo4j, and the statements that make it so."""

from __future__ import annotations

import neo4j
import pytest

from graph.errors import UsageError
from graph.neo4j_store.database import statement_files
from graph.statements import load_statements
from ontology.model import load_model
from tests.conformance.builders import optics, tell, thing
from tests.graph.neo4j_store.trial import (
    ALPHA,
    ask,
    opened,
)

pytestmark = pytest.mark.neo4j


def test_properties_and_labels_are_those_of_the_vocabulary(url: str, raw: neo4j.Driver) -> None:
    names = {"en": "light", "lt": "šviesa"}
    with opened(url) as store:
        tell(
            store,
            "one",
            *optics(),
            thing("alpha", "Cluster", name=names, altName={"en": ["a", "b"]}),
            *ALPHA[1:],
        )
    [[node, relation]] = ask(raw, "MATCH (c:Cluster {id: 'alpha'})-[r:WORKS_ON]->() RETURN c, r")
    own = {key: value for key, value in node.items() if key[0] != "_"}
    assert node.labels == {"Organisation", "Cluster", "_Entity"}
    assert own == {
        "id": "alpha",
        "name": "light",
        "name_en": "light",
        "name_lt": "šviesa",
        "altName_en": ["a", "b"],
        "keys": ["alpha"],
    }
    assert (relation["since"], "role" in relation) == ("2016", False)
    [[city]] = ask(raw, "MATCH ()-[r:LOCATED_IN]->(:Region {id: 'LT011'}) RETURN r.city")
    assert city == "Vilnius"


def test_a_class_that_changes_takes_its_labels_along(url: str, raw: neo4j.Driver) -> None:
    with opened(url) as store:
        tell(store, "one", thing("alpha", "Cluster", website="https://alpha.example"))
        tell(store, "one", thing("alpha", "University"))
    [[labels, keys]] = ask(raw, "MATCH (n {id: 'alpha'}) RETURN labels(n), keys(n)")
    assert set(labels) == {"Organisation", "University", "_Entity"}
    assert "website" not in keys


def test_a_reading_query_of_ones_own(url: str) -> None:
    with opened(url) as store:
        tell(store, "one", thing("alpha"))
        assert store.cypher(
            "MATCH (o:Company) WHERE o.id = $id RETURN o.name AS name", id="alpha"
        ) == [{"name": "alpha"}]
        assert store.cypher("RETURN $query AS said", query="alpha") == [{"said": "alpha"}]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("CREATE (n:Company) RETURN n", "Writing in read access mode not allowed"),
        ("MATCH (n RETURN n", "Invalid input 'RETURN'"),
        ("RETURN $nothing", r"Expected parameter\(s\): nothing"),
        ("CALL nothing.of.this()", "There is no procedure with the name"),
    ],
)
def test_a_query_that_is_none(url: str, query: str, says: str) -> None:
    with opened(url) as store, pytest.raises(UsageError, match=f"not run this query: {says}"):
        store.cypher(query)


def test_every_kind_has_its_constraint() -> None:
    path = next(path for path in statement_files() if path.name == "schema.cypher")
    statements = load_statements(path)
    for name, kind in load_model().kinds.items():
        wanted = f"FOR (n:{name}) REQUIRE n.id IS UNIQUE"
        found = [one for one, text in statements.items() if wanted in text]
        assert len(found) == (kind.parent is None)


def test_no_property_of_the_vocabulary_hides_one_of_ours() -> None:
    ours = {"id", "keys"}
    assert not ours & load_model().properties.keys()
    assert not [name for name in load_model().properties if name.startswith("_")]


def test_each_statement_has_one_name() -> None:
    names = [name for path in statement_files() for name in load_statements(path)]
    assert len(names) == len(set(names))
