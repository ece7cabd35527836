"""The technologies of a graph and what is broader or narrower than what, over all schemes.

A concept of one scheme that another scheme's concept matches exactly or from below also leads up
into that other scheme: a EuroSciVoc code that a concept of ours matches exactly has ours above
it. It does not lead down again, so a concept asked by its own scheme's code answers by that
scheme's links only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.entities import Entity, Relation
from graph.question.answer import Step
from graph.store import GraphStore

UPWARD = frozenset({"BROADER"})
DOWNWARD = frozenset({"EXACT_MATCH", "NARROW_MATCH"})


class TechnologyTree:
    """Technologies by id, with their broader and narrower ones."""

    def __init__(self, entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self.broader: defaultdict[str, set[str]] = defaultdict(set)
        self.narrower: defaultdict[str, set[str]] = defaultdict(set)
        self.related: defaultdict[str, set[str]] = defaultdict(set)
        self._up: defaultdict[str, set[str]] = defaultdict(set)
        self._down: defaultdict[str, set[str]] = defaultdict(set)
        self._matches: dict[tuple[str, str], str] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._climbs: dict[tuple[str, str], list[Step]] = {}
        for relation in relations:
            self._add(relation)

    @classmethod
    def of(cls, store: GraphStore) -> TechnologyTree:
        """Read the tree of a store."""
        entities = list(store.golden.all_entities("Technology"))
        types = (*UPWARD, *DOWNWARD, "RELATED")
        ids = [entity.id for entity in entities]
        return cls(entities, store.golden.relations(ids, types, "out"))

    def _add(self, relation: Relation) -> None:
        source, target = relation.source, relation.target
        if relation.type in UPWARD:
            self.broader[source].add(target)
            self.narrower[target].add(source)
        if relation.type == "RELATED":
            self.related[source].add(target)
            self.related[target].add(source)
        if relation.type in DOWNWARD:
            self._matches[source, target] = relation.type
        if relation.type in UPWARD | DOWNWARD:
            below, above = (source, target) if relation.type in UPWARD else (target, source)
            self._up[below].add(above)
            self._down[above].add(below)

    def ancestors(self, technology: str) -> frozenset[str]:
        """Return ``technology`` and all that is broader."""
        found = self._ancestors.get(technology)
        if found is None:
            found = self._ancestors[technology] = _closure(technology, self._up)
        return found

    def descendants(self, technology: str) -> frozenset[str]:
        """Return ``technology`` and all that is narrower, over exact and narrow matches too."""
        return _closure(technology, self._down)

    def climb(self, technology: str, goal: str) -> list[Step]:
        """Return the shortest way up from ``technology`` to ``goal`` as relations of the graph."""
        found = self._climbs.get((technology, goal))
        if found is None:
            found = self._climbs[technology, goal] = self._climb(technology, goal)
        return found

    def _climb(self, technology: str, goal: str) -> list[Step]:
        before: dict[str, str] = {technology: ""}
        level = [technology]
        while level and goal not in before:
            above = [(up, below) for below in level for up in sorted(self._up.get(below, ()))]
            level = []
            for up, below in above:
                if up not in before:
                    before[up] = below
                    level.append(up)
        way: list[Step] = []
        while before.get(goal):
            way.append(self._rung(before[goal], goal))
            goal = before[goal]
        return way[::-1]

    def _rung(self, below: str, above: str) -> Step:
        if above in self.broader.get(below, ()):
            return Step("BROADER", below, above)
        return Step(self._matches[above, below], above, below)


def _closure(start: str, edges: dict[str, set[str]]) -> frozenset[str]:
    found, todo = {start}, [start]
    while todo:
        for next_ in edges.get(todo.pop(), ()):
            if next_ not in found:
                found.add(next_)
                todo.append(next_)
    return frozenset(found)
