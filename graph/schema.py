"""The vocabulary as the graph's rules ask it."""

from __future__ import annotations

from functools import cache

from graph.records import EntityRecord, Properties, Record, Reject, Scalar
from ontology.model import Model, load_model

SHORT = 32
REMEMBERED = 200_000
LOOK_UP = "see docs/vocabulary.md for what the vocabulary allows"


class Schema:
    """What exists and what may be said of it, read from the vocabulary."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._joins: dict[tuple[str, str, str], bool] = {}
        self._sound: set[tuple[str, str, type, object]] = set()

    def top(self, type_: str) -> str:
        """Return the top kind of a class: Organisation for Cluster."""
        return self.model.top(type_)

    def depth(self, type_: str) -> int:
        """Return how specific a class is: 0 for a top kind."""
        return len(self.model.ancestors(type_)) - 1

    def multiple(self, name: str) -> bool:
        """Tell whether a property may have several values."""
        known = self.model.properties.get(name)
        return known is not None and known.multiple

    def joins(self, type_: str, source: str, target: str) -> bool:
        """Tell whether a relation may lead from an entity of one class to one of the other."""
        known = self._joins.get((type_, source, target))
        if known is None:
            known = self.model.joins(self.model.relations[type_], source, target)
            self._joins[type_, source, target] = known
        return known

    def complaints(self, record: Record, source: str) -> list[Reject]:
        """Return what is wrong with ``record`` of ``source``; nothing when it may go in."""
        if self._known_sound(record):
            return []
        place = record.evidence.locator
        return [
            Reject(source, place, *_column_and_value(record, problem), problem, LOOK_UP)
            for problem in self._problems(record)
        ]

    def _known_sound(self, record: Record) -> bool:
        """Tell whether each value of ``record`` was found sound before.

        Sources repeat themselves: a role or a date stands in thousands of records.
        """
        if record.type not in self.model.relations and record.type not in self.model.kinds:
            return False
        return all(self._sound_value(record.type, *item) for item in record.properties.items())

    def _sound_value(self, type_: str, name: str, value: object) -> bool:
        if not isinstance(value, str | int | float | bool) or len(str(value)) > SHORT:
            return False
        one = (type_, name, type(value), value)
        if one in self._sound:
            return True
        sound = not self._value_problems(type_, name, value)
        if sound and len(self._sound) < REMEMBERED:
            self._sound.add(one)
        return sound

    def _value_problems(self, type_: str, name: str, value: Scalar) -> list[str]:
        if type_ in self.model.kinds:
            return self.model.problems(type_, {name: value})
        return self._tie_problems(type_, {name: value})

    def _tie_problems(self, type_: str, properties: Properties) -> list[str]:
        kinds = min(self.model.relations[type_].pairs)
        return self.model.relation_problems(type_, *kinds, properties)

    def _problems(self, record: Record) -> list[str]:
        if isinstance(record, EntityRecord):
            return self.model.problems(record.type, record.properties)
        if record.type not in self.model.relations:
            return [f"relation {record.type!r} is unknown"]
        return self._tie_problems(record.type, record.properties)


def _column_and_value(record: Record, problem: str) -> tuple[str, str]:
    column = problem.partition(":")[0]
    return (
        (column, str(record.properties.get(column, "")))
        if column in record.properties
        else (
            "type",
            record.type,
        )
    )


@cache
def load_schema() -> Schema:
    """Return the schema of the bundled vocabulary."""
    return Schema(load_model())
