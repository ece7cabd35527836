"""What `validate` finds in a graph that is not as its records and the vocabulary say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.entities import Entity, Relation
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from graph.stored import GoldenDelta, ReachRow
from graph.validation import validate
from tests.conformance.builders import optics, tell, thing, tie


@pytest.fixture
def store() -> Iterator[GraphStore]:
    store = SqliteStore(":memory:")
    tell(store, "optics", *optics())
    tell(
        store,
        "one",
        thing("alpha"),
        tie("alpha", "WORKS_ON", "oct"),
        tie("alpha", "LOCATED_IN", "LT"),
    )
    yield store
    store.close()


def damage(store: GraphStore, delta: GoldenDelta) -> list[str]:
    """Write past the rules, and return what is found."""
    with store.writing("damage", "by a test"):
        store.golden.apply(delta)
    return validate(store)


def test_a_sound_graph(store: GraphStore) -> None:
    assert validate(store) == []


def test_the_bundled_data_are_sound(reader: Reader) -> None:
    assert validate(reader.store) == []


def test_a_property_that_does_not_exist(store: GraphStore) -> None:
    wrong = Entity("beta", "Organisation", "Company", {"colour": "red"}, ("beta",))
    [problem] = damage(store, GoldenDelta(entities=[wrong]))
    assert problem.startswith("beta: colour")


def test_a_relation_without_an_end(store: GraphStore) -> None:
    [problem] = damage(store, GoldenDelta(relations=[Relation("alpha", "MEMBER_OF", "nobody")]))
    assert problem == "alpha MEMBER_OF nobody: there is no entity 'nobody'"


def test_a_relation_between_kinds_that_it_does_not_join(store: GraphStore) -> None:
    [problem] = damage(store, GoldenDelta(relations=[Relation("oct", "MEMBER_OF", "alpha")]))
    assert problem == "oct MEMBER_OF alpha: the vocabulary does not allow it between these kinds"


def test_a_closure_that_lacks_a_row_or_has_one_too_many(store: GraphStore) -> None:
    row = next(row for row in store.reach.rows() if row.technology == "light")
    strange = ReachRow("lasers", "AT", "alpha", "", 1, 1, 0, 0)
    with store.writing("damage", "by a test"):
        store.reach.apply([strange], [row])
    assert sorted(validate(store)) == [
        "the closure has too much: alpha on lasers at AT",
        "the closure lacks alpha on light at LT",
    ]
