"""The shape of a story: few nodes, each with what is folded into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Part = Literal["project", "cluster", "agreement", "party", "country", "participant"]


@dataclass(frozen=True, slots=True)
class Fold:
    """What a node is joined to that is not shown: how many of a kind, by which relation.

    ``direction`` is ``in`` when the relation leads to the node, ``out`` when it leads from it.
    """

    relation: str
    direction: Literal["in", "out"]
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class StoryNode:
    """An entity of the story.

    ``part`` is what it is in it. ``place`` is its city, ``region`` the id of the most specific
    region stated, each '' if unknown; names are in the language asked. ``x`` grows to the east and
    ``y`` to the north; labels of about 3 by 1 do not meet. ``folded`` has the greatest numbers
    first.
    """

    id: str
    label: str
    language: str
    short: str
    kind: str
    type: str
    part: Part
    since: str
    until: str
    place: str
    region: str
    region_label: str
    country: str
    country_label: str
    x: float
    y: float
    folded: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A relation between two nodes of the story (ids); ``telling`` tells whether it carries it."""

    source: str
    target: str
    relation: str
    role: str
    since: str
    until: str
    telling: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What the first screen shows. ``entities`` and ``relations`` count all that the graph has,
    ``not_shown`` by kind the entities that are not in the story."""

    revision: int
    language: str
    focus: tuple[str, ...]
    nodes: tuple[StoryNode, ...]
    links: tuple[StoryLink, ...]
    entities: int
    relations: int
    not_shown: Mapping[str, int]
