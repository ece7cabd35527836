"""What a network shows: selection, limits, communities, and the kept drawings."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.dates import Period
from graph.lock import locked
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import optics, take_back, tell, thing, tie
from viz.layout.communities import Ints, communities
from viz.network import drawing
from viz.network.atlas import Atlas
from viz.network.bridges import bridges
from viz.network.columns import Network
from viz.network.drawing import LOCK, Drawings
from viz.network.limits import Limits
from viz.network.selection import Selection


@pytest.fixture
def atlas() -> Iterator[Atlas]:
    store = SqliteStore(":memory:")
    tell(
        store,
        "a",
        *optics(),
        thing("cluster", "Cluster", acronym=["CLU"], name={"en": "The cluster", "lt": "Klasteris"}),
        thing("one"),
        thing("two", "University"),
        thing("alone"),
        thing("past", "Project", start="2001", end="2003"),
        thing("present", "Project", start="2016"),
        thing("fund", "Programme"),
        thing("call", "Programme"),
        tie("call", "PART_OF", "fund"),
        tie("present", "FUNDED_BY", "call"),
        tie("one", "MEMBER_OF", "cluster"),
        tie("one", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("two", "LOCATED_IN", "AT130"),
        tie("LT011", "PART_OF", "LT"),
        tie("one", "PARTICIPATES_IN", "present", role="coordinator"),
        tie("two", "PARTICIPATES_IN", "present", role="partner"),
        tie("two", "PARTICIPATES_IN", "past", role="sponsor"),
        tie("present", "ABOUT", "oct"),
        tie("past", "ABOUT", "lasers"),
    )
    yield Atlas(Reader(store))
    store.close()


def shown(atlas: Atlas, **asked: object) -> set[str]:
    return set(atlas.network(Selection(**asked)).nodes.id)  # type: ignore[arg-type]


def column(network: Network, name: str, id_: str) -> Any:
    return getattr(network.nodes, name)[network.nodes.id.index(id_)]


EVERYTHING = {"cluster", "one", "two", "alone", "past", "present"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, EVERYTHING),
        ({"technology": "light"}, {"one", "two", "past", "present"}),
        ({"technology": "oct"}, {"one", "two", "present"}),
        ({"region": "Lithuania"}, {"one", "present"}),
        ({"region": "Vilnius", "technology": "lasers"}, {"one", "present"}),
        ({"kinds": ("University", "Cluster")}, {"two", "cluster"}),
        ({"focus": ("one",)}, {"one", "cluster", "present"}),
        ({"focus": ("one",), "depth": 2}, EVERYTHING - {"alone", "past"}),
        ({"focus": ("one",), "depth": 0}, {"one"}),
        ({"programme": "fund"}, {"present", "one", "two"}),
        ({"min_links": 2}, {"one", "two", "present"}),
        ({"period": Period.parse("2010..2020")}, EVERYTHING - {"past"}),
        ({"roles": ("coordinator",), "min_links": 1}, {"one", "present"}),
        ({"ids": ("one", "no-such")}, {"one"}),
    ],
)
def test_what_is_asked_is_shown(atlas: Atlas, asked: dict[str, object], expected: set[str]) -> None:
    assert shown(atlas, **asked) == expected


def test_a_sponsor_does_not_work_on_it(atlas: Atlas) -> None:
    """As in the question: a sponsor's project says nothing of what the sponsor works on."""
    network = atlas.network(Selection())
    found = {network.technologies.id[at] for at in column(network, "technologies", "two")}
    assert found == {"oct"}


def test_tables_hold_what_is_around(atlas: Atlas) -> None:
    network = atlas.network(Selection(), "lt")
    above = dict(zip(network.technologies.id, network.technologies.within, strict=True))
    names = {network.technologies.id[at] for at in above["oct"]}
    assert names == {"oct", "imaging", "lasers", "light"}
    regions = network.regions
    vilnius = regions.label.index("Vilnius")
    assert regions.id[regions.parent[vilnius]] == "LT011"
    assert "LT" in regions.id
    assert network.programmes.id == ["call", "fund"]
    assert network.programmes.parent == [1, -1]


