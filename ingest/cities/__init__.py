"""Regions from cities: where a city lies, by what the organisations of the graph state."""

from graph.records import SourceInfo

PREFIX = "cities/"
"""What the names of derived sources begin with; the source that states the cities follows."""
LEAST, SHARE = 2, 0.8
"""A region is taken where so many organisations, and this share of those that state one, agree.

It is the rule by which ``data/places.yaml`` was made; docs/decisions/0034 says how right it is.
"""
BETWEEN = ", "
"""What stands between the names of sources in the origin of one that rests on them."""


def rests_on(info: SourceInfo, source: str) -> bool:
    """Whether a source was worked out by what ``source`` states of cities."""
    basis = f"{BETWEEN}{info.origin}{BETWEEN}"
    return info.name.startswith(PREFIX) and f"{BETWEEN}{source}{BETWEEN}" in basis
