"""The worked examples answer something, and the signature question what the graph answers."""

from __future__ import annotations

from itertools import product

import pytest

from api.sparql.examples import Example, examples
from graph.question.who import Wish, who
from graph.reader import Reader
from tests.api.sparql.conftest import Ask
from tests.api.sparql.test_protocol import values

WHO = """PREFIX lg: <https://w3id.org/lumigraph/ontology#>
SELECT ?organisation { GRAPH <https://w3id.org/lumigraph/graph/inferred> {
  <https://w3id.org/lumigraph/id/technology/%s#in/%s> lg:workedOnBy ?organisation } }"""
JOINED = """PREFIX lg: <https://w3id.org/lumigraph/ontology#>
SELECT ?organisation { GRAPH <https://w3id.org/lumigraph/graph/inferred> {
  ?organisation lg:worksOnTransitive <https://w3id.org/lumigraph/id/technology/%s> ;
    lg:locatedInTransitive <https://w3id.org/lumigraph/id/region/%s> } }"""
TECHNOLOGIES = ("lasers", "imaging", "photonics", "optical-coherence-tomography", "biophotonics")
REGIONS = ("LT", "AT", "AT22", "DE", "FR", "ES51", "CA", "LT01")


def test_there_are_enough_of_them() -> None:
    assert len(examples()) >= 15
    assert len({one.title for one in examples()}) == len(examples())


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_it_answers_on_the_bundled_data(ask: Ask, example: Example) -> None:
    answer = ask(example.query, "*/*")
    assert answer.status_code == 200, answer.text
    if answer.headers["content-type"].startswith("text/turtle"):
        assert answer.text.count("\n") > 5
    else:
        assert answer.json().get("boolean") or answer.json()["results"]["bindings"]


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_a_row_is_not_repeated_for_each_name(ask: Ask, example: Example) -> None:
    if "SELECT" in example.query:
        rows = [
            frozenset((name, said) for name, said in row.items() if name not in ("name", "label"))
            for row in values(ask(example.query))
        ]
        assert len(set(rows)) == len(rows)


def test_they_follow_the_base_of_uris() -> None:
    (first, *_) = examples("https://example.org/x")
    assert "<https://example.org/x/id/technology/lasers#in/LT>" in first.query
    assert "<https://w3id.org/lumigraph/ontology#>" in first.query
    assert "https://w3id.org/lumigraph/id/" not in first.query


def test_they_are_served(endpoint: object) -> None:
    told = endpoint.get("/sparql/examples").json()  # type: ignore[attr-defined]
    assert [one["name"] for one in told] == [one.name for one in examples()]


def test_who_in_sparql_is_who(ask: Ask, reader: Reader) -> None:
    """The closure says what the question says, for every pair."""
    asked = 0
    tree = reader.frame().tree
    for technology, region in product(TECHNOLOGIES, REGIONS):
        if technology not in tree.entities:
            continue
        answer = who(reader, technology, region, wish=Wish(limit=1000, facets=False))
        expected = sorted(hit.id for hit in answer.hits)
        for query in (WHO, JOINED):
            found = values(ask(query % (technology, region)))
            assert sorted(row["organisation"].rpartition("/")[2] for row in found) == expected
        asked += bool(expected)
    assert asked > 8
