"""Does a graph say what its records and the vocabulary say? Each check names what it finds."""

from __future__ import annotations

from collections.abc import Iterator

from graph.chunks import chunks
from graph.golden.reach import reach_rows
from graph.golden.technology_tree import TechnologyTree
from graph.schema import Schema, load_schema
from graph.store import GraphStore


def validate(store: GraphStore, schema: Schema | None = None) -> list[str]:
    """Return what is wrong with ``store``, one sentence each; an empty list when nothing is."""
    schema = schema or load_schema()
    return [*_entities(store, schema), *_relations(store, schema), *_reach(store)]


def _entities(store: GraphStore, schema: Schema) -> Iterator[str]:
    for entity in store.golden.all_entities():
        for problem in schema.model.problems(entity.type, entity.properties):
            yield f"{entity.id}: {problem}"


def _relations(store: GraphStore, schema: Schema) -> Iterator[str]:
    types: dict[str, str] = {}
    for some in chunks(entity.id for entity in store.golden.all_entities()):
        types |= store.golden.types(some)
    for relation in store.golden.all_relations():
        ends = (relation.source, relation.target)
        missing = [end for end in ends if end not in types]
        name = f"{relation.source} {relation.type} {relation.target}"
        if missing:
            yield f"{name}: there is no entity '{missing[0]}'"
        elif not schema.joins(relation.type, *(types[end] for end in ends)):
            yield f"{name}: the vocabulary does not allow it between these kinds"


def _reach(store: GraphStore) -> Iterator[str]:
    """Compare what the closure holds with what it would be if it were made anew."""
    tree = TechnologyTree.of(store)
    organisations = [entity.id for entity in store.golden.all_entities("Organisation")]
    made = {
        row
        for some in chunks(organisations)
        for row in reach_rows(store.reach.footprints(some), tree.ancestors)
    }
    held = set(store.reach.rows())
    for row in sorted(made ^ held, key=repr):
        what = "lacks" if row in made else "has too much:"
        yield f"the closure {what} {row.organisation} on {row.technology} at {row.place}"
