"""Relations of which sources state other times, amounts or roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.entities import Entity, Relation, Triple
from graph.golden.rules import told_apart
from graph.review.contradiction import (
    BOTH,
    Claim,
    Contradiction,
    Settled,
    Stated,
    claim,
    fitting,
    ranked,
    settled,
)
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import StoredRecord

ROLE = "role"
TIMES = ("since", "until")
ASIDE = frozenset({ROLE, "order"})
"""What is looked at by itself, and the place in a source's list, which is of that list alone."""


def of_ties(
    store: GraphStore, schema: Schema, entities: Sequence[Entity]
) -> Mapping[str, Sequence[Contradiction]]:
    """Return id → the contradictions of the relations that lead from it, by target and type.

    Only what several sources tell is one. Times that fit, as 2016 and 2016-05 do, contradict
    nothing, nor do times that do not overlap: those are two relations. What is denied is no longer
    told.
    """
    about = {one.id: one for one in entities}
    golden: defaultdict[Triple, list[Relation]] = defaultdict(list)
    for relation in store.golden.relations(list(about), direction="out"):
        golden[relation.source, relation.type, relation.target].append(relation)
    contested = _contested(store, golden)
    targets = store.golden.entities({target for _, _, target in contested})
    found: defaultdict[str, list[Contradiction]] = defaultdict(list)
    for triple in sorted(contested, key=lambda one: (one[0], one[2], one[1])):
        source, type_, target = triple
        for property_, spell, told in _of_tie(golden[triple], contested[triple], schema):
            found[source].append(
                Contradiction(
                    source,
                    about[source].label,
                    property_,
                    "",
                    told.stands,
                    told.lost,
                    told.rule,
                    relation=type_,
                    target=target,
                    target_name=targets[target].label,
                    role="" if spell is None else spell.role,
                    since="" if spell is None else spell.since,
                )
            )
    return found


def _contested(
    store: GraphStore, golden: Mapping[Triple, Sequence[Relation]]
) -> dict[Triple, list[StoredRecord]]:
    """Return what is told of ties by several sources."""
    said: defaultdict[Triple, list[StoredRecord]] = defaultdict(list)
    for triple, stored in store.ledger.stating(sorted(golden)):
        said[triple].append(stored)
    return {one: some for one, some in said.items() if len({told.source for told in some}) > 1}


def _of_tie(
    golden: Sequence[Relation], said: Sequence[StoredRecord], schema: Schema
) -> Iterator[tuple[str, Relation | None, Settled]]:
    """Yield property, relation and how it was settled, of the relations between two entities.

    There is no relation where roles differ: those are several.
    """
    stored = {id(one.record): one for one in said}
    relations = {(one.role, one.nth): one for one in golden}
    spells = []
    for nth, records in told_apart(one.said for one in said):
        spell = [stored[id(one)] for one in records]
        role = str(records[0].properties.get(ROLE, ""))
        spells.append((role, spell))
        yield from _of_spell(relations[role, nth], spell, schema)
    if roles := _roles(spells):
        yield ROLE, None, roles


def _of_spell(
    relation: Relation, spell: Sequence[StoredRecord], schema: Schema
) -> Iterator[tuple[str, Relation, Settled]]:
    """Yield what sources tell otherwise of one relation; ``spell`` is told of it, best first."""
    claims: defaultdict[str, list[Stated]] = defaultdict(list)
    for stored in spell:
        for name, value in stored.record.properties.items():
            if name not in ASIDE and not schema.multiple(name) and not isinstance(value, Mapping):
                claims[name].append((value, stored))
    for name, stated in sorted(claims.items()):
        stands = getattr(relation, name) if name in TIMES else relation.properties[name]
        found = settled(stated, stands, fitting(schema, name))
        if found and any(one.witness.source != found.stands.witness.source for one in found.lost):
            yield name, relation, found


def _roles(spells: Sequence[tuple[str, Sequence[StoredRecord]]]) -> Settled | None:
    """Return the roles that sources tell, where each tells another one, and only one."""
    by_source: defaultdict[str, set[str]] = defaultdict(set)
    for role, spell in spells:
        for stored in spell:
            by_source[stored.source].add(role)
    told = {role for roles in by_source.values() for role in roles if role}
    if len(told) < 2 or any(len(roles) > 1 for roles in by_source.values()):
        return None
    role_of = {id(one): role for role, spell in spells for one in spell}
    first: dict[str, Claim] = {}
    for one in ranked([stored for _, spell in spells for stored in spell]):
        if role := role_of[id(one)]:
            first.setdefault(role, claim(role, one))
    stands, *lost = first.values()
    return Settled(stands, lost, BOTH)
