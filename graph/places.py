"""Places as paths whose prefix order is the part-of order (see ``ontology.regions``)."""

from __future__ import annotations

from functools import lru_cache

from ontology.regions import load_regions

from ontology.fold import fold


@lru_cache(maxsize=100_000)
def place_path(region: str, city: str = "") -> str:
    """Return the path of ``city`` ('' if unknown) in ``region`` (an id such as ``AT130``).

    >>> place_path("AT130", "Wien")
    'AT130:wien'
    """
    known = load_regions().get(region)
    path = known.path if known else region
    folded = fold(city)
    return f"{path}:{folded}" if folded else path
