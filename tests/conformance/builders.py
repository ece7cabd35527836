"""Small sources for the cases, written as a person would say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.export import lines
from graph.ledger.codec import record_row
from graph.ledger.judging import judging
from graph.ledger.writing import Report, ingest, retract
from graph.records import (
    EntityRecord,
    Evidence,
    Properties,
    Record,
    RelationRecord,
    SourceInfo,
    Unit,
    Value,
    digest,
)
from graph.schema import load_schema
from graph.store import GraphStore
from graph.stored import ReachRow

SCHEMA = load_schema()


def thing(
    key: str, type_: str = "Company", identifiers: Iterable[str] = (), **properties: Value
) -> EntityRecord:
    """Return what a source says of one entity; its English name is its key unless stated."""
    said: Properties = {"name": {"en": key}, **properties}
    return EntityRecord(key, type_, said, Evidence(f"of {key}"), tuple(identifiers))


def tie(source: str, type_: str, target: str, **properties: Value) -> RelationRecord:
    """Return what a source says of one relation."""
    return RelationRecord(source, type_, target, properties, Evidence(f"{source} to {target}"))


def info(name: str, records: Iterable[Record], priority: int = 0, date: str = "") -> SourceInfo:
    """Return the source ``name`` as it is when it holds these records."""
    content = digest(sorted(map(record_row, records)), priority, date)
    return SourceInfo(name, f"{name}.yaml", content, "test 1", priority=priority, date=date)


def units(records: Iterable[Record]) -> list[Unit]:
    """Return one unit for each entity that speaks."""
    by_key: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        key = record.key if isinstance(record, EntityRecord) else record.source
        by_key[key].append(record)
    return [
        Unit(key, digest(sorted(map(record_row, some))), lambda some=some: some)  # type: ignore[misc]
        for key, some in by_key.items()
    ]


def tell(
    store: GraphStore, name: str, *records: Record, priority: int = 0, date: str = ""
) -> Report:
    """Take in the source ``name`` as it says these records now."""
    return ingest(store, SCHEMA, info(name, records, priority, date), units(records))


def take_back(store: GraphStore, name: str, *, purge: bool = False) -> Report:
    """Retract the source ``name``."""
    return retract(store, SCHEMA, name, purge=purge)


def same(store: GraphStore, left: str, right: str) -> int:
    """Judge two keys to be the same; return the judgement's number."""
    with judging(store, SCHEMA, left, right, "same", by="a curator") as judgement:
        return judgement.number


def different(store: GraphStore, left: str, right: str) -> int:
    """Judge two keys to be different; return the judgement's number."""
    with judging(store, SCHEMA, left, right, "different", by="a curator") as judgement:
        return judgement.number


def graph_of(store: GraphStore) -> list[str]:
    """Return the golden graph, line by line."""
    return list(lines(store))


def reach_of(store: GraphStore) -> list[ReachRow]:
    """Return all rows of reach in one order."""
    return sorted(store.reach.rows())


def optics() -> list[Record]:
    """Return a small technology tree: light over lasers and imaging, both over oct."""
    broader = [("lasers", "light"), ("imaging", "light"), ("oct", "imaging"), ("oct", "lasers")]
    technologies = ("light", "lasers", "imaging", "oct")
    return [
        *(thing(name, "Technology") for name in technologies),
        *(tie(below, "BROADER", above) for below, above in broader),
        *(thing(code, "Region") for code in ("LT", "LT011", "AT", "AT130", "AT22")),
    ]
