"""All real sources in one refresh: no row is lost, and both stores end with the same counts.

What is not a source of a graph is left out: DCAT-AP's shapes, the EU's code lists, and the list of
EuroSciVoc codes, which each bundle of CORDIS brings along.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.chunks import chunks
from graph.ledger.holdings import Holdings
from graph.records import EntityRecord, Record, RelationRecord
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from ingest.cordis.tables import Bundle
from ingest.fetching import Cache
from lumigraph.bundled import bundled_data
from lumigraph.listing import read_listing
from lumigraph.refreshing import Outcome, Refreshing

ONE_STORE = pytest.mark.parametrize("backend", ["sqlite"])
OTHER_STORE = pytest.mark.parametrize("backend", [pytest.param("neo4j", marks=pytest.mark.neo4j)])
LIST = """
[[source]]
name = "starter"
folder = "{starter}"

[[source]]
name = "cordis"
file = "{shared}/data/cordis/{cordis}"

[[source]]
name = "cordis-100-rows"
folder = "{shared}/data/cordis/original-columns-100-rows"

[[source]]
name = "registry"
file = "{shared}/data/ror/ror-records.jsonl.gz"
{rest}

[[source]]
name = "eurio"
file = "{shared}/data/eurio/EURIO.ttl"

[[source]]
name = "borders"
folder = "{shared}/data/nuts"
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of the data: the bundle of CORDIS, and what of the registry goes in."""

    cordis: str
    rest: str = ""

    def refresh(self, store: GraphStore, shared: Path, folder: Path) -> dict[str, Outcome]:
        """Refresh an empty ``store``; return source → what came of it."""
        file = folder / "sources.toml"
        named = {"starter": bundled_data(), "shared": shared}
        file.write_text(LIST.format(**named, cordis=self.cordis, rest=self.rest), encoding="utf-8")
        run = Refreshing(Holdings(store), Cache(folder / "cache")).run(read_listing(file))
        return {one.name: one for one in run}

    def bundle(self, shared: Path) -> Bundle:
        """Return the bundle of CORDIS."""
        return Bundle(shared / "data/cordis" / self.cordis)


WITHOUT = "went in without"
"""What is said of a row of which one value was set aside."""
PART = Scope("cordis-horizon-photonics-health-csv.zip")
WHOLE = Scope("cordis-horizon-csv.zip", "add_unmatched = true")
SCOPES = pytest.mark.parametrize(
    "scope",
    [
        pytest.param(PART, id="part", marks=pytest.mark.timeout(1200)),
        pytest.param(WHOLE, id="whole", marks=[pytest.mark.torture, pytest.mark.timeout(2 * 3600)]),
    ],
)


@SCOPES
@ONE_STORE
def test_no_row_is_lost(store: GraphStore, scope: Scope, shared: Path, tmp_path: Path) -> None:
    found = scope.refresh(store, shared, tmp_path)
    assert {name: one.notes for name, one in found.items() if one.notes} == {}
    assert {one.state for one in found.values()} == {"new", "read"}
    check_cordis(store, found["cordis"], scope.bundle(shared))
    check_registry(store, found["registry"], shared)
    check_borders(found["borders"])
    assert found["starter"].rejected == 0
    assert sum(found["eurio"].report.uncovered.values()) > 0
    again = scope.refresh(store, shared, tmp_path)
    assert {one.state for one in again.values()} == {"unchanged", "read"}


@SCOPES
@OTHER_STORE
def test_both_stores_count_the_same(
    store: GraphStore, scope: Scope, shared: Path, tmp_path: Path
) -> None:
    here = scope.refresh(store, shared, tmp_path)
    assert {name: one.notes for name, one in here.items() if one.notes} == {}
    with closing(SqliteStore(":memory:")) as other:
        there = scope.refresh(other, shared, tmp_path)
        assert counts(here) == counts(there)
        assert store.golden.counts() == other.golden.counts()
        assert tallies(store) == tallies(other)


def counts(found: dict[str, Outcome]) -> dict[str, tuple[object, ...]]:
    return {
        name: (one.state, one.created, one.updated, one.removed, one.rejected)
        for name, one in found.items()
    }


def tallies(store: GraphStore) -> dict[str, tuple[int, int, int]]:
    ledger = store.ledger
    return {one.info.name: ledger.tally(one.info.name) for one in ledger.sources()}


def check_cordis(store: GraphStore, outcome: Outcome, bundle: Bundle) -> None:
    """Every row of projects, participations and concepts is in a record, or was set aside."""
    rows: Counter[str] = Counter()
    for record in records(store, "cordis"):
        file, _, place = record.evidence.locator.partition(" ")
        if isinstance(record, EntityRecord) and record.type == "Project":
            rows[file] += 1
        elif isinstance(record, RelationRecord) and record.type == "PARTICIPATES_IN":
            rows[file] += len(place.partition("order=")[2].split(","))
        elif file == "euroSciVoc.csv" and isinstance(record, RelationRecord):
            rows[file] += record.type == "ABOUT"
    places = {(one.file, one.place) for one in outcome.rejects if WITHOUT not in one.reason}
    for table in ("project", "organization", "euroSciVoc"):
        file = f"{table}.csv"
        refused = sum(name == file for name, _ in places)
        assert rows[file] + refused == sum(1 for _ in bundle.rows(table, []))


def records(store: GraphStore, source: str) -> Iterator[Record]:
    for some in chunks(unit.number for unit in store.ledger.units(source).values()):
        yield from (one.record for one in store.ledger.unit_records(some))


def check_registry(store: GraphStore, outcome: Outcome, shared: Path) -> None:
    """Every line is a unit, matches nothing, or was set aside."""
    with gzip.open(shared / "data/ror/ror-records.jsonl.gz", "rt", encoding="utf-8") as lines:
        read = sum(1 for line in lines if line.strip())
    accepted = sum(key.startswith("ror/") for key in store.ledger.units("registry"))
    refused = {one.place for one in outcome.rejects if WITHOUT not in one.reason}
    assert accepted + outcome.report.unmatched + len(refused) == read


def check_borders(outcome: Outcome) -> None:
    """The label points, and nothing else, are set aside."""
    assert [one.file for one in outcome.rejects] == ["NUTS_LB_2021_4326.geojson"]
