"""A file of CSV for Neo4j's import tool, and the file beside it that holds its header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

import orjson

from graph.errors import UsageError
from graph.export import whole_text
from graph.neo4j_import.cells import ANY_LIST, Cell, common, line, type_of

Row = Mapping[str, Cell]
"""Property → value. A key with a colon is a heading as it is: ``:START_ID(entity)``."""
UNKNOWN = {"": "string", ANY_LIST: "string[]"}
"""As what a header names the type of a column without any value, or without any entry."""
Types = dict[str, str]
"""Property → type of its values so far, as headers name it; '' while there is none."""
Pattern = tuple[object, ...]
"""The properties of a row and the classes of their values: rows of one pattern go together."""


class Table:
    """Rows whose columns are known, written as they come; ``name`` is that of the file.

    ``multiline`` tells whether a value goes over several lines, ``longest`` how many characters the
    longest row has.
    """

    def __init__(self, folder: Path, name: str, columns: Iterable[str]) -> None:
        self.name = name
        self.multiline = False
        self.longest = 0
        self._folder = folder
        self._types: Types = dict.fromkeys(columns, "")
        self._met: set[Pattern] = set()
        self._open = ExitStack()
        self._file = self._open.enter_context(whole_text(folder / f"{name}.csv.gz"))

    def add(self, row: Row) -> None:
        """Write a row. Raises ``UsageError`` where a value is of another type than those before."""
        if (met := pattern(row)) not in self._met:
            self._learn(row)
            self._met.add(met)
        text = line(row.get(key) for key in self._types)
        self.longest = max(self.longest, len(text))
        self.multiline = self.multiline or "\n" in text[:-1] or "\r" in text
        self._file.write(text)

    def _learn(self, row: Row) -> None:
        types = joined(self._types, row)
        if types is None:
            raise UsageError(f"values of several types stand in one column of {self.name}: {row}")
        self._types = types

    def finish(self) -> list[Table]:
        """End the file, write the header, and return what there is now."""
        self._open.close()
        heads = (
            key if ":" in key else f"{key}:{UNKNOWN.get(type_, type_)}"
            for key, type_ in self._types.items()
        )
        header = self._folder / f"{self.name}.header.csv"
        header.write_text(",".join(heads) + "\n", encoding="utf-8")
        return [self]

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()


class Gathering:
    """Rows whose columns show only while they come: kept aside, then written as tables.

    There is one table, and another for each further type that values of a property have.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._path = folder / f"{name}.rows"
        self._kept = self._path.open("w+b")
        self._tables: list[Types] = []
        self._met: dict[Pattern, int] = {}

    def add(self, row: Row) -> None:
        """Keep a row."""
        if (met := pattern(row)) not in self._met:
            self._met[met] = self._table_of(row)
        self._kept.write(orjson.dumps([self._met[met], row]) + b"\n")

    def finish(self) -> list[Table]:
        """Write what was kept as tables, and return these."""
        tables = [
            Table(self._folder, f"{self._name}-{number}" if number else self._name, columns)
            for number, columns in enumerate(self._tables)
        ]
        self._kept.seek(0)
        for kept in self._kept:
            number, row = orjson.loads(kept)
            tables[number].add(row)
        self._kept.close()
        self._path.unlink()
        return [done for one in tables for done in one.finish()]

    def close(self) -> None:
        """Let go of the file."""
        self._kept.close()

    def _table_of(self, row: Row) -> int:
        """Return the number of the first table that takes ``row``, whose columns it then has."""
        for number, types in enumerate(self._tables):
            if (more := joined(types, row)) is not None:
                self._tables[number] = more
                return number
        self._tables.append({key: type_of(value) for key, value in row.items()})
        return len(self._tables) - 1


def pattern(row: Row) -> Pattern:
    """Return what tells whether the columns of a row have been met."""
    return (*row, *map(_class, row.values()))


def _class(value: Cell) -> object:
    return (list, type(value[0])) if isinstance(value, list) and value else type(value)


def joined(types: Types, row: Row) -> Types | None:
    """Return ``types`` and those of ``row``; None where a property has another than before."""
    found = {key: common(types.get(key, ""), type_of(value)) for key, value in row.items()}
    if any(one is None for one in found.values()):
        return None
    return {**types, **{key: one for key, one in found.items() if one is not None}}
