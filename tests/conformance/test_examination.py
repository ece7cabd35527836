"""What is out of order is found, and mended, on both stores: each damage in turn."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path

import pytest

from graph.chunks import chunks
from graph.doctor.examination import examine
from graph.doctor.index_checks import NameCheck, ReachCheck
from graph.doctor.pair import Pair
from graph.doctor.sample import SIZE, Sample, sample_of
from graph.entities import Entity
from graph.golden.bulk import load
from graph.neo4j_store import Neo4jStore
from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.stored import GoldenDelta, ReachRow, SourceVersion
from tests.conformance.builders import SCHEMA, graph_of, optics, reach_of, same, tell, thing, tie
from tests.conformance.conftest import NEO4J

FACTS: list[Record] = [
    thing("alpha", "University", ["ror:1"]),
    tie("alpha", "LOCATED_IN", "LT"),
    tie("alpha", "WORKS_ON", "lasers"),
    thing("beta", "Company", ["vat:2"]),
    tie("beta", "LOCATED_IN", "AT130"),
    thing("gamma", "Company"),
    tie("beta", "WORKS_ON", "oct"),
]
CHANGES = {
    "entity": "UPDATE entity SET data = replace(data, 'beta', 'omega') WHERE id = 'beta'",
    "relation": "DELETE FROM relation WHERE type = 'WORKS_ON' AND source = 'alpha'",
    "name": "DELETE FROM name WHERE entity = (SELECT number FROM entity WHERE id = 'alpha')",
    "alias_missing": "DELETE FROM alias WHERE key = 'alpha'",
    "alias_astray": "INSERT INTO alias (key, identifier, record) VALUES ('alpha', 'pic:9', 999)",
    "unit_astray": "INSERT INTO unit (source, key, digest, opened) VALUES ('none', 'x', '', 1)",
    "record_astray": "INSERT INTO record (unit, source, subject, type, object, data, opened) "
    "VALUES (999, 'one', 'delta', 'Company', '', '{\"p\":{},\"l\":\"\"}', 1)",
    "tally": "UPDATE tally SET relations = relations + 1 WHERE source = 'one'",
    "ahead": "INSERT INTO record (unit, source, subject, type, object, data, opened) "
    "VALUES (1, 'optics', 'delta', 'Company', '', '{\"p\":{},\"l\":\"\"}', 77)",
}
CYPHER = {
    "entity": "MATCH (e:_Entity {id: 'beta'}) SET e._data = replace(e._data, 'beta', 'omega')",
    "relation": "MATCH (:_Entity {id: 'alpha'})-[r:WORKS_ON]->() DELETE r",
    "name": "MATCH (n:_Name {entity: 'alpha'}) DELETE n",
    "alias_missing": "MATCH (a:_Alias {key: 'alpha'}) DELETE a",
    "alias_astray": "CREATE (:_Alias {key: 'alpha', identifier: 'pic:9', record: 999, opened: 1})",
    "unit_astray": "CREATE (:_Unit {number: 999, source: 'none', key: 'x', digest: '', opened: 1})",
    "record_astray": "CREATE (:_Record {number: 999, unit: 999, source: 'one', subject: 'delta', "
    "type: 'Company', object: '', data: '{\"p\":{},\"l\":\"\"}', opened: 1})",
    "tally": "MATCH (s:_Source {name: 'one'}) WHERE s.closed IS NULL SET s.tally = [1, 2, 3]",
    "ahead": "CREATE (:_Record {number: 999, unit: 1, source: 'optics', subject: 'delta', "
    "type: 'Company', object: '', data: '{\"p\":{},\"l\":\"\"}', opened: 77})",
}


@pytest.fixture(params=["sqlite", NEO4J[0]])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of store."""
    return str(request.param)


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    """A small graph in good order."""
    tell(store, "optics", *optics())
    tell(store, "one", *FACTS)
    same(store, "beta", "gamma")
    return store


def run(store: GraphStore, change: str) -> None:
    """Change what a store holds behind its back."""
    if isinstance(store, SqliteStore):
        store._database.connection().execute(CHANGES[change])
        return
    assert isinstance(store, Neo4jStore)
    with store._database.session() as session:
        session.run(CYPHER[change]).consume()


def state(store: GraphStore) -> tuple[object, ...]:
    stated = {one.info.name: store.ledger.tally(one.info.name) for one in store.ledger.sources()}
    return graph_of(store), reach_of(store), sorted(store.names.every()), stated


def ailments(store: GraphStore, *, mend: bool = False) -> dict[str, bool]:
    """Return what is found, and whether it is mended."""
    found = examine(store, SCHEMA, thorough=True, mend=mend)
    return {one.ailment: one.mended for one in found}


def test_each_damage_is_found_and_mended(filled: GraphStore) -> None:
    assert examine(filled, SCHEMA) == []
    tell(filled, "one", *FACTS[:-1])
    before = state(filled)
    for damage in CHANGES:
        run(filled, damage)
        check(filled, damage, before)
    for damage, change in DELTAS.items():
        with filled.writing("damage", damage):
            change(filled)
        check(filled, damage, before)
    assert ailments(filled) == {}


def check(store: GraphStore, damage: str, before: tuple[object, ...]) -> None:
    """Make sure that damage is found, that it can be mended, and that nothing else has changed."""
    assert ailments(store)[damage] is False
    mended = ailments(store, mend=True)
    assert mended[damage]
    assert all(mended.values())
    assert state(store) == before


