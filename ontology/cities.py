"""The gazetteer: which cities there are in which country, and by which names."""

from bisect import bisect_left
from functools import cached_property

from ontology.fold import fold
from ontology.region import Region

PREFIX = "city-"
RANK = 50
# That of a city that hardly anybody means, since a far larger one has its name.
DWARFED_RANK = 55


class Cities:
    """Cities by folded name. Reading is fast because names are not taken apart until found.

    `rows`: "AT|Wien|Vienna|1691468|48.2085|16.3721" (country, name, English name, inhabitants,
    latitude, longitude), the most populous first.
    `text`: "folded name=0,17|…", sorted, with the places of the rows that bear it, in any
    language.
    """

    def __init__(self, rows: list[str], text: str) -> None:
        self._rows = rows
        self._entries = text.split("|")

    def named(self, name: str) -> list[int]:
        """The places of the cities that bear a folded name, the most populous first."""
        key = f"{name}="
        start = bisect_left(self._entries, key)
        if start == len(self._entries) or not self._entries[start].startswith(key):
            return []
        return [int(place) for place in self._entries[start].removeprefix(key).split(",")]

    def row(self, place: int) -> tuple[str, str, str]:
        """Country, name and English name."""
        country, name, english, *_ = self._rows[place].split("|")
        return country, name, english

    def position(self, place: int) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        *_, latitude, longitude = self._rows[place].split("|")
        return float(latitude), float(longitude)

    def inhabitants(self, place: int) -> int:
        """How many people live there."""
        return int(self._rows[place].split("|")[3])

    @cached_property
    def centres(self) -> dict[str, tuple[float, float]]:
        """Country → where its city dwellers live on average: latitude and longitude."""
        sums: dict[str, tuple[float, float, float]] = {}
        for place in range(len(self._rows)):
            country, people = self.row(place)[0], self.inhabitants(place) or 1
            north, east = self.position(place)
            total, up, right = sums.get(country, (0.0, 0.0, 0.0))
            sums[country] = (total + people, up + people * north, right + people * east)
        return {code: (up / total, right / total) for code, (total, up, right) in sums.items()}

    def dwarfed(self, places: list[int]) -> set[int]:
        """Those of some namesakes that have not a tenth of the largest one's inhabitants."""
        sizes = {place: self.inhabitants(place) for place in places}
        return {place for place, size in sizes.items() if size * 10 < max(sizes.values())}

    def is_own(self, place: int, name: str) -> bool:
        """Whether a folded name is the city's own or English one, not one in another language."""
        return name in map(fold, self.row(place)[1:])

    def is_short(self, place: int, name: str) -> bool:
        """Whether a folded name is how one of these two begins: Frankfurt for Frankfurt (Oder)."""
        return any(f"{fold(own)} ".startswith(f"{name} ") for own in self.row(place)[1:])

    def in_country(self, country: str, name: str) -> int | None:
        """The place of the one city of the country that bears the folded name, if it is one.

        A city whose own or English name it is goes before those that only some language calls so.
        """
        places = [place for place in self.named(name) if self.row(place)[0] == country]
        own = [place for place in places if self.is_own(place, name)]
        places = own or places
        return places[0] if len(places) == 1 else None

    def largest(self, count: int) -> dict[str, int]:
        """Folded names (own and English) of the `count` most populous cities → their places."""
        found: dict[str, int] = {}
        for place in range(min(count, len(self._rows))):
            for name in self.row(place)[1:]:
                found.setdefault(fold(name), place)
        return found


def city(
    around: Region, name: str, country: str | None = None, english: str | None = None
) -> Region:
    """The city `name` in the region `around`, the smallest that is known."""
    folded = fold(name)
    slug = f"{PREFIX}{(country or around.country or 'xx').lower()}-{folded.replace(' ', '-')}"
    names = {"en": english} if english == name else {"und": name}
    if english and english != name:
        names["en"] = english
    path = f"{around.path}:{folded}"
    return Region(slug, "city", around.country, path, around.id, RANK, names, (slug,))


def parse_id(slug: str) -> tuple[str, str] | None:
    """Country and folded name in a city's id, or None if it is no such id."""
    country, dash, name = slug.removeprefix(PREFIX).partition("-")
    if not slug.startswith(PREFIX) or not dash or len(country) != 2:
        return None
    return country.upper(), name.replace("-", " ")
