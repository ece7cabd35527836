"""Places as paths whose prefix order is the part-of order (see ``ontology.regions``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ontology.regions import load_regions


@lru_cache(maxsize=200_000)
def place_path(region: str, city: str = "") -> str:
    """Return the path of ``city`` ('' if unknown) in ``region`` (an id such as ``AT130``).

    >>> place_path("AT130", "Vienna")
    'AT130:wien'
    """
    place = load_regions().place(None, region, city or None)
    return place.path if place else region


def inside(path: str, intervals: Iterable[tuple[str, str]]) -> bool:
    """Tell whether ``path`` lies in one of ``intervals`` (half-open)."""
    return any(lo <= path < hi for lo, hi in intervals)
