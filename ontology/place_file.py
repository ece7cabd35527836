"""Places as a file states them: `data/places.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from ontology.errors import TableError
from ontology.places import Places
from ontology.regions import Regions


def read_places(path: Path, regions: Regions) -> Places:
    """Return the places of a YAML list of `{city, country, region}`.

    Raises `TableError` for a file that is none.
    """
    rows = yaml.safe_load(path.read_text("utf-8")) or []
    try:
        stated = [(row["country"], row["city"], row["region"]) for row in rows]
    except (KeyError, TypeError) as error:
        raise TableError(f"{path}: every place needs city, country and region") from error
    return places_of(stated, regions)


def places_of(stated: Iterable[tuple[str, str, str]], regions: Regions) -> Places:
    """Return the places of (country, city, region's code), the city by any of its names.

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
    return Places(codes)
