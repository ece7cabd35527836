"""The nodes and relationships of a store on their way into files, one file for each sort."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.neo4j_import.cells import Cell
from graph.neo4j_import.shape import Shape
from graph.neo4j_import.table import Gathering, Row, Table
from graph.neo4j_store.database import statement_files
from graph.neo4j_store.writing import NameChanges
from graph.statements import load_statements

ENTITY, MARK = "_Entity", "_Import"
ID, START, END = "id:ID(entity)", ":START_ID(entity)", ":END_ID(entity)"
"""By these relationships find their ends."""
LABELS, TYPE = ":LABEL", ":TYPE"
LAST = re.compile(r"MATCH \((\w):(\w+)\).*\sRETURN \1\.number ORDER BY \1\.number DESC", re.DOTALL)
"""A statement that asks for the highest number there is."""
Tables = dict[str, Table | Gathering]
"""Class, label of bookkeeping, or type of a relationship → what is written of it."""


class Files:
    """Stands in for the ``Database`` of an empty store: what would be written becomes rows.

    It knows the statements that filling an empty store uses, and reads the properties of nodes off
    them. ``number`` is the revision that all is written in.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self.name_changes = NameChanges()
        self.nodes: Tables = {}
        self.relationships: Tables = {}
        self.count = 0
        self._folder = folder
        self._last: dict[str, int] = {}
        self._statements: dict[str, str] = {}
        for path in statement_files():
            self._statements |= load_statements(path)
        self._shapes: dict[str, Shape] = {}

    @property
    def created(self) -> set[str]:
        """What nobody asks for: nothing is replaced in an empty store."""
        return set()

    def weigh(self, rows: int) -> None:
        """Count nothing: there are no transactions."""

    def rows(self, statement: str, **_: Any) -> list[tuple[Any, ...]]:
        """Return the highest number of the nodes that ``statement`` asks it of."""
        found = LAST.search(self._statements[statement])
        if not found:
            raise AssertionError(f"there is nothing to be read with {statement}")
        return [(self._last.get(found[2], 0),)]

    def run(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Write the node that ``statement`` makes."""
        if statement == "fill_spares":
            return [(0,)]
        self.run_many(statement, parameters.get("rows", ()), **parameters)
        return []

    def run_many(self, statement: str, items: Iterable[Any], weight: int = 0, **more: Any) -> None:
        """Write what ``statement`` makes of ``items``."""
        if statement == "create_entities":
            self._entities(more["labels"], items)
        elif statement == "create_relations":
            self._relations(items)
        else:
            self._nodes(statement, {**more, "rows": items, "at": self.number})

    def node(self, label: str, row: Row) -> None:
        """Write a node that no statement makes in one step."""
        self._gathered(self.nodes, label).add({LABELS: label, **row})
        self.count += 1

    def made(self, statement: str, parameters: Mapping[str, Any]) -> Iterable[dict[str, Cell]]:
        """Yield the properties of the nodes that ``statement`` makes, and write nothing."""
        return self._shape(statement).nodes(parameters)

    def finish(self) -> tuple[list[Table], list[Table]]:
        """Finish all files; return those of nodes and of relationships."""
        nodes = [table for one in self.nodes.values() for table in one.finish()]
        return nodes, [table for one in self.relationships.values() for table in one.finish()]

    def close(self) -> None:
        """Let go of all files."""
        for one in (*self.nodes.values(), *self.relationships.values()):
            one.close()

    def _shape(self, statement: str) -> Shape:
        found = Shape.of(self._statements[statement])
        if not found:
            raise AssertionError(f"{statement} does more than make nodes")
        return self._shapes.setdefault(statement, found)

    def _nodes(self, statement: str, parameters: Mapping[str, Any]) -> None:
        shape = self._shapes.get(statement) or self._shape(statement)
        if shape.label not in self.nodes:
            columns = (LABELS, *shape.properties)
            self.nodes[shape.label] = Table(self._folder, shape.label, columns)
        table = self.nodes[shape.label]
        for row in shape.nodes(parameters):
            table.add({LABELS: shape.label, **row})
            self.count += 1
            self._last[shape.label] = max(self._last.get(shape.label, 0), _number(row))

    def _entities(self, labels: Sequence[str], rows: Iterable[dict[str, Cell]]) -> None:
        """Write entities of a class, which ``labels`` begin with."""
        table = self._gathered(self.nodes, labels[0])
        for row in rows:
            rest = {key: row[key] for key in row if key != "id"}
            table.add({LABELS: [*labels, ENTITY], ID: row["id"], **rest})
            self.count += 1

    def _relations(self, rows: Iterable[tuple[str, str, str, dict[str, Cell]]]) -> None:
        for source, type_, target, properties in rows:
            table = self._gathered(self.relationships, type_)
            table.add({TYPE: type_, START: source, END: target, **properties})
            self.count += 1

    def _gathered(self, where: Tables, name: str) -> Table | Gathering:
        if name not in where:
            where[name] = Gathering(self._folder, name)
        return where[name]


def _number(row: Row) -> int:
    number = row.get("number")
    return number if isinstance(number, int) else 0
