"""Values of properties in changed cells: what is said anew, and what is no longer so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.records import Scalar, Value
from graph.roster.columns import Column
from graph.schema import Schema
from ingest.tables.rows import Said


@dataclass(slots=True)
class Difference:
    """What changed cells say: the values that are new, and those that are denied."""

    said: dict[str, Value] = field(default_factory=dict)
    denied: dict[str, Value] = field(default_factory=dict)

    def add(
        self, column: Column, standing: Value | None, told: Value | None, schema: Schema
    ) -> None:
        """Note that a cell says ``told`` (None: it was emptied) where ``standing`` stood."""
        if schema.multiple(column.field):
            new, old = _listed(told), _listed(standing)
            _put(self.said, column, [one for one in new if one not in old] or None)
            _put(self.denied, column, [one for one in old if one not in new] or None)
        elif told != standing:
            _put(self.said, column, told)
            _put(self.denied, column, standing)


def of_values(said: Said, column: Column) -> Value | None:
    """Return what a row says in a column, None when the cell is empty."""
    value = said.properties.get(column.field)
    return value.get(column.language) if isinstance(value, Mapping) else value


def _put(target: dict[str, Value], column: Column, value: Value | None) -> None:
    if value is None:
        return
    if column.language:
        present = target.get(column.field)
        texts = dict(present) if isinstance(present, Mapping) else {}
        target[column.field] = {**texts, column.language: value}  # type: ignore[dict-item]
    else:
        target[column.field] = value


def _listed(value: Value | None) -> list[Scalar]:
    if value is None or isinstance(value, Mapping):
        return []
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return [value]
