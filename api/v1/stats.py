"""``/stats``: how much there is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.parameters import PastParameters
from api.problems import responses
from api.service import Here
from graph.ledger.history import revision_as_of
from graph.stored import Revision

router = APIRouter(tags=["graph"])


class Stats(BaseModel):
    """Counts of what is in the store."""

    revision: Revision = Field(description="The last one; with `as_of` the last one by then")
    entities: dict[str, int] = Field(description="Kind → number")
    relations: dict[str, int] = Field(description="Type → number")


@router.get("/stats", summary="How much there is", responses=responses(422, 503))
def get_stats(asked: Annotated[PastParameters, Query()], service: Here) -> Stats:
    """Entities by kind and relations by type."""
    entities, relations = service.at(asked.as_of).store.golden.counts()
    last = revision_as_of(service.reader, asked.as_of) if asked.as_of else service.store.revision()
    return Stats(revision=last, entities=entities, relations=relations)
