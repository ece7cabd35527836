"""Which region a name means when several bear it, and which names a misspelt one is near."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ontology.region import Region, Resolution

_LEAST_LIKENESS = 0.6


def by_meaning(matches: Iterable[Region]) -> Resolution:
    """Orders regions of one name: what is meant, and what else it might be."""
    ordered = sorted(matches, key=lambda region: region.rank)
    meant = [_of_nested(nest) for nest in _nests(ordered)]
    widest = min((region.rank for region in meant), default=0)
    regions = [region for region in meant if region.rank == widest]
    others = [region for region in ordered if region not in regions]
    return Resolution(tuple(regions), tuple(others))


def the_city(found: Resolution) -> Resolution:
    """The one city of a name where several regions bear it, as "München, Germany" says it."""
    cities = [region for region in found.others if region.level == "city"]
    if len(found.regions) < 2 or len(cities) != 1:
        return found
    rest = [region for region in found.others if region not in cities]
    return Resolution(tuple(cities), (*found.regions, *rest))


def _nests(regions: Sequence[Region]) -> list[list[Region]]:
    """Regions that lie inside one another, together; the outermost first."""
    nests: list[list[Region]] = []
    for region in sorted(regions, key=lambda region: len(region.path)):
        around = (nest for nest in nests if region.path.startswith(nest[0].path))
        nest = next(around, None) if region.level != "city" else None
        if nest is None:
            nests.append([region])
        else:
            nest.append(region)
    return nests


def _of_nested(nest: Sequence[Region]) -> Region:
    """A country above all, then NUTS 2, then the outermost."""
    if nest[0].level == "country":
        return nest[0]
    return next((region for region in nest if region.level == "nuts2"), nest[0])


def similar_names(name: str, names: Sequence[str], limit: int) -> list[tuple[str, float]]:
    """The names most like `name`, best first, with their likeness (1 for the same)."""
    scorer = OSA.normalized_similarity
    found = process.extract(
        name, names, scorer=scorer, processor=None, limit=limit, score_cutoff=_LEAST_LIKENESS
    )
    return [(text, score) for text, score, _ in found]


def close_names(name: str, names: Sequence[str]) -> list[str]:
    """The names that `name` may be a misspelling of: all that are nearest, if near enough.

    One letter wrong, missing, too many or swapped with its neighbour; two from eight letters on;
    none under four.
    """
    allowed = 0 if len(name) < 4 else 1 if len(name) < 8 else 2
    if not allowed:
        return []
    found = process.extract(
        name, names, scorer=OSA.distance, processor=None, limit=None, score_cutoff=allowed
    )
    nearest = min((distance for _, distance, _ in found), default=0)
    return [text for text, distance, _ in found if distance == nearest]
