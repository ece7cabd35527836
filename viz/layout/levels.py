"""A network in the plane, communities first: each gets a disk, and its members lie inside.

A community too large for springs is laid out the same way, by the communities inside it. So the
work grows with the number of nodes, not with its square, and what belongs together lies together.
"""

from __future__ import annotations

import math

import numpy as np

from viz.layout.communities import Ints, communities, weighted
from viz.layout.disks import around, separated
from viz.layout.spring import Plane, spring, sunflower

SPRINGS = 200
"""How many nodes at most are laid out by springs alone."""
FILLED = 0.7
"""What part of the whole picture the disks take."""
ROOM = 0.75
"""The radius of a disk is this times the root of the number of its nodes."""


def positions(count: int, pairs: Ints, groups: Ints | None = None) -> Plane:
    """Return a place for each node; neighbouring ones are about 1 apart.

    ``pairs`` has one row (node, node) a link; ``groups`` are the communities of ``count`` nodes, if
    they are known. The same network gets the same places.
    """
    if count <= SPRINGS and groups is None:
        return _sprung(count, pairs)
    found = _with_the_alone(communities(count, pairs) if groups is None else groups)
    if not found.any():
        return _sprung(count, pairs) if count <= SPRINGS else _by_links(count, pairs)
    return _grouped(count, pairs, found)


def _with_the_alone(groups: Ints) -> Ints:
    """Return ``groups`` with those that are joined to nothing as one more."""
    return np.where(groups < 0, groups.max(initial=-1) + 1, groups)


def _sprung(count: int, pairs: Ints) -> Plane:
    once, times = weighted(count, pairs)
    return _centred(spring(_by_links(count, pairs), once, np.sqrt(times)))


def _by_links(count: int, pairs: Ints) -> Plane:
    """Return places on a spiral, those with most links in the middle."""
    degree = np.bincount(pairs.ravel(), minlength=count)
    places = np.empty((count, 2))
    places[np.argsort(-degree, kind="stable")] = sunflower(count)
    return places


def _grouped(count: int, pairs: Ints, groups: Ints) -> Plane:
    """Lay out the groups as disks, then the members of each inside its own."""
    radii = ROOM * np.sqrt(np.bincount(groups)) + 1
    centres = _centres(radii, groups[pairs])
    places = np.empty((count, 2))
    order = np.argsort(groups, kind="stable")
    local = np.empty(count, dtype=np.int64)
    inner = pairs[groups[pairs[:, 0]] == groups[pairs[:, 1]]]
    inner = inner[np.argsort(groups[inner[:, 0]], kind="stable")]
    bounds = np.cumsum(np.bincount(groups))[:-1]
    cuts = np.searchsorted(groups[inner[:, 0]], np.arange(1, len(radii)))
    parts = zip(np.split(order, bounds), np.split(inner, cuts), strict=True)
    for group, (members, links) in enumerate(parts):
        local[members] = np.arange(len(members))
        inside = positions(len(members), local[links])
        places[members] = centres[group] + _fitted(inside, radii[group])
    return places


def _centres(radii: Plane, pairs: Ints) -> Plane:
    """Return where the groups' disks lie: joined ones by springs, the others around them."""
    count = len(radii)
    once, times = weighted(count, pairs)
    joined = np.unique(once)
    centres = np.zeros((count, 2))
    if len(joined):
        local = np.empty(count, dtype=np.int64)
        local[joined] = np.arange(len(joined))
        loose = _centred(spring(sunflower(len(joined)), local[once], 1 + np.log(times)))
        centres[joined] = _centred(separated(_gathered(loose, radii[joined]), radii[joined]))
    others = np.setdiff1d(np.arange(count), joined)
    reach = np.hypot(*centres[joined].T) + radii[joined]
    if len(others):
        centres[others] = around(radii[others], float(reach.max(initial=0)))
    return centres


def _gathered(centres: Plane, radii: Plane) -> Plane:
    """Return ``centres`` scaled so that the disks would fill most of the disk around them."""
    reach = np.hypot(*centres.T).max(initial=0)
    wanted = math.sqrt((radii**2).sum() / FILLED)
    return centres * (wanted / reach) if reach > 0 else centres


def _centred(places: Plane) -> Plane:
    return places - places.mean(axis=0) if len(places) else places


def _fitted(places: Plane, radius: float) -> Plane:
    """Return ``places`` centred and scaled to fill a disk of this radius."""
    centred = _centred(places)
    reach = np.hypot(centred[:, 0], centred[:, 1]).max(initial=0)
    return centred * (radius * 0.92 / reach) if reach > 0 else centred
