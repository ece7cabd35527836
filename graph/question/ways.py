"""The shortest ways between two entities, looked for from both sides.

Written for any store that tells what is next to what; a store that finds ways itself may do so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush

LONGEST = 12
"""Of how many relations a way consists at most."""
PART = 32
"""Entities of the start's level that are read first; each further part is twice as large."""
EAGER = 2
"""How much larger than the goal's the start's level may be to be read first, once sides met."""
TRIAL = 4
"""Of a level that is larger than that, as much is tried as is one in so many of the goal's."""
Joined = Mapping[str, set[str]]
"""Entity → all that a way may lead to from it by one relation."""
Steps = Callable[[Sequence[str]], Joined]
"""Tells of each of some entities where a way may lead from it."""


class Ball:
    """The part of the graph that short ways between two entities can lead through.

    What is a level is as far from its end as another. The levels of the start are ordered by the
    first way to each entity, and read in parts: once the sides have met, what comes later on a
    level gives no way that comes before those found.
    """

    def __init__(self, steps: Steps, start: str, goal: str) -> None:
        self._steps = steps
        self._start, self._goal = start, goal
        self._read: dict[str, set[str]] = {}
        self._distances = ({start: 0}, {goal: 0})
        self._frontiers = ([start], [goal])
        self._depths = [0, 0]
        self._before = {start: ""}
        self._met = False
        self._begin_level()

    def _begin_level(self) -> None:
        """Begin the start's next level, of which nothing is read."""
        self._begun, self._size = 0, PART
        self._fresh: list[str] = []

    def ways(self, number: int) -> list[list[str]]:
        """Return the ``number`` shortest ways, shortest first, then by ids."""
        starts, goals = self._frontiers
        while sum(self._depths) < LONGEST and starts and goals:
            widen = self._from_start if self._start_is_next() else self._from_goal
            found = widen(number)
            if len(found) >= number:
                return found
        return self._shortest(number, LONGEST)

    def _start_is_next(self) -> bool:
        """Return whether to read on at the start rather than at the goal.

        The goal's level is read to its end; the start's is too until the sides meet, seldom later.
        """
        starts, goals = map(len, self._frontiers)
        as_large = (EAGER if self._met else 1) * goals
        return starts <= as_large or TRIAL * self._begun < goals

    def _from_goal(self, number: int) -> list[list[str]]:
        """Read one more level of the goal; return the ways known then."""
        fresh = self._widened(1, self._frontiers[1])
        self._enter(1, fresh)
        self._size = PART
        return self._shortest(number, sum(self._depths))

    def _from_start(self, number: int) -> list[list[str]]:
        """Read one more part of the start's level; return the first ways that are sure then."""
        frontier, longest = self._frontiers[0], sum(self._depths) + 1
        part = frontier[self._begun : self._begun + self._size]
        self._fresh += self._widened(0, part)
        self._begun, self._size = self._begun + len(part), 2 * self._size
        if self._begun == len(frontier):
            self._enter(0, self._fresh)
            self._begin_level()
            return self._shortest(number, longest)
        found = self._shortest(number, longest)
        to_come = (longest + 1, self._first_way(frontier[self._begun]))
        sure = len(found) >= number and (len(found[-1]), found[-1]) < to_come
        return found if sure else []

    def _enter(self, side: int, fresh: list[str]) -> None:
        self._frontiers[side][:] = fresh
        self._depths[side] += 1

    def _widened(self, side: int, ids: Sequence[str]) -> list[str]:
        """Read what is next to entities of a frontier; return those not seen from this side."""
        read, seen = self._read, self._distances[side]
        read |= self._steps([id_ for id_ in ids if id_ not in read])
        fresh: list[str] = []
        for one in ids:
            new = sorted(read[one].difference(seen))
            seen |= dict.fromkeys(new, self._depths[side] + 1)
            if side == 0:
                self._before |= dict.fromkeys(new, one)
            fresh += new
        self._met = self._met or not self._distances[1 - side].keys().isdisjoint(fresh)
        return fresh

    def _first_way(self, id_: str) -> list[str]:
        """Return the first by ids of the shortest ways from the start to an entity."""
        way = [id_]
        while before := self._before[way[-1]]:
            way.append(before)
        return way[::-1]

    def _joined(self) -> Joined:
        """Return what has been read, with what it says of those that both sides have only seen."""
        both = (self._distances[0].keys() & self._distances[1].keys()) - self._read.keys()
        seen: defaultdict[str, set[str]] = defaultdict(set)
        for one, others in self._read.items():
            for other in both & others:
                seen[other].add(one)
        return self._read | seen

    def _far(self, joined: Joined, longest: int) -> dict[str, int]:
        """Return how far from the goal lies what ways of at most ``longest`` lead through.

        What the goal's side has seen, it knows; behind its frontier lies what only the start's has.
        """
        near, far = self._distances[0], dict(self._distances[1])
        depth = self._depths[1]
        level = [id_ for id_ in self._frontiers[1] if id_ in near]
        while level:
            depth += 1
            behind = {other for id_ in level for other in joined[id_] if other not in far}
            level = [id_ for id_ in behind if near[id_] + depth <= longest]
            far |= dict.fromkeys(level, depth)
        return far

    def _shortest(self, number: int, longest: int) -> list[list[str]]:
        """Return ways of at most ``longest`` steps, up to which everything has been read.

        The heap holds beginnings of ways by their least possible length, then by ids, so that
        whole ways leave it in exactly the order wanted.
        """
        if not self._met:
            return []
        joined = self._joined()
        far = self._far(joined, longest)
        heap: list[tuple[int, tuple[str, ...]]] = []
        if self._start in far:
            heap.append((far[self._start], (self._start,)))
        found: list[list[str]] = []
        while heap and len(found) < number:
            _, way = heappop(heap)
            if way[-1] == self._goal:
                found.append(list(way))
                continue
            for other in joined.get(way[-1], ()):
                if other in far and other not in way and len(way) + far[other] <= longest:
                    heappush(heap, (len(way) + far[other], (*way, other)))
        return found
