"""The generated graph: always the same, sound, and the same by records as directly."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from bench.generator import Generator, Spec
from graph.golden.bulk import load
from graph.ledger.holdings import Holdings
from graph.ledger.reference import regions_of
from graph.ledger.writing import ingest
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.validation import validate
from lumigraph.loading import take_in_technologies

TINY = Spec(scale=0.0004)


@pytest.fixture(scope="module")
def golden() -> GraphStore:
    store = SqliteStore(":memory:")
    made = Generator(TINY)
    load(store, made.entities(), made.relations())
    return store


def test_the_same_seed_gives_the_same_graph_and_another_seed_another() -> None:
    first, second = ([*Generator(TINY).relations()] for _ in range(2))
    assert first == second
    other = Generator(Spec(TINY.scale, seed=2))
    assert first != [*other.relations()]


def test_the_graph_has_the_size_that_its_scale_says() -> None:
    made = Generator(Spec(scale=0.01))
    kinds = Counter(entity.kind for entity in made.entities())
    types = Counter(relation.type for relation in made.relations())
    assert kinds["Organisation"] == types["LOCATED_IN"] == 5_000
    assert kinds["Project"] == 2_000
    assert types["PARTICIPATES_IN"] == pytest.approx(15_000, rel=0.1)
    assert types["ABOUT"] == pytest.approx(4_000, rel=0.1)
    assert kinds["Grant"] == pytest.approx(3_000, rel=0.1)


def test_a_few_organisations_take_part_in_many_projects() -> None:
    relations = Generator(Spec(scale=0.01)).relations()
    shares = Counter(one.source for one in relations if one.type == "PARTICIPATES_IN")
    busiest = [number for _, number in shares.most_common(50)]
    assert sum(busiest) > 0.08 * shares.total()
    assert len(shares) > 3_000


def test_every_record_is_as_the_vocabulary_demands() -> None:
    schema = load_schema()
    records = [record for unit in Generator(TINY).units() for record in unit.records()]
    assert len(records) > 1_000
    assert [complaint for record in records for complaint in schema.complaints(record, "x")] == []


def test_the_loaded_graph_is_valid_and_its_closure_right(golden: GraphStore) -> None:
    assert validate(golden) == []


def test_records_give_the_same_graph(golden: GraphStore) -> None:
    store = SqliteStore(":memory:")
    made = Generator(TINY)
    take_in_technologies(Holdings(store))
    report = ingest(store, load_schema(), made.info, made.units(), regions_of)
    assert report.rejects == []
    assert [*store.golden.all_entities()] == [*golden.golden.all_entities()]
    assert [*store.golden.all_relations()] == [*golden.golden.all_relations()]
    assert {*store.reach.rows()} == {*golden.reach.rows()}


def test_names_are_like_those_of_organisations() -> None:
    names = [entity.label for entity in islice(Generator(Spec(scale=0.01)).entities(), 5_000)]
    assert len(set(names)) > 0.99 * len(names)
    assert not [name for name in names if "{" in name]
    assert any(name.endswith("GmbH") for name in names)
