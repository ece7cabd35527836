"""The two sides of a difference: revisions, days or sources, by what people call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any

from graph.chunks import chunks
from graph.dates import is_date, latest
from graph.difference.difference import Difference, State, compare
from graph.difference.lines import counts, lines
from graph.entities import Entity, Relation, Triple
from graph.errors import UnknownNameError, UsageError
from graph.golden.rules import Said, golden_entity, golden_relations
from graph.ledger.history import as_of, reader_as_of, revision_at
from graph.ledger.retention import known_from
from graph.reader import Reader
from graph.records import EntityRecord
from graph.schema import load_schema
from graph.shapes import shape
from graph.store import GraphStore, Ledger
from graph.stored import StoredRecord

PRESENT = "now"
REVISION = re.compile(r"#?(\d+)")


@dataclass(frozen=True, slots=True)
class Side:
    """What was asked for: ``kind`` is ``revision``, ``day`` or ``source``.

    ``revision`` is the last one that it holds (0 for a source or an empty graph), ``day`` the last
    day that it tells of ('' for a source).
    """

    asked: str
    kind: str
    revision: int
    day: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference, and between what."""

    before: Side
    after: Side
    difference: Difference

    @property
    def between_sources(self) -> bool:
        """Whether it is between two sources."""
        return self.before.kind == "source"

    @property
    def lines(self) -> Sequence[str]:
        """The difference in plain lines."""
        return lines(self.difference, sources=self.between_sources)

    def shape(self, limit: int | None = None) -> dict[str, Any]:
        """Return it as plain JSON values, with at most ``limit`` entities and relations each."""
        entities, relations = self.difference.entities, self.difference.relations
        return {
            "before": shape(self.before),
            "after": shape(self.after),
            "lines": list(self.lines),
            "counts": counts(self.difference),
            "entities": shape(entities[:limit]),
            "relations": shape(relations[:limit]),
            "left_out": sum(len(some) - len(some[:limit]) for some in (entities, relations)),
        }


def difference(reader: Reader, before: str, after: str = PRESENT) -> Comparison:
    """Compare two revisions (``12``, ``#2026``), days (``2026-05``) or sources (by name).

    ``now`` is the present. Raises ``UnknownNameError`` for what is none of them and ``UsageError``
    for a source beside what is none.
    """
    sides = [side(reader.store, before), side(reader.store, after)]
    if len({one.kind == "source" for one in sides}) > 1:
        raise UsageError("compare two sources, or two revisions or dates, not one with the other")
    with _state(reader, sides[0]) as old, _state(reader, sides[1]) as new:
        return Comparison(sides[0], sides[1], compare(old, new))


def side(store: GraphStore, asked: str) -> Side:
    """Return what ``asked`` means; a source's name goes before a date, a date before a number."""
    if asked in {one.info.name for one in store.ledger.sources()}:
        return Side(asked, "source", 0, "")
    last = store.revision()
    if asked == PRESENT:
        return Side(asked, "revision", last.number, last.at[:10])
    if is_date(asked):
        return Side(asked, "day", revision_at(store, asked), latest(asked))
    number = REVISION.fullmatch(asked)
    if number and int(number[1]) <= last.number:
        return _revision(store, asked, int(number[1]))
    raise UnknownNameError(
        f"'{asked}' is no date, no source, and no revision up to {last.number}: "
        "`lumigraph sources` lists the sources, `lumigraph status` tells the last revision",
        asked,
    )


def _revision(store: GraphStore, asked: str, number: int) -> Side:
    """Return what a number means. Raises ``UsageError`` where its history was let go."""
    revisions = store.revisions()
    known = known_from(revisions)
    if 0 < number < known.revision:
        raise UsageError(
            f"what revision {number} held was let go: the history of this graph is kept from "
            f"revision {known.revision} on, which stood on {known.day}. Name that one or a later"
        )
    days = {one.number: one.at[:10] for one in revisions}
    return Side(asked, "revision", number, days.get(number, ""))


@contextmanager
def _state(reader: Reader, one: Side) -> Iterator[State]:
    """Open what a side means; a past revision is worked out anew from its records."""
    store = reader.store
    if one.kind == "source":
        yield State(Stated(store, one.asked), "", lambda keys: {})
    elif one.revision == store.revision().number:
        yield _of(store, one)
    elif one.kind == "day":
        yield _of(reader_as_of(reader, one.day).store, one)
    else:
        with closing(as_of(store, one.revision, load_schema())) as past:
            yield _of(past, one)


def _of(store: GraphStore, one: Side) -> State:
    return State(store.golden, one.day, store.ledger.identities)


class Stated:
    """What one source states, as a golden graph of its own under the ids of the whole."""

    def __init__(self, store: GraphStore, source: str) -> None:
        keyed: defaultdict[str, list[Said]] = defaultdict(list)
        tied: defaultdict[Triple, list[Said]] = defaultdict(list)
        for stored, ids in _with_ids(store.ledger, source):
            if isinstance(stored.record, EntityRecord):
                keyed[ids[stored.record.key]].append(stored.said)
            elif stored.record.source in ids and stored.record.target in ids:
                ends = ids[stored.record.source], ids[stored.record.target]
                tied[ends[0], stored.record.type, ends[1]].append(stored.said)
        described = ((id_, _entity(id_, said)) for id_, said in sorted(keyed.items()))
        self._entities = {id_: entity for id_, entity in described if entity}
        schema = load_schema()
        self._relations = {
            triple: golden_relations(*triple, said, schema) for triple, said in sorted(tied.items())
        }

    def all_entities(self) -> Iterator[Entity]:
        """Yield every entity."""
        return iter(self._entities.values())

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """Return those of ``ids`` that the source describes."""
        return {id_: self._entities[id_] for id_ in ids if id_ in self._entities}

    def all_relations(self) -> Iterator[Relation]:
        """Yield every relation."""
        return (one for some in self._relations.values() for one in some)

    def relations(
        self, ids: Collection[str], types: Collection[str], direction: str
    ) -> list[Relation]:
        """Return the relations of ``types`` that lead out of ``ids``."""
        wanted = set(ids)
        return [one for one in self.all_relations() if one.source in wanted and one.type in types]

    def between(self, triples: Collection[Triple]) -> list[Relation]:
        """Return the relations that have exactly these (source, type, target)."""
        return [one for triple in triples for one in self._relations.get(triple, ())]


def _with_ids(ledger: Ledger, source: str) -> Iterator[tuple[StoredRecord, Mapping[str, str]]]:
    """Yield the standing records of ``source``, each with what the keys around it mean."""
    for some in chunks(one.number for one in ledger.units(source).values()):
        records = ledger.unit_records(some)
        keys = {key for one in records for key in _keys(one)}
        ids = ledger.identities(keys)
        yield from ((one, ids) for one in records)


def _keys(one: StoredRecord) -> tuple[str, ...]:
    record = one.record
    return (record.key,) if isinstance(record, EntityRecord) else (record.source, record.target)


def _entity(id_: str, said: Sequence[Said]) -> Entity | None:
    """Return what ``said`` make of an entity, apart from the keys, which are the source's own.

    None when they only say what is not so.
    """
    found = golden_entity([id_], said, load_schema())
    return replace(found, id=id_, keys=()) if found else None
