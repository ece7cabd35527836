"""How much a network shows at most, and what is left out of one that is larger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graph.entities import Relation
from viz.network.selection import Part
from viz.network.whole import degrees

Reason = Literal["", "nodes", "links", "both"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entities and links are shown at once."""

    nodes: int = 20_000
    links: int = 60_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not shown because of a limit, of how much, and which limit it was.

    ``reason`` is '' when nothing is left out, else ``nodes``, ``links`` or ``both``. The entities
    left out are those with the fewest links; of links, each entity keeps those to the entities
    with the most.
    """

    nodes: int
    links: int
    of_nodes: int
    of_links: int
    node_limit: int
    link_limit: int
    reason: Reason


def within(part: Part, limits: Limits) -> tuple[Part, LeftOut]:
    """Return as much of ``part`` as the limits allow, what is in focus first."""
    number = degrees(part.links)
    focus = frozenset(part.focus)
    ranked = sorted(part.nodes, key=lambda id_: (id_ not in focus, -number[id_], id_))
    rank = {id_: place for place, id_ in enumerate(ranked[: limits.nodes])}
    inside = [one for one in part.links if one.source in rank and one.target in rank]
    links = _foremost(inside, rank, limits.links)
    shown = Part(sorted(rank), links, part.focus, part.understood)
    nodes_cut, links_cut = len(part.nodes) > len(rank), len(inside) > len(links)
    reason: Reason = "both" if nodes_cut and links_cut else "nodes" if nodes_cut else ""
    return shown, LeftOut(
        nodes=len(part.nodes) - len(rank),
        links=len(part.links) - len(links),
        of_nodes=len(part.nodes),
        of_links=len(part.links),
        node_limit=limits.nodes,
        link_limit=limits.links,
        reason=reason or ("links" if links_cut else ""),
    )


def _foremost(links: list[Relation], rank: dict[str, int], limit: int) -> list[Relation]:
    """Return ``limit`` of ``links`` in their order: the first of each entity, then the second, …

    An entity's first link is the one to the entity with the most links.
    """
    if len(links) <= limit:
        return links
    turns = _turns([(rank[one.source], rank[one.target]) for one in links])
    chosen = sorted(range(len(links)), key=lambda place: (turns[place], place))[:limit]
    return [links[place] for place in sorted(chosen)]


def _turns(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each link how early it comes up when every entity names its links in order."""
    named: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, (one, other) in enumerate(pairs):
        named[one].append((other, place))
        named[other].append((one, place))
    turns = [len(pairs)] * len(pairs)
    for some in named.values():
        for turn, (_, place) in enumerate(sorted(some)):
            turns[place] = min(turns[place], turn)
    return turns
