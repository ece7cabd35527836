"""A network on the wire: columns rather than objects, and indexes rather than repeated texts.

All columns of ``nodes`` have one value a node, all columns of ``links`` one a link. An index points
into the table of the same name; -1 is none. 20,000 nodes and 60,000 links so fit into a few
megabytes, which pack to a quarter.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.question.answer import Understood
from viz.network.bridges import Bridges
from viz.network.limits import LeftOut


@dataclass(frozen=True, slots=True)
class NodeColumns:
    """Entities, by id.

    ``label`` is the name in the language asked or the nearest that there is, ``language`` the one
    that it is in (index), ``short`` an acronym or ''. ``kind`` and ``type`` are indexes. ``x`` and
    ``y``: neighbouring nodes are about 1 apart, y grows upwards. ``degree`` counts links in the
    whole graph, ``shown`` those here. ``community`` is an index, ``cluster`` the index of the node
    that is its declared cluster (its own for a cluster). ``since`` and ``until`` are indexes of
    ``dates``, ``stage`` of ``stages``: those of agreements. ``technologies``, ``places`` and
    ``programmes`` are lists of indexes, ``places`` the most specific regions. ``latitude`` and
    ``longitude`` are those of an address or city, or null.
    """

    id: list[str]
    label: list[str]
    language: list[int]
    short: list[str]
    kind: list[int]
    type: list[int]
    x: list[float]
    y: list[float]
    degree: list[int]
    shown: list[int]
    community: list[int]
    cluster: list[int]
    since: list[int]
    until: list[int]
    stage: list[int]
    technologies: list[list[int]]
    places: list[list[int]]
    programmes: list[list[int]]
    latitude: list[float | None]
    longitude: list[float | None]


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """Relations, by their key. ``source`` and ``target`` are indexes of nodes; all others too are
    indexes, ``since`` and ``until`` of ``dates``."""

    source: list[int]
    target: list[int]
    relation: list[int]
    role: list[int]
    since: list[int]
    until: list[int]


@dataclass(frozen=True, slots=True)
class TechnologyColumns:
    """The technologies of the nodes and all that are broader. ``broader`` are those right above,
    ``within`` all above and the technology itself: what counts for one counts for each of them."""

    id: list[str]
    label: list[str]
    broader: list[list[int]]
    within: list[list[int]]


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """What the nodes of a network work on, by itself: ``nodes`` has one list of indexes of
    ``technologies`` for each node, in the order of the network of the same ``revision``."""

    revision: int
    nodes: list[list[int]]
    technologies: TechnologyColumns


@dataclass(frozen=True, slots=True)
class RegionColumns:
    """The places of the nodes and all around them. ``level``: country, subdivision, nuts1, nuts2,
    nuts3 or city; ``country``: ISO 3166-1 alpha-2; ``parent``: the index of the one right around,
    or -1."""

    id: list[str]
    label: list[str]
    level: list[str]
    country: list[str]
    parent: list[int]


@dataclass(frozen=True, slots=True)
class ProgrammeColumns:
    """The programmes of the nodes and all that they are part of; ``parent`` is an index or -1."""

    id: list[str]
    label: list[str]
    parent: list[int]


@dataclass(frozen=True, slots=True)
class CommunityColumns:
    """Detected communities, the largest first; ``leader`` is the index of the node with the most
    links, whose name may stand for it."""

    size: list[int]
    leader: list[int]


@dataclass(frozen=True, slots=True)
class Network:
    """A network to be drawn.

    ``revision`` is that of the graph. ``understood`` says what the names of a technology and a
    region were taken for, ``focus`` are indexes of nodes that were asked for by name, ``left_out``
    is what the limits keep from being shown.
    """

    revision: int
    language: str
    understood: tuple[Understood, ...]
    nodes: NodeColumns
    links: LinkColumns
    kinds: list[str]
    types: list[str]
    relations: list[str]
    roles: list[str]
    dates: list[str]
    stages: list[str]
    languages: list[str]
    technologies: TechnologyColumns
    regions: RegionColumns
    programmes: ProgrammeColumns
    communities: CommunityColumns
    bridges: Bridges
    focus: list[int]
    left_out: LeftOut
