"""Regions: countries, subdivisions, NUTS regions, cities, groups, by any code and any name.

`load_regions()` reads the table that `build_regions` made. Sources: ISO 3166-1 and -2, NUTS 2021
and 2024 with the statistical regions beside them, NUTS 2018 for the United Kingdom, GeoNames.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ontology import cities as city_module
from ontology.cities import DWARFED_RANK, Cities, city
from ontology.errors import TableError
from ontology.fold import fold
from ontology.places import Places
from ontology.region import AmbiguousRegion, Level, Region, Resolution, Understanding, UnknownRegion
from ontology.region_file import TABLE, digest, read_cities, read_regions
from ontology.region_match import by_meaning, close_names, similar_names, the_city

_SCHEME = re.compile(r"(nuts|iso)\s*:\s*", re.IGNORECASE)
_NUTS_LEVELS: tuple[tuple[Level, int], ...] = (("nuts1", 10), ("nuts2", 20), ("nuts3", 30))
_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}")
# No two parts that repeat take the same characters: a text made for it would take hours.
_QUALIFIED = re.compile(r"(.*?\S)\s*(?:,\s*([^,\s][^,]*)|\(([^()]+)\)\s*)")
_CEDEX = re.compile(r"(?<!\s)\s+cedex\b.*", re.IGNORECASE)
# Misspelt cities are looked for among so many of the most populous.
_KNOWN_CITIES = 5000


class Regions:
    """All regions. Nothing here changes: what only a source knows is returned, not kept."""

    def __init__(self, table: Mapping[str, Any], source: Path) -> None:
        """`table`: the first line of the built file; `source`: the file, for its cities."""
        self._source = source
        self._regions = {row[0]: _region(row) for row in table["regions"]}
        self._ids = {code: region.id for region in self for code in region.codes}
        self._names: dict[str, list[str]] = table["names"]
        self._bare: dict[str, list[str]] = table["bare"]
        self._words = frozenset(table["words"])

    def __iter__(self) -> Iterator[Region]:
        """All regions but cities, parents before their parts."""
        return iter(self._regions.values())

    def __len__(self) -> int:
        return len(self._regions)

    @cached_property
    def _cities(self) -> Cities:
        table = read_cities(self._source)
        return Cities(table["cities"], table["names"])

    @cached_property
    def _children(self) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = {}
        for region in self:
            if region.parent:
                found.setdefault(region.parent, []).append(region)
        return found

    @cached_property
    def _by_path(self) -> dict[str, Region]:
        return {region.path: region for region in self}

    # One region

    def get(self, code: str) -> Region | None:
        """The region of a code of NUTS (any year), of ISO 3166, of a group, or a city's id.

        "nuts:" or "iso:" may stand before it; case does not matter. EL and UK are GR and GB.
        """
        code = _SCHEME.sub("", code.strip(), count=1)
        found = self._ids.get(code) or self._ids.get(code.upper())
        if found:
            return self._regions[found]
        if written := self._by_path.get(code.upper()):  # GR30 for EL30
            return written
        parsed = city_module.parse_id(code.lower())
        return self._known_city(*parsed) if parsed else None

    def at(self, path: str) -> Region | None:
        """The region of a path, as `locate` gives it."""
        head, colon, name = path.partition(":")
        region = self._by_path.get(head) or self.learn(head)
        if region is None or not colon:
            return region
        known = self._known_city(region.country or "", name)
        found = city(region, name)
        return replace(found, names=known.names) if known else found

    def learn(self, code: str, name: str | None = None) -> Region | None:
        """A NUTS code that only a source knows, as a region: its name, its parent by prefix.

        Its level is that of a code so long. None if the code does not look like one or its
        country is not known. A code that the tables know gives their region.
        """
        code = _SCHEME.sub("", code.strip(), count=1).upper()
        if known := self.get(code):
            return known
        country = self.get(code[:2])
        if not _NUTS.fullmatch(code) or country is None or country.level != "country":
            return None
        path = country.path + code[2:]
        code = next((own for own in country.codes[1:] if len(own) == 2), country.id) + code[2:]
        parent = next(found for end in range(-1, -4, -1) if (found := self.get(code[:end])))
        level, rank = _NUTS_LEVELS[len(code) - 3]
        names = {"und": name} if name else {}
        return Region(code, level, country.id, path, parent.id, rank, names, (code,))

    # Around a region

    def chain(self, region: Region) -> list[Region]:
        """The regions around it, the smallest first, its country last."""
        found: list[Region] = []
        while region.parent and (around := self.learn(region.parent)):
            found.append(around)
            region = around
        return found

    def children(self, region: Region) -> list[Region]:
        """The regions directly inside it, without cities; a group's members."""
        members = [self._regions[code] for code in region.members]
        return [*self._children.get(region.id, ()), *members]

    def groups(self, region: Region) -> list[Region]:
        """The groups that its country belongs to."""
        return [
            group for group in self if group.level == "group" and region.country in group.members
        ]

    def intervals(self, region: Region) -> list[tuple[str, str]]:
        """Where the paths inside it lie: `low <= path < high` for one of the pairs.

        A group has a pair a member. A city has a pair for each path that it may have, since what
        is known of its region differs from record to record.
        """
        if region.level == "city":
            country = self.get(region.country or "")
            inside = [part for part in self if country and part.country == country.id]
            name = region.path.partition(":")[2]
            return [(path, f"{path} ") for part in inside for path in (f"{part.path}:{name}",)]
        own = [] if region.level == "group" else [_beginning_with(region.path)]
        return own + [
            pair for code in region.members for pair in self.intervals(self._regions[code])
        ]

    # By name

    def resolve(self, text: str, country: str | None = None) -> Resolution:
        """What a code or a name in any language means; `country` (any code) narrows it down.

        Of several regions of one name the widest is meant; but of regions inside one another
        (Wien: AT13, AT130, the city) the one of NUTS 2, the basic level of regional policy.
        A name may carry the kind of region ("Lublin region") or the country ("Limburg, NL"): then a
        city is meant where several regions of the country bear the name ("München, Germany").
        """
        matches = self._exact(text)
        if country is not None:
            matches = self._within(matches, country)
        elif not matches and (told := self._qualified(text)):
            return the_city(by_meaning(told))
        return by_meaning(matches or self._loose(text, country))

    def named(self, name: str) -> list[Region]:
        """All regions that bear a name, the wider first, then cities, the most populous first."""
        folded = fold(name)
        named = [self._regions[code] for code in self._names.get(folded, ())]
        return [*sorted(named, key=lambda region: region.rank), *self._cities_of(folded)]

    def inhabitants(self, region: Region) -> int:
        """How many people live in a city; 0 for other regions, and where nobody says."""
        place = self._place(region)
        return 0 if place is None else self._cities.inhabitants(place)

    def _exact(self, text: str) -> list[Region]:
        if _SCHEME.match(text.strip()):
            return _present([self.get(text)])
        return list(dict.fromkeys([*_present([self.get(text)]), *self.named(text)]))

    def _cities_of(self, folded: str) -> list[Region]:
        places = self._cities.named(folded)
        dwarfed = self._cities.dwarfed(places)
        return [
            self._city_at(place, place in dwarfed)
            for place in places
            if place not in dwarfed or self._cities.is_short(place, folded)
        ]

    def _within(self, matches: Iterable[Region], country: str) -> list[Region]:
        around = self.get(country)
        return [region for region in matches if around and region.country == around.country]

    def _loose(self, text: str, country: str | None) -> list[Region]:
        """Matches of a name with or without a word such as "county"."""
        found = self._bare_of(text)
        return found if country is None else self._within(found, country)

    def _qualified(self, text: str) -> list[Region]:
        """Matches of a name that stands with its country: "Limburg, NL", "Limburg (Belgium)"."""
        if not (parts := _QUALIFIED.fullmatch(text)):
            return []
        around = self.resolve((parts[2] or parts[3]).strip()).regions
        if len(around) != 1 or around[0].level != "country":
            return []
        return self._within([*self._exact(parts[1]), *self._bare_of(parts[1])], around[0].id)

    def _bare_of(self, text: str) -> list[Region]:
        folded = fold(text)
        bare = " ".join(word for word in folded.split() if word not in self._words)
        codes = [*self._bare.get(bare, ()), *(self._names.get(bare, ()) if bare != folded else ())]
        return [self._regions[code] for code in dict.fromkeys(codes)]

    def suggest(self, text: str, limit: int = 5) -> list[tuple[Region, float]]:
        """The regions with the most similar names, best first, each with its likeness (0 to 1)."""
        best: dict[Region, float] = {}
        for name, score in similar_names(fold(text), self._spellings, limit * 4):
            for region in self._spelt(name):
                best.setdefault(region, round(score, 3))
        ordered = sorted(best.items(), key=lambda item: (-item[1], item[0].rank, item[0].id))
        return ordered[:limit]

    @cached_property
    def _large_cities(self) -> dict[str, int]:
        return self._cities.largest(_KNOWN_CITIES)

    @cached_property
    def _spellings(self) -> list[str]:
        return list(dict.fromkeys([*self._names, *self._large_cities]))

    def _spelt(self, name: str) -> list[Region]:
        regions = [self._regions[code] for code in self._names.get(name, ())]
        place = self._large_cities.get(name)
        return regions if place is None else [*regions, self._city_at(place)]

    def understand(self, text: str, country: str | None = None) -> Understanding:
        """The one region that a text means; a NUTS code that no table has is learnt.

        A misspelt name is taken when one region is clearly the nearest: at most one letter off,
        two in eight or more, and no other region as near. Raises `AmbiguousRegion` or
        `UnknownRegion`, both with candidates.
        """
        found = self.resolve(text, country)
        if len(found.regions) > 1:
            raise AmbiguousRegion(text, found.regions)
        if found.regions:
            return Understanding(found.regions[0], found.others)
        if learnt := self.learn(text) if any(map(str.isdigit, text)) else None:
            return Understanding(learnt)
        if nearest := self._nearest(text, country):
            return Understanding(nearest.regions[0], nearest.others, corrected=True)
        raise UnknownRegion(text, [region for region, _ in self.suggest(text)])

    def _nearest(self, text: str, country: str | None) -> Resolution | None:
        names = close_names(fold(text), self._spellings)
        regions = [region for name in names for region in self._spelt(name)]
        if country is not None:
            regions = self._within(regions, country)
        wide = [region for region in regions if region.level != "city"]
        found = by_meaning(dict.fromkeys(wide or regions))
        inside = all(other.path.startswith(found.regions[0].path) for other in found.others)
        return found if len(found.regions) == 1 and inside else None

    # Where an organisation is

    def place(
        self,
        country: str | None,
        nuts: str | None = None,
        city: str | None = None,
        places: Places | None = None,
    ) -> Region | None:
        """The most specific region of a location, or None if not even the country is known.

        `nuts` may be any code; it goes before `country` where they differ, being the more exact.
        A city lies in the smallest region that `nuts` or `places` state, never in a guessed one.
        """
        around = (self.learn(nuts) if nuts else None) or (self.get(country) if country else None)
        if around is None or not city or not fold(city):
            return around
        found = self.city(country or around.country or around.id, city)
        stated = self.get((places.region(found.id) if places else None) or "")
        if stated and stated.path.startswith(around.path):
            around = stated
        return self._moved(found, around)

    def city(self, country: str, name: str) -> Region:
        """The city that a source in `country` calls `name`, in any language.

        A name that no or more than one city of the country bears is a city of its own.
        Raises `UnknownRegion` for an unknown country.
        """
        around = self.get(country)
        if around is None:
            raise UnknownRegion(country, ())
        name = _CEDEX.sub("", name.strip()) or name
        place = self._cities.in_country(_alpha2(around), fold(name))
        return city(around, name, _alpha2(around)) if place is None else self._city_at(place)

    def _known_city(self, country: str, name: str) -> Region | None:
        place = self._cities.in_country(country, name)
        return None if place is None else self._city_at(place)

    def _city_at(self, place: int, dwarfed: bool = False) -> Region:
        country, name, english = self._cities.row(place)
        around = self._regions[self._ids[country]]
        found = city(around, name, country, english)
        return replace(found, rank=DWARFED_RANK) if dwarfed else found

    def position(self, region: Region) -> tuple[float, float] | None:
        """Latitude and longitude of a city, or of the middle of a country's city dwellers.

        None where the gazetteer has neither: what lies between them has no position of its own.
        """
        if region.level == "country":
            return self._cities.centres.get(_alpha2(region))
        place = self._place(region)
        return None if place is None else self._cities.position(place)

    def _place(self, region: Region) -> int | None:
        """The place of a city in the gazetteer; None for another region, or where it is silent."""
        if region.level != "city" or not region.country:
            return None
        home = _alpha2(self._regions[self._ids[region.country]])
        return self._cities.in_country(home, region.path.partition(":")[2])

    @staticmethod
    def _moved(found: Region, around: Region) -> Region:
        """The same city, with the region around it."""
        path = f"{around.path}:{found.path.partition(':')[2]}"
        return replace(found, path=path, parent=around.id, country=around.country)