DELTAS: dict[str, Callable[[GraphStore], None]] = {
    "entity": lambda store: store.golden.apply(
        GoldenDelta(entities=[Entity("ghost", "Organisation", "Company", {})])
    ),
    "reach": lambda store: store.reach.apply(
        [ReachRow("oct", "LT", "alpha", "", 9, 9, 0, 0)], list(store.reach.rows())[:1]
    ),
}


def test_a_wrong_count_is_told_beside_the_right_one(filled: GraphStore) -> None:
    run(filled, "tally")
    (found,) = examine(filled, SCHEMA)
    (place,) = found.places
    assert place.startswith("one: ")
    assert place.endswith(" are kept, 7 records, 3 entities, 4 relations are counted")


def test_what_came_in_since_is_not_overwritten(
    filled: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ingest between the finding and the mending of each ailment stands afterwards."""
    for damage in ("entity", "relation"):
        run(filled, damage)
        told = thing("alpha", "University", [f"pic:{damage}"]), thing(damage, "Company")
        with monkeypatch.context() as patch:
            _write_once(filled, patch, partial(tell, filled, "late", *told))
            mended = ailments(filled, mend=True)
        assert mended[damage]
        assert all(mended.values())
        assert set(filled.golden.types([damage])) == {damage}
        assert ailments(filled) == {}


def _write_once(store: GraphStore, patch: pytest.MonkeyPatch, write: Callable[[], object]) -> None:
    """Let somebody write right before the next mending does."""
    writing = store.writing

    def late(action: str, note: str) -> AbstractContextManager[int]:
        patch.setattr(store, "writing", writing)
        write()
        return writing(action, note)

    patch.setattr(store, "writing", late)


def test_what_follows_from_a_mending_is_looked_for_everywhere(tmp_path: Path) -> None:
    """A unit that stood without a source takes its entities along, of which there are many."""
    many = [thing(f"firm-{number}") for number in range(3 * SIZE)]
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        tell(store, "many", *many)
        tell(store, "one", *FACTS)
        store._database.connection().execute("UPDATE source SET closed = 1 WHERE name = 'many'")
        found = examine(store, SCHEMA, mend=True)
        assert {one.ailment for one in found} >= {"unit_astray", "record_astray", "entity"}
        assert all(one.mended for one in found)
        assert list(store.golden.types([one.key for one in many])) == []


def test_an_ailment_that_a_second_look_finds_more_of_is_told_once(tmp_path: Path) -> None:
    many = [thing(f"firm-{number}") for number in range(3 * SIZE)]
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        tell(store, "many", *many)
        store._database.connection().execute("UPDATE entity SET data = replace(data, 'firm', 'f')")
        found = examine(store, SCHEMA, mend=True)
        told = [one for one in found if one.ailment == "entity"]
        assert [(one.number, len(one.places), one.mended) for one in told] == [(3 * SIZE, 20, True)]
        assert examine(store, SCHEMA, thorough=True) == []


def test_looking_at_all_holds_no_more_the_more_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked at is gone again: neither ids nor rows of reach are gathered."""
    monkeypatch.setattr(chunks, "__defaults__", (50,))
    monkeypatch.setattr("graph.sqlite_store.database.ROWS", 50)
    held: list[int] = []
    for size in (300, 1_200):
        with closing(SqliteStore(":memory:")) as store:
            tell(store, "optics", *optics())
            firms = [f"firm-{number}" for number in range(size)]
            places = [tie(one, "LOCATED_IN", "LT") for one in firms]
            works = [tie(one, "WORKS_ON", "lasers") for one in firms]
            tell(store, "many", *map(thing, firms), *places, *works)
            names, reach = NameCheck(store), ReachCheck(store, Sample())
            tracemalloc.start()
            assert [*names.find(), *reach.find()] == []
            held.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert held[1] < 1.5 * held[0]


def test_what_is_brought_in_line_meanwhile_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def late() -> list[SourceVersion]:
        monkeypatch.undo()
        found = internal.ledger.sources()
        tell(internal, "new", thing("alpha"))
        return found

    with closing(SqliteStore(":memory:")) as public, closing(SqliteStore(":memory:")) as internal:
        tell(public, "new", thing("alpha"))
        _, pair = Pair(public, internal, "2027-01-01").checks()
        assert list(pair.find()) == ["the internal store has no new"]
        monkeypatch.setattr(internal.ledger, "sources", late)
        assert list(pair.find()) == []


def test_what_was_loaded_without_records_is_left_as_it_is() -> None:
    with closing(SqliteStore(":memory:")) as store:
        load(store, [Entity("beta", "Organisation", "Company", {"name": {"en": "Beta"}})], [])
        assert examine(store, SCHEMA, mend=True) == []
        assert list(store.golden.types(["beta"])) == ["beta"]


def test_a_sample_finds_in_time_what_all_finds(tmp_path: Path) -> None:
    """Each revision looks at other things, so what one passes over another one sees."""
    ids = [f"firm-{number}" for number in range(3 * SIZE)]
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        tell(store, "many", *map(thing, ids))
        assert sample_of(store, thorough=True).of == 1
        sample = sample_of(store, thorough=False)
        assert sample.of == 3
        assert SIZE / 2 < sum(map(sample.has, ids)) < 2 * SIZE
        others = [Sample(sample.of, salt) for salt in range(1, 20)]
        assert all(any(one.has(id_) for one in others) for id_ in ids)
