"""A revision is visible when it is closed, as a whole, or never."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import StoreBusyError
from graph.golden.consequences import Touched, follow
from graph.ledger.writing import ingest
from graph.neo4j_store import journal
from graph.records import Record, Unit
from graph.sqlite_store import database
from graph.store import GraphStore
from graph.stored import LedgerDelta
from tests.conformance.builders import (
    SCHEMA,
    graph_of,
    info,
    optics,
    reach_of,
    take_back,
    tell,
    thing,
    tie,
    units,
)

RECORDS: list[Record] = [
    thing("alpha"),
    tie("alpha", "WORKS_ON", "lasers"),
    tie("alpha", "LOCATED_IN", "LT011", city="Vilnius"),
]
CHANGED: list[Record] = [
    thing("alpha", website="https://alpha.example"),
    tie("alpha", "WORKS_ON", "imaging"),
]


def everything(store: GraphStore) -> tuple[object, ...]:
    """All that a reader can see of a store."""
    return (
        store.revision(),
        graph_of(store),
        reach_of(store),
        store.golden.counts(),
        store.names.exact("alpha"),
        store.names.resembling("alpha", []),
        store.ledger.sources(closed=True),
        list(store.ledger.history(store.revision().number)),
        store.ledger.identities(["alpha", "lasers"]),
        store.ledger.judgements(closed=True),
        store.reach.top("light", [("LT", "LU")], 2024, 5),
    )


def elsewhere(look: Callable[[], object]) -> object:
    """What another thread sees."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(look).result()


def test_a_revision_shows_when_it_is_closed(
    store: GraphStore, opening: Callable[[], GraphStore]
) -> None:
    tell(store, "optics", *optics())
    tell(store, "one", *RECORDS)
    other = opening()
    before = everything(other)
    with store.writing("ingest", "one") as number:
        _replace(store)
        follow(store, SCHEMA, _touched())
        assert store.golden.entities(["alpha"])["alpha"].properties.get("website")
        assert {one.technology for one in store.reach.rows()} == {"imaging", "light"}
        assert everything(other) == before
        assert elsewhere(lambda: everything(store)) == before
    assert everything(other) == everything(store) != before
    assert (store.revision().number, store.revision().action) == (number, "ingest")
    assert [one.number for one in store.revisions()] == [1, 2, 3]


def _replace(store: GraphStore) -> None:
    """Write ``CHANGED`` in the place of ``RECORDS``, location apart, by hand."""
    store.ledger.open_source(info("one", CHANGED))
    unit = store.ledger.units("one")["alpha"]
    old = [
        stored.number
        for stored in store.ledger.unit_records([unit.number])
        if getattr(stored.record, "type", "") != "LOCATED_IN"
    ]
    said = [("one", "alpha", record) for record in CHANGED]
    store.ledger.write(
        LedgerDelta(units=[("one", "alpha", "new")], records=said, records_closed=old)
    )


def _touched() -> Touched:
    works = {("alpha", "WORKS_ON", technology) for technology in ("lasers", "imaging")}
    return Touched(keys={"alpha"}, ties=works)


@pytest.mark.parametrize("after", range(4))
def test_a_write_that_fails_leaves_nothing(store: GraphStore, after: int) -> None:
    tell(store, "optics", *optics())
    tell(store, "one", *RECORDS)
    before = everything(store)
    steps: list[Callable[[], object]] = [
        lambda: _replace(store),
        lambda: follow(store, SCHEMA, _touched()),
        lambda: store.ledger.judge("alpha", "lasers", "different", "a curator", ""),
        lambda: store.ledger.purge("one"),
    ]

    def write() -> None:
        with store.writing("ingest", "one"):
            for step in steps[: after + 1]:
                step()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert everything(store) == before
    tell(store, "one", *CHANGED)
    assert store.revision().number == 3


def test_a_source_that_breaks_off_leaves_nothing(store: GraphStore) -> None:
    tell(store, "optics", *optics())
    before = everything(store)
    whole = [thing(f"alpha{number}") for number in range(40)]

    def broken() -> list[Record]:
        raise OSError("the file ends here")

    items = [*units(whole), Unit("last", "1", broken)]
    with pytest.raises(OSError, match="the file ends here"):
        ingest(store, SCHEMA, info("one", whole), items)
    assert everything(store) == before


def test_an_entity_that_leaves_and_comes_back(store: GraphStore) -> None:
    tell(store, "optics", *optics())
    tell(store, "one", *RECORDS)
    full = graph_of(store)
    take_back(store, "one")
    tell(store, "one", *RECORDS)
    assert graph_of(store) == full
    assert len(store.names.exact("alpha")) == 1


@pytest.fixture
def two_openings(
    opening: Callable[[], GraphStore], monkeypatch: pytest.MonkeyPatch
) -> tuple[GraphStore, GraphStore]:
    """One store opened twice, by writers who wait for each other half a second."""
    monkeypatch.setattr(journal, "BUSY_SECONDS", 0.5)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.5)
    return opening(), opening()


def test_two_writers_at_once(two_openings: tuple[GraphStore, GraphStore]) -> None:
    one, two = two_openings
    with one.writing("ingest", "first"):
        with pytest.raises(StoreBusyError, match="another process is writing"):
            tell(two, "two", thing("beta"))
        assert two.revision().number == 0
    tell(two, "two", thing("beta"))
    assert one.revision().note == "two"


def test_whose_turn_it_is_writes_alone(two_openings: tuple[GraphStore, GraphStore]) -> None:
    """As many revisions as are wanted, one after the other; others see them and do not write."""
    one, two = two_openings
    with one.turn():
        tell(one, "one", thing("alpha"))
        with pytest.raises(StoreBusyError, match="another process is writing"):
            tell(two, "two", thing("beta"))
        with one.turn():
            tell(one, "three", thing("gamma"))
    assert [made.note for made in two.revisions()] == ["one", "three"]
    tell(two, "two", thing("beta"))
    assert two.revision().number == 3


def test_what_fails_in_a_turn_is_not_in(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"))
    before = everything(store)
    with pytest.raises(ValueError, match="on purpose"), store.turn(), store.writing("ingest", ""):
        raise ValueError("on purpose")
    assert everything(store) == before
    tell(store, "two", thing("beta"))
    assert store.revision().number == 2


def test_writing_needs_a_revision(store: GraphStore) -> None:
    with pytest.raises(RuntimeError, match="only inside"):
        store.ledger.close_source("one")
