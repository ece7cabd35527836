"""In which region a city lies, where somebody has stated it."""

from __future__ import annotations

from collections.abc import Mapping


class Places:
    """City → the smallest region that a record states for it.

    Built from what is stated only; a city that nobody has placed is not in it.
    """

    def __init__(self, codes: Mapping[str, str] | None = None) -> None:
        """`codes`: id of a city (city-at-wien) → code of a region (AT130)."""
        self._codes = dict(codes or {})

    def region(self, city: str) -> str | None:
        """The code of the region that a city (by id) lies in, if that is known."""
        return self._codes.get(city)

    def __len__(self) -> int:
        return len(self._codes)
