"""``/health``: whether the server and its store answer."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.problems import responses
from api.service import Here
from api.version import VERSION

router = APIRouter(tags=["graph"])


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"]
    version: str
    revision: int = Field(description="The number of the last write; 0 for an empty store")


@router.get("/health", summary="Whether the server and its store answer", responses=responses(503))
def get_health(service: Here, response: Response) -> Health:
    """Asks the store for its revision."""
    response.headers["Cache-Control"] = "no-store"
    return Health(status="ok", version=VERSION, revision=service.store.revision().number)
