"""``/path``: the shortest ways between two entities."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.parameters import WayParameters
from api.problems import responses
from api.service import Here
from graph.question.answer import Step
from graph.question.paths import paths
from graph.question.search import entity_named

router = APIRouter(tags=["entities"])


class PathParameters(WayParameters):
    """From where to where."""

    model_config = ConfigDict(validate_by_name=True)

    start: str = Field(
        alias="from", min_length=1, description="An id, URI, key or name", examples=["litek"]
    )
    goal: str = Field(
        alias="to", min_length=1, description="An id, URI, key or name", examples=["cpic"]
    )
    number: int = Field(default=3, ge=1, le=50, description="How many ways")


class Paths(BaseModel):
    """Ways, shortest first, then by the ids along them; none if nothing joins the two."""

    paths: list[list[Step]]
    names: dict[str, str] = Field(description="Id → name of everything along the ways")


@router.get(
    "/path",
    summary="The shortest ways between two entities",
    responses=responses(404, 409, 422, 503),
)
def get_path(asked: Annotated[PathParameters, Query()], service: Here) -> Paths:
    """The shortest ways between two entities, each step with who says so. Ways do not lead through
    technologies, regions and programmes unless `via` names them."""
    store = service.at(asked.as_of).store
    start, goal = entity_named(store, asked.start), entity_named(store, asked.goal)
    ways = paths(store, start, goal, asked.number, asked.via)
    ends = {end for way in ways for step in way for end in (step.source, step.target)}
    names = {id_: one.label for id_, one in store.golden.entities(ends).items()}
    return Paths(paths=ways, names=dict(sorted(names.items())))
