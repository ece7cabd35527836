"""``/sources``: what the graph was made from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.paging import page
from api.parameters import PageParameters, PastParameters
from api.problems import responses
from api.service import Here
from graph.shapes import source_shape

router = APIRouter(tags=["graph"])


class SourcesParameters(PageParameters, PastParameters):
    """Nothing but the page and the date."""


class Source(BaseModel):
    """A source as it was read."""

    name: str
    title: str
    origin: str
    licence: str
    attribution: str = Field(description="Whom the licence wants named")
    visibility: str = Field(description="Who may see it: public, internal, or embargoed until")
    date: str = Field(description="The date that the source states of itself, or empty")
    digest: str = Field(description="The hash of its content")
    extractor: str = Field(description="What read it, and in which version")
    priority: int = Field(description="The higher one is believed where two contradict each other")
    read_at: str = Field(description="ISO time, UTC")
    records: int
    entities: int
    relations: int


class Sources(BaseModel):
    """Sources by name."""

    sources: list[Source]
    next: str = Field(description="The cursor of the next page, or empty")


@router.get("/sources", summary="What the graph was made from", responses=responses(422, 503))
def get_sources(asked: Annotated[SourcesParameters, Query()], service: Here) -> Sources:
    """The sources with their licences, hashes, dates, and how much they say."""
    ledger = service.at(asked.as_of).store.ledger
    versions, following = page("sources", ledger.sources(), asked.limit, asked.cursor)
    found = [source_shape(one, ledger.tally(one.info.name)) for one in versions]
    return Sources(sources=[Source(**one) for one in found], next=following)
