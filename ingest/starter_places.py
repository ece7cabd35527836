"""The region that a place in the project's own YAML format names."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.errors import IngestError
from ontology.places import Places
from ontology.region import Region
from ontology.regions import Regions, load_regions


class RegionProblem(IngestError):  # noqa: N818 - becomes a Reject, never reaches a user
    """A place that names no region; the message is "what is wrong: what to do"."""


def region_id(said: Mapping[str, object], places: Places) -> str:
    """Return the id of the smallest region that ``said`` and ``places`` put a place in.

    ``said`` has ``country``, and may have ``nuts`` (a code), ``region`` (a name), ``city``; or
    it has an ``id`` alone: a code or a name of a region. Raises RegionProblem when it names no
    region, several, or regions that do not lie in one another.
    """
    regions = load_regions()
    if "id" in said:
        return _named(regions, str(said["id"]), None).id
    country = regions.get(str(said.get("country", "")))
    if country is None:
        raise RegionProblem("no such country: write its ISO 3166-1 code, as in LT")
    around = _stated(regions, said, country)
    if "city" not in said:
        return around.id
    stated = regions.get(places.region(regions.city(country.id, str(said["city"])).id) or "")
    return _inner(around, stated).id if stated else around.id


def _stated(regions: Regions, said: Mapping[str, object], country: Region) -> Region:
    """Return the region that code and name agree on, or the country when there is neither."""
    found = country
    if "region" in said:
        found = _inner(found, _named(regions, str(said["region"]), country.id))
    if "nuts" in said:
        code = str(said["nuts"])
        learnt = regions.learn(code)
        if learnt is None:
            raise RegionProblem(f"{code} is no NUTS code: correct it, or write `region`")
        found = _inner(found, learnt)
    return found


def _named(regions: Regions, text: str, country: str | None) -> Region:
    found = regions.resolve(text, country)
    if len(found.regions) == 1:
        return found.regions[0]
    near = found.regions or [region for region, _ in regions.suggest(text, 3)]
    listed = " or ".join(f"{region.id} ({region.name()})" for region in near)
    what = f"{text!r} is " + ("more than one region" if found.regions else "no known region")
    raise RegionProblem(f"{what}: write {listed or 'its NUTS or ISO 3166-2 code'}")


def _inner(one: Region, other: Region) -> Region:
    """Return the smaller of two regions, one of which lies in the other."""
    small, wide = sorted((one, other), key=lambda region: len(region.path), reverse=True)
    if small.path.startswith(wide.path):
        return small
    raise RegionProblem(f"{small.id} does not lie in {wide.id}: correct one of them")
