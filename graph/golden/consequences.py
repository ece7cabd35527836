"""What follows from a change of the ledger: identities, golden graph and reach brought up to date.

Only what the change touches is worked out again. The result is a pure function of the standing
records and judgements, so working it out twice, or from the start, gives the same graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.chunks import chunks
from graph.entities import Entity, Relation, RelationKey, Triple
from graph.golden.reach_upkeep import apply_golden
from graph.golden.regrouping import Regrouping, regroup
from graph.golden.rules import Said, golden_relations
from graph.golden.ties import ties_meaning
from graph.records import Reject, RelationRecord
from graph.schema import Schema
from graph.store import GraphStore, Ledger
from graph.stored import GoldenDelta, Tie

REMEDY = "correct the role or the id in the source; the relation stays out of the graph"


@dataclass(slots=True)
class Touched:
    """The keys whose entity records, and the ties whose relation records, came or went."""

    keys: set[str] = field(default_factory=set)
    ties: set[Tie] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.keys or self.ties)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changed in the golden graph, and the relations that the vocabulary does not allow."""

    delta: GoldenDelta
    misfits: list[Reject]


def follow(store: GraphStore, schema: Schema, touched: Touched) -> Consequences:
    """Bring the golden graph and reach of ``store`` up to date; return what changed.

    Must run inside ``store.writing``. Relations between kinds that the vocabulary does not join
    stay in the ledger only.
    """
    regrouping = regroup(store, touched.keys, schema)
    written, gone, reclassed = _entity_changes(store, regrouping)
    ties = touched.ties | _ties_of(store.ledger, regrouping.moved() | reclassed)
    triples = _triples_around(store.ledger, ties, regrouping)
    types = _types(store, triples, regrouping)
    fitting = {triple for triple in triples if _fits(triple, types, schema)}
    old: dict[RelationKey, Relation] = {}
    new: dict[RelationKey, Relation] = {}
    for some in chunks(sorted(triples)):
        old |= {relation.key: relation for relation in store.golden.between(some)}
        stated = _stated(store.ledger, [one for one in some if one in fitting], schema)
        new |= {relation.key: relation for relation in stated}
    delta = GoldenDelta(
        entities=written,
        entities_gone=gone,
        relations=[relation for key, relation in new.items() if old.get(key) != relation],
        relations_gone=[key for key in old if key not in new],
    )
    apply_golden(store, delta)
    return Consequences(delta, _misfits(store.ledger, triples - fitting, types))


def _types(
    store: GraphStore, triples: Collection[Triple], regrouping: Regrouping
) -> dict[str, str]:
    """Return the class of each entity at an end of ``triples``; those that are gone have none."""
    types = {id_: entity.type for id_, entity in regrouping.entities.items()}
    gone = set(regrouping.before.values()) - types.keys()
    ends = {end for source, _, target in triples for end in (source, target)}
    for some in chunks(ends - types.keys() - gone):
        types |= store.golden.types(some)
    return types


def _fits(triple: Triple, types: Mapping[str, str], schema: Schema) -> bool:
    source, type_, target = triple
    return source in types and target in types and schema.joins(type_, types[source], types[target])


def _misfits(ledger: Ledger, triples: Collection[Triple], types: Mapping[str, str]) -> list[Reject]:
    """Return one reject for each record that ties two entities in a way not allowed."""
    standing = [one for one in triples if one[0] in types and one[2] in types]
    keys = ledger.keys_of({end for source, _, target in standing for end in (source, target)})
    found = []
    for triple in sorted(standing):
        source, type_, target = triple
        reason = f"{type_} cannot lead from a {types[source]} to a {types[target]}"
        for stored in ledger.tied(ties_meaning(triple, keys)):
            place = stored.record.evidence.locator
            value = f"{source} {type_} {target}"
            found.append(Reject(stored.source, place, type_, value, reason, REMEDY))
    return found


def _entity_changes(
    store: GraphStore, regrouping: Regrouping
) -> tuple[list[Entity], list[str], set[str]]:
    """Return the entities to write, the ids to drop, and the keys of what is of another class."""
    after = regrouping.entities
    old: dict[str, Entity] = {}
    for some in chunks({*after, *regrouping.before.values()}):
        old |= store.golden.entities(some)
    written = [entity for id_, entity in sorted(after.items()) if old.get(id_) != entity]
    reclassed = [one for one in written if one.id in old and old[one.id].type != one.type]
    keys = {key for entity in reclassed for key in entity.keys}
    return written, sorted(old.keys() - after.keys()), keys


def _ties_of(ledger: Ledger, keys: Collection[str]) -> set[Tie]:
    """Return all ties that start or end at one of ``keys``."""
    ties: set[Tie] = set()
    for some in chunks(keys):
        ties |= ledger.ties_about(some) | ledger.ties_to(some)
    return ties


def _triples_around(ledger: Ledger, ties: Iterable[Tie], regrouping: Regrouping) -> set[Triple]:
    """Return the entity triples that ``ties`` meant before the change or mean after it."""
    ties = list(ties)
    ends = {key for source, _, target in ties for key in (source, target)}
    elsewhere: dict[str, str] = {}
    for some in chunks(ends - regrouping.before.keys() - regrouping.after.keys()):
        elsewhere |= ledger.identities(some)
    return {
        triple
        for side in (regrouping.before, regrouping.after)
        for triple in _triples(ties, {**elsewhere, **side})
    }


def _triples(ties: Iterable[Tie], identities: Mapping[str, str]) -> set[Triple]:
    return {
        (identities[source], type_, identities[target])
        for source, type_, target in ties
        if source in identities and target in identities
    }


def _stated(ledger: Ledger, triples: Collection[Triple], schema: Schema) -> list[Relation]:
    """Return the golden relations of ``triples`` that standing records state."""
    keys = ledger.keys_of({id_ for source, _, target in triples for id_ in (source, target)})
    meaning = {tie: triple for triple in triples for tie in ties_meaning(triple, keys)}
    said: defaultdict[Triple, list[Said]] = defaultdict(list)
    for stored in ledger.tied(meaning):
        record = stored.record
        if isinstance(record, RelationRecord):
            said[meaning[record.source, record.type, record.target]].append(stored.said)
    return [
        relation
        for triple in triples
        if triple in said
        for relation in golden_relations(*triple, said[triple], schema)
    ]
