"""``/network``: the graph as a network to draw; ``/network/story``: the first screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from api.caching import unless_known
from api.packing import packed
from api.parameters import LanguageParameters
from api.problems import responses
from api.service import Here, side_of
from graph.dates import Period
from graph.errors import UsageError
from viz.network.atlas import Atlas
from viz.network.columns import Network, WorkedOn
from viz.network.selection import Selection
from viz.network.story_shapes import Story

router = APIRouter(prefix="/network", tags=["network"])


def atlas_of(request: Request) -> Atlas:
    """Return what draws networks for whoever sends the request."""
    return cast(Atlas, side_of(request).atlas)


AtlasHere = Annotated[Atlas, Depends(atlas_of)]


class Desk:
    """Answers one request for a network: not at all when the asker has it, packed once for all."""

    def __init__(self, request: Request, service: Here, atlas: AtlasHere) -> None:
        self.atlas = atlas
        self._request = request
        self._tag = unless_known(request, service, repr(self.atlas.limits))

    def answer(self, make: Callable[[], Any]) -> Response:
        """Return what ``make`` makes."""
        return packed(self._request, self._tag, make)


AtDesk = Annotated[Desk, Depends(Desk)]


class SelectionParameters(LanguageParameters):
    """Which part of the graph; all of it without any of these."""

    focus: list[str] = Field(
        default=[], description="What lies around these: ids, URIs, keys or names"
    )
    depth: int = Field(default=1, ge=0, le=6, description="How many relations around the focus")
    technology: str = Field(
        default="", description="What works on it or is about it: a name, an id, a URI, a code"
    )
    region: str = Field(
        default="",
        description="What is there, with the projects of those who are: a name or a code",
        examples=["Lithuania"],
    )
    kind: list[str] = Field(default=[], description="Only these kinds or classes: Project, Company")
    role: list[str] = Field(default=[], description="Only links in these roles: coordinator …")
    programme: str = Field(default="", description="Only what it funds: an id or a name")
    period: str = Field(
        default="", description="Only what held, or may have, in `2016..2018`; ends may be open"
    )
    min_links: int = Field(default=0, ge=0, description="Only what has so many links to the rest")

    def selection(self, **more: Any) -> Selection:
        """Return what is asked for, and ``more``; raises ``UsageError`` for what is no period."""
        try:
            period = Period.parse(self.period) if self.period else None
        except ValueError as error:
            raise UsageError(str(error)) from error
        return Selection(
            focus=tuple(self.focus),
            depth=self.depth,
            technology=self.technology,
            region=self.region,
            kinds=tuple(self.kind),
            roles=tuple(self.role),
            programme=self.programme,
            period=period,
            min_links=self.min_links,
            **more,
        )


class NetworkParameters(SelectionParameters):
    """Which part of the graph, and how much of it is told."""

    technologies: bool = Field(
        default=True,
        description="Whether to tell what each node works on: often more than all the rest",
    )


@router.get(
    "",
    summary="The graph, or a part of it, as a network to draw",
    response_model=Network,
    responses=responses(404, 409, 422, 503),
)
def get_network(asked: Annotated[NetworkParameters, Query()], desk: AtDesk) -> Response:
    """Entities and links in columns, with positions, communities and what facets count.

    Technologies, regions and programmes are no nodes but tables that nodes point into. No more is
    sent than the server's limits allow; `left_out` says what is not, and which limit it was. Ask
    for a technology, a region, kinds or a focus to see the rest.
    """
    return desk.answer(
        lambda: desk.atlas.network(
            asked.selection(), asked.language, technologies=asked.technologies
        )
    )


@router.get(
    "/technologies",
    summary="What the entities of a network work on",
    response_model=WorkedOn,
    responses=responses(404, 409, 422, 503),
)
def get_worked_on(asked: Annotated[SelectionParameters, Query()], desk: AtDesk) -> Response:
    """What `/network?technologies=false` leaves out, for the same question: one list for each of
    its nodes, in their order. Where `revision` is another, so may be the nodes: ask for all."""
    return desk.answer(lambda: desk.atlas.worked_on(asked.selection(), asked.language))


@router.get(
    "/story",
    summary="What the first screen shows",
    response_model=Story,
    responses=responses(422, 503),
)
def get_story(asked: Annotated[LanguageParameters, Query()], desk: AtDesk) -> Response:
    """One story of the graph with at most 40 entities, positions proposed by region, everything
    else folded into counts."""
    return desk.answer(lambda: desk.atlas.story(asked.language))
