"""``/edit``: forms from the vocabulary, and entries by hand."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.bodies import LimitedRoute
from api.curating.access import Looking, Writing
from api.curating.entries import (
    AddBody,
    CorrectBody,
    CorrectTieBody,
    DenyBody,
    DenyTieBody,
    EndBody,
    Entered,
    RelateBody,
)
from api.parameters import Parameters
from api.problems import responses
from graph.curating.entry import entries_of
from graph.curating.form import Choice, Form, Tie, choices, form_of
from graph.curating.hand import Hand
from ontology.model import load_model

router = APIRouter(prefix="/edit", tags=["edit"], route_class=LimitedRoute)
Language = Literal["en", "lt", "fr", "de"]
PROBLEMS = responses(403, 404, 409, 422, 503)


class FormsParameters(Parameters):
    """In which language."""

    language: Language = Field(default="en", description="Of labels and help")


class FormParameters(FormsParameters):
    """Which form."""

    of: str = Field(description="A kind or a relation", examples=["Cluster"])


class Forms(BaseModel):
    """What there are forms of."""

    kinds: list[Choice]
    relations: list[Tie]


class ByHand(BaseModel):
    """An entry by hand."""

    name: str
    by: str
    at: str
    address: str
    reason: str


class Entries(BaseModel):
    """Entries by hand, newest first."""

    entries: list[ByHand]


class TakeBackBody(Parameters):
    """An entry to undo."""

    name: str


@router.get("/forms", summary="What there are forms of", responses=responses(403, 422, 503))
def get_forms(asked: Annotated[FormsParameters, Query()], _: Looking) -> Forms:
    """The kinds and relations of the vocabulary."""
    kinds, relations = choices(load_model(), asked.language)
    return Forms(kinds=kinds, relations=relations)


@router.get("/form", summary="The form of a kind or relation", responses=responses(403, 422, 503))
def get_form(asked: Annotated[FormParameters, Query()], _: Looking) -> Form:
    """Its fields with labels, help, and the values that they may take."""
    return form_of(load_model(), asked.of, asked.language)


@router.get("/entries", summary="What was entered by hand", responses=responses(403, 422, 503))
def get_entries(curation: Looking) -> Entries:
    """Who entered what was read where, and when."""
    infos = [one.info for one in entries_of(curation.holdings.whole)]
    newest = sorted(infos, key=lambda one: -one.priority)
    return Entries(
        entries=[
            ByHand(
                name=one.name,
                by=str(one.extra.get("by", "")),
                at=str(one.extra.get("at", "")),
                address=one.origin,
                reason=str(one.extra.get("reason", "")),
            )
            for one in newest
        ]
    )


@router.post("/add", summary="Add an entity", responses=PROBLEMS)
def post_add(body: AddBody, curation: Writing) -> Entered:
    """Its properties as the form has them."""
    return body.entered(curation)


@router.post("/relate", summary="Add a relation", responses=PROBLEMS)
def post_relate(body: RelateBody, curation: Writing) -> Entered:
    """Between two entities that are in the graph."""
    return body.entered(curation)


@router.post("/correct", summary="Correct a value", responses=PROBLEMS)
def post_correct(body: CorrectBody, curation: Writing) -> Entered:
    """What stood there before is denied."""
    return body.entered(curation)


@router.post("/correct-relation", summary="Correct a relation", responses=PROBLEMS)
def post_correct_relation(body: CorrectTieBody, curation: Writing) -> Entered:
    """Its role, times and amounts; what stood there before is denied."""
    return body.entered(curation)


@router.post("/end", summary="End a relation", responses=PROBLEMS)
def post_end(body: EndBody, curation: Writing) -> Entered:
    """It is the same relation, and held until then."""
    return body.entered(curation)


@router.post("/deny", summary="Say that a value is wrong", responses=PROBLEMS)
def post_deny(body: DenyBody, curation: Writing) -> Entered:
    """What sources say of it does not count; the next best value stands."""
    return body.entered(curation)


@router.post("/deny-relation", summary="Say that a relation never held", responses=PROBLEMS)
def post_deny_relation(body: DenyTieBody, curation: Writing) -> Entered:
    """What sources say of it does not count."""
    return body.entered(curation)


@router.post("/undo", summary="Take an entry back", responses=PROBLEMS)
def post_undo(body: TakeBackBody, curation: Writing) -> Entered:
    """The graph is again what it was without it."""
    Hand(curation.holdings, curation.by, "").take_back(body.name)
    return Entered(name=body.name)
