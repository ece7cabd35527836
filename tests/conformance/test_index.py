"""The RDF index follows the store: an update gives what building anew gives."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph
import pytest

from graph.entities import DEFAULT_BASE_URI as BASE
from graph.errors import StoreBusyError
from graph.rdf.graphs import blocks
from graph.rdf.index import STAMP, Index
from graph.rdf.stars import lines
from graph.store import GraphStore
from tests.conformance.builders import different, optics, same, take_back, tell, thing, tie


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index", BASE)


def first(store: GraphStore) -> None:
    tell(store, "optics", *optics(), *(thing(f"other{n}") for n in range(60)))
    tell(
        store,
        "one",
        thing("a"),
        thing("b", "Cluster"),
        thing("p", "Project", start="2020"),
        thing("pic:1", "University", ["ror:1"]),
        thing("ror:1", "University"),
        tie("a", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("b", "LOCATED_IN", "AT130"),
        tie("a", "MEMBER_OF", "b", role="partner"),
        tie("a", "PARTICIPATES_IN", "p", role="coordinator"),
        tie("b", "PARTICIPATES_IN", "p", role="partner"),
        tie("p", "ABOUT", "oct"),
    )


def held(index: Index) -> set[pyoxigraph.Quad]:
    stamp = index.stamp()
    assert stamp is not None
    found = set(pyoxigraph.Store.read_only(str(index.path(stamp))))
    assert len(found) == stamp.quads
    return found


def expected(store: GraphStore) -> set[pyoxigraph.Quad]:
    text = "".join(lines(some, graph) for graph, some in blocks(store, BASE))
    whole = pyoxigraph.Store()  # it writes some values in a form of its own
    whole.load(text, format=pyoxigraph.RdfFormat.N_QUADS)
    return set(whole)


def check(store: GraphStore, index: Index) -> None:
    """The index holds what the store says now, and came to it without being built anew."""
    before = index.stamp()
    after = index.refresh(store)
    assert after.revision == store.revision().number
    assert before is None or after != before
    assert held(index) == expected(store)


def test_what_changed_is_told(store: GraphStore) -> None:
    first(store)
    number = store.revision().number
    assert store.golden.changed(number) == ([], [])
    tell(store, "two", thing("c"), tie("c", "LOCATED_IN", "AT22"))
    take_back(store, "two")
    changed = store.golden.changed(number)
    assert changed == (["c"], [("c", "LOCATED_IN", "AT22", "", 0)])
    assert "a" in store.golden.changed(0)[0]


def test_an_update_is_what_building_anew_gives(
    store: GraphStore, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    first(store)
    check(store, index)
    monkeypatch.setattr(Index, "_build", None)  # from here on all must go by the change log
    tell(store, "two", thing("c", founded="2001"), tie("c", "WORKS_ON", "oct"))
    check(store, index)
    tell(store, "two", thing("c", founded="2002-05"), tie("c", "WORKS_ON", "lasers"))
    check(store, index)
    tell(
        store,
        "three",
        tie("c", "LOCATED_IN", "AT130"),
        tie("a", "MEMBER_OF", "b", role="founder"),
        tie("a", "PARTICIPATES_IN", "p", role="funder"),
        tie("p", "ABOUT", "imaging"),
    )
    check(store, index)
    same(store, "a", "c")
    check(store, index)
    different(store, "pic:1", "ror:1")
    check(store, index)
    tell(store, "four", thing("tissue", "Technology"), tie("oct", "BROADER", "tissue"))
    check(store, index)
    for source in ("four", "three", "two"):
        take_back(store, source)
        check(store, index)


def test_a_thing_of_another_kind_takes_its_relations_along(store: GraphStore, index: Index) -> None:
    first(store)
    tell(store, "kind", thing("x", "Event"), tie("x", "LOCATED_IN", "LT"))
    check(store, index)
    tell(store, "kind", thing("x", "Company"), tie("x", "LOCATED_IN", "LT"))
    check(store, index)


def test_a_torn_index_is_made_anew(store: GraphStore, index: Index) -> None:
    first(store)
    stamp = index.refresh(store)
    for path in index.path(stamp).glob("*.sst"):
        path.write_bytes(b"torn")
    assert index.repair(store) != stamp
    assert held(index) == expected(store)


def test_an_update_of_a_torn_index_makes_it_anew(store: GraphStore, index: Index) -> None:
    first(store)
    stamp = index.refresh(store)
    for path in index.path(stamp).glob("*.sst"):
        path.write_bytes(b"torn")
    tell(store, "two", thing("c"))
    check(store, index)


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"version": "x"}'])
def test_without_a_good_stamp_it_is_made_anew(store: GraphStore, index: Index, torn: str) -> None:
    first(store)
    index.refresh(store)
    (index.folder / STAMP).write_text(torn)
    assert index.stamp() is None
    check(store, index)


def test_an_update_that_is_killed_leaves_the_former_version(
    store: GraphStore, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    first(store)
    stamp = index.refresh(store)
    before = held(index)
    tell(store, "two", thing("c"), tie("c", "LOCATED_IN", "LT011"))
    with monkeypatch.context() as patch:
        patch.setattr(Index, "_close", None)
        with pytest.raises(TypeError):
            index.refresh(store)
    assert index.stamp() == stamp
    assert held(index) == before
    check(store, index)


def test_the_index_of_another_store_is_not_taken_for_this_one(
    store: GraphStore, index: Index
) -> None:
    first(store)
    stamp = index.refresh(store)
    other = json.loads((index.folder / STAMP).read_text()) | {"at": "2000-01-01T00:00:00"}
    (index.folder / STAMP).write_text(json.dumps(other))
    assert not index.is_current(store)
    assert index.refresh(store).version != stamp.version


def test_one_at_a_time(store: GraphStore, index: Index) -> None:
    first(store)
    with index._locked(), pytest.raises(StoreBusyError, match="ask again"):
        index.refresh(store)
    shutil.rmtree(index.folder)
    check(store, index)
