"""What follows from a change of the ledger: identities, golden graph and reach brought up to date.

Only what the change touches is worked out again. The result is a pure function of the standing
records and judgements, so working it out twice, or from the start, gives the same graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from graph.chunks import chunks
from graph.entities import Entity, Relation, RelationKey, Triple
from graph.golden.reach_upkeep import Upkeep
from graph.golden.regrouping import Regrouping, regroup, regrouped
from graph.golden.rules import Said, golden_relations
from graph.golden.ties import ties_meaning
from graph.records import EntityRecord, Reject, RelationRecord, Stranger
from graph.schema import Schema
from graph.store import GraphStore, Ledger
from graph.stored import GoldenDelta, Tie

PART = 20_000
"""How many pairs of entities are worked out, and entered, at a time."""
REMEDY = "correct the role or the id in the source; the relation stays out of the graph"
OTHER_ID = "write another id in the source; what it says of this one stays out of the graph"


@dataclass(slots=True)
class Touched:
    """The keys whose entity records, and the ties whose relation records, came or went."""

    keys: set[str] = field(default_factory=set)
    ties: set[Tie] = field(default_factory=set)


def follow(store: GraphStore, schema: Schema, touched: Touched) -> list[Reject]:
    """Bring the golden graph and reach of ``store`` up to date.

    Must run inside ``store.writing``. Returns the relations between kinds that the vocabulary does
    not join, and what is said of a key as of another kind: it stays in the ledger only.
    """
    regrouping = regroup(store, touched.keys, schema)
    changes = _entity_changes(store, regrouping)
    moved = regrouping.moved() | changes.reclassed
    ties = touched.ties | _ties_of(store.ledger, moved) if moved else touched.ties
    triples = _triples_around(store.ledger, ties, regrouping)
    types = _types(store, triples, regrouping)
    fitting = {triple for triple in triples if _fits(triple, types, schema)}
    untied = moved - _ends(ties)
    old = _relations_before(store, triples, changes.new)
    upkeep = Upkeep(store, changes.new)
    upkeep.apply(GoldenDelta(entities=changes.written, entities_gone=changes.gone))
    for some in chunks(sorted(fitting), PART):
        stated = _stated(store.ledger, some, regrouping, schema, untied)
        changed = [relation for relation in stated if old.pop(relation.key, None) != relation]
        upkeep.apply(GoldenDelta(relations=changed))
    upkeep.apply(GoldenDelta(relations_gone=[*old]))
    upkeep.finish()
    store.golden.relate(_related(touched, triples, regrouping) - changes.new)
    strangers = _strangers(store.ledger, regrouping, schema)
    return [*strangers, *_misfits(store.ledger, triples - fitting, types)]


def _related(touched: Touched, triples: Iterable[Triple], regrouping: Regrouping) -> set[str]:
    """Return the entities whose relations, or whose records, may not be what they were."""
    spoken = {regrouping.after[key] for key in touched.keys & regrouping.after.keys()}
    return spoken | {end for source, _, target in triples for end in (source, target)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the standing records and judgements around some keys give: entities and relations."""

    regrouping: Regrouping
    relations: dict[RelationKey, Relation]


def outcome(store: GraphStore, schema: Schema, keys: Collection[str]) -> Outcome:
    """Work out the entities around ``keys`` and all their relations; nothing is entered."""
    regrouping = regrouped(store.ledger, keys, schema)
    near = regrouping.before.keys() | regrouping.after.keys()
    ties = _ties_of(store.ledger, near)
    triples = _triples_around(store.ledger, ties, regrouping)
    types = _types(store, triples, regrouping)
    fitting = sorted(triple for triple in triples if _fits(triple, types, schema))
    untied = near - _ends(ties)
    stated = (
        one
        for some in chunks(fitting)
        for one in _stated(store.ledger, some, regrouping, schema, untied)
    )
    return Outcome(regrouping, {relation.key: relation for relation in stated})


