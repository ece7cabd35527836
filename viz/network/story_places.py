"""Where the nodes of a story lie: by their places on earth, moved apart so that labels fit."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from viz.layout.disks import separated
from viz.layout.spring import Plane
from viz.network.cast import Cast
from viz.network.story_shapes import Part, StoryLink

LABEL = 3.0
"""How much wider than high the room for a node and its label is."""
APART = 1.0
"""Half the height of that room."""
WIDE, HIGH = 6.0, 2.2
"""How far places on earth are drawn apart, so that hardly any two need moving."""
STEP = 8.0
"""How far to the right of a project the one that follows it lies."""
RISE = 2.5
"""How far above what it belongs to something without a place on earth lies."""


def placed(
    cast: Cast, parts: Mapping[str, Part], links: Sequence[StoryLink]
) -> dict[str, tuple[float, float]]:
    """Return a place (x to the east, y to the north) for each node.

    What has a place on earth lies in its direction from the others, far ones drawn nearer. The
    projects stand above in the order in which they began; anything else lies above the middle of
    what it is joined to.
    """
    places = _on_earth(cast, parts)
    places |= _in_sequence(cast, parts, places)
    around = _joined(links)
    for id_ in parts:
        if id_ not in places:
            x, y = _middle(places[one] for one in around[id_] if one in places)
            places[id_] = (x, y + RISE)
    ids = sorted(places)
    apart = _apart(np.array([places[id_] for id_ in ids]).reshape(len(ids), 2))
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(ids, apart, strict=True)}


def _in_sequence(
    cast: Cast, parts: Mapping[str, Part], places: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Return the projects side by side above the clusters that have a place."""
    projects = sorted(
        (id_ for id_, part in parts.items() if part == "project"),
        key=lambda id_: (cast.entity(id_).start, id_),
    )
    below = [places[id_] for id_, part in parts.items() if part == "cluster" and id_ in places]
    x, _ = _middle(below)
    top = max((y for _, y in below), default=0.0) + 2 * RISE
    first = x - (len(projects) - 1) / 2 * STEP
    return {id_: (first + turn * STEP, top) for turn, id_ in enumerate(projects)}


def _on_earth(cast: Cast, ids: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Return the directions of places from their median, far ones drawn nearer: cube root."""
    spots = {id_: spot for id_ in ids if (spot := cast.spot(id_))}
    if not spots:
        return {}
    values = np.array(list(spots.values()))
    north, east = np.median(values, axis=0)
    scale = math.cos(math.radians(north))
    flat = np.stack([(values[:, 1] - east) * scale, values[:, 0] - north], axis=1)
    length = np.maximum(np.hypot(flat[:, 0], flat[:, 1]), 1)
    drawn = flat / length[:, None] * np.cbrt(length)[:, None] * [WIDE, HIGH]
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(spots, drawn, strict=True)}


def _joined(links: Iterable[StoryLink]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        found[link.source].append(link.target)
        found[link.target].append(link.source)
    return found


def _middle(places: Iterable[tuple[float, float]]) -> tuple[float, float]:
    x, y = np.mean([*places] or [(0.0, 0.0)], axis=0)
    return (float(x), float(y))


def _apart(places: Plane) -> Plane:
    """Return ``places`` moved apart, sideways more than up and down."""
    # No two may be in one place, or nothing would say which way to push them.
    places = places + np.stack([np.zeros(len(places)), np.arange(len(places)) * 1e-3], axis=1)
    narrowed = places / [LABEL, 1]
    return separated(narrowed, np.full(len(places), APART)) * [LABEL, 1]
