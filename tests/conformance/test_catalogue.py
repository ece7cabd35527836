"""The catalogue of a store: what it says, and when it says anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.catalogue.oai.datasets import DatasetRepository
from graph.catalogue.dumps import source_mark
from graph.catalogue.model import Catalogue, Dataset
from graph.catalogue.profiles import load_profiles
from graph.catalogue.rendering import catalogue_statements, written
from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.api.catalogue.conftest import catalogue_of, tell_licensed
from tests.api.catalogue.harvester import HEADERS, harvested
from tests.conformance.builders import SCHEMA, different, same, take_back, thing, tie, units

BASE = "https://w3id.org/lumigraph/dataset"
CLOCKS = [
    f"graph.{module}.datetime"
    for module in (
        "stored",
        "sqlite_store.ledger",
        "neo4j_store.ledger",
    )
]
MEMBER = tie("acme", "MEMBER_OF", "club", since="2011", until="2019-06")


class Calendar:
    """A clock by which it is a day later each time that one looks."""

    def __init__(self) -> None:
        self._days = 0

    def now(self, _: object) -> datetime:
        self._days += 1
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=self._days)


@pytest.fixture(autouse=True)
def _calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    begin_again(monkeypatch)


def begin_again(patch: pytest.MonkeyPatch) -> None:
    """Set all clocks back to the first of January."""
    for clock in CLOCKS:
        patch.setattr(clock, Calendar())


def fill(store: GraphStore) -> None:
    """Two sources that speak of the same company, and a third that has left."""
    regions = [
        thing("LT01", "Region", level="nuts2", code=["LT01"]),
        thing("LT", "Region", level="country", code=["LT", "LTU"]),
    ]
    place = tie("acme", "LOCATED_IN", "LT01")
    tell_licensed(store, "clubs", thing("club", "Cluster"), thing("acme"), MEMBER)
    tell_licensed(store, "Companies (2026)", thing("acme", founded="1579"), *regions, place)
    tell_licensed(store, "gone", thing("other"))
    take_back(store, "gone")


def texts(catalogue: Catalogue) -> Iterator[bytes]:
    for profile in load_profiles().values():
        for form in ("ttl", "nt", "rdf", "jsonld"):
            yield written(catalogue_statements(catalogue, profile), form)


def modified(catalogue: Catalogue) -> dict[str, str]:
    """Dataset or dump → the day on which it changed."""
    days = {one.slug: one.modified[:10] for one in catalogue.datasets}
    dumps = (one for dataset in catalogue.datasets for one in dataset.distributions)
    return {**days, **{one.file: one.modified[:10] for one in dumps}}


def repository_of(catalogue: Catalogue) -> DatasetRepository:
    return DatasetRepository(catalogue, "https://data.lumigraph.eu/oai")


def named(catalogue: Catalogue, source: str) -> Dataset:
    return next(one for one in catalogue.datasets if one.source == source)


def test_every_store_has_the_same_catalogue(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    begin_again(monkeypatch)
    with closing(SqliteStore(str(tmp_path / "twin.db"))) as twin:
        fill(twin)
        other = catalogue_of(twin, tmp_path / "twin")
    assert [*texts(catalogue_of(store, tmp_path / "dumps"))] == [*texts(other)]


def test_a_dataset_for_the_graph_and_for_each_source(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    catalogue = catalogue_of(store, tmp_path)
    slugs = ["graph", "source-clubs", "source-companies-2026-6c94cbf3"]
    assert [one.slug for one in catalogue.datasets] == slugs
    graph, clubs, companies = catalogue.datasets
    assert graph.derived_from == (clubs.uri, companies.uri)
    assert (clubs.issued[:10], clubs.modified[:10]) == ("2026-01-02", "2026-01-02")
    assert [(one.source, one.at[:10]) for one in catalogue.withdrawn] == [("gone", "2026-01-05")]


def test_where_and_when_the_data_are_about(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    graph, clubs, companies = catalogue_of(store, tmp_path).datasets
    assert [one.code for one in companies.spatial] == ["LTU", "LT01"]
    assert [one.code for one in clubs.spatial] == ["EUROPE"]
    assert graph.spatial == companies.spatial
    assert clubs.temporal is not None
    assert companies.temporal is not None
    assert (clubs.temporal.start, clubs.temporal.end) == ("2011-01-01", "2019-06-30")
    # That the company is old does not make the data old: they are of the day they came in.
    assert (companies.temporal.start, companies.temporal.end) == ("2026-01-03", "")
    assert graph.temporal == clubs.temporal


def test_what_changes_nothing_changes_no_byte(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    before = [*texts(catalogue_of(store, tmp_path / "one"))]
    tell_licensed(store, "clubs", thing("club", "Cluster"), thing("acme"), MEMBER)
    assert [*texts(catalogue_of(store, tmp_path / "one"))] == before
    # Dumps that are made anew are the same to the byte.
    assert [*texts(catalogue_of(store, tmp_path / "two"))] == before


def test_only_what_changes_is_dated_anew(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    before = modified(catalogue_of(store, tmp_path))
    tell_licensed(store, "clubs", thing("club", "Cluster"), thing("acme"))
    catalogue = catalogue_of(store, tmp_path)
    after = modified(catalogue)
    today = store.revision().at[:10]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        *(name for name in after if name.startswith(("graph", "source-clubs"))),
    }
    assert {after[name] for name in changed} == {catalogue.modified[:10]} == {today}
    assert named(catalogue, "clubs").issued[:10] == "2026-01-02"


def test_a_judgement_without_effect_dates_only_the_dumps_that_tell_of_it(
    store: GraphStore, tmp_path: Path
) -> None:
    fill(store)
    before = modified(catalogue_of(store, tmp_path))
    different(store, "acme", "club")
    after = modified(catalogue_of(store, tmp_path))
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"graph", "graph.nq.gz", "graph.trig.gz"}


def test_a_merge_leaves_what_a_source_says_as_it_is(store: GraphStore, tmp_path: Path) -> None:
    tell_licensed(store, "one", thing("acme", identifiers=["ror:05qrv8x55"]))
    tell_licensed(
        store, "two", thing("other"), thing("club", "Cluster"), tie("other", "MEMBER_OF", "club")
    )
    before = named(catalogue_of(store, tmp_path), "two")
    same(store, "acme", "other")
    assert set(store.ledger.identities(["other"]).values()) == {"acme"}
    assert named(catalogue_of(store, tmp_path), "two") == before


def test_a_source_that_comes_back_is_the_same_dataset(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    [gone] = catalogue_of(store, tmp_path).withdrawn
    tell_licensed(store, "gone", thing("other"))
    catalogue = catalogue_of(store, tmp_path)
    back = named(catalogue, "gone")
    assert (back.slug, back.mark) == (gone.slug, gone.mark)
    assert (back.issued[:10], back.modified[:10]) == (
        "2026-01-04",
        "2026-01-06",
    )
    assert catalogue.withdrawn == ()


@pytest.mark.parametrize("way", ["retract", "purge", "retract and purge", "internal"])
def test_harvesters_hear_that_a_source_left_and_that_it_came_back(
    store: GraphStore, tmp_path: Path, way: str
) -> None:
    tell_licensed(store, "stays", thing("acme"))
    tell_licensed(store, "quetzalcoatl", thing("other"))
    known = f"{BASE}/{source_mark('quetzalcoatl')}"
    assert known in harvested(repository_of(catalogue_of(store, tmp_path / "before")), **HEADERS)
    leave(store, "quetzalcoatl", way)
    catalogue = catalogue_of(store, tmp_path / "left")
    [gone] = (one for one in repository_of(catalogue).headers if one.deleted)
    assert (gone.identifier, gone.groups) == (known, ("source",))
    assert gone.datestamp[:10] == store.revision().at[:10]
    named = way == "retract"
    assert [one.source for one in catalogue.withdrawn] == ["quetzalcoatl" if named else ""]
    tell_licensed(store, "quetzalcoatl", thing("other"))
    back = repository_of(catalogue_of(store, tmp_path / "back")).headers
    assert [one.deleted for one in back if one.identifier == known] == [False]


def leave(store: GraphStore, name: str, way: str) -> None:
    """Take a source out of what is public."""
    if way == "internal":
        with closing(SqliteStore(":memory:")) as inner:
            holdings = Holdings(store, lambda new: inner if new else None, SCHEMA)
            said = next(one.info for one in store.ledger.sources() if one.info.name == name)
            holdings.ingest(replace(said, visibility="internal"), units([thing("other")]))
        return
    for word in way.split(" and "):
        take_back(store, name, purge=word == "purge")


def test_entries_by_hand_are_in_the_whole_alone(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    hand = Hand(Holdings(store), "a curator", "https://acme.example")
    slugs = [one.slug for one in catalogue_of(store, tmp_path / "before").datasets]
    hand.take_back(hand.correct("acme", "founded", "1600"))
    hand.correct("acme", "founded", "1580")
    hand.correct("club", "founded", "1990")
    catalogue = catalogue_of(store, tmp_path / "after")
    assert [one.slug for one in catalogue.datasets] == slugs
    assert [one.source for one in catalogue.withdrawn] == ["gone"]
    assert harvested(repository_of(catalogue), **HEADERS) == [
        f"{BASE}/{source_mark('clubs')}",
        f"{BASE}/{source_mark('Companies (2026)')}",
        f"{BASE}/{source_mark('gone')}",
        f"{BASE}/graph",
    ]
    (rights,) = catalogue.datasets[0].distributions[0].rights.values()
    assert rights.count("Entered by hand by a curator") == 1
