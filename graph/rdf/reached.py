"""What organisations reach: the closures that make "who works on X in region Y" one look-up.

They state what ``graph.golden.reach`` holds, by the same rules (docs/question.md): whoever works
on a technology works on the broader ones; whoever lies in a region lies in those around it. Each
technology within each region is a node, within that of the technology, which names who works there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.entities import Relation
from graph.golden.technology_tree import TechnologyTree
from graph.places import place_path
from graph.rdf.projection import Projection
from graph.rdf.stars import Star
from graph.rdf.terms import iri
from graph.store import GraphStore
from graph.stored import Footprint, ReachRow
from ontology.regions import load_regions
from ontology.vocabulary import LG

WORKS_ON = iri(LG + "worksOnTransitive")
LOCATED_IN = iri(LG + "locatedInTransitive")
WORKED_ON_BY = iri(LG + "workedOnBy")
ORGANISATION = "Organisation"
PLACING = "LOCATED_IN"


def field(technology: str, region: str) -> str:
    """Return the term of a technology within a region, from their terms.

    >>> field("<https://example.org/technology/lasers>", "<https://example.org/region/LT01>")
    '<https://example.org/technology/lasers#in/LT01>'
    """
    return f"{technology[:-1]}#in/{region.rpartition('/')[2]}"


class Reach(NamedTuple):
    """The terms of an organisation, of all that it works on, and of the regions it lies in."""

    organisation: str
    technologies: frozenset[str]
    regions: frozenset[str]

    def stars(self) -> Iterator[Star]:
        """Yield what it reaches: each apart, and each technology within each region."""
        works = [(WORKS_ON, one) for one in self.technologies]
        yield self.organisation, works + [(LOCATED_IN, one) for one in self.regions]
        for technology in self.technologies:
            for region in self.regions:
                yield field(technology, region), [(WORKED_ON_BY, self.organisation)]


@lru_cache(maxsize=200_000)
def around(path: str) -> tuple[str, ...]:
    """Return the ids of the regions that a place lies in, the smallest first; cities are none.

    >>> around("AT130:wien")
    ('AT130', 'AT13', 'AT1', 'AT')
    """
    regions = load_regions()
    region = regions.at(path.partition(":")[0])
    return (region.id, *(one.id for one in regions.chain(region))) if region else ()


def regions_of(relation: Relation) -> tuple[str, ...]:
    """Return the ids of the regions in which ``relation`` places its source."""
    return around(place_path(relation.target, str(relation.properties.get("city", ""))))


class Places:
    """Where organisations lie, from their relations as they pass by key."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._said: tuple[str, set[str]] = ("", set())

    def of(self, relation: Relation, source: str) -> Iterator[Star]:
        """Yield the regions that follow from ``relation`` and did not from the one before it.

        ``source`` is the term of its source.
        """
        if relation.type != PLACING:
            return
        if source != self._projection.node(ORGANISATION, relation.source):
            return
        if self._said[0] != source:
            self._said = (source, set())
        before = self._said[1]
        new = [region for region in regions_of(relation) if region not in before]
        before.update(new)
        if new:
            yield source, [(LOCATED_IN, self._projection.node("Region", one)) for one in new]


def works(rows: Iterable[ReachRow], projection: Projection) -> Iterator[Star]:
    """Yield what organisations work on by ``rows`` of reach: as such, and within each region."""
    terms: dict[str, str] = {}
    for row in rows:
        if row.technology not in terms:
            terms[row.technology] = projection.node("Technology", row.technology)
        if not row.ended:
            worker = projection.node(ORGANISATION, row.organisation)
            yield from work(terms[row.technology], worker, row.place, row.previous)


def work(technology: str, worker: str, place: str, previous: str) -> Iterator[Star]:
    """Yield what a row of reach says of a technology and an organisation, both given as terms.

    Places come in order, and each row names the organisation's place before: what lay around that
    one has been said.
    """
    if not previous:
        yield worker, [(WORKS_ON, technology)]
    said = [(WORKED_ON_BY, worker)]
    for region in newly_around(place, previous):
        yield f"{technology[:-1]}#in/{region}>", said


@lru_cache(maxsize=20_000)
def newly_around(place: str, previous: str) -> tuple[str, ...]:
    """Return the ids of the regions that a place lies in, and the ``previous`` one does not."""
    before = around(previous)
    return tuple(region for region in around(place) if region not in before)


def reach_of(
    store: GraphStore, projection: Projection, tree: TechnologyTree, ids: Collection[str]
) -> Iterator[Reach]:
    """Yield what each of these organisations reaches; those that reach nothing are left out."""
    regions: dict[str, set[str]] = {}
    for one in store.golden.relations(ids, [PLACING], "out"):
        regions.setdefault(one.source, set()).update(regions_of(one))
    works = {one.organisation: _technologies(one, tree) for one in store.reach.footprints(ids)}
    for id_ in sorted({*regions, *works}):
        yield Reach(
            projection.node(ORGANISATION, id_),
            frozenset(projection.node("Technology", one) for one in works.get(id_, ())),
            frozenset(projection.node("Region", one) for one in regions.get(id_, ())),
        )


def _technologies(one: Footprint, tree: TechnologyTree) -> set[str]:
    if one.ended:
        return set()
    stated = {technology for work in one.works for technology in work.technologies}
    return {up for technology in stated for up in tree.ancestors(technology)}
