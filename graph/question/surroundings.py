"""What the graph holds around a region: who and what is there, and all that these are joined to.

A fixed number of reads, however much there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graph.chunks import chunks
from graph.entities import Entity, Relation
from graph.places import inside
from graph.question.hits import RELATION_OF, path_of
from graph.question.score import load_weights
from graph.store import GraphStore
from ontology.region import Region
from ontology.regions import load_regions

DOING = ("WORKS_ON", "PARTICIPATES_IN", "PARTY_TO", "OFFERS", "TAKES_PART_IN")
CONTACTS = ("COOPERATES_WITH", "IN_CONTACT_WITH")
BASIS_OF = {relation: basis for basis, relation in RELATION_OF.items()}


@dataclass(frozen=True)
class Surroundings:
    """What is read of a region.

    ``places``: id → its LOCATED_IN relations that lie in the region. ``targeting``: what targets
    it, with the relation. ``relations`` are those of what is there and of what that takes part in;
    ``entities`` everything at their ends.
    """

    places: dict[str, list[Relation]]
    targeting: dict[str, list[Relation]]
    relations: Sequence[Relation]
    entities: dict[str, Entity]

    def there(self, kind: str) -> list[str]:
        """Return the ids of a kind that are in the region, in order."""
        return sorted(id_ for id_ in self.places if self.entities[id_].kind == kind)

    def of(self, id_: str, *types: str) -> list[Relation]:
        """Return the relations of some types at an entity, whichever way they lead."""
        return [one for one in self._at().get(id_, ()) if one.type in types]

    def _at(self) -> dict[str, list[Relation]]:
        found: dict[str, list[Relation]] = self.__dict__.get("_index", {})
        if not found:
            index: defaultdict[str, list[Relation]] = defaultdict(list)
            for relation in self.relations:
                index[relation.source].append(relation)
                index[relation.target].append(relation)
            found = self.__dict__["_index"] = dict(index)
        return found


def surroundings(store: GraphStore, region: Region) -> Surroundings:
    """Read what is in ``region``, what targets it, and what these are joined to."""
    regions = _parts(store, region)
    intervals = load_regions().intervals(region)
    located = _relations(store, regions, ("LOCATED_IN",), "in")
    places = _grouped(one for one in located if inside(path_of(one), intervals))
    targeting = _grouped(_relations(store, [region.id, *regions], ("TARGETS",), "in"))
    near = _relations(store, places, (*DOING, *CONTACTS), "both")
    joined = {one.target for one in near} | set(targeting) | set(places)
    others = _relations(store, joined, (*DOING[1:], "ABOUT", "TARGETS", "LOCATED_IN"), "both")
    relevant = [one for one in others if one.source in joined or one.type in DOING]
    relations = sorted({one.key: one for one in (*near, *relevant)}.values(), key=lambda r: r.key)
    ends = {end for one in relations for end in (one.source, one.target)}
    entities = store.golden.entities(ends)
    return Surroundings(places, targeting, relations, entities)


def _parts(store: GraphStore, region: Region) -> list[str]:
    """Return the ids of the regions in the store that may hold what is in ``region``."""
    start = [region.id]
    if region.level == "city":
        start = [region.country or ""]
    found = set(start) | set(region.members)
    level = set(found)
    while level:
        inner = {one.source for one in _relations(store, level, ("PART_OF",), "in")}
        level = inner - found
        found |= level
    return sorted(found)


def _relations(
    store: GraphStore, ids: Iterable[str], types: Collection[str], direction: str
) -> list[Relation]:
    return [
        one
        for some in chunks(sorted(ids))
        for one in store.golden.relations(some, types, direction)
    ]


def _grouped(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        found[relation.source].append(relation)
    return dict(found)


def technologies_of(around: Surroundings, id_: str) -> tuple[set[str], set[str]]:
    """Return what an organisation works on itself, and what by projects, agreements, products."""
    points = load_weights().points
    own = {one.target for one in around.of(id_, "WORKS_ON")}
    via: set[str] = set()
    for one in around.of(id_, "PARTICIPATES_IN", "PARTY_TO", "OFFERS"):
        if points(BASIS_OF[one.type], one.role) > 0:
            via |= {about.target for about in around.of(one.target, "ABOUT")}
    return own, via - own
