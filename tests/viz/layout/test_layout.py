"""Layouts: the same network has the same places, and what belongs together lies together."""

from __future__ import annotations

import numpy as np
import pytest

from viz.layout.communities import ALONE, Ints, by_size, communities, weighted
from viz.layout.disks import around, separated
from viz.layout.levels import positions
from viz.layout.spring import sunflower


def cliques(number: int, size: int) -> tuple[int, Ints]:
    """Groups that are joined within, each with one link to the next, and one node alone."""
    pairs = [
        (group * size + one, group * size + other)
        for group in range(number)
        for one in range(size)
        for other in range(one)
    ]
    pairs += [(group * size, (group + 1) * size) for group in range(number - 1)]
    return number * size + 1, np.array(pairs, dtype=np.int64)


def test_communities_are_the_groups() -> None:
    count, pairs = cliques(5, 8)
    found = communities(count, pairs)
    assert found[-1] == ALONE
    assert sorted(set(found.tolist())) == [-1, 0, 1, 2, 3, 4]
    assert all(len(set(found[at : at + 8].tolist())) == 1 for at in range(0, 40, 8))


def test_communities_are_numbered_by_size_then_by_first_member() -> None:
    groups = np.array([7, 3, 3, ALONE, 9, 9, 9, 7], dtype=np.int64)
    assert by_size(groups).tolist() == [1, 2, 2, -1, 0, 0, 0, 1]


def test_parallel_links_weigh_together() -> None:
    pairs = np.array([[0, 1], [1, 0], [2, 2], [1, 2]], dtype=np.int64)
    once, times = weighted(3, pairs)
    assert once.tolist() == [[0, 1], [1, 2]]
    assert times.tolist() == [2, 1]


@pytest.mark.parametrize(("number", "size"), [(3, 5), (40, 12)])
def test_the_same_network_has_the_same_places(number: int, size: int) -> None:
    count, pairs = cliques(number, size)
    first = positions(count, pairs, communities(count, pairs))
    again = positions(count, pairs, communities(count, pairs))
    assert first.tobytes() == again.tobytes()
    assert np.isfinite(first).all()
    assert len(np.unique(first.round(3), axis=0)) == count


def test_what_belongs_together_lies_together() -> None:
    count, pairs = cliques(30, 10)
    groups = communities(count, pairs)
    places = positions(count, pairs, groups)
    centres = np.array([places[groups == one].mean(axis=0) for one in range(30)])
    spread = max(
        float(np.hypot(*(places[groups == one] - centres[one]).T).max()) for one in range(30)
    )
    apart = np.hypot(*(centres[:, None] - centres[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > spread


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_networks_have_places(count: int) -> None:
    none = np.zeros((0, 2), dtype=np.int64)
    assert positions(count, none, communities(count, none)).shape == (count, 2)


@pytest.mark.parametrize("pairs", [[], [[3, 3]]])
def test_many_that_are_joined_to_nothing_have_places(pairs: list[list[int]]) -> None:
    links = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    places = positions(300, links)
    assert len(np.unique(places.round(3), axis=0)) == 300
    assert positions(400, links, communities(400, links)).shape == (400, 2)


def test_disks_do_not_overlap() -> None:
    radii = np.array([5.0, 1.0, 3.0, 2.0, 4.0])
    places = separated(sunflower(5), radii)
    for one in range(5):
        for other in range(one):
            assert np.hypot(*(places[one] - places[other])) >= radii[one] + radii[other]


def test_others_lie_around() -> None:
    radii = np.full(40, 1.0)
    places = around(radii, 5.0)
    assert np.hypot(*places.T).min() >= 6.0
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= 1.99
