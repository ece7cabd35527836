"""Linking the organisations of a store: sure pairs are judged one, doubtful ones are proposed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.chunks import chunks
from graph.entities import Entity, Relation, texts
from graph.golden.consequences import Touched, follow
from graph.linkage.grouping import Conflict, Tie
from graph.linkage.linking import Linked, link
from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from graph.linkage.scoring import reasons
from graph.places import place_path
from graph.review.proposal import Pair, Proposal
from graph.review.proposing import Proposed, propose
from graph.schema import Schema
from graph.store import GraphStore
from ontology.regions import load_regions
from ontology.values.identifiers import registers

RULE = "linkage"
"""Who judges and proposes."""
TOLD = 3
"""So many reasons stand in a judgement."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linking a store did. ``left``: sure pairs that somebody has judged before."""

    organisations: int
    judged: int
    left: int
    proposed: Proposed
    conflicts: tuple[Conflict, ...]


def link_store(store: GraphStore, schema: Schema, model: Model) -> Outcome:
    """Judge sure pairs of the store's organisations and propose doubtful ones, in one revision.

    A pair that was judged before, by whomever, is left as it is, also when that was taken back;
    what was judged while pairs were weighed counts too.
    """
    records = list(organisations(store))
    linked = link(records, model)
    sure = [tie for tie in linked.grouping.ties if tie.pair >= 0]
    with store.writing("link", f"{len(sure)} sure pairs"):
        decided = {frozenset((one.left, one.right)) for one in store.ledger.judgements(closed=True)}
        fresh = [tie for tie in sure if _keys(records, tie) not in decided]
        for tie in fresh:
            left, right = records[tie.left].id, records[tie.right].id
            store.ledger.judge(left, right, "same", RULE, _reason(linked, tie.pair, model))
        touched = {key for tie in fresh for key in _keys(records, tie)}
        if touched:
            follow(store, schema, Touched(keys=touched))
        doubtful = (_proposal(records, linked, place, model) for place in linked.grouping.queued)
        proposed = propose(store, RULE, doubtful)
    conflicts = tuple(linked.grouping.conflicts)
    return Outcome(len(records), len(fresh), len(sure) - len(fresh), proposed, conflicts)


def organisations(store: GraphStore) -> Iterator[Organisation]:
    """Yield each organisation of a store by its first key, as linking sees it."""
    for some in chunks(store.golden.all_entities("Organisation")):
        places: defaultdict[str, list[Relation]] = defaultdict(list)
        ids = [one.id for one in some]
        for relation in store.golden.relations(ids, ["LOCATED_IN"], "out"):
            places[relation.source].append(relation)
        yield from (_organisation(one, places[one.id]) for one in some if one.names())


def _organisation(entity: Entity, places: Collection[Relation]) -> Organisation:
    place = next(iter(places), None)
    said = place.properties if place else {}
    region = load_regions().at(place_path(place.target)) if place else None
    return Organisation(
        id=entity.keys[0],
        names=tuple(entity.names()),
        country=(region.country or "") if region else "",
        city=_first(said.get("city")),
        website=_first(entity.properties.get("website")),
        address=_first(said.get("address")),
        postcode=_first(said.get("postcode")),
        nuts=_first(said.get("regionCode")),
        identifiers=frozenset(key for key in entity.keys if key.partition(":")[0] in registers()),
    )


def _first(value: object) -> str:
    """Return the first text of a value; '' where there is none."""
    return next(iter(texts(value)), "")


def _keys(records: list[Organisation], tie: Tie) -> frozenset[str]:
    return frozenset((records[tie.left].id, records[tie.right].id))


def _reason(linked: Linked, place: int, model: Model) -> str:
    told = (f"{one.comparison}: {one.level}" for one in reasons(linked.pairs, place, model)[:TOLD])
    return f"{linked.pairs.weight[place]:.1f} bits; {'; '.join(told)}"


def _proposal(records: list[Organisation], linked: Linked, place: int, model: Model) -> Proposal:
    pairs = linked.pairs
    told = {
        f"{one.comparison}: {one.level}": round(one.weight, 1)
        for one in reasons(pairs, place, model)
    }
    left, right = records[int(pairs.left[place])].id, records[int(pairs.right[place])].id
    chance = 1 / (1 + math.exp2(-float(pairs.weight[place])))
    return Proposal(Pair(left, right, told), round(chance, 3), RULE)