def test_a_node_says_what_it_is(atlas: Atlas) -> None:
    network = atlas.network(Selection(), "lt")
    assert column(network, "label", "cluster") == "Klasteris"
    assert column(network, "short", "cluster") == "CLU"
    cluster = network.nodes.id.index("cluster")
    assert column(network, "cluster", "one") == column(network, "cluster", "cluster") == cluster
    assert column(network, "latitude", "one") == pytest.approx(54.7, abs=0.1)
    assert column(network, "latitude", "two") is None
    assert column(network, "community", "alone") == -1
    assert network.dates[column(network, "since", "past")] == "2001"


def test_agreements_have_their_stage(atlas: Atlas) -> None:
    store = atlas.reader.store
    tell(store, "b", thing("memo", "Agreement", stage="in-force"))
    network = atlas.network(Selection())
    assert network.stages[column(network, "stage", "memo")] == "in-force"
    assert column(network, "stage", "present") == -1


def test_limits_keep_what_has_the_most_links(atlas: Atlas) -> None:
    small = Atlas(atlas.reader, limits=Limits(3, 1))
    network = small.network(Selection())
    assert network.nodes.id == ["one", "present", "two"]
    assert len(network.links.source) == 1
    left_out = network.left_out
    assert (left_out.nodes, left_out.links, left_out.reason) == (3, 3, "both")
    assert atlas.network(Selection()).left_out.reason == ""


def test_what_is_in_focus_stays(atlas: Atlas) -> None:
    small = Atlas(atlas.reader, limits=Limits(2, 10))
    assert "alone" in small.network(Selection(focus=("alone", "one"))).nodes.id


def test_another_revision_is_read_anew(atlas: Atlas) -> None:
    assert "late" not in shown(atlas)
    tell(atlas.reader.store, "b", thing("late"))
    assert "late" in shown(atlas)
    take_back(atlas.reader.store, "b")
    assert "late" not in shown(atlas)


def test_an_empty_graph_is_a_network() -> None:
    atlas = Atlas(Reader(SqliteStore(":memory:")))
    network = atlas.network(Selection())
    assert network.nodes.id == []
    assert network.communities.size == []
    assert atlas.story().nodes == ()


def test_bridges_join_communities() -> None:
    groups = np.array([0, 0, 1, 1, 2], dtype=np.int64)
    pairs = np.array([[0, 1], [1, 2], [2, 3], [1, 4], [1, 3]], dtype=np.int64)
    found = bridges(groups, pairs, shown=2)
    assert found.node == [1, 2]
    assert found.communities == [[1, 2], [0]]
    assert found.links == [3, 1]
    assert found.left_out == 2


def test_drawings_outlive_the_process(tmp_path: Path, atlas: Atlas) -> None:
    part = atlas.sheet(Selection()).part
    first = Drawings(tmp_path / "layouts").of(part.nodes, part.links)
    (file,) = (tmp_path / "layouts").glob("*.npy")
    changed = file.stat().st_mtime_ns
    again = Drawings(tmp_path / "layouts").of(part.nodes, part.links)
    assert first.places.tobytes() == again.places.tobytes()
    assert file.stat().st_mtime_ns == changed


def test_of_several_processes_one_draws(
    tmp_path: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = atlas.sheet(Selection()).part
    drawn: list[int] = []

    def slowly(number: int, pairs: Ints) -> Ints:
        drawn.append(number)
        return communities(number, pairs)

    monkeypatch.setattr(drawing, "communities", slowly)
    with ThreadPoolExecutor() as pool, locked(tmp_path / LOCK):
        results = [pool.submit(Drawings(tmp_path).of, part.nodes, part.links) for _ in range(3)]
        assert not any(one.done() for one in results)
    assert len({one.result().places.tobytes() for one in results}) == 1
    assert len(drawn) == 1


def test_a_torn_drawing_is_made_anew(tmp_path: Path, atlas: Atlas) -> None:
    part = atlas.sheet(Selection()).part
    first = Drawings(tmp_path).of(part.nodes, part.links)
    (file,) = tmp_path.glob("*.npy")
    file.write_bytes(file.read_bytes()[:100])
    again = Drawings(tmp_path).of(part.nodes, part.links)
    assert first.places.tobytes() == again.places.tobytes()


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path, atlas: Atlas) -> None:
    (tmp_path / "file").write_text("no folder")
    part = atlas.sheet(Selection()).part
    assert len(Drawings(tmp_path / "file").of(part.nodes, part.links).places) == len(part.nodes)


def test_the_whole_is_drawn_meanwhile(atlas: Atlas) -> None:
    with atlas.warming():
        pass
    assert len(atlas.network(Selection()).nodes.id) == len(EVERYTHING)
