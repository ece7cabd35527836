"""The vocabulary as the graph's rules ask it."""

from __future__ import annotations

from functools import cache

from graph.records import EntityRecord, Record, Reject
from ontology.model import Model, load_model

LOOK_UP = "see docs/vocabulary.md for what the vocabulary allows"


class Schema:
    """What exists and what may be said of it, read from the vocabulary."""

    def __init__(self, model: Model) -> None:
        self.model = model

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
        return self.model.joins(self.model.relations[type_], source, target)

    def complaints(self, record: Record, source: str) -> list[Reject]:
        """Return what is wrong with ``record`` of ``source``; nothing when it may go in."""
        if isinstance(record, EntityRecord):
            problems = self.model.problems(record.type, record.properties)
        elif record.type not in self.model.relations:
            problems = [f"relation {record.type!r} is unknown"]
        else:
            relation = self.model.relations[record.type]
            kinds = sorted(relation.pairs)[0]
            problems = self.model.relation_problems(record.type, *kinds, record.properties)
        place = record.evidence.locator
        return [
            Reject(source, place, *_column_and_value(record, problem), problem, LOOK_UP)
            for problem in problems
        ]


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
