"""Ways through the graph: neighbours of an entity, and the shortest paths between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from graph.answer import Step
from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.evidence import Witness, relation_evidence
from graph.hits import step
from graph.store import GraphStore

PASSED_BY = frozenset({"Technology", "Region", "Programme"})
"""Kinds that paths do not lead through unless asked: they join everything with everything."""
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Entities around one, nearest first then by id, and the relations between all of them.

    ``left_out`` is how many more there are than the limit allowed.
    """

    centre: Entity
    entities: list[Entity]
    distances: dict[str, int]
    relations: list[Relation]
    left_out: int


def neighbours(
    store: GraphStore,
    centre: Entity,
    depth: int = 1,
    limit: int = 500,
    via: Collection[str] = (),
) -> Neighbourhood:
    """Return what lies within ``depth`` relations of ``centre``, at most ``limit`` entities.

    Raises ``UsageError`` when ``via`` is no kind that ways avoid.
    """
    avoided = _avoided(via)
    distances = {centre.id: 0}
    frontier = [centre.id]
    left_out = 0
    for distance in range(1, depth + 1):
        found = {other for _, other in store.golden.adjacent(frontier)} - distances.keys()
        room = limit - (len(distances) - 1)
        taken = sorted(found)[:room]
        left_out = len(found) - len(taken)
        distances |= dict.fromkeys(taken, distance)
        if left_out:
            break
        frontier = _passable(store, taken, avoided)
    ids = sorted(distances, key=lambda id_: (distances[id_], id_))
    known = store.golden.entities(ids)
    relations = [
        one for one in store.golden.relations(ids, direction="out") if one.target in distances
    ]
    around = [known[id_] for id_ in ids if id_ != centre.id]
    return Neighbourhood(centre, around, distances, relations, left_out)


def paths(
    store: GraphStore,
    start: Entity,
    goal: Entity,
    number: int = 3,
    via: Collection[str] = (),
) -> list[list[Step]]:
    """Return the ``number`` shortest ways from ``start`` to ``goal``, each step with evidence.

    Ways of equal length are ordered by the ids along them. An empty list: there is no way.
    Raises ``UsageError`` when both are one entity, or ``via`` is no kind that ways avoid.
    """
    if start.id == goal.id:
        raise UsageError(f"both names mean {start.label} ({start.id}): name two entities")
    ball = _Ball(store, start.id, goal.id, _avoided(via))
    ways = ball.ways(number)
    pairs = {frozenset(pair) for way in ways for pair in pairwise(way)}
    relations = _relations_between(store, pairs)
    triples = {(one.source, one.type, one.target) for some in relations.values() for one in some}
    evidence = relation_evidence(store, triples)
    return [[_best(relations[frozenset(pair)], evidence) for pair in pairwise(way)] for way in ways]


class _Ball:
    """The part of the graph that short ways between two entities can lead through."""

    def __init__(self, store: GraphStore, start: str, goal: str, avoided: Collection[str]) -> None:
        self._store = store
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
        pairs = self._store.golden.adjacent(self._frontiers[side])
        fresh = sorted({other for _, other in pairs} - self._seen[side])
        passable = _passable(self._store, fresh, self._avoided)
        self._seen[side].update(passable)
        for id_ in passable:
            self._links.setdefault(id_, set())
        for one, other in pairs:
            if other in self._links:
                self._links[one].add(other)
                self._links[other].add(one)
        self._frontiers[side][:] = passable
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


def _avoided(via: Collection[str]) -> frozenset[str]:
    """Return the kinds that are not led through, given those that are asked for."""
    asked = {kind.capitalize() for kind in via}
    if unknown := sorted(asked - PASSED_BY):
        known = ", ".join(sorted(PASSED_BY))
        raise UsageError(f"`via` is '{unknown[0]}': give one of {known}")
    return PASSED_BY - asked


def _passable(store: GraphStore, ids: Collection[str], avoided: Collection[str]) -> list[str]:
    if not avoided:
        return list(ids)
    types = store.golden.types(ids)
    return [id_ for id_ in ids if types.get(id_) not in avoided and types.get(id_) != "Call"]


def _relations_between(
    store: GraphStore, pairs: Iterable[frozenset[str]]
) -> dict[frozenset[str], list[Relation]]:
    wanted = set(pairs)
    ends = {id_ for pair in wanted for id_ in pair}
    found: defaultdict[frozenset[str], list[Relation]] = defaultdict(list)
    for relation in store.golden.relations(ends, direction="out"):
        pair = frozenset((relation.source, relation.target))
        if pair in wanted:
            found[pair].append(relation)
    return found


def _best(relations: list[Relation], evidence: dict[tuple[str, str, str], list[Witness]]) -> Step:
    """Return the best witnessed of the relations between two entities."""

    def weight(one: Relation) -> tuple[int, str, str]:
        return (-len(evidence.get((one.source, one.type, one.target), [])), one.type, one.role)

    return step(min(relations, key=weight), evidence)
