"""``/entities``: one entity with all that is said of it, or several in few words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.parameters import PastParameters
from api.problems import responses
from api.service import Here
from api.shapes import EntityShape, RelationShape, Summary, summary
from graph.question.evidence import Witness
from graph.question.portrait import portrait
from graph.question.search import entity_named

router = APIRouter(tags=["entities"])

Id = Annotated[
    str,
    Path(
        description="The id, a key such as `pic:999643492`, or a name that one entity bears",
        examples=["laser-go"],
    ),
]


class EntitiesParameters(PastParameters):
    """Which entities."""

    id: list[str] = Field(
        min_length=1, max_length=500, description="Ids", examples=[["litek", "laser-go"]]
    )


class Entities(BaseModel):
    """Entities in few words, in the order of their ids; ids that do not exist are left out."""

    entities: list[Summary]


class NamedRelation(RelationShape):
    """A relation with the names of its ends."""

    source_name: str
    target_name: str


class EntityInFull(EntityShape):
    """An entity, who says what of it, and its relations."""

    evidence: dict[str, list[Witness]] = Field(description="Property → the records that state it")
    computed: list[str] = Field(description="Properties that are worked out from others")
    relations: list[NamedRelation]


@router.get("/entities", summary="Several entities in few words", responses=responses(422, 503))
def get_entities(asked: Annotated[EntitiesParameters, Query()], service: Here) -> Entities:
    """Names and kinds of the entities with these ids."""
    found = service.at(asked.as_of).store.golden.entities(asked.id)
    return Entities(entities=[summary(found[id_], service.base_uri) for id_ in sorted(found)])


@router.get(
    "/entities/{id}",
    summary="One entity with all that is said of it",
    responses=responses(404, 409, 422, 503),
)
def get_entity(id: Id, asked: Annotated[PastParameters, Query()], service: Here) -> EntityInFull:
    """Everything that is said of an entity, and the sources that say so."""
    then = service.at(asked.as_of)
    whole = portrait(then.store, entity_named(then.store, id))
    return EntityInFull(**whole.shape(service.base_uri))
