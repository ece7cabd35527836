"""Golden entities and relations in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import orjson

from graph.chunks import chunks
from graph.entities import Entity, Relation, RelationKey, Triple, change_id, change_key
from graph.ledger.codec import EntityRow, RelationRow, dump, entity_data, row_entity, row_relation
from graph.question.paths import PASSED_BY
from graph.question.vicinity import vicinity
from graph.question.ways import Ball
from graph.sqlite_store.database import Database
from graph.sqlite_store.kept import Kept
from graph.stored import Changed, GoldenDelta, Vicinity

PART = 20_000
ROOM = 300_000
"""How many ids of entities that ways avoid are kept at most, of about 100 bytes each."""
Row = tuple[Any, ...]


class SqliteGolden:
    """See ``graph.store.Golden``."""

    def __init__(self, database: Database, under_way: Callable[[], int]) -> None:
        self._database = database
        self._under_way = under_way
        self._of_kinds = Kept(database, self._passed_by, ROOM)

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Return those of ``ids`` that exist."""
        return {row[0]: row_entity(*row) for row in self._database.rows("entities", ids=ids)}

    def types(self, ids: Collection[str]) -> dict[str, str]:
        """Return id → most specific class of those of ``ids`` that exist."""
        return dict(self._database.rows("types", ids=ids))

    def all_entities(self, kind: str = "") -> Iterator[Entity]:
        """Yield every entity (of a top kind) ordered by id."""
        statement = "entities_passed_by" if kind in PASSED_BY else "all_entities"
        return (row_entity(*row) for row in self._database.stream(statement, kind=kind))

    def entity_rows(self) -> Iterator[EntityRow]:
        """Yield every entity as a flat row, ordered by id."""
        return self._database.long_stream("all_entities", kind="")

    def relations(
        self, ids: Collection[str], types: Collection[str] = (), direction: str = "both"
    ) -> list[Relation]:
        """Return relations that touch ``ids``, ordered by key."""
        rows: set[Row] = set()
        for way in ("out", "in") if direction == "both" else (direction,):
            statement = f"relations_{way}_of" if types else f"relations_{way}"
            narrowed = {"types": types} if types else {}
            rows.update(self._database.rows(statement, ids=ids, **narrowed))
        return [row_relation(*row) for row in sorted(rows)]

    def around(
        self, id_: str, direction: str, limit: int, type_: str = "", after: str = ""
    ) -> list[Relation]:
        """Return relations that lead out of or in to an entity, of each type the first."""
        rows = self._database.rows(
            f"around_{direction}", id=id_, limit=limit, type=type_, after=after
        )
        return [row_relation(*row) for row in rows]

    def all_relations(self) -> Iterator[Relation]:
        """Yield every relation ordered by key."""
        return (row_relation(*row) for row in self.relation_rows())

    def relation_rows(self) -> Iterator[RelationRow]:
        """Yield every relation as a flat row, ordered by key."""
        return self._database.long_stream("all_relations")

    def adjacent(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        """Return (id, other end, its kind) of every relation at ``ids``, whichever way it leads."""
        rows = self._database.rows("adjacent", ids=ids)
        return [(id_, other, kind) for id_, other, kind in rows]

    def ways(self, start: str, goal: str, number: int, avoided: Collection[str]) -> list[list[str]]:
        """Return the ``number`` shortest ways between two entities, shortest first, then by ids."""
        closed = set().union(*self._of_kinds.of(avoided).values()) - {start, goal}

        def steps(ids: Sequence[str]) -> dict[str, set[str]]:
            rows = self._database.rows("steps", ids=ids)
            return {
                id_: {*orjson.loads(out), *orjson.loads(in_)} - closed for id_, out, in_ in rows
            }

        return Ball(steps, start, goal).ways(number)

    def _passed_by(self, kinds: Collection[str]) -> dict[str, set[str]]:
        """Return the ids of all entities of each of some kinds that ways may avoid."""
        rows = self._database.rows("passed_by", kinds=kinds)
        return {kind: set(orjson.loads(ids)) for kind, ids in rows}

    def vicinity(self, centre: str, depth: int, limit: int, avoided: Collection[str]) -> Vicinity:
        """Return what lies within ``depth`` relations of an entity, nearest first, then by id."""
        return vicinity(self, centre, depth, limit, avoided)

    def between(self, triples: Collection[Triple]) -> list[Relation]:
        """Return the relations that have exactly these (source, type, target)."""
        rows = self._database.stream("between", triples=[list(triple) for triple in triples])
        return [row_relation(*row) for row in rows]

    def apply(self, delta: GoldenDelta) -> None:
        """Enter changes in the revision under way, change log and name index included."""
        changed = [entity.id for entity in delta.entities]
        self._drop_names([*changed, *delta.entities_gone])
        self._database.run("drop_entities", ids=delta.entities_gone)
        self._database.run_many("drop_relation", delta.relations_gone)
        self._enter(delta)

    def relate(self, ids: Collection[str]) -> None:
        """Enter that the revision under way changed what relates to these entities."""
        self._database.run("relate", ids=ids, revision=self._under_way())

    def changes(self, ids: Collection[str]) -> dict[str, Changed]:
        """Return which revisions last changed those of ``ids`` that exist."""
        return {id_: Changed(*some) for id_, *some in self._database.rows("changes", ids=ids)}

    def fill(self, entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
        """Enter a whole graph into an empty store; indexes are made when everything is in."""
        with self._database.filling("relation", "name", "change"):
            for some in chunks(entities, PART):
                self._put(GoldenDelta(entities=some))
            for part in chunks(relations, PART):
                self._put(GoldenDelta(relations=part))
            self._database.run("log_all", revision=self._under_way())

    def _enter(self, delta: GoldenDelta) -> None:
        self._put(delta)
        self._database.run_many("log_change", _changes(delta, self._under_way()))

    def _put(self, delta: GoldenDelta) -> None:
        number = self._under_way()
        rows = (_entity_row(entity, number) for entity in delta.entities)
        self._database.run_many("put_entity", rows)
        self._add_names(delta.entities)
        self._database.run_many("put_relation", map(_relation_row, delta.relations))

    def _drop_names(self, ids: Collection[str]) -> None:
        if ids:
            self._database.run("drop_trigrams", ids=ids)
            self._database.run("drop_names", ids=ids)

    def _add_names(self, entities: Iterable[Entity]) -> None:
        rows = ((name, entity.id) for entity in entities for name in entity.folded())
        first = int(self._database.rows("last_name")[0][0] or 0)
        self._database.run_many("add_name", rows)
        self._database.run("add_trigrams", first=first)

    def changed(self, since: int) -> tuple[list[str], list[RelationKey]]:
        """Return what was entered or dropped after revision ``since``: ids, and relations' keys."""
        entities = self._database.stream("changed", since=since, what="entity")
        relations = self._database.stream("changed", since=since, what="relation")
        return [id_ for (id_,) in entities], sorted(change_key(id_) for (id_,) in relations)

    def last_changed(self) -> int:
        """Return the last revision that entered or dropped anything, 0 if none did."""
        return int(self._database.rows("last_changed")[0][0] or 0)

    def old_changes(self, until: int) -> int:
        """Return how much was entered or dropped up to revision ``until``, as the log has it."""
        return int(self._database.rows("old_changes", until=until)[0][0])

    def forget_changes(self, until: int) -> None:
        """Erase the change log up to revision ``until``."""
        self._database.run("forget_changes", until=until)

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return entities by top kind and relations by type."""
        return (
            dict(self._database.rows("count_entities")),
            dict(self._database.rows("count_relations")),
        )

    def newest_start(self) -> str:
        """Return the newest beginning of any entity, or ''."""
        return str(self._database.rows("newest_start")[0][0] or "")


def _entity_row(entity: Entity, revision: int) -> Row:
    return (
        entity.id,
        entity.kind,
        entity.type,
        entity.label,
        entity.start,
        entity.end,
        entity_data(entity),
        revision,
    )


def _relation_row(relation: Relation) -> Row:
    data = dump(relation.properties) if relation.properties else ""
    return (*relation.key, relation.since, relation.until, data)


def _changes(delta: GoldenDelta, revision: int) -> Iterator[Row]:
    for entity in delta.entities:
        yield (revision, "entity", entity.id, "put")
    for id_ in delta.entities_gone:
        yield (revision, "entity", id_, "drop")
    for relation in delta.relations:
        yield (revision, "relation", change_id(relation.key), "put")
    for key in delta.relations_gone:
        yield (revision, "relation", change_id(key), "drop")
