"""``/outlines``: regions as polygons to draw, where the operator has loaded some."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from api.caching import unless_known
from api.packing import packed
from api.parameters import Parameters
from api.problems import responses
from api.service import Here
from viz.maps.outlines import read_outlines

router = APIRouter(tags=["vocabulary"])


class OutlinesParameters(Parameters):
    """Which outlines."""

    level: int | None = Field(
        default=None, ge=0, le=3, description="Only this NUTS level; 0 is countries"
    )


class OutlineProperties(BaseModel):
    """What an outline is of."""

    level: int
    country: str = Field(description="ISO 3166-1 alpha-2")
    names: dict[str, str] = Field(description="Language → name")


class OutlineFeature(BaseModel):
    """A region; ``id`` is the one that `/network` and `/regions` have for it."""

    type: Literal["Feature"]
    id: str
    properties: OutlineProperties
    geometry: dict[str, Any] = Field(description="A MultiPolygon, its outer rings clockwise")


class Outlines(BaseModel):
    """GeoJSON. ``attribution`` are lines to show beside a map, none when nothing is loaded."""

    type: Literal["FeatureCollection"]
    attribution: list[str]
    features: list[OutlineFeature]


@router.get(
    "/outlines",
    summary="Regions as polygons to draw",
    response_model=Outlines,
    responses=responses(422, 503),
)
def get_outlines(
    asked: Annotated[OutlinesParameters, Query()], request: Request, service: Here
) -> Response:
    """The outlines of NUTS regions, simplified, where `lumigraph regions --geometry` has read some;
    otherwise none: then a map shows countries and points."""
    file: Path | None = request.app.state.outlines
    changed = str(file.stat().st_mtime_ns) if file and file.is_file() else ""
    tag = unless_known(request, service, changed)
    return packed(request, tag, lambda: read_outlines(file, asked.level))
