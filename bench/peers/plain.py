"""What the plain peers have in common: flat rows, and answers to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.entities import Entity, Relation
from graph.question.score import RECENCY_SPAN, RECENCY_STEP, load_weights
from graph.records import Properties, Scalar

FIRST = 20
"""How many hits of an answer are compared."""
Shown = tuple[int, list[tuple[str, int]]]
"""How many organisations an answer has, and (id, score) of the first of them."""
Named = tuple[str, str]
"""Id and name of what a search finds."""
Ends = tuple[str, str]
"""Where a way begins and where it ends: ids."""
Surroundings = tuple[set[str], set[tuple[str, str]]]
"""What lies around an entity, by id, and which of these and of it are joined: source, target."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who works on ``technology`` in ``region`` (ids)? Recency counts from a year."""

    technology: str
    region: str
    reference: int


@dataclass(frozen=True, slots=True)
class Change:
    """An organisation that gets a new name, and moves from one further region to another.

    ``before`` and ``after`` are region ids, '' for none.
    """

    id: str
    name: str
    before: str
    after: str


def scoring() -> dict[str, object]:
    """Return the weights of the score, as parameters of a query."""
    weights = load_weights()
    return {
        "coordinator": weights.project["coordinator"],
        "partner": weights.project["partner"],
        "other": weights.project_other,
        "span": RECENCY_SPAN,
        "step": RECENCY_STEP,
    }


def flat_entity(entity: Entity) -> dict[str, Scalar]:
    """Return id, name and the properties that are single values."""
    return {**scalars(entity.properties), "id": entity.id, "name": entity.label}


def flat_relation(relation: Relation) -> dict[str, Scalar]:
    """Return role and the properties that are single values."""
    role: dict[str, Scalar] = {"role": relation.role} if relation.role else {}
    return {**scalars(relation.properties), **role}


def scalars(properties: Properties) -> dict[str, Scalar]:
    """Return the properties that are single values."""
    return {
        name: value
        for name, value in properties.items()
        if isinstance(value, str | int | float | bool)
    }


def moved(changes: list[Change]) -> list[Mapping[str, str]]:
    """Return ``changes`` as rows of a query."""
    return [
        {"id": one.id, "name": one.name, "before": one.before, "after": one.after}
        for one in changes
    ]
