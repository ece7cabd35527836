"""The organisations of an answer with everything that a reader wants to see of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.entities import DEFAULT_BASE_URI, Entity, Relation, Triple, uri
from graph.golden.reach import identity
from graph.golden.technology_tree import TechnologyTree
from graph.places import inside, place_path
from graph.question.answer import Brief, Hit, Step
from graph.question.evidence import Evidence, relation_evidence
from graph.question.filters import Cell
from graph.question.score import load_weights
from graph.store import GraphStore
from graph.stored import Interval, Link, Reached
from ontology.regions import load_regions

RELATION_OF = {
    "direct": "WORKS_ON",
    "project": "PARTICIPATES_IN",
    "agreement": "PARTY_TO",
    "product": "OFFERS",
}
BASES = ("direct", "product", "project", "agreement")
AMOUNTS = ("ecContribution", "netEcContribution", "totalCost")
IDENTIFIER_SCHEMES = ("pic", "vat", "ror", "grid", "isni", "wikidata")
WITNESSES = 3


class Ground(NamedTuple):
    """What the hits of an answer stand on.

    ``relations`` of one triple are in the order of their keys; ``climbs``: technology → the steps
    from it up to the one that was asked.
    """

    relations: Mapping[Triple, Sequence[Relation]]
    evidence: Evidence
    climbs: Mapping[str, list[Step]]


class HitMaker:
    """Makes the hits of one answer, reading everything they share once."""

    def __init__(
        self,
        store: GraphStore,
        tree: TechnologyTree,
        cell: Cell,
        paths: int,
        base_uri: str = DEFAULT_BASE_URI,
    ) -> None:
        self._store = store
        self._tree = tree
        self._cell = cell
        self._paths = paths
        self._base = base_uri

    def hits(self, reached: Sequence[Reached], links: Iterable[Link]) -> list[Hit]:
        """Return the hits of ``reached`` in their order; ``links`` are those that count."""
        ids = [one.organisation for one in reached]
        by_organisation: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_organisation[link.organisation].append(link)
        entities = self._store.golden.entities(ids)
        located = self.located(ids)
        chosen = {id_: weightiest(by_organisation[id_], self._paths) for id_ in ids}
        ground = self._ground(by_organisation, chosen, located)
        return [
            self._hit(
                one,
                entities[one.organisation],
                located[one.organisation],
                by_organisation[one.organisation],
                chosen[one.organisation],
                ground,
            )
            for one in reached
        ]

    def located(self, ids: Collection[str]) -> dict[str, list[Relation]]:
        """Return where each organisation is, its places in the region asked first."""
        found: dict[str, list[Relation]] = {id_: [] for id_ in ids}
        for relation in self._store.golden.relations(ids, ["LOCATED_IN"], "out"):
            found[relation.source].append(relation)
        for relations in found.values():
            relations.sort(key=lambda one: not inside(path_of(one), self._cell.intervals))
        return found

    def _ground(
        self,
        links: Mapping[str, Sequence[Link]],
        chosen: Mapping[str, Sequence[Link]],
        located: Mapping[str, Sequence[Relation]],
    ) -> Ground:
        """Read what ``chosen`` links are shown with, and the amounts of all ``links``."""
        shown = [link for some in chosen.values() for link in some]
        steps = {triple for link in shown for triple in triples_of(link)}
        paid = {
            triples_of(link)[0]
            for some in links.values()
            for link in some
            if link.basis == "project"
        }
        places = {(one.source, one.type, one.target) for some in located.values() for one in some}
        climbs = {
            id_: self._tree.climb(id_, self._cell.technology)
            for id_ in {link.technology for link in shown}
        }
        rungs = {
            (rung.source, rung.relation, rung.target) for climb in climbs.values() for rung in climb
        }
        relations: defaultdict[Triple, list[Relation]] = defaultdict(list)
        for one in self._store.golden.between(sorted(steps | paid)):
            relations[one.source, one.type, one.target].append(one)
        evidence = relation_evidence(self._store, steps | places | rungs)
        return Ground(
            relations,
            evidence,
            {id_: [_backed(rung, evidence) for rung in climb] for id_, climb in climbs.items()},
        )

    def _hit(
        self,
        one: Reached,
        entity: Entity,
        located: Sequence[Relation],
        links: Sequence[Link],
        chosen: Sequence[Link],
        ground: Ground,
    ) -> Hit:
        brief = self.brief(entity, located)
        placed = [
            relation for relation in located if inside(path_of(relation), self._cell.intervals)
        ]
        paths = [
            (
                *(
                    step(_stated(link, ground.relations[triple]), ground.evidence)
                    for triple in triples_of(link)
                ),
                *ground.climbs[link.technology],
            )
            for link in chosen
        ]
        return Hit(
            id=entity.id,
            uri=brief.uri,
            name=brief.name,
            kind=brief.kind,
            country=brief.country,
            region=brief.region,
            identifiers=identifiers(entity),
            website=str(entity.properties.get("website", "")),
            score=one.score,
            last_active=date_text(one.last),
            amounts=_amounts(links, ground.relations),
            basis=min((shown_basis(link.basis) for link in links), key=BASES.index),
            technologies=tuple(sorted({link.technology for link in links})),
            links=one.links,
            places=tuple(step(relation, ground.evidence) for relation in placed),
            paths=tuple(paths),
        )

    def brief(self, entity: Entity, located: Sequence[Relation]) -> Brief:
        """Return what every list shows of an organisation."""
        place = located[0] if located else None
        region = load_regions().get(place.target) if place else None
        return Brief(
            id=entity.id,
            uri=uri(entity, self._base),
            name=entity.label,
            kind=entity.type,
            country=(region.country or "") if region else "",
            region=place.target if place else "",
        )


def triples_of(link: Link) -> list[Triple]:
    """Return the relations that make up ``link``, from the organisation to the technology."""
    relation = RELATION_OF[link.basis]
    if not link.via:
        return [(link.organisation, relation, link.technology)]
    return [(link.organisation, relation, link.via), (link.via, "ABOUT", link.technology)]


def _amounts(
    links: Sequence[Link], relations: Mapping[Triple, Sequence[Relation]]
) -> dict[str, float]:
    """Return the sums over the participations through which the organisation was found."""
    triples = {triples_of(link)[0] for link in links if link.basis == "project"}
    found = [one.properties for triple in triples for one in relations[triple]]
    stated = {
        name: [float(str(properties[name])) for properties in found if name in properties]
        for name in AMOUNTS
    }
    return {name: round(sum(amounts), 2) for name, amounts in stated.items() if amounts}


def weightiest(links: Sequence[Link], number: int) -> list[Link]:
    """Return at most ``number`` of ``links``, each project once, the weightiest first."""
    weights = load_weights()
    ordered = sorted(
        links,
        key=lambda one: (-weights.points(one.basis, one.role), -one.last, one.via, one.technology),
    )
    once = {identity(link): link for link in reversed(ordered)}
    return [link for link in ordered if once[identity(link)] is link][:number]


def _stated(link: Link, relations: Sequence[Relation]) -> Relation:
    """Return the one of ``relations`` between the same ends that ``link`` was made from."""
    times = (link.since, link.until)
    return min(relations, key=lambda one: (one.role != link.role, (one.since, one.until) != times))


def step(relation: Relation, evidence: Evidence) -> Step:
    """Return ``relation`` as a step with its best witnesses."""
    return Step(
        relation.type,
        relation.source,
        relation.target,
        relation.role,
        relation.since,
        relation.until,
        tuple(evidence.get(relation.key, ())[:WITNESSES]),
    )


def _backed(rung: Step, evidence: Evidence) -> Step:
    """Return a step up the tree of technologies with its best witnesses."""
    said = evidence.get((rung.source, rung.relation, rung.target, rung.role, 0), ())
    return replace(rung, evidence=tuple(said[:WITNESSES]))


def path_of(located: Relation) -> str:
    """Return the place path of a LOCATED_IN relation."""
    return place_path(located.target, str(located.properties.get("city", "")))


def shown_basis(basis: str) -> str:
    """Return the basis as answers name it: a product is a direct one."""
    return "direct" if basis == "product" else basis


def identifiers(entity: Entity) -> dict[str, str]:
    """Return scheme → identifier from the keys of ``entity``."""
    pairs = (key.partition(":")[::2] for key in entity.keys if ":" in key)
    return {scheme: value for scheme, value in pairs if scheme in IDENTIFIER_SCHEMES}


def date_text(number: int) -> str:
    """Return yyyymmdd as an ISO date, '' for 0."""
    text = str(number)
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if number else ""


def intervals_of(paths: Iterable[str]) -> tuple[Interval, ...]:
    """Return intervals that hold exactly these paths and the cities right below them."""
    return tuple(
        interval for path in paths for interval in ((path, path + "!"), (path + ":", path + ";"))
    )
