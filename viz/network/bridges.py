"""What joins the communities of a network: how strongly each two, and by which nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from viz.layout.communities import Ints

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Bridges:
    """Nodes that join communities, those that join the most first, then by links.

    ``node``: its index; ``communities``: those it has links into, its own apart; ``links``: how
    many such links. ``left_out``: how many more such nodes there are.
    """

    node: list[int]
    communities: list[list[int]]
    links: list[int]
    left_out: int


def bridges(groups: Ints, pairs: Ints, shown: int = SHOWN) -> Bridges:
    """Return the nodes whose links lead into other communities than their own."""
    crossing = pairs[groups[pairs[:, 0]] != groups[pairs[:, 1]]]
    nodes = np.concatenate([crossing[:, 0], crossing[:, 1]])
    into = groups[np.concatenate([crossing[:, 1], crossing[:, 0]])]
    links = np.bincount(nodes, minlength=len(groups))
    once = np.unique(np.stack([nodes, into], axis=1), axis=0)
    joined = np.bincount(once[:, 0], minlength=len(groups))
    order = np.lexsort((-links, -joined))
    order = order[joined[order] > 0]
    return Bridges(
        node=order[:shown].tolist(),
        communities=[once[once[:, 0] == node, 1].tolist() for node in order[:shown]],
        links=links[order[:shown]].tolist(),
        left_out=max(0, len(order) - shown),
    )
