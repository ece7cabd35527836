"""The cities whose region is known to everybody who has the program: `data/places.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ontology.place_file import read_places
from ontology.places import Places
from ontology.regions import load_regions

NAME = "places.yaml"
HERE = Path(__file__).parents[1]
FOLDERS = (HERE / "lumigraph" / "data", HERE / "data")
"""Where it is in an installed wheel, and in a checkout."""


@cache
def known_places() -> Places:
    """Return the bundled places, read once a process."""
    file = next(folder / NAME for folder in FOLDERS if (folder / NAME).is_file())
    return read_places(file, load_regions())
