"""Disks in the plane that do not overlap."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from viz.layout.spring import TINY, Plane

Radii = NDArray[np.float64]
ROUNDS = 80
GAP = 1.12
"""How many times its radius a disk keeps the others away."""


def separated(centres: Plane, radii: Radii) -> Plane:
    """Return ``centres`` with disks pushed apart until hardly any two overlap."""
    places = centres.copy()
    needed = (radii[:, None] + radii[None, :]) * GAP
    mass = radii**2
    share = mass[None, :] / (mass[:, None] + mass[None, :])
    for _ in range(ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + TINY
        np.fill_diagonal(distance, np.inf)
        overlap = np.maximum(needed - distance, 0)
        if not overlap.any():
            break
        places += (apart * (overlap / distance * share)[..., None]).sum(axis=1)
    return places


def around(radii: Radii, inner: float) -> Plane:
    """Return centres of disks in rings around a disk of radius ``inner``, in their order."""
    centres = np.zeros((len(radii), 2))
    ring, angle, widest = inner, 0.0, 0.0
    for place, radius in enumerate(radii.tolist()):
        turn = _turn(radius, ring + radius * GAP)
        if angle + turn > math.tau and widest:
            ring, angle, widest = ring + 2 * widest * GAP, 0.0, 0.0
            turn = _turn(radius, ring + radius * GAP)
        widest = max(widest, radius)
        way = ring + radius * GAP
        centres[place] = (way * math.cos(angle + turn / 2), way * math.sin(angle + turn / 2))
        angle += turn
    return centres


def _turn(radius: float, way: float) -> float:
    """Return the angle that a disk takes on a ring of radius ``way``."""
    return 2 * math.asin(min(1.0, radius * GAP / max(way, TINY)))
