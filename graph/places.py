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


@lru_cache(maxsize=200_000)
def seat(path: str) -> tuple[str, str]:
    """Return the id of the region that a place path lies in, and its country ('' if unknown).

    >>> seat("GR30:athina")
    ('EL30', 'GR')
    """
    head = path.partition(":")[0]
    region = load_regions().get(head)
    return (region.id, region.country or "") if region else (head, "")


def inside(path: str, intervals: Iterable[tuple[str, str]]) -> bool:
    """Tell whether ``path`` lies in one of ``intervals`` (half-open)."""
    return any(lo <= path < hi for lo, hi in intervals)
