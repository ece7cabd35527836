"""What a node is made of, read off the Cypher that makes it: `CREATE (:_Unit {key: row[2], …})`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.neo4j_import.cells import Cell

CREATED = re.compile(r"CREATE \(:(\w+) \{([^}]*)\}\)")
GIVEN = re.compile(r"UNWIND \$(\w+) AS row\b")
PROPERTY = re.compile(r"(\w+): ([^,]+)")
PLACE = re.compile(r"\[(\d+)\]")

Parameters = Mapping[str, Any]
Read = Callable[[Any, Parameters], Cell]
"""Returns a value from a row of a statement and the parameters of all its rows."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The label of the nodes that a statement makes, their properties, and of what it makes them.

    ``given`` is the parameter that holds the rows, '' where the statement makes one node.
    """

    label: str
    given: str
    properties: Mapping[str, Read]

    @classmethod
    def of(cls, statement: str) -> Shape | None:
        """Return what ``statement`` makes; None of one that does anything else than make nodes."""
        found, given = CREATED.search(statement), GIVEN.search(statement)
        if not found:
            return None
        pairs = PROPERTY.findall(found[2])
        return cls(found[1], given[1] if given else "", {key: _read(said) for key, said in pairs})

    def nodes(self, parameters: Parameters) -> Iterable[dict[str, Cell]]:
        """Yield the properties of each node that the statement makes of ``parameters``."""
        for row in parameters[self.given] if self.given else (None,):
            yield {key: read(row, parameters) for key, read in self.properties.items()}


def _read(said: str) -> Read:
    """Return what reads the value that an expression names: ``row[2][0]``, ``$at`` or a number."""
    said = said.strip()
    if said.startswith("$"):
        name = said[1:]
        return lambda _, parameters: parameters[name]
    if said.isdigit():
        number = int(said)
        return lambda *_: number
    places = [int(place) for place in PLACE.findall(said)]
    if len(places) == 1:
        (place,) = places
        return lambda row, _: row[place]
    first, second = places
    return lambda row, _: row[first][second]
