"""Golden entities and relations in Neo4j."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.chunks import chunks
from graph.entities import Entity, Relation, RelationKey, Triple, change_id, change_key
from graph.ledger.codec import EntityRow, RelationRow, row_entity, row_relation
from graph.neo4j_store.database import Database
from graph.neo4j_store.flat import Flat, entity_row, labels, relation_row
from graph.neo4j_store.layout import SPARES
from graph.neo4j_store.names import Neo4jNames
from graph.neo4j_store.rows import Row
from graph.question.paths import PASSED_BY
from graph.question.vicinity import vicinity
from graph.question.ways import Ball
from graph.records import Scalar
from graph.stored import Changed, GoldenDelta, Vicinity

LOGGED = 2_000
"""Changes in one node of the change log."""
STEPS = 2
"""How far the statement ``vicinity`` goes."""
KEPT = ("id", "name")
"""What a bare node keeps that was left to hold somebody else's relationship."""


class Neo4jGolden:
    """See ``graph.store.Golden``."""

    def __init__(self, database: Database, names: Neo4jNames) -> None:
        self._database = database
        self._names = names

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Return those of ``ids`` that exist."""
        return {row[0]: row_entity(*row) for row in self._database.rows_for("entities", ids)}

    def types(self, ids: Collection[str]) -> dict[str, str]:
        """Return id → most specific class of those of ``ids`` that exist."""
        return dict(self._database.rows_for("types", ids))

    def all_entities(self, kind: str = "") -> Iterator[Entity]:
        """Yield every entity (of a top kind) ordered by id."""
        statement = "entities_of_kind" if kind else "all_entities"
        return (row_entity(*row) for row in self._database.stream(statement, kind=kind))

    def entity_rows(self) -> Iterator[EntityRow]:
        """Yield every entity as a flat row, ordered by id."""
        return self._database.stream("all_entities")

    def relations(
        self, ids: Collection[str], types: Collection[str] = (), direction: str = "both"
    ) -> list[Relation]:
        """Return relations that touch ``ids``, ordered by key."""
        rows: set[Row] = set()
        if direction in ("out", "both"):
            rows.update(self._database.rows_for("relations_out", ids, types=types))
        if direction in ("in", "both"):
            rows.update(self._database.rows_for("relations_in", ids, types=types))
        if direction == "among":
            rows.update(self._database.rows_for("relations_among", ids, types=types, ends=ids))
        return [row_relation(*row) for row in sorted(rows)]

    def around(
        self, id_: str, direction: str, limit: int, type_: str = "", after: str = ""
    ) -> list[Relation]:
        """Return relations that lead out of or in to an entity, of each type the first.

        Neo4j has no index of an entity's relations: it goes through all of them, and hands over
        the first.
        """
        rows = self._database.rows(
            f"around_{direction}", id=id_, limit=limit, type=type_, after=after
        )
        return [row_relation(*row) for row in rows]

    def all_relations(self) -> Iterator[Relation]:
        """Yield every relation ordered by key."""
        return (row_relation(*row) for row in self.relation_rows())

    def relation_rows(self) -> Iterator[RelationRow]:
        """Yield every relation as a flat row, ordered by key."""
        return self._database.stream("all_relations")

    def adjacent(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        """Return (id, other end, its kind) of every relation at ``ids``, whichever way it leads."""
        rows = self._database.rows_for("adjacent", ids)
        return [(id_, other, kind) for id_, other, kind in rows]

    def ways(self, start: str, goal: str, number: int, avoided: Collection[str]) -> list[list[str]]:
        """Return the ``number`` shortest ways between two entities, shortest first, then by ids.

        Neo4j itself finds those that are as short as can be; for longer ones, and while a revision
        is not tidied, it only tells what is next to what.
        """
        asked = {"start": start, "goal": goal, "number": number, "avoided": avoided}
        found: list[Row] = []
        if frozenset(avoided) >= PASSED_BY:
            found = self._database.rows("shortest_ways_by_type", **asked)
        found = found or self._database.rows("shortest_ways", **asked)
        if found == [(None,)] or len(found) == number:
            return [way for (way,) in found if way]
        ends = (start, goal)

        def steps(ids: Sequence[str]) -> dict[str, set[str]]:
            joined: dict[str, set[str]] = {id_: set() for id_ in ids}
            for id_, other, kind in self.adjacent(ids):
                if kind not in avoided or other in ends:
                    joined[id_].add(other)
            return joined

        return Ball(steps, start, goal).ways(number)

    def vicinity(self, centre: str, depth: int, limit: int, avoided: Collection[str]) -> Vicinity:
        """Return what lies within ``depth`` relations of an entity, nearest first, then by id.

        Neo4j itself goes two steps; for more, and while a revision is not tidied, it only tells
        what is next to what.
        """
        rows = []
        if depth <= STEPS:
            rows = self._database.rows(
                "vicinity", centre=centre, depth=depth, limit=limit, avoided=avoided
            )
        if not rows:
            return vicinity(self, centre, depth, limit, avoided)
        entities, distances, relations, left_out = rows[0]
        known = {row[0]: row_entity(*row) for row in entities}
        among = sorted(tuple(row) for some in relations for row in some)
        return Vicinity(
            known,
            dict(zip(known, distances, strict=True)),
            [row_relation(*row) for row in among],
            left_out,
        )

    def between(self, triples: Collection[Triple]) -> list[Relation]:
        """Return the relations that have exactly these (source, type, target)."""
        rows = self._database.rows_for("between", triples)
        return [row_relation(*row) for row in sorted(rows)]

    def apply(self, delta: GoldenDelta) -> None:
        """Enter changes in the revision under way, the change log and the name index included."""
        for some in chunks(delta.entities_gone):
            self._drop_entities(some)
        former = [*delta.entities_gone]
        for entities in chunks(delta.entities):
            former += self._put_entities(entities)
        self._names.drop(former)
        self._names.add(delta.entities)
        self._close_relations(delta)
        self._create_relations(delta.relations)
        self._log(delta)

    def fill(self, entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
        """Enter a whole graph into an empty store: ``apply`` without looking for what was there."""
        for some in chunks(entities):
            self._create(some)
            self._names.add(some)
            self._log(GoldenDelta(entities=some))
        for part in chunks(relations):
            self._create_relations(part)
            self._log(GoldenDelta(relations=part))

    def relate(self, ids: Collection[str]) -> None:
        """Enter that the revision under way changed what relates to these entities.

        It is on them before the revision is closed, and stays when that is undone: what changed is
        then told too late, which does no harm.
        """
        self._database.run_many("relate", sorted(ids))

    def changes(self, ids: Collection[str]) -> dict[str, Changed]:
        """Return which revisions last changed those of ``ids`` that exist."""
        rows = self._database.rows_for("changes", ids)
        return {id_: Changed(written, related) for id_, written, related in rows}

    def _put_entities(self, entities: Collection[Entity]) -> list[str]:
        """Enter new entities, and new versions of those that are there; return the latter's ids."""
        ids = [entity.id for entity in entities]
        bare: dict[str, bool] = dict(self._database.rows_for("standing", ids))
        self._stage([one for one in entities if bare.get(one.id) is False])
        self._revive([one for one in entities if bare.get(one.id)])
        self._create([one for one in entities if one.id not in bare])
        return [*bare]

    def _stage(self, entities: Collection[Entity]) -> None:
        """Enter new versions beside the present ones, which readers see until tidying."""
        former = self.entities([entity.id for entity in entities])
        rows = [
            self._row(entity)
            | {"_labels": [*labels(entity)]}
            | _replaced(former.get(entity.id), entity)
            for entity in entities
        ]
        self._database.run_many("stage_entities", rows)

    def _revive(self, entities: Collection[Entity]) -> None:
        """Enter entities in bare nodes of theirs, which hold somebody else's relationships."""
        rows = [
            row | {"_gone": _own_keys(row), "_unlabels": [*labels(entity)]}
            for entity in entities
            for row in [self._row(entity)]
        ]
        self._database.run_many("revive", rows)

    def _create(self, entities: Collection[Entity]) -> None:
        """Enter new entities, in spare nodes as long as there are some."""
        self._database.created.update(entity.id for entity in entities)
        groups: defaultdict[tuple[str, ...], list[Flat]] = defaultdict(list)
        for entity in entities:
            groups[labels(entity)].append(self._row(entity))
        for some, rows in groups.items():
            filled = self._database.run("fill_spares", rows=rows[:SPARES], labels=some)[0][0]
            self._database.weigh(filled)
            self._database.run_many("create_entities", rows[filled:], labels=some)

    def _row(self, entity: Entity) -> Flat:
        return entity_row(entity, self._database.number)

    def _drop_entities(self, ids: Collection[str]) -> None:
        rows = [
            {
                "id": entity.id,
                "gone": _own_keys(self._row(entity)),
                "unlabels": [*labels(entity)],
            }
            for entity in self.entities(ids).values()
        ]
        self._database.run_many("close_entities", rows)
        self._database.run_many("drop_next", ids)

    def _close_relations(self, delta: GoldenDelta) -> None:
        """Close what goes, and what relations of the same key replace."""
        created = self._database.created
        replaced = [
            relation.key
            for relation in delta.relations
            if relation.source not in created and relation.target not in created
        ]
        self._database.run_many("close_relations", [*delta.relations_gone, *replaced])

    def _create_relations(self, relations: Iterable[Relation]) -> None:
        number = self._database.number
        rows = ((one.source, one.type, one.target, relation_row(one, number)) for one in relations)
        self._database.run_many("create_relations", rows)

    def _log(self, delta: GoldenDelta) -> None:
        lists = {
            "entities": [entity.id for entity in delta.entities],
            "entities_gone": delta.entities_gone,
            "relations": [change_id(relation.key) for relation in delta.relations],
            "relations_gone": [change_id(key) for key in delta.relations_gone],
        }
        for start in range(0, max(map(len, lists.values())), LOGGED):
            part = {name: rows[start : start + LOGGED] for name, rows in lists.items()}
            self._database.run("log_changes", **part)

    def changed(self, since: int) -> tuple[list[str], list[RelationKey]]:
        """Return what was entered or dropped after revision ``since``: ids, and relations' keys."""
        entities: set[str] = set()
        relations: set[str] = set()
        for some, others in self._database.stream("changed", since=since):
            entities.update(some)
            relations.update(others)
        return sorted(entities), sorted(map(change_key, relations))

    def last_changed(self) -> int:
        """Return the last revision that entered or dropped anything, 0 if none did."""
        rows = self._database.rows("last_changed")
        return int(rows[0][0]) if rows else 0

    def old_changes(self, until: int) -> int:
        """Return how much was entered or dropped up to revision ``until``, as the log has it."""
        return int(self._database.rows("old_changes", until=until)[0][0])

    def forget_changes(self, until: int) -> None:
        """Erase the change log up to revision ``until``, when the one under way is closed."""
        self._database.run("forget_changes", until=until)

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return entities by top kind and relations by type."""
        return (
            dict(self._database.rows("count_entities")),
            dict(self._database.rows("count_relations")),
        )

    def newest_start(self) -> str:
        """Return the newest beginning of any entity, or ''."""
        rows = self._database.rows("newest_start")
        return str(rows[0][0] or "") if rows else ""


def _replaced(old: Entity | None, new: Entity) -> Flat:
    """Return which properties and labels of ``old`` must go when ``new`` takes its place."""
    if old is None:
        return {}
    gone = entity_row(old, 0).keys() - entity_row(new, 0).keys()
    return {"_gone": sorted(gone), "_unlabels": sorted({*labels(old)} - {*labels(new)})}


def _own_keys(row: Flat) -> list[Scalar]:
    return [key for key in (*row, "_related") if key not in KEPT]
