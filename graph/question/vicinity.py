"""What lies around an entity, read level by level.

Written for any store that tells what is next to what; a store that finds it itself may do so.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from graph.stored import Vicinity

if TYPE_CHECKING:
    from graph.store import Golden


def vicinity(
    golden: Golden, centre: str, depth: int, limit: int, avoided: Collection[str]
) -> Vicinity:
    """See ``graph.store.Golden.vicinity``."""
    distances = {centre: 0}
    frontier = [centre]
    left_out = 0
    for distance in range(1, depth + 1):
        kinds = {other: kind for _, other, kind in golden.adjacent(frontier)}
        found = kinds.keys() - distances.keys()
        room = limit - (len(distances) - 1)
        taken = sorted(found)[:room]
        left_out = len(found) - len(taken)
        distances |= dict.fromkeys(taken, distance)
        if left_out:
            break
        frontier = [id_ for id_ in taken if kinds[id_] not in avoided]
    ids = list(distances)
    relations = golden.relations(ids, direction="among")
    return Vicinity(golden.entities(ids), distances, relations, left_out)
