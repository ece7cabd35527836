"""The outlines of regions, simplified to be drawn: GeoJSON that a map page can load.

They come from the polygons that the operator has loaded (`lumigraph regions --geometry`), and lie
in one file beside the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import shapely
from shapely.geometry import mapping
from shapely.geometry.polygon import orient

from graph.export import whole
from ontology.region import Region

TOLERANCE = 0.03
"""Degrees that a border may move: less than a pixel of a map of Europe on a page."""
GRID = 0.001
"""Degrees that coordinates are rounded to."""
CLOCKWISE = -1.0
"""How d3-geo and other spherical maps want outer rings to run; RFC 7946 leaves it to the reader."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region, its NUTS level (0 a country), and its polygon in degrees."""

    region: Region
    level: int
    polygon: shapely.Geometry


def write_outlines(outlines: Iterable[Outline], attribution: str, output: Path) -> int:
    """Write the first outline of each region to ``output``; return how many there are.

    Borders of one level are simplified together, so that neighbours still touch.
    """
    by_level: defaultdict[int, dict[str, Outline]] = defaultdict(dict)
    for one in outlines:
        by_level[one.level].setdefault(one.region.id, one)
    features = [
        feature for level in sorted(by_level) for feature in _features(by_level[level].values())
    ]
    output.parent.mkdir(parents=True, exist_ok=True)
    with whole(output) as file:
        file.write(
            orjson.dumps(
                {"type": "FeatureCollection", "attribution": [attribution], "features": features}
            )
        )
    return len(features)


def _features(outlines: Iterable[Outline]) -> list[dict[str, Any]]:
    some = sorted(outlines, key=lambda one: one.region.id)
    drawn = shapely.coverage_simplify([one.polygon for one in some], TOLERANCE)
    rounded = shapely.set_precision(shapely.make_valid(drawn), GRID)
    return [
        {
            "type": "Feature",
            "id": one.region.id,
            "properties": {
                "level": one.level,
                "country": one.region.country or "",
                "names": dict(one.region.names),
            },
            "geometry": mapping(_clockwise(shape)),
        }
        for one, shape in zip(some, rounded, strict=True)
    ]


def _clockwise(shape: shapely.Geometry) -> shapely.MultiPolygon:
    """Return the areas of a shape with their outer rings clockwise."""
    parts = [one for one in shapely.get_parts(shape) if one.geom_type.endswith("Polygon")]
    areas = [area for one in parts for area in shapely.get_parts(one)]
    return shapely.MultiPolygon([orient(one, CLOCKWISE) for one in areas])


def read_outlines(file: Path | None, level: int | None = None) -> Mapping[str, Any]:
    """Return the outlines in ``file``, of a level if one is asked; none if there is no file."""
    if file is None or not file.is_file():
        return {"type": "FeatureCollection", "attribution": [], "features": []}
    found: dict[str, Any] = orjson.loads(file.read_bytes())
    features = found["features"]
    asked = [one for one in features if level is None or one["properties"]["level"] == level]
    return {**found, "features": asked}
