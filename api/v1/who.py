"""``/who``: who works on a technology in a region."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.parameters import PageParameters, PastParameters
from api.problems import responses
from api.service import Service
from api.turns import in_one_turn
from graph.dates import Period
from graph.errors import UsageError
from graph.question.answer import Answer
from graph.question.filters import Filters
from graph.question.who import Wish, who

router = APIRouter(tags=["question"])


class WhoParameters(PageParameters, PastParameters):
    """The question."""

    technology: str = Field(
        min_length=1,
        description="A name in any language, an id, a URI, or another scheme's `euroscivoc:…`",
        examples=["optical coherence tomography"],
    )
    region: str = Field(
        min_length=1,
        description="A NUTS or ISO code, a name in any language, a city, a group of countries",
        examples=["Vienna"],
    )
    kind: list[str] = Field(default=[], description="Only these classes: Company, University …")
    role: list[str] = Field(default=[], description="Only in these roles: coordinator, partner …")
    programme: str = Field(
        default="", description="Only by projects of this programme or call (id)"
    )
    valid_on: str = Field(default="", description="Only what held on this date (partial ISO)")
    period: str = Field(
        default="", description="Only what held in `2016..2018`; either end may be open"
    )
    min_score: int | None = Field(default=None, description="Only hits of at least this score")
    facets: bool = Field(
        default=True, description="Whether to count the hits by kind, country, role …"
    )
    paths: int = Field(
        default=10, ge=0, le=1000, description="How many reasons to give for each hit"
    )

    def filters(self) -> Filters:
        """Return what narrows the answer; raises ``UsageError`` for what is no date."""
        if self.valid_on and self.period:
            raise UsageError("valid_on and period say the same thing twice: give one of them")
        try:
            dates = self.valid_on or self.period
            period = Period.parse(dates) if dates else None
        except ValueError as error:
            raise UsageError(str(error)) from error
        return Filters(
            tuple(self.kind), tuple(self.role), self.programme, period, self.min_score, self.as_of
        )


@router.get(
    "/who",
    summary="Who works on a technology in a region",
    responses=responses(404, 409, 422, 503),
)
@in_one_turn
def get_who(asked: Annotated[WhoParameters, Query()], service: Service) -> Answer:
    """Organisations that work on the technology in the region, each with why and who says so.

    Members of a cluster only, organisations whose region nobody states, and those that have ended
    come as lists of their own; when nothing is found, `nearest` has the nearest that there is.
    """
    wish = Wish(asked.limit, asked.cursor, asked.paths, asked.facets, base_uri=service.base_uri)
    return who(service.reader, asked.technology, asked.region, asked.filters(), wish)