def _relations_before(
    store: GraphStore, triples: Collection[Triple], new: Set[str]
) -> dict[RelationKey, Relation]:
    """Return the standing relations of ``triples``; the ``new`` entities have none."""
    older = sorted(one for one in triples if one[0] not in new and one[2] not in new)
    return {
        relation.key: relation for some in chunks(older) for relation in store.golden.between(some)
    }


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


def _strangers(ledger: Ledger, regrouping: Regrouping, schema: Schema) -> Iterator[Stranger]:
    """Yield each record whose key means something of another kind."""
    for entity in (regrouping.entities[id_] for id_ in sorted(regrouping.mixed)):
        for stored in ledger.entity_records(entity.keys):
            record = stored.record
            if not isinstance(record, EntityRecord) or schema.top(record.type) == entity.kind:
                continue
            reason = f"'{record.key}' means {entity.label}, of kind {entity.kind}"
            place = record.evidence.locator
            yield Stranger(stored.source, place, "type", record.type, reason, OTHER_ID)


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


@dataclass(frozen=True, slots=True)
class _EntityChanges:
    """The entities to write, the ids of the ``new`` among them, and the ids to drop.

    ``reclassed`` are the keys of those that were of another class.
    """

    written: list[Entity]
    new: set[str]
    gone: list[str]
    reclassed: set[str]


def _entity_changes(store: GraphStore, regrouping: Regrouping) -> _EntityChanges:
    after = regrouping.entities
    old: dict[str, Entity] = {}
    for some in chunks({*after, *regrouping.before.values()}):
        old |= store.golden.entities(some)
    written = [entity for id_, entity in sorted(after.items()) if old.get(id_) != entity]
    reclassed = [one for one in written if one.id in old and old[one.id].type != one.type]
    return _EntityChanges(
        written,
        new=after.keys() - old.keys(),
        gone=sorted(old.keys() - after.keys()),
        reclassed={key for entity in reclassed for key in entity.keys},
    )


def _ties_of(ledger: Ledger, keys: Collection[str]) -> set[Tie]:
    """Return all ties that start or end at one of ``keys``."""
    ties: set[Tie] = set()
    for some in chunks(keys):
        ties |= ledger.ties_about(some) | ledger.ties_to(some)
    return ties


def _triples_around(ledger: Ledger, ties: Collection[Tie], regrouping: Regrouping) -> set[Triple]:
    """Return the entity triples that ``ties`` meant before the change or mean after it."""
    before, after = regrouping.before, regrouping.after
    elsewhere: dict[str, str] = {}
    for some in chunks(_ends(ties) - before.keys() - after.keys()):
        elsewhere |= ledger.identities(some)
    triples = _triples(ties, {**elsewhere, **after})
    return triples | _triples(ties, {**elsewhere, **before}) if before else triples


def _ends(ties: Iterable[Tie]) -> set[str]:
    """Return the keys that ``ties`` join."""
    return {key for source, _, target in ties for key in (source, target)}


def _triples(ties: Iterable[Tie], identities: Mapping[str, str]) -> set[Triple]:
    entity = identities.get
    return {
        (start, type_, end)
        for source, type_, target in ties
        if (start := entity(source)) and (end := entity(target))
    }


def _stated(
    ledger: Ledger,
    triples: Collection[Triple],
    regrouping: Regrouping,
    schema: Schema,
    untied: Set[str],
) -> list[Relation]:
    """Return the golden relations of ``triples`` that standing records state.

    ``untied`` are keys of which it is known that no record ties them: most identifiers of an
    organisation stand for it nowhere but in its own record.
    """
    ids = {id_ for source, _, target in triples for id_ in (source, target)}
    every = _keys_of(ledger, ids, regrouping)
    keys = {id_: [key for key in some if key not in untied] for id_, some in every.items()}
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


def _keys_of(
    ledger: Ledger, ids: Collection[str], regrouping: Regrouping
) -> dict[str, Collection[str]]:
    """Return entity id → its keys."""
    around = regrouping.entities
    keys: dict[str, Collection[str]] = {id_: around[id_].keys for id_ in ids if id_ in around}
    keys.update(ledger.keys_of([id_ for id_ in ids if id_ not in around]))
    return keys
