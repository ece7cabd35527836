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
from graph.curating.form import Choice, Form, RelationChoice, choices, form_of
from graph.curating.hand import Hand
from graph.curating.said import NOTHING, Said, said
from graph.records import SourceInfo
from ingest.derived import take_back
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
    relations: list[RelationChoice]


class EntriesParameters(FormsParameters):
    """How many, and in which language."""

    limit: int = Field(default=100, ge=1, le=1000, description="How many at most")


class ByHand(BaseModel):
    """An entry by hand."""

    name: str
    says: str = Field(description="What it says, in few words")
    denies: bool = Field(description="Whether it says that this is not so")
    by: str
    at: str
    address: str
    reason: str


class Entries(BaseModel):
    """Entries by hand, newest first."""

    entries: list[ByHand]
    count: int = Field(description="How many there are")


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
def get_entries(asked: Annotated[EntriesParameters, Query()], curation: Looking) -> Entries:
    """Who entered what was read where, and when."""
    store = curation.holdings.whole
    infos = [one.info for one in entries_of(store)]
    newest = sorted(infos, key=lambda one: -one.priority)[: asked.limit]
    words = said(store, load_model(), [one.name for one in newest], asked.language)
    shown = [_by_hand(one, words.get(one.name, NOTHING)) for one in newest]
    return Entries(entries=shown, count=len(infos))


def _by_hand(info: SourceInfo, words: Said) -> ByHand:
    return ByHand(
        name=info.name,
        says=words.text,
        denies=words.denies,
        by=str(info.extra.get("by", "")),
        at=str(info.extra.get("at", "")),
        address=info.origin,
        reason=str(info.extra.get("reason", "")),
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
    take_back(Hand(curation.holdings, curation.by, ""), body.name)
    return Entered(name=body.name)
