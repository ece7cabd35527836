"""Ways through the graph: neighbours of an entity, and the shortest paths between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.question.answer import Step
from graph.question.bounds import so_many
from graph.question.evidence import Evidence, relation_evidence
from graph.question.hits import step
from graph.store import GraphStore

PASSED_BY = frozenset({"Technology", "Region", "Programme"})
"""Kinds that paths do not lead through unless asked: they join everything with everything."""


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

    Raises ``UsageError`` when ``via`` is no kind that ways avoid, or nothing is asked for.
    """
    far, many = so_many("depth", depth), so_many("limit", limit)
    found = store.golden.vicinity(centre.id, far, many, _avoided(via))
    around = [found.entities[id_] for id_ in found.distances if id_ != centre.id]
    return Neighbourhood(centre, around, found.distances, found.relations, found.left_out)


def paths(
    store: GraphStore,
    start: Entity,
    goal: Entity,
    number: int = 3,
    via: Collection[str] = (),
) -> list[list[Step]]:
    """Return the ``number`` shortest ways from ``start`` to ``goal``, each step with evidence.

    Ways of equal length are ordered by the ids along them. An empty list: there is no way.
    Raises ``UsageError`` when both are one entity, ``via`` is no kind that ways avoid, or no way
    is asked for.
    """
    if start.id == goal.id:
        raise UsageError(f"both names mean {start.label} ({start.id}): name two entities")
    ways = store.golden.ways(start.id, goal.id, so_many("number", number), _avoided(via))
    steps = best_steps(store, {frozenset(pair) for way in ways for pair in pairwise(way)})
    return [[steps[frozenset(pair)] for pair in pairwise(way)] for way in ways]


def best_steps(store: GraphStore, pairs: Iterable[frozenset[str]]) -> dict[frozenset[str], Step]:
    """Return for each pair of joined entities the best witnessed relation between them."""
    relations = _relations_between(store, pairs)
    triples = {(one.source, one.type, one.target) for some in relations.values() for one in some}
    evidence = relation_evidence(store, triples)
    return {pair: _best(some, evidence) for pair, some in relations.items()}


def _avoided(via: Collection[str]) -> frozenset[str]:
    """Return the kinds that are not led through, given those that are asked for."""
    asked = {kind.capitalize() for kind in via}
    if unknown := sorted(asked - PASSED_BY):
        known = ", ".join(sorted(PASSED_BY))
        raise UsageError(f"`via` is '{unknown[0]}': give one of {known}")
    return PASSED_BY - asked


def _relations_between(
    store: GraphStore, pairs: Iterable[frozenset[str]]
) -> dict[frozenset[str], list[Relation]]:
    wanted = set(pairs)
    ends = {id_ for pair in wanted for id_ in pair}
    found: defaultdict[frozenset[str], list[Relation]] = defaultdict(list)
    for relation in store.golden.relations(ends, direction="among"):
        pair = frozenset((relation.source, relation.target))
        if pair in wanted:
            found[pair].append(relation)
    return found


def _best(relations: list[Relation], evidence: Evidence) -> Step:
    """Return the best witnessed of the relations between two entities."""

    def weight(one: Relation) -> tuple[int, str, str]:
        return (-len(evidence.get(one.key, ())), one.type, one.role)

    return step(min(relations, key=weight), evidence)
