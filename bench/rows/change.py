"""A thousand organisations change: another name, and one of their places moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from time import perf_counter

from bench.generator import Spec, organisation_key, smallest_regions
from bench.peers.plain import Change
from bench.peers.plain_sql import PlainSql
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import check_alike, our_way, questions
from bench.workshop import Workshop
from graph.ledger.identity import entity_id
from graph.ledger.reference import regions_of
from graph.ledger.writing import ingest, retract
from graph.records import EntityRecord, Evidence, Record, RelationRecord, SourceInfo, Unit
from graph.schema import load_schema
from graph.store import GraphStore

NUMBER = 1_000
SOURCE = "changes"
STOCKS = ("plain-sqlite", "full-sqlite", "plain-neo4j", "full-neo4j")
CHECKED = 20
"""How many questions are asked after the changes, to see that the closure was kept right."""
Apply = Callable[[list[Change]], None]


def run(workshop: Workshop) -> list[Line]:
    """Measure one version of the changes after the other; then put everything back."""
    with (
        workshop.changing(*STOCKS),
        workshop.plain_sql() as sql,
        workshop.sqlite() as sqlite,
        workshop.plain_cypher() as cypher,
        workshop.neo4j() as (neo4j, _),
    ):
        ways: dict[str, Apply] = {
            SQLITE: our_way_in(sqlite),
            "plain SQL": sql.change,
            NEO4J: our_way_in(neo4j),
            "plain Cypher": cypher.change,
        }
        versions = Versions(workshop.spec, sql, workshop.runs)
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(workshop.runs + 1):
            for name, apply in ways.items():
                started = perf_counter()
                apply(versions.changes(number))
                taken[name].append(perf_counter() - started)
        asked = questions(workshop.generator, sql, CHECKED)
        asks = {"plain SQL": sql.who, SQLITE: our_way(sqlite), NEO4J: our_way(neo4j)}
        check_alike({**asks, "plain Cypher": cypher.who}, asked)
        for store in (sqlite, neo4j):
            retract(store, load_schema(), SOURCE, purge=True)
        for plain in (sql, cypher):
            plain.change(versions.back())
    # The first version brings the source in; the later ones change what it says.
    line = Line("time", "s", {name: median(some[1:]) for name, some in taken.items()})
    return [line.within(SQLITE, "plain SQL", 5).within(NEO4J, "plain Cypher", 5)]


class Versions:
    """What organisations are called, and where they also are, version by version."""

    def __init__(self, spec: Spec, plain: PlainSql, runs: int) -> None:
        random = Random(f"{spec.seed} changes")
        numbers = random.sample(range(spec.organisations), min(NUMBER, spec.organisations))
        self._ids = [entity_id([organisation_key(number)]) for number in sorted(numbers)]
        self._names: dict[str, str] = dict(plain.rows("nodes_of_kind", kind="Organisation"))
        present = {id_ for id_, _ in plain.rows("nodes_of_kind", kind="Region")}
        regions = [region.id for region in smallest_regions() if region.id in present]
        self._places = {
            id_: random.sample([one for one in regions if one not in own], runs + 1)
            for id_ in self._ids
            for own in [{region for (region,) in plain.rows("located", id=id_)}]
        }

    def changes(self, version: int) -> list[Change]:
        """Return the changes from the version before to this one; version 0 is the first."""
        return [
            Change(
                id_,
                f"{self._names[id_]} {version}",
                places[version - 1] if version else "",
                places[version],
            )
            for id_, places in self._places.items()
        ]

    def back(self) -> list[Change]:
        """Return the changes from the last version to what was before all of them."""
        return [
            Change(id_, self._names[id_], places[-1], "") for id_, places in self._places.items()
        ]


def our_way_in(store: GraphStore) -> Apply:
    """Return how changes go into our store: as a new version of the source that says them."""

    def apply(changes: list[Change]) -> None:
        version = changes[0].name
        info = SourceInfo(SOURCE, "bench", version, "changes 1", priority=1)
        ingest(store, load_schema(), info, units(changes), regions_of)

    return apply


def units(changes: list[Change]) -> Iterator[Unit]:
    """Yield a unit for each organisation."""
    for one in changes:
        key = one.id.replace("pic-", "pic:")
        said = Evidence(f"row of {key}")
        records: list[Record] = [
            EntityRecord(key, "Organisation", {"name": {"en": one.name}}, said),
            RelationRecord(key, "LOCATED_IN", one.after, {}, said),
        ]
        yield Unit(key, one.name, records.__iter__)
