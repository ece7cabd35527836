"""Shapes that several endpoints answer with; the others are the dataclasses of ``graph``."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field, JsonValue

from graph.entities import Entity, uri
from graph.question.evidence import Witness
from graph.shapes import entity_shape


class Summary(BaseModel):
    """An entity in few words."""

    id: str
    uri: str
    name: str
    kind: str = Field(description="The top kind: Organisation, Project …")
    type: str = Field(description="The most specific class: Cluster, Company …")


class EntityShape(Summary):
    """An entity and what is said of it."""

    keys: list[str] = Field(description="The names under which sources speak of it")
    properties: dict[str, JsonValue] = Field(
        description="Property → value, or language → value, or a list of values"
    )


class RelationShape(BaseModel):
    """A relation between two entities, and who says so."""

    relation: str = Field(description="Its type, such as PARTICIPATES_IN")
    source: str
    target: str
    role: str
    since: str = Field(description="Partial ISO date, or empty")
    until: str
    properties: dict[str, JsonValue]
    evidence: list[Witness]


def summary(entity: Entity, base_uri: str) -> Summary:
    """Return an entity in few words."""
    return Summary(
        id=entity.id,
        uri=uri(entity, base_uri),
        name=entity.label,
        kind=entity.kind,
        type=entity.type,
    )


def entity_fields(entity: Entity, base_uri: str) -> dict[str, Any]:
    """Return the fields of an ``EntityShape``."""
    fields: dict[str, Any] = entity_shape(entity, base_uri)
    return fields
