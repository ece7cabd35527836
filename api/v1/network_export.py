"""``/network/export``: what is shown, as a file."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Response
from pydantic import ConfigDict, Field, JsonValue

from api.bodies import LimitedRoute
from api.downloads import file_answers, written
from api.problems import responses
from api.service import Here
from api.v1.network import AtlasHere, SelectionParameters
from graph.errors import UsageError
from viz.exports.exporting import Wish, export
from viz.exports.forms import FORMS
from viz.network.selection import LinkName, Selection

router = APIRouter(prefix="/network", tags=["network"], route_class=LimitedRoute)
FormName = Literal["pyvis", "graphml", "gexf", "csv", "xlsx", "jsonld", "svg", "png"]
EXAMPLE: JsonValue = {
    "format": "svg",
    "focus": ["LASER-GO"],
    "title": "Around LASER-GO",
    "language": "fr",
}


class ExportBody(SelectionParameters):
    """What is shown: a question as for ``/network``, or exactly these entities and links."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    format: FormName = Field(description="pyvis is one HTML page that works offline; csv is a ZIP")
    title: str = Field(default="", max_length=200, description="Above the picture")
    ids: list[str] = Field(default=[], max_length=100_000, description="Exactly these entities")
    x: list[float] = Field(default=[], description="Where they lie: one number an id, or none")
    y: list[float] = Field(default=[], description="The same; it grows upwards")
    links: list[LinkName] | None = Field(
        default=None,
        max_length=400_000,
        description="Only these links: source, relation, target, role (or an empty text)",
    )

    def asked(self) -> Selection:
        """Return what is shown; raises ``UsageError`` for a period that is none."""
        links = None if self.links is None else frozenset(self.links)
        return self.selection(ids=tuple(self.ids), links=links)

    def places(self) -> dict[str, tuple[float, float]]:
        """Return id → place. Raises ``UsageError`` when there is not one place an id."""
        if not self.x and not self.y:
            return {}
        if not len(self.ids) == len(self.x) == len(self.y):
            raise UsageError(
                f"there are {len(self.ids)} ids, {len(self.x)} x and {len(self.y)} y: "
                "give as many of each, or no x and y"
            )
        return {id_: (x, y) for id_, x, y in zip(self.ids, self.x, self.y, strict=True)}


@router.post(
    "/export",
    summary="What is shown, as a file",
    response_class=Response,
    responses={**file_answers(*FORMS), **responses(404, 409, 422, 503)},
)
def post_export(asked: Annotated[ExportBody, Body()], atlas: AtlasHere, service: Here) -> Response:
    """A file for other programs, a picture, a table, or a page that works offline. Each holds the
    lines that the sources' licences ask for. Nothing is changed in the graph."""
    form, shown = asked.format, asked.asked()
    wish = Wish(asked.title, asked.language, asked.places(), service.base_uri)
    return written(lambda file: export(atlas, shown, form, file, wish), form, "network")
