"""``/regions``: countries, their parts, groups of them, and cities."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.beginnings import beginning
from api.paging import page, start_of
from api.parameters import PageParameters
from api.problems import responses
from graph.question.understanding import understand_region
from ontology.region import Region
from ontology.regions import Regions, load_regions

router = APIRouter(tags=["vocabulary"])
LIST = "regions"
TOP = ("group", "country")


class RegionsParameters(PageParameters):
    """Which regions: by name, or those right inside one, or groups and countries."""

    text: str = Field(
        default="",
        description="Those called so, then those that begin so, then the nearest",
        examples=["Wien"],
    )
    within: str = Field(default="", description="Those right inside this one: a name or a code")


class RegionShape(BaseModel):
    """A region."""

    id: str = Field(description="The code as its issuer writes it, such as AT22 or CA-QC")
    name: str
    names: dict[str, str] = Field(description="Language → name")
    level: str = Field(description="group, country, subdivision, nuts1, nuts2, nuts3 or city")
    country: str = Field(description="ISO 3166-1 alpha-2; empty for a group")
    parent: str = Field(description="The id of the smallest region around it, or empty")
    codes: list[str] = Field(description="All codes that mean it, the id first")
    members: list[str] = Field(description="The countries of a group")
    former: bool = Field(description="Whether only an older NUTS has it")


class RegionList(BaseModel):
    """Regions: by nearness if a text was given, else in the order of the tables."""

    regions: list[RegionShape]
    next: str = Field(description="The cursor of the next page, or empty")


@router.get(
    "/regions",
    summary="Regions by name, or by what they lie in",
    responses=responses(404, 409, 422),
)
def get_regions(asked: Annotated[RegionsParameters, Query()]) -> RegionList:
    """Regions by name in any language, or level by level: without parameters groups and countries,
    with `within` what lies right inside one."""
    regions, following = page(LIST, chosen(asked), asked.limit, asked.cursor)
    return RegionList(regions=[shaped(one) for one in regions], next=following)


def chosen(asked: RegionsParameters) -> list[Region]:
    """Return the regions that were asked for, in order."""
    regions = load_regions()
    if asked.text:
        return called(regions, asked.text, start_of(LIST, asked.cursor) + asked.limit + 1)
    if asked.within:
        _, around = understand_region(asked.within)
        return regions.children(around)
    return [one for one in regions if one.level in TOP]


def called(regions: Regions, text: str, limit: int) -> list[Region]:
    """Return the regions ``text`` means, those whose names begin so, then the nearest."""
    meant = regions.resolve(text)
    begun = beginning(text, ((region, region.names.values()) for region in regions))
    near = [region for region, _ in regions.suggest(text, limit)]
    return list(dict.fromkeys([*meant.regions, *meant.others, *begun, *near]))


def shaped(region: Region) -> RegionShape:
    """Return a region on the wire."""
    return RegionShape(
        id=region.id,
        name=region.name(),
        names=dict(region.names),
        level=region.level,
        country=region.country or "",
        parent=region.parent or "",
        codes=list(region.codes),
        members=list(region.members),
        former=region.is_former,
    )
