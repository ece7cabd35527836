"""A shortlist of organisations: what they cover, what is missing, who has worked with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import yaml

from graph.chunks import chunks
from graph.entities import DEFAULT_BASE_URI, Entity, Relation, uri
from graph.errors import UsageError
from graph.store import GraphStore
from ontology.model import load_model
from ontology.region import Region
from ontology.regions import load_regions

JOINING = {"PARTICIPATES_IN": "projects", "PARTY_TO": "agreements", "TAKES_PART_IN": "events"}
READ = (*JOINING, "LOCATED_IN", "WORKS_ON", "MEMBER_OF")


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of a shortlist. ``country`` is that of its first place, ISO 3166-1 alpha-2;
    ``ended`` a date for one that no longer exists."""

    id: str
    uri: str
    name: str
    type: str
    country: str
    region: str
    city: str
    website: str
    technologies: tuple[str, ...]
    clusters: tuple[str, ...]
    ended: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the checklist: how many are ``needed``, how many there are, who counts (ids)."""

    rule: str
    needed: int
    found: int
    met: bool
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """Something that two organisations both took part in."""

    id: str
    name: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations (ids) that have met before, and in what."""

    one: str
    other: str
    projects: tuple[Joint, ...]
    agreements: tuple[Joint, ...]
    events: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """A shortlist as a whole.

    ``unknown`` are ids that the graph does not have. ``countries`` and ``kinds`` count members, ''
    is a country that nobody states. ``pairs`` have met before, ``strangers`` (ids) have not, as far
    as the graph knows.
    """

    members: tuple[Member, ...]
    unknown: tuple[str, ...]
    countries: Mapping[str, int]
    kinds: Mapping[str, int]
    checks: tuple[Check, ...]
    pairs: tuple[Pair, ...]
    strangers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of ``checklist.yaml``."""

    rule: str
    entities: int = 0
    countries: int = 0
    of: str = ""
    kinds: tuple[str, ...] = ()


@cache
def checklist() -> tuple[Rule, ...]:
    """Return the rules of ``checklist.yaml``."""
    text = Path(__file__).with_name("checklist.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)
    return tuple(Rule(**{**row, "kinds": tuple(row.get("kinds", ()))}) for row in rows)


def shortlist(store: GraphStore, ids: Sequence[str], base_uri: str = DEFAULT_BASE_URI) -> Shortlist:
    """Return what is to be said of the organisations with these ids or keys, in their order.

    Raises ``UsageError`` for an id of something else.
    """
    known = store.ledger.identities(ids)
    wanted = list(dict.fromkeys(known.get(id_, id_) for id_ in ids))
    entities = store.golden.entities(wanted)
    for one in entities.values():
        if one.kind != "Organisation":
            raise UsageError(f"'{one.id}' is no organisation but a {one.kind}: take it out")
    relations = _by_source(store, list(entities))
    members = [
        _member(entities[id_], relations[id_], base_uri) for id_ in wanted if id_ in entities
    ]
    pairs, strangers = _pairs(store, [one.id for one in members], relations)
    return Shortlist(
        members=tuple(members),
        unknown=tuple(id_ for id_ in wanted if id_ not in entities),
        countries=dict(sorted(Counter(one.country for one in members).items())),
        kinds=dict(sorted(Counter(one.type for one in members).items())),
        checks=tuple(_check(rule, members) for rule in checklist()),
        pairs=pairs,
        strangers=strangers,
    )


def _by_source(store: GraphStore, ids: Collection[str]) -> defaultdict[str, list[Relation]]:
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    for some in chunks(ids):
        for one in store.golden.relations(some, READ, "out"):
            found[one.source].append(one)
    return found


def _member(entity: Entity, relations: Sequence[Relation], base_uri: str) -> Member:
    located = [one for one in relations if one.type == "LOCATED_IN"]
    region = load_regions().get(located[0].target) if located else None
    return Member(
        id=entity.id,
        uri=uri(entity, base_uri),
        name=entity.label,
        type=entity.type,
        country=(region.country or "") if region else "",
        region=located[0].target if located else "",
        city=next((str(one.properties.get("city", "")) for one in located), ""),
        website=str(entity.properties.get("website", "")),
        technologies=_targets(relations, "WORKS_ON"),
        clusters=_targets(relations, "MEMBER_OF"),
        ended=entity.end,
    )


def _targets(relations: Sequence[Relation], type_: str) -> tuple[str, ...]:
    return tuple(sorted({one.target for one in relations if one.type == type_}))


def _check(rule: Rule, members: Sequence[Member]) -> Check:
    """Hold a rule against the members that still exist."""
    model, group = load_model(), _group(rule.of)
    classes = frozenset(one for kind in rule.kinds for one in model.subclasses(kind))
    counted = [
        one
        for one in members
        if not one.ended
        and (not group or one.country in group.members)
        and (not classes or one.type in classes)
    ]
    countries = {one.country for one in counted} - {""}
    found = len(countries) if rule.countries else len(counted)
    needed = rule.countries or rule.entities
    return Check(rule.rule, needed, found, found >= needed, tuple(one.id for one in counted))


def _group(code: str) -> Region | None:
    return load_regions().get(code) if code else None


def _pairs(
    store: GraphStore, ids: Sequence[str], relations: Mapping[str, Sequence[Relation]]
) -> tuple[tuple[Pair, ...], tuple[tuple[str, str], ...]]:
    """Return the pairs that have met, those in the most projects first, and all others."""
    met = {
        id_: {one.target: one.type for one in relations.get(id_, ()) if one.type in JOINING}
        for id_ in ids
    }
    joint = {
        (one, other): met[one].keys() & met[other].keys() for one, other in combinations(ids, 2)
    }
    entities: dict[str, Entity] = {}
    for some in chunks(sorted({id_ for found in joint.values() for id_ in found})):
        entities |= store.golden.entities(some)
    pairs = [
        _pair(one, other, {id_: met[one][id_] for id_ in found}, entities)
        for (one, other), found in joint.items()
        if found
    ]
    pairs.sort(key=lambda pair: -len(pair.projects))
    return tuple(pairs), tuple(pair for pair, found in joint.items() if not found)


def _pair(one: str, other: str, found: Mapping[str, str], entities: Mapping[str, Entity]) -> Pair:
    joints: dict[str, tuple[Joint, ...]] = {
        name: tuple(_joints(type_, found, entities)) for type_, name in JOINING.items()
    }
    return Pair(one, other, **joints)


def _joints(
    type_: str, found: Mapping[str, str], entities: Mapping[str, Entity]
) -> Iterator[Joint]:
    """Yield what two met in by relations of a type, the newest first."""
    some = [entities[id_] for id_, own in found.items() if own == type_]
    for one in sorted(some, key=lambda one: (one.start, one.id), reverse=True):
        yield Joint(one.id, one.label, one.start, one.end)
