"""``/sources/retract``: sources that are taken out again."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.bodies import LimitedRoute
from api.curating.access import TakingOut
from api.parameters import Parameters
from api.problems import responses
from graph.ledger.leaving import Leaving, leaving
from graph.ledger.technology_records import check_not_scheme
from ingest.derived import retract, with_derived

router = APIRouter(prefix="/sources", tags=["sources"], route_class=LimitedRoute)


class RetractBody(Parameters):
    """A source to take out."""

    name: str = Field(min_length=1, max_length=2_000, description="As `/sources` names it")
    preview: bool = Field(default=False, description="Only say what would go")


class Retracted(BaseModel):
    """What was taken out, or would be."""

    sources: list[Leaving] = Field(
        description="The source and, if any, what follows from its places, each with its records, "
        "and with the entities and relations that no other source states"
    )


@router.post("/retract", summary="Take a source out", responses=responses(403, 404, 422, 503))
def post_retract(body: RetractBody, curation: TakingOut) -> Retracted:
    """Exactly what only it said goes, and what followed from that alone; its history stays."""
    holdings = curation.holdings
    check_not_scheme(body.name)  # before it is looked what would go
    going = list(leaving(holdings.whole, with_derived(holdings, body.name)))
    if not body.preview:
        retract(holdings, body.name, texts=curation.texts)
    return Retracted(sources=going)
