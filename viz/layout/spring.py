"""Springs between what is joined, repulsion between all: for some hundred nodes at once.

Fruchterman and Reingold, *Graph drawing by force-directed placement*, Software: Practice and
Experience 21 (1991).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from viz.layout.communities import Ints

Plane = NDArray[np.float64]
"""One row (x, y) a node."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
ITERATIONS = 60
TINY = 1e-9
GRAVITY = 0.2
"""What keeps parts that nothing joins from drifting off."""


def sunflower(count: int) -> Plane:
    """Return ``count`` places spread evenly over a disk, the first in its middle.

    Neighbouring places are about 1 apart (Vogel's spiral).
    """
    number = np.arange(count)
    radius = np.sqrt(number) * 0.6
    angle = number * GOLDEN_ANGLE
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def spring(start: Plane, pairs: Ints, weights: Plane, iterations: int = ITERATIONS) -> Plane:
    """Return ``start`` moved so that joined nodes are about 1 apart and others further.

    Memory grows with the square of the number of nodes.
    """
    places = start.copy()
    heat = max(1.0, math.sqrt(len(places)) / 2)
    for step in range(iterations):
        force = _repulsion(places) - places * GRAVITY
        _attract(force, places, pairs, weights)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), TINY)
        most = heat * (1 - step / iterations)
        places += force * (np.minimum(length, most) / length)[:, None]
    return places


def _repulsion(places: Plane) -> Plane:
    """Return what pushes each node away from all others: 1 / distance."""
    apart_x = places[:, 0, None] - places[None, :, 0]
    apart_y = places[:, 1, None] - places[None, :, 1]
    strength = 1 / (apart_x**2 + apart_y**2 + TINY)
    np.fill_diagonal(strength, 0)
    return np.stack([(apart_x * strength).sum(axis=1), (apart_y * strength).sum(axis=1)], axis=1)


def _attract(force: Plane, places: Plane, pairs: Ints, weights: Plane) -> None:
    """Add to ``force`` what pulls joined nodes together: distance squared, times the weight."""
    one, other = pairs[:, 0], pairs[:, 1]
    apart = places[other] - places[one]
    pull = apart * (np.hypot(apart[:, 0], apart[:, 1]) * weights)[:, None]
    for axis in (0, 1):
        force[:, axis] += np.bincount(one, pull[:, axis], len(force))
        force[:, axis] -= np.bincount(other, pull[:, axis], len(force))
