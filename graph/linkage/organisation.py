"""What linking knows of one record of an organisation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """A record as it stands; only ``id``, which tells it from the others, and a name must be given.

    ``address``: the street, or all of the postal address; ``nuts``: the code of its region;
    ``identifiers`` are keys such as ``pic:999643492``.
    """

    id: str
    names: tuple[str, ...]
    country: str = ""
    city: str = ""
    website: str = ""
    identifiers: frozenset[str] = frozenset()
    address: str = ""
    postcode: str = ""
    nuts: str = ""
