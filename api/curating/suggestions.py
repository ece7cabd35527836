"""``/suggestions``: "Something wrong?", for the queue."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from api.bodies import LimitedRoute
from api.curating.access import Writing
from api.parameters import Parameters
from api.problems import responses
from graph.curating.place import check_place
from graph.errors import UsageError
from graph.question.search import entity_named
from graph.review.asked import Asked
from graph.review.cleaning import without_personal_data
from graph.review.proposal import Proposal, Remark

router = APIRouter(prefix="/suggestions", tags=["review"], route_class=LimitedRoute)
READERS = "readers"
SURE = 0.5


class SuggestionBody(Parameters):
    """What is wrong with an entity, or with one of its facts."""

    about: str = Field(description="The entity's id")
    fact: str = Field(default="", max_length=500, description="A property, or TYPE target")
    text: str = Field(min_length=1, max_length=2_000, description="What is wrong")
    address: str = Field(
        default="",
        max_length=2_000,
        description="Where did you read it? A web page, or words that name what is on none",
    )
    value: str = Field(default="", max_length=2_000, description="What would be right")


@router.post("", summary="Something wrong?", responses=responses(403, 404, 409, 422, 503))
def post_suggestion(body: SuggestionBody, curation: Writing) -> Asked:
    """It goes into the queue; nothing in the graph changes. Personal data are left out."""
    if not body.text.strip():
        raise UsageError("text: it says nothing; write what is wrong")
    if body.address:
        check_place(body.address)
    about = entity_named(curation.holdings.whole, body.about)
    said = Remark(about.id, body.fact, body.text, body.address, body.value)
    proposal, _ = without_personal_data(Proposal(said, SURE, READERS))
    desk = curation.desk
    desk.propose(READERS, [proposal], complete=False)
    return desk.in_words([desk.find(proposal.id)])[0]
