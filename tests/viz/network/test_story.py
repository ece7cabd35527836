"""The story of the first screen follows from the graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import optics, tell, thing, tie
from viz.network.atlas import Atlas
from viz.network.story_shapes import Story, StoryNode


@pytest.fixture(scope="module")
def told(bundled: str) -> Iterator[Story]:
    store = SqliteStore(bundled.removeprefix("sqlite:///"))
    yield Atlas(Reader(store)).story("de")
    store.close()


def node(story: Story, id_: str) -> StoryNode:
    return next(one for one in story.nodes if one.id == id_)


def test_members_are_folded_into_counts(told: Story) -> None:
    folds = {(one.relation, one.direction): one.number for one in node(told, "litek").folded}
    assert folds["MEMBER_OF", "in"] == 14


def test_clusters_have_region_and_place(told: Story) -> None:
    found = {one.id: (one.place, one.region_label, one.country) for one in told.nodes}
    assert found["human-technology-styria"] == ("Graz", "Steiermark", "AT")
    assert found["opticsvalley"][1:] == ("Île-de-France", "FR")
    assert found["biocat"][0] == "Barcelona"
    clusters = [one for one in told.nodes if one.part == "cluster"]
    assert all(one.place and one.region and one.country for one in clusters)


def test_places_are_those_on_earth(told: Story) -> None:
    vilnius, graz = node(told, "litek"), node(told, "human-technology-styria")
    barcelona, canada = node(told, "biocat"), node(told, "CA")
    assert canada.x < barcelona.x < graz.x < vilnius.x
    assert barcelona.y < graz.y < vilnius.y


def test_projects_stand_in_sequence(told: Story) -> None:
    first, second = node(told, "laser-go"), node(told, "laser-go-global")
    assert first.since < second.since
    assert first.x < second.x


def test_labels_have_room(told: Story) -> None:
    for one, other in combinations(told.nodes, 2):
        assert abs(one.x - other.x) > 3 or abs(one.y - other.y) > 0.9, (one.id, other.id)


def test_what_tells_and_what_stands_by(told: Story) -> None:
    telling = {(one.source, one.relation, one.target): one.telling for one in told.links}
    assert telling["litek", "PARTY_TO", "mou-litek-cpic-2019"]
    assert telling["cpic", "LOCATED_IN", "CA"]
    assert not telling["litek", "COOPERATES_WITH", "opticsvalley"]


def test_another_graph_tells_of_the_project_with_the_most_clusters() -> None:
    store = SqliteStore(":memory:")
    people = [thing("a", "Cluster"), thing("b", "Cluster"), thing("c")]
    projects = [thing("large", "Project"), thing("joint", "Project")]
    ties = [tie(one, "PARTICIPATES_IN", "large") for one in ("b", "c")]
    ties += [tie(one, "PARTICIPATES_IN", "joint") for one in ("a", "b")]
    tell(store, "a", *optics(), *people, *projects, *ties)
    story = Atlas(Reader(store)).story()
    assert story.focus == ("joint",)
    assert {one.id for one in story.nodes} == {"joint", "a", "b"}
    store.close()
