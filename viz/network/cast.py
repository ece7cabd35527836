"""Who is in a story, as what, and where each of them is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from graph.entities import Entity, Relation
from ontology.region import Region
from ontology.regions import load_regions
from viz.network.story_shapes import Part
from viz.network.whole import CLUSTER, Whole

ORDER: tuple[Part, ...] = ("project", "cluster", "agreement", "party", "country", "participant")
"""Who stays when there are too many; whoever is several things is the first of them."""
POLICY_LEVELS = ("nuts2", "nuts1", "subdivision", "nuts3")
"""Which of the regions around a place people know it by: NUTS 2 is that of regional policy."""


class Cast:
    """The nodes of a graph as a story about the projects ``focus`` meets them.

    Where none of these is in the graph, it is about the project with the most clusters.
    """

    def __init__(self, whole: Whole, focus: Sequence[str]) -> None:
        self._whole = whole
        self._links: defaultdict[str, list[Relation]] = defaultdict(list)
        for link in whole.links:
            self._links[link.source].append(link)
            self._links[link.target].append(link)
        self._focus = [id_ for id_ in focus if id_ in whole.nodes] or self._foremost()

    def entity(self, id_: str) -> Entity:
        """Return the entity of an id, a region's too."""
        node = self._whole.nodes.get(id_)
        return node.entity if node else self._whole.aside[id_]

    def short(self, id_: str) -> str:
        """Return its acronym, or ''."""
        node = self._whole.nodes.get(id_)
        return node.short if node else ""

    def links(self, id_: str) -> Sequence[Relation]:
        """Return the links of a node."""
        return self._links.get(id_, ())

    def targets(self, id_: str) -> Sequence[Relation]:
        """Return the relations that say which regions it targets."""
        return self._whole.targets.get(id_, ())

    def parts(self) -> dict[str, Part]:
        """Return what everybody is in the story."""
        projects = self._chain()
        agreements = self._sources(projects, "RESULTS_FROM", "Agreement")
        participants = self._sources(projects, "PARTICIPATES_IN", "Organisation")
        groups: dict[Part, Collection[str]] = {
            "project": projects,
            "cluster": {id_ for id_ in participants if self.entity(id_).type == CLUSTER},
            "agreement": agreements,
            "party": self._sources(agreements, "PARTY_TO", "Organisation"),
            "country": self._targeted(agreements),
            "participant": participants,
        }
        return {id_: part for part in reversed(ORDER) for id_ in sorted(groups[part])}

    def _chain(self) -> set[str]:
        """Return the focus with all that follows or precedes it."""
        found = set(self._focus)
        todo = list(found)
        while todo:
            for link in self.links(todo.pop()):
                fresh = {link.source, link.target} - found
                if link.type == "FOLLOWS" and fresh:
                    found |= fresh
                    todo.extend(fresh)
        return found

    def _foremost(self) -> list[str]:
        """Return the project with the most clusters, then with the most links, if there is one."""
        projects = [id_ for id_, one in self._whole.nodes.items() if one.entity.kind == "Project"]
        degrees = self._whole.degrees

        def weight(id_: str) -> tuple[int, int, str]:
            participants = self._sources({id_}, "PARTICIPATES_IN", "Organisation")
            types = [self.entity(one).type for one in participants]
            return (-types.count(CLUSTER), -degrees[id_], id_)

        return sorted(projects, key=weight)[:1]

    def _sources(self, targets: Collection[str], relation: str, kind: str) -> set[str]:
        """Return what ``relation`` leads from to one of ``targets``, of one kind."""
        found = {
            link.source
            for id_ in targets
            for link in self.links(id_)
            if link.type == relation and link.target == id_
        }
        return {id_ for id_ in found if self.entity(id_).kind == kind}

    def _targeted(self, agreements: Collection[str]) -> set[str]:
        """Return the countries, not groups of them, that agreements target."""
        targets = (link.target for id_ in agreements for link in self.targets(id_))
        found = ((id_, load_regions().get(id_)) for id_ in targets)
        return {id_ for id_, region in found if region and region.level == "country"}

    def around(self, id_: str) -> list[Region]:
        """Return its place, the most exact one that is stated, and the regions around that."""
        regions = load_regions()
        node = self._whole.nodes.get(id_)
        if node is None:
            own = regions.get(id_)
            return [own] if own else []
        paths = sorted(node.places, key=lambda path: ":" not in path)
        place = regions.at(paths[0]) if paths else None
        return [place, *regions.chain(place)] if place else []

    def city(self, id_: str) -> Region | None:
        """Return its city, if one is stated."""
        return self._of_level(id_, ("city",))

    def region(self, id_: str) -> Region | None:
        """Return the region that people know its place by, None where only a country is known."""
        return self._of_level(id_, POLICY_LEVELS)

    def country(self, id_: str) -> Region | None:
        """Return the country that it is in."""
        return self._of_level(id_, ("country",))

    def _of_level(self, id_: str, levels: Sequence[str]) -> Region | None:
        found = {one.level: one for one in self.around(id_)}
        return next((found[level] for level in levels if level in found), None)

    def spot(self, id_: str) -> tuple[float, float] | None:
        """Return latitude and longitude: its own, else those of its country's middle."""
        node = self._whole.nodes.get(id_)
        if node and node.spot:
            return node.spot
        country = self.country(id_)
        return load_regions().position(country) if country else None
