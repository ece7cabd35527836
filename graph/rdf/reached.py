"""What organisations reach: the closures that make "who works on X in region Y" a plain join.

They state what ``graph.golden.reach`` holds, by the same rules (docs/question.md): whoever works
on a technology works on the broader ones; whoever lies in a region lies in those around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from graph.entities import Relation
from graph.golden.technology_tree import TechnologyTree
from graph.places import place_path
from graph.rdf.projection import Projection
from graph.rdf.terms import iri
from graph.store import GraphStore
from graph.stored import Footprint
from ontology.regions import load_regions
from ontology.vocabulary import LG

WORKS_ON = iri(LG + "worksOnTransitive")
LOCATED_IN = iri(LG + "locatedInTransitive")
ORGANISATION = "Organisation"


@lru_cache(maxsize=200_000)
def around(path: str) -> tuple[str, ...]:
    """Return the ids of the regions that a place lies in, the smallest first; cities are none.

    >>> around("AT130:wien")
    ('AT130', 'AT13', 'AT1', 'AT')
    """
    regions = load_regions()
    region = regions.at(path.partition(":")[0])
    return (region.id, *(one.id for one in regions.chain(region))) if region else ()


class Places:
    """Where organisations lie, from their relations as they pass by key."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._said: tuple[str, set[str]] = ("", set())

    def of(self, relation: Relation, source: str) -> Iterator[str]:
        """Yield the regions that follow from ``relation`` and did not from the one before it.

        ``source`` is the term of its source.
        """
        organisation = self._projection.node(ORGANISATION, relation.source)
        if relation.type != "LOCATED_IN" or source != organisation:
            return
        if self._said[0] != source:
            self._said = (source, set())
        path = place_path(relation.target, str(relation.properties.get("city", "")))
        for region in around(path):
            if region not in self._said[1]:
                self._said[1].add(region)
                yield f"{source} {LOCATED_IN} {self._projection.node('Region', region)}"


def all_works(store: GraphStore, projection: Projection) -> Iterator[str]:
    """Yield what all organisations work on, by technology.

    The first place of each is enough: it has no smaller one before it.
    """
    for row in store.reach.rows():
        if not row.previous and not row.ended:
            yield _works_on(projection, row.organisation, row.technology)


def works_of(
    store: GraphStore, projection: Projection, tree: TechnologyTree, ids: Collection[str]
) -> Iterator[str]:
    """Yield what these organisations work on."""
    for one in store.reach.footprints(ids):
        for technology in _technologies(one, tree):
            yield _works_on(projection, one.organisation, technology)


def _technologies(one: Footprint, tree: TechnologyTree) -> list[str]:
    if one.ended:
        return []
    stated = {technology for work in one.works for technology in work.technologies}
    return sorted({up for technology in stated for up in tree.ancestors(technology)})


def _works_on(projection: Projection, organisation: str, technology: str) -> str:
    source = projection.node(ORGANISATION, organisation)
    return f"{source} {WORKS_ON} {projection.node('Technology', technology)}"
