"""In which region a city lies, where somebody has stated it: `data/places.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from ontology.errors import TableError

if TYPE_CHECKING:
    from ontology.regions import Regions


class Places:
    """City → the smallest region that a record states for it.

    Built from what is stated only; a city that nobody has placed is not in it.
    """

    def __init__(self, codes: Mapping[str, str] | None = None) -> None:
        """`codes`: id of a city (city-at-wien) → code of a region (AT130)."""
        self._codes = dict(codes or {})

    @classmethod
    def of(cls, stated: Iterable[tuple[str, str, str]], regions: Regions) -> Places:
        """From (country, city, region's code), the city by any of its names.

        Raises `TableError` for a country or region that does not exist.
        """
        codes: dict[str, str] = {}
        for country, city, code in stated:
            around, region = regions.get(country), regions.get(code)
            if around is None or region is None or not region.path.startswith(around.path):
                raise TableError(
                    f"place {city!r}: {code!r} is no region of {country!r}; correct one of them"
                )
            codes[regions.city(country, city).id] = code
        return cls(codes)

    @classmethod
    def read(cls, path: Path, regions: Regions) -> Places:
        """From a YAML list of `{city, country, region}`.

        Raises `TableError` for a file that is none.
        """
        rows = yaml.safe_load(path.read_text("utf-8")) or []
        try:
            stated = [(row["country"], row["city"], row["region"]) for row in rows]
        except (KeyError, TypeError) as error:
            raise TableError(f"{path}: every place needs city, country and region") from error
        return cls.of(stated, regions)

    def region(self, city: str) -> str | None:
        """The code of the region that a city (by id) lies in, if that is known."""
        return self._codes.get(city)

    def __len__(self) -> int:
        return len(self._codes)
