"""What a file holds, before anybody has looked at what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a file, and what the file states of itself beside it; "" where it does not.

    ``date`` is a partial ISO date, ``publisher`` a name, ``address`` a URL.
    """

    text: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    address: str = ""
