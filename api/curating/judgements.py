"""``/judgements``: that two entities are one, or that one is two."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.bodies import LimitedRoute
from api.curating.access import Looking, Removing, Writing
from api.paging import page
from api.parameters import PageParameters, Parameters
from api.problems import responses
from graph.ledger.identity import Judgement
from graph.ledger.judging import check_new

router = APIRouter(prefix="/judgements", tags=["review"], route_class=LimitedRoute)
LIST = "judgements"
Number = Annotated[int, Path(description="The number of a judgement")]


class JudgementsParameters(PageParameters):
    """Which judgements."""

    undone: bool = Field(default=False, description="Those taken back too")


class Judgements(BaseModel):
    """Judgements by their numbers."""

    judgements: list[Judgement]
    next: str = Field(description="The cursor of the next page, or empty")


class JudgementBody(Parameters):
    """What two ids or keys mean."""

    left: str = Field(min_length=1, max_length=500, description="An id, or a key as pic:999643492")
    right: str = Field(min_length=1, max_length=500, description="Another")
    verdict: Literal["same", "different"] = Field(description="One entity, or two")
    reason: str = Field(default="", max_length=2_000)
    by: str = Field(default="", max_length=200, description="Empty is the setting `curator`")


@router.get("", summary="Who is who", responses=responses(403, 422, 503))
def get_judgements(
    asked: Annotated[JudgementsParameters, Query()], curation: Looking
) -> Judgements:
    """Judgements of identity, by whom and why."""
    found = curation.holdings.whole.ledger.judgements(closed=asked.undone)
    shown, following = page(LIST, found, asked.limit, asked.cursor)
    return Judgements(judgements=shown, next=following)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Merge or split",
    responses=responses(403, 404, 409, 422, 503),
)
def post_judgement(body: JudgementBody, curation: Writing) -> Judgement:
    """The contrary judgement of the same two ends. What stands so already is refused."""
    by = curation.signed(body.by)
    check_new(curation.holdings.whole, body.left, body.right, body.verdict)
    return curation.holdings.judge(body.left, body.right, body.verdict, by=by, reason=body.reason)


@router.delete(
    "/{number}",
    summary="Take a judgement back",
    responses=responses(403, 404, 422, 503),
)
def delete_judgement(number: Number, curation: Removing) -> Judgement:
    """The graph is again what it was without it; ``closed`` is the revision that did it."""
    curation.holdings.undo(number)
    found = curation.holdings.whole.ledger.judgements(closed=True)
    return next(one for one in found if one.number == number)
