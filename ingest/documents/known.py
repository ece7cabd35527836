"""What is known before a document is read: names of things, and what each name may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A known thing: its id, kind (organisation, project, programme, event, technology, region,
    place), its names by language ("" where none is stated) and its acronyms.

    ``country`` is ISO 3166-1 alpha-2 of an organisation, "" where unknown.
    """

    id: str
    kind: str
    names: tuple[tuple[str, str], ...]
    acronyms: tuple[str, ...] = ()
    country: str = ""


@dataclass(frozen=True)
class Known:
    """All that is known, by id. Without a store these are technologies and regions only."""

    things: Mapping[str, Named]
