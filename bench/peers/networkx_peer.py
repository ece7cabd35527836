"""The peer in memory: networkx, with the whole graph loaded."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from bench.peers.plain import Ends

INTO = frozenset({"ABOUT", "LOCATED_IN"})
"""Relations that lead to a technology or a region, from where no way leads on."""
AMONG = frozenset({"BROADER", "RELATED", "PART_OF"})
"""Relations among technologies and among regions."""
MOST = 500


class InMemory:
    """The graph of (source, relation type, target); ways go along and against relations."""

    def __init__(self, relations: Iterable[tuple[str, str, str]]) -> None:
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        for source, type_, target in relations:
            if type_ not in AMONG:
                self._graph.add_edge(source, target)
            if type_ not in INTO | AMONG:
                self._graph.add_edge(target, source)

    def neighbours(self, id_: str) -> set[str]:
        """Return what is within two steps, at most 500."""
        distances = nx.single_source_shortest_path_length(self._graph, id_, cutoff=2)
        ordered = sorted((distance, other) for other, distance in distances.items() if distance)
        return {other for _, other in ordered[:MOST]}

    def path(self, ends: Ends) -> int:
        """Return the length of the shortest way; 0 where there is none."""
        try:
            return len(nx.bidirectional_shortest_path(self._graph, *ends)) - 1
        except nx.NetworkXNoPath:
            return 0
