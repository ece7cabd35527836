"""Names in Neo4j: however many share equally much, the first are found, and few are held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from graph.neo4j_store import Neo4jStore, names
from graph.neo4j_store.database import Database
from graph.question.grams import POOL
from graph.records import Record
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import take_back, tell, thing
from tests.graph.neo4j_store.trial import opened

pytestmark = pytest.mark.neo4j

MANY = 1_000
HELD = 1 << 20
"""Bytes that a text may have a server hold: the names that are proposed, not all that are read."""
TEXTS = ["laser", "laser 101", "lasre 101", "laser systems", "systems", "nobody"]
KINDS: list[list[str]] = [[], ["Organisation"], ["Technology"], ["Agreement"]]


def told(store: Neo4jStore | SqliteStore, many: int) -> None:
    """Tell of ``many`` companies and a few technologies, whose names are much alike."""
    systems: list[Record] = [
        thing(f"t{n}", "Technology", name={"en": f"Laser systems {n}"}) for n in range(5)
    ]
    tell(store, "systems", *systems)
    tell(store, "gone", *(thing(f"g{n}", name={"en": f"Laser {n}"}) for n in range(5)))
    tell(store, "lasers", *(thing(f"c{n:04}", name={"en": f"Laser {n}"}) for n in range(many)))
    take_back(store, "gone")


@pytest.mark.parametrize("depths", [(POOL + 1, None), names.DEPTHS])
def test_the_closest_are_those_of_sqlite(
    url: str, depths: tuple[int | None, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "DEPTHS", depths)
    with opened(url) as store:
        other = SqliteStore(":memory:")
        told(store, 2 * POOL)
        told(other, 2 * POOL)
        for kinds in KINDS:
            found = store.names.resembling_each(TEXTS, kinds)
            assert found == other.names.resembling_each(TEXTS, kinds)
        assert len(store.names.resembling("laser", [])) == POOL


def test_what_is_read_is_not_held(
    url: str, raw: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(url) as store:
        told(store, MANY)
        held = [one for kinds in KINDS for one in held_for(store, raw, kinds, monkeypatch)]
    assert max(held) < HELD


def held_for(
    store: Neo4jStore, raw: neo4j.Driver, kinds: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    """Yield how many bytes each statement has the server hold that looks for the texts."""
    asked: list[dict[str, Any]] = []
    whole = Database.rows

    def rows(database: Database, statement: str, **parameters: Any) -> list[Any]:
        if statement == "with_grams":
            asked.append({**parameters, "at": None})
        return whole(database, statement, **parameters)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "rows", rows)
        store.names.resembling_each(TEXTS, kinds)
    statement = f"PROFILE {store.names._database.query('with_grams')}"
    for parameters in asked:
        profile = raw.execute_query(statement, parameters).summary.profile
        assert profile is not None
        yield profile["args"]["GlobalMemory"]
