"""In which region a point lies, by polygons."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import shapely
from shapely.affinity import affine_transform

from ingest.geometry import TOLERANCE
from ingest.geometry.gisco import Area

KILOMETRES = 111.32
"""A degree of latitude, and of longitude at the equator, on the mean sphere."""
ORIGIN = shapely.Point(0, 0)


@dataclass(frozen=True, slots=True)
class Spot:
    """The area that holds a point, or is nearest to it: then ``distance`` (km) is more than 0."""

    area: Area
    distance: float = 0.0


class Polygons:
    """Areas, indexed. The finest level speaks first, of it the newest NUTS, then the next ones.

    ``tolerance`` is how far off its area a point may lie, in kilometres.
    """

    def __init__(self, areas: Iterable[Area], tolerance: float = TOLERANCE) -> None:
        self.tolerance = tolerance
        self._areas = sorted(areas, key=_rank)
        self._tree = shapely.STRtree([area.polygon for area in self._areas])

    @property
    def finest(self) -> int:
        """The finest NUTS level that there is; -1 without any area."""
        return max((area.level for area in self._areas), default=-1)

    @property
    def countries(self) -> frozenset[str]:
        """The countries (ISO 3166-1 alpha-2) that have polygons."""
        return frozenset(area.region.country for area in self._areas if area.region.country)

    def find(self, latitude: float, longitude: float, within: str = "") -> Spot | None:
        """Return the area inside the region of path ``within`` that a point (degrees) lies in.

        A point in none of its level and year, such as one off a coarsely drawn coast, gets the
        nearest one that the tolerance allows; a point in none at all gets None.
        """
        around = sorted(self._tree.query(self._around(latitude, longitude)).tolist())
        areas = [self._areas[place] for place in around]
        inside = (area for area in areas if area.region.path.startswith(within))
        for _, layer in groupby(inside, key=lambda area: (area.level, area.year)):
            spots = [Spot(area, _distance(area.polygon, latitude, longitude)) for area in layer]
            nearest = min(spots, key=lambda spot: spot.distance)
            if nearest.distance <= self.tolerance:
                return nearest
        return None

    def _around(self, latitude: float, longitude: float) -> shapely.Geometry:
        """Return a box that holds all within the tolerance."""
        high = self.tolerance / KILOMETRES
        wide = high / max(math.cos(math.radians(latitude)), high)
        return shapely.box(longitude - wide, latitude - high, longitude + wide, latitude + high)


def _rank(area: Area) -> tuple[int, int, int, str, str]:
    return (-area.level, -int(area.year or 0), area.scale, area.file, area.code)


def _distance(polygon: shapely.Geometry, latitude: float, longitude: float) -> float:
    """Return kilometres from a point, as on a plane: good enough for some tens of them."""
    wide = KILOMETRES * math.cos(math.radians(latitude))
    matrix = [wide, 0, 0, KILOMETRES, -longitude * wide, -latitude * KILOMETRES]
    return float(shapely.distance(affine_transform(polygon, matrix), ORIGIN))
