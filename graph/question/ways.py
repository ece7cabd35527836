"""The shortest ways between two entities, looked for from both sides.

Written for any store that tells what is next to what; a store that finds ways itself may do so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from heapq import heappop, heappush

LONGEST = 12
"""Of how many relations a way consists at most."""
Adjacent = Callable[[Collection[str]], list[tuple[str, str, str]]]
"""See ``graph.store.Golden.adjacent``."""


class Ball:
    """The part of the graph that short ways between two entities can lead through.

    ``avoided`` are the kinds of entities that no way leads through.
    """

    def __init__(self, adjacent: Adjacent, start: str, goal: str, avoided: Collection[str]) -> None:
        self._adjacent = adjacent
        self._start, self._goal = start, goal
        self._avoided = frozenset(avoided)
        self._links: dict[str, set[str]] = {start: set(), goal: set()}
        self._seen = ({start, goal}, {start, goal})
        self._frontiers = ([start], [goal])
        self._depths = [0, 0]

    def ways(self, number: int) -> list[list[str]]:
        """Return the ``number`` shortest ways, shortest first, then by ids."""
        while sum(self._depths) < LONGEST and all(self._frontiers):
            self._widen()
            if self._start in (far := self._distances()):
                found = self._shortest(number, far, sum(self._depths))
                if len(found) >= number:
                    return found
        return self._shortest(number, self._distances(), LONGEST)

    def _widen(self) -> None:
        """Read one more level on the side whose frontier is smaller."""
        side = 0 if len(self._frontiers[0]) <= len(self._frontiers[1]) else 1
        found = self._adjacent(self._frontiers[side])
        fresh = {other for _, other, kind in found if kind not in self._avoided} - self._seen[side]
        self._seen[side].update(fresh)
        for id_ in fresh:
            self._links.setdefault(id_, set())
        for one, other, _ in found:
            if other in self._links:
                self._links[one].add(other)
                self._links[other].add(one)
        self._frontiers[side][:] = fresh
        self._depths[side] += 1

    def _distances(self) -> dict[str, int]:
        """Return how far each entity read so far is from the goal."""
        distances = {self._goal: 0}
        level = [self._goal]
        while level:
            found = {other for id_ in level for other in self._links[id_]} - distances.keys()
            distances |= dict.fromkeys(found, distances[level[0]] + 1)
            level = list(found)
        return distances

    def _shortest(self, number: int, far: dict[str, int], longest: int) -> list[list[str]]:
        """Return ways of at most ``longest`` steps, up to which everything has been read.

        The heap holds beginnings of ways by their least possible length, then by ids, so that
        whole ways leave it in exactly the order wanted.
        """
        heap: list[tuple[int, tuple[str, ...]]] = []
        if self._start in far:
            heap.append((far[self._start], (self._start,)))
        found: list[list[str]] = []
        while heap and len(found) < number:
            _, way = heappop(heap)
            if way[-1] == self._goal:
                found.append(list(way))
                continue
            for other in self._links[way[-1]]:
                length = len(way) + far[other]
                if other not in way and length <= longest:
                    heappush(heap, (length, (*way, other)))
        return found
