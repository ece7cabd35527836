"""The whole golden graph as RDF statements, streamed from a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.chunks import chunks
from graph.entities import DEFAULT_BASE_URI, Relation
from graph.rdf.projection import Projection
from graph.rdf.stars import DEFAULT_GRAPH, Block, Star, statements
from graph.rdf.turns import Turn
from graph.store import Golden, GraphStore
from ontology.model import Model, load_model

Ends = tuple[str, str]
"""The top kinds of what a relation joins, '' where the vocabulary allows several."""


def golden_stars(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[Star]:
    """Yield what is said of all entities by id, then of all relations by key.

    The same graph gives the same statements in the same order, in memory that does not grow.
    """
    return (star for _, some in golden_blocks(store, base) for star in some)


def golden_blocks(
    store: GraphStore, base: str = DEFAULT_BASE_URI, turn: Turn | None = None
) -> Iterator[Block]:
    """Yield the same some at a time; with a ``turn`` only what it makes."""
    turn, projection = turn or Turn(), Projection(load_model(), base)
    for entities in chunks(store.golden.all_entities()):
        if turn.take():
            yield DEFAULT_GRAPH, [projection.entity(one) for one in entities]
    for ends in chunks(relation_ends(store, projection)):
        if turn.take():
            yield DEFAULT_GRAPH, [star for one in ends for star in projection.relation(*one)]


def golden_statements(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[str]:
    """Yield the same as single statements."""
    return statements(golden_stars(store, base))


def relation_ends(store: GraphStore, projection: Projection) -> Iterator[tuple[Relation, str, str]]:
    """Yield every relation by key, with the terms of both ends."""
    model, node = load_model(), projection.node
    ends = {name: decided_ends(model, name) for name in model.relations}
    for some in chunks(store.golden.all_relations()):
        kinds = _kinds(store.golden, model, some, ends)
        last = start = ""
        for one in some:
            source, target = ends[one.type]
            if one.source != last:  # many leave the same
                last, start = one.source, node(source or kinds[one.source], one.source)
            yield one, start, node(target or kinds[one.target], one.target)


def decided_ends(model: Model, relation: str) -> Ends:
    """Return the kinds of both ends where ``relation`` decides them."""
    pairs = model.relations[relation].pairs
    sides = ({model.top(pair[side]) for pair in pairs} for side in (0, 1))
    source, target = (next(iter(kinds)) if len(kinds) == 1 else "" for kinds in sides)
    return source, target


def _kinds(
    golden: Golden, model: Model, relations: Sequence[Relation], ends: Mapping[str, Ends]
) -> dict[str, str]:
    """Return the top kinds of the ends that no relation type decides."""
    sources, targets = ({name for name, pair in ends.items() if not pair[side]} for side in (0, 1))
    unknown = {one.source for one in relations if one.type in sources}
    unknown |= {one.target for one in relations if one.type in targets}
    return {id_: model.top(type_) for id_, type_ in golden.types(unknown).items()}
