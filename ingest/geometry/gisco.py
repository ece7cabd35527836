"""GISCO's NUTS files: GeoJSON of regions (RG) of any scale, year and level, in degrees.

A file, or a folder or ZIP of them. The label points (LB) and borders (BN) that GISCO publishes
beside them have no area; a file of them is set aside as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry import shape

from graph.records import Reject
from ingest.archives import Contents, Limits
from ingest.errors import UnreadableSourceError
from ontology.region import Region
from ontology.regions import load_regions

LIMITS = Limits(size=1 << 30)
AREAS = frozenset({"Polygon", "MultiPolygon"})
DEGREES = re.compile(r"EPSG:+4326$|CRS84$")
HEAD = 1 << 16
_KNOWN = re.compile(rb'"FeatureCollection".*"NUTS_ID"', re.DOTALL)
_NAME = re.compile(r"_(?P<scale>\d{2})M_(?P<year>\d{4})_")
COARSEST = 99
REMEDY = "download the file again from GISCO"
RG = "take the file whose name begins with NUTS_RG"


@dataclass(frozen=True, slots=True)
class Area:
    """A region's polygon: the file and the id that it has there; ``scale`` is 60 for 1:60 million.

    ``year`` is that of the NUTS, '' where the name of the file does not say.
    """

    file: str
    code: str
    region: Region
    level: int
    year: str
    scale: int
    polygon: shapely.Geometry


def is_gisco(path: Path) -> bool:
    """Whether ``path`` is a GeoJSON file of NUTS regions, or a folder or ZIP with one."""
    if not path.is_dir() and path.suffix.lower() not in {".geojson", ".json", ".zip", ".gz"}:
        return False
    contents = Contents(path, LIMITS)
    return any(
        _KNOWN.search(contents.head(name, HEAD)) for name in contents.matching(".geojson", ".json")
    )


def read_areas(path: Path) -> Iterator[Area | Reject]:
    """Yield the polygons at ``path``, and the features that cannot be used.

    Raises UnreadableSourceError for a file that is no GeoJSON, or not in degrees.
    """
    contents = Contents(path, LIMITS)
    for name in contents.matching(".geojson", ".json"):
        with contents.open(name) as file:
            yield from _of_file(path, Path(name).name, file.read())


def _of_file(path: Path, name: str, text: bytes) -> Iterator[Area | Reject]:
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnreadableSourceError(f"{path}: {name} is no JSON ({error}); {REMEDY}.") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UnreadableSourceError(f"{path}: {name} has no list of features; {REMEDY}.")
    _check_degrees(path, name, content)
    if features and not any(map(_has_area, features)):
        value = f"{len(features):,} features"
        yield Reject(name, "features", "geometry", value, "none of them has an area", RG)
        return
    for place, feature in enumerate(features, 1):
        yield _of_feature(name, place, feature)


def _check_degrees(path: Path, name: str, content: Mapping[str, Any]) -> None:
    """Raise for a projection in metres; GeoJSON that names none is in degrees (RFC 7946)."""
    crs = content.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    stated = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if stated and not DEGREES.search(stated):
        raise UnreadableSourceError(
            f"{path}: {name} is in the projection {stated}; take the file that has _4326 in its "
            "name, which is in degrees."
        )


def _has_area(feature: object) -> bool:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    return isinstance(geometry, dict) and geometry.get("type") in AREAS


def _of_feature(name: str, place: int, feature: object) -> Area | Reject:
    try:
        return _area(name, feature)
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        reason = f"{type(error).__name__}: {error}"
        return Reject(name, f"feature {place}", "feature", str(feature)[:80], reason, REMEDY)


def _area(name: str, feature: Any) -> Area:
    """Return a feature as an area; raises for one that has none or is damaged."""
    if not _has_area(feature):
        raise ValueError("it has no area")
    geometry, properties = feature["geometry"], feature["properties"]
    code, level = str(properties["NUTS_ID"]), int(properties["LEVL_CODE"])
    region = load_regions().learn(code)
    if region is None:
        raise ValueError(f"NUTS_ID {code!r} is no code of a region")
    polygon = shape(geometry)
    west, south, east, north = polygon.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("its coordinates are no degrees")
    stated = _NAME.search(name)
    year, scale = (stated["year"], int(stated["scale"])) if stated else ("", COARSEST)
    return Area(name, code, region, level, year, scale, shapely.make_valid(polygon))
