"""The OpenAPI document is exact: its examples work and its shapes are those of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import jsonschema
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import graph.errors
import graph.question.answer
import graph.question.evidence
import graph.question.search
import graph.stored
from api.app import create_app
from api.shapes import EntityShape, RelationShape
from graph.entities import Entity, Relation
from graph.reader import Reader
from graph.shapes import entity_shape, relation_shape
from graph.sqlite_store import SqliteStore

Json = Any
DOCUMENT: Json = create_app(Reader(SqliteStore(":memory:"))).openapi()
MODULES = (
    graph.question.answer,
    graph.errors,
    graph.question.evidence,
    graph.question.search,
    graph.stored,
)


def operations() -> Iterator[tuple[str, Json]]:
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            assert method == ("post" if "requestBody" in operation else "get")
            yield path, operation


def checked(value: Json, schema: Json) -> None:
    whole = {**schema, "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(whole).validate(value)


@pytest.mark.parametrize(
    ("path", "ambiguous"),
    [
        ("/api/v1/entities/{id}", "/api/v1/entities/Lithuania"),
        ("/api/v1/entities/{id}/neighbours", "/api/v1/entities/Lithuania/neighbours"),
        ("/api/v1/path", "/api/v1/path?from=Lithuania&to=cpic"),
        ("/api/v1/who", "/api/v1/who?technology=medical photonics&region=LT"),
        ("/api/v1/technologies", "/api/v1/technologies?broader=medical photonics"),
        ("/api/v1/regions", "/api/v1/regions?within=Limburg"),
    ],
)
def test_a_name_of_several_is_documented_wherever_names_are_taken(
    client: TestClient, path: str, ambiguous: str
) -> None:
    assert client.get(ambiguous).status_code == 409
    assert "409" in DOCUMENT["paths"][path]["get"]["responses"]


@pytest.mark.parametrize(("path", "operation"), list(operations()))
def test_the_example_works(client: TestClient, path: str, operation: Json) -> None:
    given = {one["name"]: one for one in operation.get("parameters", ()) if "example" in one}
    missing = [
        one["name"]
        for one in operation.get("parameters", ())
        if one["required"] and "example" not in one
    ]
    assert not missing
    query = {name: one["example"] for name, one in given.items() if one["in"] == "query"}
    places = {name: one["example"] for name, one in given.items() if one["in"] == "path"}
    method = "POST" if "requestBody" in operation else "GET"
    address = path.format(**places)
    answer = client.request(method, address, params=query, json=body_example(operation))
    assert answer.status_code == 200, answer.text
    content = operation["responses"]["200"]["content"]
    if "application/json" not in content:
        assert answer.headers["content-type"] in content
        assert answer.content
        return
    checked(answer.json(), content["application/json"]["schema"])
    assert_something(answer.json())


def body_example(operation: Json) -> Json:
    """What the documentation posts, if anything."""
    if "requestBody" not in operation:
        return None
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    return DOCUMENT["components"]["schemas"][name.rsplit("/", 1)[-1]]["examples"][0]


def assert_something(answer: Json) -> None:
    """An example that finds nothing shows nothing."""
    lists = [value for key, value in answer.items() if isinstance(value, list)]
    assert not lists or any(lists)


@pytest.mark.parametrize(("path", "operation"), list(operations()))
def test_everything_is_described(path: str, operation: Json) -> None:
    assert operation["summary"], path
    assert operation["description"], path
    for parameter in operation.get("parameters", ()):
        assert parameter["description"], (path, parameter["name"])


@pytest.mark.parametrize(("path", "operation"), list(operations()))
def test_problems_are_documented_as_such(path: str, operation: Json) -> None:
    problems = {key: one for key, one in operation["responses"].items() if key != "200"}
    assert problems, path
    for problem in problems.values():
        schema = problem["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}


def test_shapes_are_those_of_the_graph() -> None:
    compared = set()
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for module in MODULES:
            ours = getattr(module, name, None)
            if isinstance(ours, type) and is_dataclass(ours):
                names = [field.name for field in fields(ours)]
                assert list(schema["properties"]) == names == schema["required"]
                compared.add(name)
    assert {"Answer", "Hit", "Step", "Witness", "Brief", "Near", "Found"} <= compared


def test_hand_written_shapes_mirror_the_shared_ones() -> None:
    entity = entity_shape(Entity("litek", "Organisation", "Cluster", {}))
    relation = relation_shape(Relation("litek", "MEMBER_OF", "epic"))
    assert list(EntityShape.model_fields) == list(entity)
    assert list(RelationShape.model_fields) == list(relation)


def test_a_problem_has_the_documented_shape(client: TestClient) -> None:
    problem = client.get("/api/v1/who").json()
    checked(problem, {"$ref": "#/components/schemas/Problem"})


def test_the_document_is_served(client: TestClient, app: FastAPI) -> None:
    assert client.get("/api/v1/openapi.json").json() == app.openapi()
