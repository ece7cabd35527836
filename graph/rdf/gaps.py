"""Rows of golden things, parted into their shape and the values that differ within it.

Things of one shape are said alike but for their values: the same statements in the same order, in
which only the inner text of terms differs. ``graph.rdf.stencils`` makes use of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import orjson

from graph.entities import Entity, Relation
from graph.ledger.codec import EntityRow, RelationRow, entity_parts, relation_properties
from graph.rdf.projection import PLAIN
from graph.rdf.terms import DATE_TYPES
from graph.records import Properties
from ontology.model import Model

WIDTHS = {0, *DATE_TYPES}
"""How wide a date is, or none."""
Shape: TypeAlias = tuple[object, ...]
"""What the statements are made by: classes, names of properties, languages, fixed values."""


class Parted(NamedTuple):
    """A row in two; ``values`` begin with the ids, and all are as terms hold them."""

    shape: Shape
    values: list[str]


SINGLY = Parted((), [])
"""What is better said by the projection."""


class Gaps:
    """Parts rows by what ``model`` says of the properties.

    Ids and the like stand in URIs as they are; texts that need escapes are left to the projection.
    """

    def __init__(self, model: Model) -> None:
        properties = model.properties.values()
        self._fixed = {one.name for one in properties if one.scheme or one.datatype == "boolean"}
        self._dates = {one.name for one in properties if one.datatype == "date"}
        self._other = {one.name for one in properties if one.datatype == "decimal"} | self._dates

    def entity(self, row: EntityRow) -> Parted:
        """Return the shape of an entity, its id and its values."""
        id_, _, type_, data = row
        if "\\" in data or not data.isprintable():
            return SINGLY
        keys, properties = entity_parts(id_, data)
        values, schemes = [id_], []
        for one in keys:
            scheme, colon, value = one.partition(":")
            if colon:
                schemes.append(scheme)
                values.append(value)
        if "identifier" in properties or not PLAIN.fullmatch("".join(values)):
            return SINGLY
        return self._with(properties, [type_, tuple(schemes)], values)

    def relation(self, row: RelationRow) -> Parted:
        """Return the shape of a relation, the ids of its ends, and its values."""
        source, type_, target, role, nth, since, until, data = row
        if not PLAIN.fullmatch(source + target) or "\\" in data or not data.isprintable():
            return SINGLY
        if len(since) not in WIDTHS or len(until) not in WIDTHS:
            return SINGLY
        shape = [type_, role, nth, len(since), len(until)]
        values = [source, target, since, until]
        return self._with(relation_properties(source, type_, target, data), shape, values)

    def _with(self, properties: Mapping[str, Any], shape: list[Any], values: list[str]) -> Parted:
        """Add ``properties`` to what is known of a row; a part of a shape tells what comes next."""
        for name, value in properties.items():
            shape.append(name)
            kind = type(value)
            if name in self._fixed:
                shape.append(str(value))
            elif kind is str and name not in self._other:
                values.append(value)
            elif kind is str and name in self._dates and len(value) in DATE_TYPES:
                shape.append(len(value))
                values.append(value)
            elif kind is dict:
                _in_languages(value, shape, values)
            elif kind is list and all(type(one) is str for one in value):
                shape.append((len(value),))
                values += value
            elif (kind is float or kind is int) and "e" not in (number := str(value)):
                values.append(number)
            else:
                return SINGLY
        return Parted(tuple(shape), values)

    def marked_entity(self, row: EntityRow, marks: Iterable[str]) -> Entity:
        """Return the entity of a row that can be parted, with ``marks`` for its values."""
        id_, kind, type_, data = row
        rest, rest_of = orjson.loads(data), iter(marks)
        id_ = next(rest_of)
        keys = (one.partition(":") for one in rest["k"])
        marked = [f"{key}:{next(rest_of)}" if colon else key for key, colon, _ in keys]
        return Entity(id_, kind, type_, self._marked(rest["p"], rest_of), tuple(marked))

    def marked_relation(self, row: RelationRow, marks: Iterable[str]) -> Relation:
        """Return the relation of a row that can be parted, with ``marks`` for its values."""
        _, type_, _, role, nth, since, until, data = row
        rest_of = iter(marks)
        source, target, *dates = (next(rest_of) for _ in range(4))
        since, until = dates[0] if since else "", dates[1] if until else ""
        properties = self._marked(orjson.loads(data) if data else {}, rest_of)
        return Relation(source, type_, target, role, nth, since, until, properties)

    def _marked(self, properties: Mapping[str, Any], marks: Iterator[str]) -> Properties:
        return {
            name: value if name in self._fixed else _replaced(value, marks)
            for name, value in properties.items()
        }


def _in_languages(texts: Mapping[str, Any], shape: list[Any], values: list[str]) -> None:
    shape.append(tuple(texts))
    for one in texts.values():
        if type(one) is str:
            shape.append("")
            values.append(one)
        else:
            shape.append(len(one))
            values += one


def _replaced(value: Any, marks: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(one, marks) for name, one in value.items()}
    return [next(marks) for _ in value] if isinstance(value, list) else next(marks)
