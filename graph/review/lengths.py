"""Projects whose stated length does not fit the days on which they are stated to begin and end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.entities import Entity
from graph.stored import StoredRecord

LENGTH, BEGIN, END = "durationMonths", "start", "end"
ROUNDED = 1
"""So many months a length may be off: it is stated in whole months, and days are not."""
_MONTH = len("2016-01")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A length that does not fit: the period by the dates, who states its end, and the length's."""

    period: str
    dated: StoredRecord
    length: int
    measured: StoredRecord


def misfit(entity: Entity, said: Sequence[StoredRecord]) -> Misfit | None:
    """Return how the length of a project contradicts its dates, None where it does not.

    ``said`` are its records, the best first. Dates that leave out the month tell no length.
    """
    stated = {name: _first(said, name) for name in (LENGTH, BEGIN, END)}
    begin, end = (str(entity.properties.get(name, "")) for name in (BEGIN, END))
    length, measured, dated = entity.properties.get(LENGTH), stated[LENGTH], stated[END]
    if not isinstance(length, int) or measured is None or dated is None:
        return None
    if min(len(begin), len(end)) < _MONTH or abs(_months(begin, end) - length) <= ROUNDED:
        return None
    return Misfit(f"{begin}/{end}", dated, length, measured)


def _first(said: Sequence[StoredRecord], name: str) -> StoredRecord | None:
    return next((one for one in said if name in _properties(one)), None)


def _properties(one: StoredRecord) -> Mapping[str, object]:
    return one.record.properties


def _months(begin: str, end: str) -> int:
    """Return how many months lie from the first to the last, both counted."""
    (year, month), (last_year, last_month) = (
        map(int, date[:_MONTH].split("-")) for date in (begin, end)
    )
    return (last_year - year) * 12 + last_month - month + 1
