"""In which region a city lies, as far as the organisations of a graph agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.store import GraphStore
from ingest.cities import LEAST, SHARE
from ingest.cities.stay import Stay, inside, stays
from ingest.located import is_derived, located
from ontology.region import Region
from ontology.regions import load_regions

NUTS = ("nuts1", "nuts2", "nuts3")
LEVELS = (*NUTS, "subdivision")
"""From the widest to the finest; subdivisions speak where nobody states a NUTS region."""


class Agreed(NamedTuple):
    """The region that ``said`` of the ``of`` organisations state that state one as fine."""

    region: Region
    said: int
    of: int


class Consensus:
    """What the organisations of a store state of cities.

    Each counts once for a city, by the smallest region that holds all it states of it. What was
    itself worked out is no statement: one guess would make the next one surer.
    """

    def __init__(self, store: GraphStore) -> None:
        self._voices: defaultdict[str, Counter[Region]] = defaultdict(Counter)
        self._sources: defaultdict[str, set[str]] = defaultdict(set)
        self._agreed: dict[tuple[str, str], Agreed | None] = {}
        for records in located(store, "Organisation"):
            self._hear(stays(records))

    def sources(self, city: str) -> set[str]:
        """Return the sources that state a region for a city."""
        return self._sources[city]

    def region(self, city: str, within: Region) -> Agreed | None:
        """Return the smallest region inside ``within`` that enough agree on for a city."""
        key = (city, within.path)
        if key not in self._agreed:
            self._agreed[key] = self._smallest(city, within)
        return self._agreed[key]

    def _hear(self, some: Iterable[Stay]) -> None:
        """Count what one organisation states."""
        stated: defaultdict[str, list[Region]] = defaultdict(list)
        for stay in some:
            if stay.city and stay.region.level != "country" and not is_derived(stay.source):
                stated[stay.city].append(stay.region)
                self._sources[stay.city].add(stay.source)
        for city, regions in stated.items():
            self._voices[city].update(_around_all(regions))

    def _smallest(self, city: str, within: Region) -> Agreed | None:
        found: Agreed | None = None
        for level in LEVELS:
            stated = self._stated(city, within, level)
            if not stated or (found and level not in NUTS):
                continue
            region, said = max(stated.items(), key=lambda one: (one[1], one[0].id))
            of = stated.total()
            beside = found and not inside(region, found.region)
            if said < LEAST or said < SHARE * of or beside:
                break
            if level == NUTS[-1] or not _is_all_of(region, within):
                found = Agreed(region, said, of)
        return found

    def _stated(self, city: str, within: Region, level: str) -> Counter[Region]:
        """Return the regions of a level that organisations put a city in, and how many do."""
        found: Counter[Region] = Counter()
        for region, count in self._voices[city].items():
            for around in (region, *load_regions().chain(region)):
                if around.level == level and inside(around, within):
                    found[around] += count
        return found


def _is_all_of(region: Region, within: Region) -> bool:
    """Whether NUTS did not divide on the way: Lithuania's LT0 is all of it."""
    return region.path.rstrip("0") == within.path.rstrip("0")


def _around_all(regions: list[Region]) -> Iterator[Region]:
    """Yield the smallest region that holds all of these; none where that is a country."""
    first = regions[0]
    for around in (first, *load_regions().chain(first)):
        if all(one.path.startswith(around.path) for one in regions):
            if around.level != "country":
                yield around
            return
