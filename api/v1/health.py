"""``/health``: whether the server and its store answer; the same for orchestrators."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.contact import contact_of
from api.curating.access import may_curate
from api.problems import responses
from api.service import Here
from api.sparql.dataset import dataset_of
from api.version import VERSION

router = APIRouter(tags=["graph"])


class RdfIndex(BaseModel):
    """What SPARQL answers from."""

    revision: int = Field(description="The revision that it holds")
    lag: int = Field(description="How many writes it is behind the store")


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"]
    version: str
    revision: int = Field(description="The number of the last write; 0 for an empty store")
    curates: bool = Field(description="Whether you may review and edit")
    contact: str = Field(
        description="Whom readers may write to, as an address to link to; empty for nobody"
    )
    index: RdfIndex | None = Field(
        default=None, description="The RDF index behind SPARQL; null before it is first made"
    )


@router.get("/health", summary="Whether the server and its store answer", responses=responses(503))
def get_health(request: Request, service: Here, response: Response) -> Health:
    """Asks the store for its revision."""
    response.headers["Cache-Control"] = "no-store"
    revision = service.store.revision().number
    return Health(
        status="ok",
        version=VERSION,
        revision=revision,
        curates=may_curate(request),
        contact=contact_of(request),
        index=_index(request, revision),
    )


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"]


class Ready(BaseModel):
    """Questions are answered."""

    status: Literal["ready"]
    revision: int = Field(description="The number of the last write; 0 for an empty store")


@router.get(
    "/health/live",
    summary="Whether the process answers; if not, start it anew",
    responses=responses(429),
)
async def get_live(response: Response) -> Live:
    """Asks for nothing else, not even for a free thread."""
    response.headers["Cache-Control"] = "no-store"
    return Live(status="live")


@router.get(
    "/health/ready",
    summary="Whether questions are answered; if not, ask another server",
    responses=responses(503),
)
def get_ready(service: Here, response: Response) -> Ready:
    """Asks the store for its revision, as questions do; a server that is to end is not ready."""
    response.headers["Cache-Control"] = "no-store"
    return Ready(status="ready", revision=service.store.revision().number)


def _index(request: Request, revision: int) -> RdfIndex | None:
    stamp = dataset_of(request).index.stamp()
    if stamp is None:
        return None
    return RdfIndex(revision=stamp.revision, lag=max(0, revision - stamp.revision))
