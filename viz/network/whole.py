"""Everything of a graph that a network may show, read in one go and kept for a revision."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from graph.entities import Entity, Relation, texts
from graph.golden.technology_tree import TechnologyTree
from graph.places import place_path
from graph.question.hits import RELATION_OF
from graph.question.paths import PASSED_BY
from graph.question.score import load_weights
from graph.reader import Reader
from ontology.regions import load_regions

BASIS_OF = {relation: basis for basis, relation in RELATION_OF.items() if basis != "direct"}
"""What may be about a technology, by the relation that leads an organisation to it."""
ON_TECHNOLOGY = ("WORKS_ON", "ABOUT")
CLUSTER = "Cluster"


class Node(NamedTuple):
    """An entity of the network.

    ``technologies`` are those that it works on or is about, by itself or by its projects,
    agreements and products; ``places`` paths of regions and cities; ``programmes`` what funds it;
    ``clusters`` those it is a member of; ``spot`` latitude and longitude, where they are known.
    """

    entity: Entity
    technologies: tuple[str, ...]
    places: tuple[str, ...]
    programmes: tuple[str, ...]
    clusters: tuple[str, ...]
    spot: tuple[float, float] | None

    @property
    def short(self) -> str:
        """Its first acronym, or ''."""
        return next(iter(texts(self.entity.properties.get("acronym"))), "")


@dataclass(frozen=True)
class Whole:
    """A graph as one revision has it: ``nodes`` by id, ``links`` by key.

    Technologies, regions and programmes are no nodes here: they join everything with everything.
    ``aside`` has them by id. ``targets``: id → the relations that say which regions it targets.
    """

    revision: int
    nodes: Mapping[str, Node]
    links: tuple[Relation, ...]
    aside: Mapping[str, Entity]
    tree: TechnologyTree
    wider_programmes: Mapping[str, Collection[str]]
    targets: Mapping[str, Sequence[Relation]]

    @classmethod
    def of(cls, reader: Reader) -> Whole:
        """Read the graph of a store, entities and relations once each."""
        frame = reader.frame()
        golden = reader.store.golden
        entities = {one.id: one for one in golden.all_entities()}
        return _Making(entities, list(golden.all_relations())).made(frame.revision, frame.tree)

    @cached_property
    def degrees(self) -> Counter[str]:
        """How many links each node has."""
        return degrees(self.links)


def degrees(links: Iterable[Relation]) -> Counter[str]:
    """Return how many of ``links`` each node (id) has."""
    return Counter(end for one in links for end in (one.source, one.target))


class _Making:
    """Puts what relations say of a node into it."""

    def __init__(self, entities: Mapping[str, Entity], relations: Iterable[Relation]) -> None:
        self._entities = entities
        self._by_type: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in relations:
            self._by_type[relation.type].append(relation)

    def made(self, revision: int, tree: TechnologyTree) -> Whole:
        """Return the whole graph."""
        aside = {id_: one for id_, one in self._entities.items() if one.kind in PASSED_BY}
        nodes = self._nodes(aside)
        ordered = (one for type_ in sorted(self._by_type) for one in self._by_type[type_])
        links = [one for one in ordered if one.source in nodes and one.target in nodes]
        links.sort(key=lambda one: one.key)
        wider, targets = self._targets("PART_OF", aside), self._grouped("TARGETS")
        return Whole(revision, nodes, tuple(links), aside, tree, wider, targets)

    def _nodes(self, aside: Collection[str]) -> dict[str, Node]:
        technologies = self._technologies()
        located = self._grouped("LOCATED_IN")
        programmes = self._targets("FUNDED_BY", aside)
        clusters = self._clusters()
        return {
            id_: Node(
                one,
                tuple(sorted(technologies.get(id_, ()))),
                tuple(dict.fromkeys(map(_path, located.get(id_, ())))),
                tuple(programmes.get(id_, ())),
                tuple(clusters.get(id_, ())),
                _spot(located.get(id_, ())),
            )
            for id_, one in self._entities.items()
            if id_ not in aside
        }

    def _grouped(self, type_: str) -> dict[str, list[Relation]]:
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self._by_type[type_]:
            found[relation.source].append(relation)
        return found

    def _targets(self, type_: str, among: Collection[str]) -> dict[str, list[str]]:
        """Return source → targets that are ``among`` these, each once."""
        return {
            id_: list(dict.fromkeys(one.target for one in some if one.target in among))
            for id_, some in self._grouped(type_).items()
        }

    def _clusters(self) -> dict[str, list[str]]:
        kinds = {id_: one.type for id_, one in self._entities.items()}
        clusters = {id_ for id_, type_ in kinds.items() if type_ == CLUSTER}
        return self._targets("MEMBER_OF", clusters)

    def _technologies(self) -> dict[str, set[str]]:
        """Return id → technologies, those that an organisation reaches by what it does too."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for type_ in ON_TECHNOLOGY:
            for relation in self._by_type[type_]:
                found[relation.source].add(relation.target)
        own = {id_: frozenset(some) for id_, some in found.items()}
        points = load_weights().points
        for type_, basis in BASIS_OF.items():
            for relation in self._by_type[type_]:
                if relation.target in own and points(basis, relation.role) > 0:
                    found[relation.source] |= own[relation.target]
        return found


def _path(located: Relation) -> str:
    return place_path(located.target, str(located.properties.get("city", "")))


def _spot(located: Iterable[Relation]) -> tuple[float, float] | None:
    """Return latitude and longitude: as a source states them, else of the first city known."""
    regions = load_regions()
    for relation in located:
        latitude, longitude = (relation.properties.get(name) for name in ("latitude", "longitude"))
        if isinstance(latitude, int | float) and isinstance(longitude, int | float):
            return (float(latitude), float(longitude))
    for relation in located:
        place = regions.at(_path(relation))
        if place and place.level == "city" and (spot := regions.position(place)):
            return spot
    return None
