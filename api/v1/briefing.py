"""``/briefing``: what somebody who goes to a region should know."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.parameters import Parameters
from api.problems import responses
from api.service import Here
from graph.question.briefing import briefing
from graph.question.briefing_shapes import Briefing

router = APIRouter(tags=["question"])


class BriefingParameters(Parameters):
    """Where, on what, and from whom."""

    region: str = Field(
        min_length=1,
        description="A NUTS or ISO code, a name in any language, a city, a group of countries",
        examples=["CA"],
    )
    technology: str = Field(
        default="", description="Only what has to do with it: a name, an id, a URI, a code"
    )
    cluster: str = Field(
        default="",
        description="Whose ties and agreements are looked for: an id, a key or a name",
        examples=["litek"],
    )


@router.get(
    "/briefing", summary="What is known of a region", responses=responses(404, 409, 422, 503)
)
def get_briefing(asked: Annotated[BriefingParameters, Query()], service: Here) -> Briefing:
    """Organisations there by technology, agreements with their stage and expected end, missions,
    fairs and visits, projects, the shortest ties from a cluster, and what no source says. Every
    line has the records that state it, and `sources` the dates of these."""
    return briefing(service.reader, asked.region, asked.technology, asked.cluster)
