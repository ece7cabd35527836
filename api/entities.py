"""``/entities``: one entity with all that is said of it, or several in few words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.parameters import PastParameters
from api.problems import responses
from api.service import Here, Service
from api.shapes import EntityShape, RelationShape, Summary, entity_fields, summary
from graph.entities import Entity, Relation
from graph.evidence import Witness, entity_evidence, relation_evidence
from graph.search import entity_named
from graph.shapes import relation_shape

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
    relations: list[NamedRelation]


@router.get("/entities", summary="Several entities in few words", responses=responses(422, 503))
def get_entities(asked: Annotated[EntitiesParameters, Query()], service: Here) -> Entities:
    """Names and kinds of the entities with these ids."""
    found = service.at(asked.as_of).store.golden.entities(asked.id)
    return Entities(entities=[summary(found[id_], service.base_uri) for id_ in sorted(found)])


@router.get(
    "/entities/{id}",
    summary="One entity with all that is said of it",
    responses=responses(404, 422, 503),
)
def get_entity(id: Id, asked: Annotated[PastParameters, Query()], service: Here) -> EntityInFull:
    """Everything that is said of an entity, and the sources that say so."""
    then = service.at(asked.as_of)
    entity = entity_named(then.store, id)
    return EntityInFull(
        **entity_fields(entity, service.base_uri),
        evidence=entity_evidence(then.store, entity.id),
        relations=named_relations(then, entity),
    )


def named_relations(service: Service, entity: Entity) -> list[NamedRelation]:
    """Return the relations of ``entity``, with names and evidence."""
    relations = service.store.golden.relations([entity.id])
    names = names_of(service, relations)
    triples = {(one.source, one.type, one.target) for one in relations}
    said = relation_evidence(service.store, triples)
    return [
        NamedRelation(
            **relation_shape(one, said.get((one.source, one.type, one.target), ())),
            source_name=names[one.source],
            target_name=names[one.target],
        )
        for one in relations
    ]


def names_of(service: Service, relations: list[Relation]) -> dict[str, str]:
    """Return id → name of the ends of ``relations``."""
    ends = {end for one in relations for end in (one.source, one.target)}
    return {id_: one.label for id_, one in service.store.golden.entities(ends).items()}
