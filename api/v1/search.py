"""``/search``: entities by name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.paging import page, start_of
from api.parameters import LanguageParameters, PageParameters, PastParameters
from api.problems import responses
from api.service import Service
from api.turns import in_one_turn
from graph.question.search import Found, search

router = APIRouter(tags=["question"])
LIST = "search"


class SearchParameters(PageParameters, PastParameters, LanguageParameters):
    """What to look for."""

    text: str = Field(
        min_length=1, description="A name, or what one remembers of it", examples=["litek"]
    )
    kind: list[str] = Field(
        default=[], description="Only these kinds or classes", examples=[["Cluster"]]
    )


class SearchResult(BaseModel):
    """What was found, best first."""

    found: list[Found]
    next: str = Field(description="The cursor of the next page, or empty")


@router.get("/search", summary="Find entities by name", responses=responses(422, 503))
@in_one_turn
def get_search(asked: Annotated[SearchParameters, Query()], service: Service) -> SearchResult:
    """Entities whose names are nearest to the text, in any language, typing errors forgiven."""
    store = service.at(asked.as_of).store
    enough = start_of(LIST, asked.cursor) + asked.limit + 1
    found = search(store, asked.text, asked.kind, enough, service.base_uri, asked.language)
    shown, following = page(LIST, found, asked.limit, asked.cursor)
    return SearchResult(found=shown, next=following)
