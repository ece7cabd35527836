"""``/entities/{id}/neighbours``: what lies around an entity."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.parameters import WayParameters
from api.problems import responses
from api.service import Here
from api.shapes import EntityShape, RelationShape, entity_fields
from api.v1.entities import Id
from graph.question.paths import Neighbourhood, neighbours
from graph.question.search import entity_named
from graph.shapes import relation_shape

router = APIRouter(tags=["entities"])


class NeighboursParameters(WayParameters):
    """How much around the entity."""

    depth: int = Field(default=1, ge=1, le=6, description="How many relations away", examples=[2])
    limit: int = Field(default=500, ge=1, le=5000, description="How many entities at most")


class Neighbour(EntityShape):
    """An entity near another."""

    distance: int = Field(description="How many relations away it is")


class Neighbours(BaseModel):
    """What lies around an entity, nearest first, and the relations between all of them."""

    centre: EntityShape
    entities: list[Neighbour]
    relations: list[RelationShape] = Field(description="Without evidence: ask for the entity")
    left_out: int = Field(description="How many more there are than the limit allowed")


@router.get(
    "/entities/{id}/neighbours",
    summary="What lies around an entity",
    responses=responses(404, 409, 422, 503),
)
def get_neighbours(
    id: Id,
    asked: Annotated[NeighboursParameters, Query()],
    service: Here,
) -> Neighbours:
    """Entities within some relations of one. Technologies, regions and programmes are shown, but
    not passed through unless `via` names them."""
    store = service.at(asked.as_of).store
    centre = entity_named(store, id)
    return shaped(neighbours(store, centre, asked.depth, asked.limit, asked.via), service.base_uri)


def shaped(around: Neighbourhood, base_uri: str) -> Neighbours:
    """Return a neighbourhood on the wire."""
    return Neighbours(
        centre=EntityShape(**entity_fields(around.centre, base_uri)),
        entities=[
            Neighbour(**entity_fields(one, base_uri), distance=around.distances[one.id])
            for one in around.entities
        ],
        relations=[RelationShape(**relation_shape(one)) for one in around.relations],
        left_out=around.left_out,
    )
