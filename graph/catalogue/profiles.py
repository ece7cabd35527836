"""The versions of DCAT-AP in which a catalogue is written: ``profiles.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from graph.errors import UsageError

FILE = Path(__file__).with_name("profiles.yaml")
NEWEST = "3.0.1"


@dataclass(frozen=True, slots=True)
class Profile:
    """A version of DCAT-AP by its ``name``; the rest is where versions differ."""

    name: str
    conforms_to: str
    byte_size: str
    checksum: str
    algorithm: str


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Return version → profile, the newest first."""
    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: Profile(name, **row) for name, row in table.items()}


def profile_named(name: str) -> Profile:
    """Return a profile by its version; '' is the newest. Raises ``UsageError`` for another."""
    found = load_profiles().get(name or NEWEST)
    if found is None:
        listed = ", ".join(load_profiles())
        raise UsageError(f"'{name}' is no profile of DCAT-AP that is known here: give {listed}")
    return found
