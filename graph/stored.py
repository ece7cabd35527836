"""What a store keeps and hands out, as values: revisions, sources, records, changes, reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from graph.entities import Entity, Relation, RelationKey
from graph.golden.rules import Said
from graph.records import Record, SourceInfo

Tie = tuple[str, str, str]
"""(subject key, relation type, target key) of a relation record, before identity is worked out."""


Interval = tuple[str, str]
"""A half-open range of place paths: ``lo <= path < hi``."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One closed write to the store: its number (1, 2, …), when (ISO, UTC), what and of what."""

    number: int
    at: str
    action: str
    note: str


class Month(NamedTuple):
    """What the ledger took in within a month (``2026-05``, UTC).

    ``revisions`` counts those closed in it; ``opened`` and ``closed`` count records that are kept:
    what was erased for good is in neither.
    """

    month: str
    revisions: int
    opened: int
    closed: int


class Changed(NamedTuple):
    """The revisions that last changed an entity.

    ``written`` is that of its own facts; ``related`` that of its relations, or of the records that
    speak of it, by which the relations and facts may be as they were.
    """

    written: int
    related: int


def now() -> str:
    """Return the time as revisions keep it: ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """A source as it was read once; ``closed`` is the revision that replaced or retracted it."""

    info: SourceInfo
    read_at: str
    opened: int
    closed: int | None


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit that the store holds: its number, its key within the source, its digest."""

    number: int
    key: str
    digest: str


class StoredRecord(NamedTuple):
    """A record as it is kept, with the source that says it; ``closed`` is None while it stands."""

    number: int
    unit: int
    record: Record
    source: str
    priority: int
    date: str
    opened: int
    closed: int | None

    @property
    def said(self) -> Said:
        """The record as the golden rules weigh it."""
        return Said(self.priority, self.date, self.record)


@dataclass(slots=True)
class LedgerDelta:
    """Changes of one revision to what sources say. Units are named by (source, key)."""

    units: list[tuple[str, str, str]] = field(default_factory=list)
    """(source, key, digest) of units that are new or whose content changed."""
    units_closed: list[int] = field(default_factory=list)
    records: list[tuple[str, str, Record]] = field(default_factory=list)
    """(source, unit key, record)."""
    records_closed: list[int] = field(default_factory=list)


@dataclass(slots=True)
class GoldenDelta:
    """Changes to golden entities and relations."""

    entities: list[Entity] = field(default_factory=list)
    entities_gone: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    relations_gone: list[RelationKey] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.entities or self.entities_gone or self.relations or self.relations_gone)


class Link(NamedTuple):
    """One tie of an organisation to a technology: directly, or by a project, agreement, product.

    ``via`` is that project's id ('' when direct); ``last`` the newest date on which it holds
    (yyyymmdd, 0 unknown); ``since`` and ``until`` when it held.
    """

    organisation: str
    basis: str
    via: str
    role: str
    technology: str
    since: str
    until: str
    last: int


class ReachRow(NamedTuple):
    """What an organisation at a place has to do with a technology or anything narrower.

    ``previous`` is the organisation's next smaller place with this technology, so that a range of
    places counts it once. ``ended`` is 1 for an organisation that no longer exists.
    """

    technology: str
    place: str
    organisation: str
    previous: str
    points: int
    links: int
    last: int
    ended: int


@dataclass(frozen=True, slots=True)
class Vicinity:
    """What lies around an entity, itself included, and the relations among all of it by key.

    ``distances``: id → how many relations away, nearest first, then by id. ``left_out`` is how many
    lie as near as the first that the limit cut off, that one included.
    """

    entities: dict[str, Entity]
    distances: dict[str, int]
    relations: list[Relation]
    left_out: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An organisation that a question reached, before its paths are looked up."""

    organisation: str
    points: int
    links: int
    last: int
    score: int


class Work(NamedTuple):
    """What counts once for its organisation: a project, say, with all that it is about.

    ``points`` are those of the best role in it, ``last`` its newest date (yyyymmdd, 0 unknown).
    """

    points: int
    last: int
    technologies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Footprint:
    """All of an organisation that reach is made from; ``places`` are paths."""

    organisation: str
    places: tuple[str, ...]
    ended: bool
    works: tuple[Work, ...]
