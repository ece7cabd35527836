"""Rows as the driver gives them, and parameters as it takes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

import neo4j

Row: TypeAlias = tuple[Any, ...]


def rows_of(result: neo4j.Result) -> list[Row]:
    """Return the rows of ``result``, or those of the one list in it that is called ``rows``.

    Statements that give many rows give them as such a list: the driver needs about as long for a
    record as for ten rows of a list.
    """
    if tuple(result.keys()) == ("rows",):
        return [tuple(row) for record in result for row in record[0]]
    return [tuple(record) for record in result]


def plain(parameters: Mapping[str, Any], at: int | None) -> dict[str, Any]:
    """Return ``parameters`` as the driver takes them, every collection as a list, and ``at``."""
    lists = {
        name: list(value)
        if isinstance(value, Collection) and not isinstance(value, str | Mapping | list)
        else value
        for name, value in parameters.items()
    }
    return {"at": at, **lists}
