"""What a record says that cannot be so, though the vocabulary allows each of its values.

One rule for whatever is read or entered. What contradicts the rest of a record is left out of it
alone; a relation of something to itself is set aside whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from graph.dates import earliest, is_date, latest
from graph.records import Record, RelationRecord
from ontology.model import Model

IN_ORDER = (("since", "until"), ("start", "end"), ("founded", "ended"), ("effective", "end"))
"""What cannot come before what."""
MONEY = "amount"
"""The cleaner of what is an amount of money."""
BOUNDS = {"latitude": 90, "longitude": 180}
"""Degrees from the equator and from Greenwich that nothing lies beyond."""
FOUNDED = "founded"
OLDEST = "0500"
"""Before this year nobody was founded whom a record may mean: the oldest hospitals are younger."""
CORRECT = "correct the one that is wrong"


class Contradiction(NamedTuple):
    """What cannot be so: the property, '' for the record as a whole, why, and what to do."""

    column: str
    reason: str
    remedy: str


class Coherence:
    """The rule, by what the vocabulary says of its properties."""

    def __init__(self, model: Model) -> None:
        properties = model.properties.values()
        self._money = frozenset(one.name for one in properties if one.cleaner == MONEY)
        self._computed = frozenset(one.name for one in properties if one.computed)
        self._looked_at = self._money | self._computed | BOUNDS.keys() | {FOUNDED}
        self._looked_at |= {last for _, last in IN_ORDER}

    def contradictions(self, record: Record) -> Iterator[Contradiction]:
        """Yield what in ``record`` cannot be so; its values are such as the vocabulary allows.

        A record that says that something is not so may name whatever was said.
        """
        if record.evidence.denies:
            return
        if isinstance(record, RelationRecord) and record.source == record.target:
            reason = f"it leads from {record.source} to itself"
            yield Contradiction("", reason, "name another end, or take it out")
        if not self._looked_at.isdisjoint(record.properties):
            yield from self._of_values(record.properties)

    def _of_values(self, said: Mapping[str, Any]) -> Iterator[Contradiction]:
        if reason := _not_founded(said.get(FOUNDED, "")):
            yield Contradiction(FOUNDED, reason, "correct the year, or leave it out")
            said = {name: value for name, value in said.items() if name != FOUNDED}
        for first, last in misordered(said):
            reason = f"{last} {said[last]} is before {first} {said[first]}"
            yield Contradiction(last, reason, CORRECT)
        for name in sorted(self._money & said.keys()):
            if said[name] < 0:
                remedy = "write what is paid or costs, 0 or more"
                yield Contradiction(name, "no amount of money is below 0", remedy)
        for name in sorted(BOUNDS.keys() & said.keys()):
            if abs(said[name]) > BOUNDS[name]:
                reason = f"no {name} is beyond {BOUNDS[name]} degrees"
                yield Contradiction(name, reason, "write degrees, as in 54.687")
        for name in sorted(self._computed & said.keys()):
            remedy = "leave it out, and state what it follows from"
            yield Contradiction(name, "it is worked out, not stated", remedy)


def _not_founded(founded: Any) -> str:
    """Return why nobody can have been founded then; '' where somebody can."""
    if not is_date(founded):
        return ""
    if earliest(founded) > date.today().isoformat():
        return f"{founded} is yet to come"
    return f"nobody was founded before {int(OLDEST)}" if founded < OLDEST else ""


def misordered(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of two dates of which the second lies before the first."""
    for first, last in IN_ORDER:
        begins, ends = said.get(first, ""), said.get(last, "")
        if is_date(begins) and is_date(ends) and latest(ends) < earliest(begins):
            yield first, last
