"""JSON-LD by the published context states what the statements do, neither more nor less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from graph.entities import Entity, Relation
from graph.export import export
from graph.rdf.document import Address, describe, document_stars
from graph.rdf.framed import framed, published
from graph.rdf.projection import Projection
from graph.rdf.stars import statements
from graph.rdf.statements import golden_statements
from graph.reader import Reader
from graph.records import Properties
from ontology.model import load_model

BASE = "https://example.org"
HOSTILE = '</script><script>alert(1)</script> "\\ \n \x7f šviesa'
ADDRESS = Address(f"{BASE}/data/x", {"text/turtle": f"{BASE}/data/x.ttl"}, "2026-01-01T00:00:00Z")


def triples(data: str, form: RdfFormat) -> set[str]:
    return {str(one.triple) for one in pyoxigraph.parse(data, format=form)}


def graph_of(statements: list[str]) -> set[str]:
    return triples("".join(f"{one} .\n" for one in statements), RdfFormat.N_TRIPLES)


def read(one: dict[str, Any]) -> set[str]:
    document = json.dumps({"@context": published().terms, **one})
    return triples(document, RdfFormat.JSON_LD)


@pytest.mark.parametrize(
    "properties",
    [
        {"name": {"en": HOSTILE, "lt": "šviesa"}, "altName": {"en": ["a", "b"], "und": ["c"]}},
        {"name": "in no language", "founded": "2016-01", "acronym": HOSTILE},
        {"website": ["https://a.example", "javascript:alert(1)"], "status": "active"},
        {"employees": 7, "founded": "about 1990"},
    ],
)
def test_values_come_back(properties: Properties) -> None:
    known = load_model().properties_of("Company").keys()
    some = {name: value for name, value in properties.items() if name in known}
    assert some
    entity = Entity("x", "Organisation", "Company", some, ("x", "ror:03nadee84"))
    projection = Projection(load_model(), BASE)
    said = projection.of_entity(entity)
    link = Relation("x", "MEMBER_OF", "y", "partner", 0, "2016", "2018-05-01")
    source, target = projection.node("Organisation", "x"), projection.node("Organisation", "y")
    said += projection.of_relation(link, source, target)
    found = list(statements(said))
    assert read(framed(f"{BASE}/id/organisation/x", found)) == graph_of(found)


def test_relations_are_nested(reader: Reader) -> None:
    store = reader.store
    project = store.golden.entities(["laser-go"])["laser-go"]
    found = list(statements(document_stars(describe(store, project, {}), ADDRESS)))
    root = "https://w3id.org/lumigraph/id/project/laser-go"
    whole = framed(root, found)
    assert (whole["id"], whole["type"][0]) == (root, "Project")
    coordinator = next(
        one
        for one in whole["@reverse"]["participatesIn"]
        for said in one["relations"]
        if said.get("role") == "coordinator"
    )
    assert coordinator["id"].endswith("/litek")
    assert coordinator["label"] == store.golden.entities(["litek"])["litek"].properties["name"]
    assert whole["@reverse"]["foaf:primaryTopic"][0]["id"] == ADDRESS.document


@pytest.mark.parametrize("id_", ["laser-go", "litek", "lasers", "LT", "horizon-2020"])
def test_a_document_is_the_same_in_both_forms(reader: Reader, id_: str) -> None:
    entity = reader.store.golden.entities([id_]).get(id_)
    assert entity, id_
    described = describe(reader.store, entity, reader.calendar().standing)
    found = list(statements(document_stars(described, ADDRESS, BASE)))
    whole = framed(f"{BASE}/id/{entity.kind.lower()}/{id_}", found)
    assert read(whole) == graph_of(found)


def test_the_export_is_one_object_an_entity(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonld"
    found = list(golden_statements(reader.store))
    assert export(reader.store, file) == len(found)
    objects = json.loads(file.read_text("utf-8"))["@graph"]
    ids = [one["id"].rpartition("/")[2] for one in objects]
    assert ids == [one.id for one in reader.store.golden.all_entities()]
    litek = objects[ids.index("litek")]
    assert {"relation": "participatesIn", "role": "coordinator"}.items() <= {
        key: value
        for one in litek["relations"]
        if one["target"].endswith("/laser-go")
        for key, value in one.items()
    }.items()
    assert triples(file.read_text("utf-8"), RdfFormat.JSON_LD) == graph_of(found)
