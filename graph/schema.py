"""The vocabulary as the graph's rules ask it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from math import isfinite

from graph.coherence import Coherence
from graph.ledger.identity import LONGEST_KEY
from graph.records import EntityRecord, Properties, Record, Reject, Value
from ontology.model import Model, load_model

PLAIN = frozenset({str, int, float, bool})
SHORT = 32
SHOWN = 60
REMEMBERED = 200_000
WITHOUT = "the record went in without it"
LOOK_UP = "see docs/vocabulary.md for what the vocabulary allows"


class Schema:
    """What exists and what may be said of it, read from the vocabulary."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._coherence = Coherence(model)
        self._joins: dict[tuple[str, str, str], bool] = {}
        self._sound: set[tuple[str, str, type, Value]] = set()
        self._amounts = {
            name
            for name, one in model.properties.items()
            if one.datatype == "decimal" and one.scheme is None and one.pattern is None
        }

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

    def sound(self, record: Record, source: str) -> tuple[Record | None, list[Reject]]:
        """Return what of ``record`` of ``source`` may go in, and what is wrong with the rest.

        A value that contradicts others is left out alone; all else keeps the record out.
        """
        if wrong := self._against_vocabulary(record, source):
            return None, wrong
        wrong = self._contradictions(record, source)
        columns = {one.column for one in wrong}
        if not columns <= record.properties.keys():
            return None, wrong
        if not wrong:
            return record, []
        left = {name: one for name, one in record.properties.items() if name not in columns}
        told = [replace(one, reason=f"{one.reason}; {WITHOUT}") for one in wrong]
        return replace(record, properties=left), told

    def complaints(self, record: Record, source: str) -> list[Reject]:
        """Return what is wrong with ``record`` of ``source``; nothing when all of it may go in."""
        return self._against_vocabulary(record, source) or self._contradictions(record, source)

    def _contradictions(self, record: Record, source: str) -> list[Reject]:
        place = record.evidence.locator
        return [
            Reject(source, place, *_cell(record, one.column), one.reason, one.remedy)
            for one in self._coherence.contradictions(record)
        ]

    def _against_vocabulary(self, record: Record, source: str) -> list[Reject]:
        if longest := _too_long(record):
            reason = f"it has {len(longest):,} characters, an id or a key at most {LONGEST_KEY:,}"
            remedy = "give it a shorter one"
            place = record.evidence.locator
            return [Reject(source, place, "id", longest[:SHOWN] + "…", reason, remedy)]
        type_ = record.type
        doubtful = {
            name: value
            for name, value in record.properties.items()
            if not self._known_sound(type_, name, value)
        }
        if not doubtful and (type_ in self.model.relations or type_ in self.model.kinds):
            return []
        place = record.evidence.locator
        return [
            Reject(source, place, *_column_and_value(record, problem), problem, LOOK_UP)
            for problem in self._problems(record, doubtful)
        ]

    def _known_sound(self, type_: str, name: str, value: Value) -> bool:
        """Tell whether this value was found sound before.

        Sources repeat themselves: a role or a date stands in thousands of records.
        """
        kind = type(value)
        if kind not in PLAIN or (isinstance(value, str) and len(value) > SHORT):
            return False
        if isinstance(value, float) and name in self._amounts and isfinite(value):
            value = 0.0  # one amount is as good as another
        one = (type_, name, kind, value)
        return one in self._sound or self._prove(one)

    def _prove(self, one: tuple[str, str, type, Value]) -> bool:
        type_, name, _, value = one
        sound = not (
            self.model.problems(type_, {name: value})
            if type_ in self.model.kinds
            else self._tie_problems(type_, {name: value})
        )
        if sound and len(self._sound) < REMEMBERED:
            self._sound.add(one)
        return sound

    def _problems(self, record: Record, properties: Properties) -> list[str]:
        if isinstance(record, EntityRecord):
            return self.model.problems(record.type, properties)
        return self._tie_problems(record.type, properties)

    def _tie_problems(self, type_: str, properties: Properties) -> list[str]:
        if type_ not in self.model.relations:
            return [f"relation {type_!r} is unknown"]
        kinds = min(self.model.relations[type_].pairs)
        return self.model.relation_problems(type_, *kinds, properties)


def _too_long(record: Record) -> str:
    """Return a key of ``record`` that no store could look up; '' where all are short enough."""
    if isinstance(record, EntityRecord):
        keys: Iterable[str] = (record.key, *record.identifiers)
    else:
        keys = (record.source, record.target)
    longest = max(keys, key=len)
    return longest if len(longest) > LONGEST_KEY else ""


def _column_and_value(record: Record, problem: str) -> tuple[str, str]:
    return _cell(record, problem.partition(":")[0])


def _cell(record: Record, column: str) -> tuple[str, str]:
    """Return a property and its value; the class or relation where the record has none such."""
    if column in record.properties:
        return column, str(record.properties[column])
    return "type", record.type


@cache
def load_schema() -> Schema:
    """Return the schema of the bundled vocabulary."""
    return Schema(load_model())
