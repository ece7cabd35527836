"""``/diff``: what changed between two revisions or days, or differs between two sources."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.parameters import Parameters
from api.problems import responses
from api.service import Here
from graph.difference.sides import PRESENT, Side, difference

router = APIRouter(tags=["graph"])
SIDE = "A date (2026-05), a revision (12, #2026), or the name of a source"


class DiffParameters(Parameters):
    """The two sides."""

    before: str = Field(min_length=1, description=SIDE, examples=["2000"])
    after: str = Field(default=PRESENT, min_length=1, description="Another of the same; or now")
    limit: int = Field(default=100, ge=0, le=10_000, description="How many entities and relations")


class EntityChange(BaseModel):
    """What happened to an entity."""

    id: str
    name: str
    kind: str
    type: str
    agreement: str = Field(description="Which kind of agreement it is, or empty")
    verbs: list[str] = Field(description="new, gone, merged, split, expired, ended, moved, …")
    changes: dict[str, tuple[Any, Any]] = Field(description="Property → its value before and after")


class RelationChange(BaseModel):
    """What happened to a relation."""

    source: str
    relation: str
    target: str
    role: str
    verbs: list[str]
    changes: dict[str, tuple[Any, Any]]


class Diff(BaseModel):
    """What differs: in plain lines, counted, and one by one."""

    before: Side
    after: Side
    lines: list[str]
    counts: dict[str, dict[str, int]] = Field(description="Thing or relation → verb → number")
    entities: list[EntityChange]
    relations: list[RelationChange]
    left_out: int = Field(description="How many more there are than the limit allowed")


@router.get("/diff", summary="What changed", responses=responses(404, 422, 503))
def get_diff(asked: Annotated[DiffParameters, Query()], service: Here) -> Diff:
    """What changed between two states of the graph, or differs between two sources.

    An earlier state is worked out from the records that stood then: it takes its time.
    """
    found = difference(service.reader, asked.before, asked.after)
    return Diff(**found.shape(asked.limit))