def _region(row: list[Any]) -> Region:
    code, level, country, path, parent, rank, names, codes, members = row
    versions = {code: tuple(years) for code, years in codes.items() if years}
    return Region(
        code, level, country, path, parent, rank, names, tuple(codes), versions, tuple(members)
    )


def _alpha2(region: Region) -> str:
    """The country that the gazetteer files a region's cities under."""
    own = next((code for code in region.codes if len(code) == 2), region.country)
    return own or ""


def _present(regions: Iterable[Region | None]) -> list[Region]:
    return [region for region in regions if region]


def _beginning_with(path: str) -> tuple[str, str]:
    """The interval of the texts that begin with `path`."""
    return path, path[:-1] + chr(ord(path[-1]) + 1)


@cache
def load_regions(table: Path = TABLE) -> Regions:
    """The regions, read once. A table that is missing or out of date is built first.

    Raises `TableError` if that is not possible.
    """
    content = read_regions(table)
    if content is None or content["digest"] != digest():
        _build(table)
        content = read_regions(table)
    if content is None:
        raise TableError(f"{table} cannot be read; delete it and start again")
    return Regions(content, table)


def _build(table: Path) -> None:
    from ontology.build_regions import build

    sys.stderr.write("Building the table of regions (a few seconds, once) …\n")
    try:
        build(table)
    except OSError as error:
        raise TableError(
            f"{table} is missing or out of date and cannot be written ({error}); "
            "run `python -m ontology.build_regions` as a user who may"
        ) from error
