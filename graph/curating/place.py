"""Where somebody read what they enter: a web page, or words that name what is on none."""

from __future__ import annotations

import re

from graph.errors import UsageError
from graph.ledger.written import written
from ontology.printable import UNPRINTABLE
from ontology.values.personal import without_personal
from ontology.values.urls import is_address

_LIKE_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)


def check_place(place: str) -> None:
    """Raise ``UsageError`` for what names no place, or somebody's personal data.

    What is written like an address must be one of the web, so that it can be a link.

    >>> check_place("https://alpha.example/about")
    >>> check_place("Annual report 2025, page 4")
    """
    if is_address(place):
        return
    if _LIKE_ADDRESS.match(place) or UNPRINTABLE.search(place):
        raise UsageError(
            f"'{written(place)}' is no web address: write it as https://…, "
            "or say in words where you read it"
        )
    if not any(map(str.isalpha, place)):
        raise UsageError(
            "nothing says where it was read: give the page, as https://…, or name it in words"
        )
    if kinds := without_personal(place)[1]:
        raise UsageError(
            f"where it was read holds personal data ({', '.join(kinds)}): leave it out"
        )
