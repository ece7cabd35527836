"""Official downloads whose place is known: ``known.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("known.yaml")


@dataclass(frozen=True, slots=True)
class Known:
    """A download: ``address`` is one fixed file, '' where ``page`` must be visited.

    ``seen`` is the page that states licence or size; ``command`` takes the file in.
    """

    name: str
    page: str
    size: str
    licence: str
    command: str
    seen: str
    address: str = ""


def known_sources() -> list[Known]:
    """Return them as the file orders them."""
    return [Known(**row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))]
