"""``/review``: what people are asked to decide, and their decisions."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, JsonValue

from api.bodies import LimitedRoute
from api.curating.access import Looking, Writing
from api.paging import page, start_of
from api.parameters import PageParameters, Parameters
from api.problems import responses
from graph.records import Properties
from graph.review.asked import Asked, AskedInFull
from graph.review.contradiction import Contradiction
from graph.review.contradictions import contradictions
from graph.review.queue import EVERY, Wanted
from graph.schema import load_schema

router = APIRouter(prefix="/review", tags=["review"], route_class=LimitedRoute)
LIST = "review"
Id = Annotated[str, Path(description="The id of a proposal")]


class QueueParameters(PageParameters):
    """Which proposals."""

    kind: Literal["", "pair", "fact", "remark"] = Field(default="", description="One kind only")
    state: Literal["", "open", "accepted", "rejected", "skipped"] = Field(
        default="open", description="One state only; empty is all"
    )
    source: str = Field(default="", description="Only what this source proposes")


class Tally(BaseModel):
    """How many proposals of a kind are in a state."""

    kind: str
    state: str
    count: int


class Proposals(BaseModel):
    """Proposals, surest first."""

    proposals: list[Asked]
    tally: list[Tally]
    next: str = Field(description="The cursor of the next page, or empty")


class ContradictionParameters(Parameters):
    """Which contradictions."""

    entity: str = Field(default="", description="One entity, by id or name; empty is all")
    kind: str = Field(default="", description="One top kind only")
    limit: int = Field(default=100, ge=1, le=1000, description="How many at most")


class Contradictions(BaseModel):
    """Where sources contradict each other."""

    contradictions: list[Contradiction]


class DecisionBody(Parameters):
    """A decision of a proposal that was looked at in ``version``."""

    state: Literal["accepted", "rejected", "skipped"]
    version: int
    reason: str = Field(default="", max_length=2_000)
    by: str = Field(default="", max_length=200, description="Empty is the setting `curator`")
    properties: dict[str, JsonValue] | None = Field(
        default=None, description="What a fact says when it was corrected"
    )


class UndoBody(Parameters):
    """The version of the proposal that was looked at."""

    version: int


@router.get("", summary="What is to be decided", responses=responses(403, 422, 503))
def get_queue(asked: Annotated[QueueParameters, Query()], curation: Looking) -> Proposals:
    """Pairs that may be one entity, facts read in documents, and remarks of readers."""
    desk = curation.desk
    most = min(start_of(LIST, asked.cursor) + asked.limit + 1, EVERY)
    found = desk.entries(
        Wanted(kind=asked.kind, state=asked.state, source=asked.source, limit=most)
    )
    shown, following = page(LIST, found, asked.limit, asked.cursor)
    return Proposals(
        proposals=desk.in_words(shown),
        tally=[Tally(kind=k, state=s, count=n) for (k, s), n in desk.tally().items()],
        next=following,
    )


@router.get(
    "/contradictions",
    summary="Where sources contradict each other",
    responses=responses(403, 404, 409, 422, 503),
)
def get_contradictions(
    asked: Annotated[ContradictionParameters, Query()], curation: Looking
) -> Contradictions:
    """Values that were stated and do not stand, what stands, and the rule that chose."""
    store = curation.holdings.whole
    found = contradictions(store, load_schema(), asked.kind, asked.entity)
    return Contradictions(contradictions=list(islice(found, asked.limit)))


@router.get("/{id}", summary="One proposal in full", responses=responses(403, 404, 422, 503))
def get_proposal(id: Id, curation: Looking) -> AskedInFull:
    """Both sides or the quote, and what accepting would do to the graph."""
    return curation.desk.show(id)


@router.post("/{id}/decision", summary="Decide", responses=responses(403, 404, 409, 422, 503))
def post_decision(id: Id, body: DecisionBody, curation: Writing) -> Asked:
    """Accept, reject or skip. A decision of what somebody else changed meanwhile is refused."""
    desk = curation.desk
    properties: Properties | None = body.properties  # type: ignore[assignment]
    desk.decide(
        id,
        body.state,
        body.version,
        by=curation.signed(body.by),
        reason=body.reason,
        properties=properties,
    )
    return desk.in_words([desk.find(id)])[0]


@router.post(
    "/{id}/undo", summary="Take a decision back", responses=responses(403, 404, 409, 422, 503)
)
def post_undo(id: Id, body: UndoBody, curation: Writing) -> Asked:
    """The graph is again what it was without the decision."""
    desk = curation.desk
    return desk.in_words([desk.undo(id, body.version)])[0]
