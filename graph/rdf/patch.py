"""The index brought up to date: what follows from changed entities and relations, anew.

For everything that changed, what the index says of it is compared with what it must say, and only
the difference is written. Doing so twice does no harm.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from graph.chunks import chunks
from graph.entities import Entity, Relation, RelationKey
from graph.golden.reach_upkeep import CHANGING, LINKING, TREE
from graph.golden.technology_tree import TechnologyTree
from graph.rdf.graphs import source_blocks
from graph.rdf.inferred import CLIMBED, Entailment, closure, inferred_graph
from graph.rdf.reached import LOCATED_IN, WORKS_ON, Reach, reach_of
from graph.rdf.stars import lines, stars, statements
from graph.store import GraphStore
from ontology.model import load_model

ORGANISATION = "Organisation"


class Patch:
    """Changes ``index`` to what ``store`` says; ``base`` begins the URIs.

    ``grown`` is by how many statements it has grown.
    """

    def __init__(self, store: GraphStore, index: pyoxigraph.Store, base: str) -> None:
        self.grown = 0
        self._store = store
        self._base = base
        self._index = index
        self._model = load_model()
        self._entailment = Entailment(self._model, base)
        self._projection = self._entailment.projection
        self._inferred = NamedNode(inferred_graph(base))
        self._follows = str(self._inferred)
        self._kinds = sorted({self._model.top(name) for name in self._model.kinds})
        relations = self._model.relations
        self._also = {
            name: [NamedNode(term) for term in one.also] for name, one in relations.items()
        }
        self._tying = {
            *(_node(self._projection.predicate(name)) for name in relations),
            *chain.from_iterable(self._also.values()),
            *(_node(predicate) for _, predicate in CLIMBED.values()),
            _node(WORKS_ON),
            _node(LOCATED_IN),
        }
        self._ids = f"{base}/id/"

    def follow(self, entities: Collection[str], relations: Collection[RelationKey]) -> None:
        """Bring in line what is said of these entities and relations, and what follows from it."""
        keys = set(relations)
        for ids in chunks(entities):
            moved = self._entities(ids)
            keys |= {one.key for one in self._store.golden.relations(moved)}
        for some in chunks(sorted(keys)):
            self._relations(some)
        types = {type_ for _, type_, *_ in keys}
        for kind, (relation, predicate) in CLIMBED.items():
            if relation in types:
                self._closure(kind, _node(predicate))
        self._reach(entities, keys, types)
        self._sources()

    def _entities(self, ids: Collection[str]) -> list[str]:
        """Bring entities in line; return those that the index knows under another kind."""
        found = self._store.golden.entities(ids)
        wanted = "".join(map(self._said_of, found.values()))
        held: list[Quad] = []
        moved = []
        for id_ in ids:
            for kind in self._kinds:
                some = self._held_of(self._term(kind, id_))
                held += some
                if some and id_ in found and found[id_].kind != kind:
                    moved.append(id_)
        self._settle(held, wanted)
        return moved

    def _said_of(self, entity: Entity) -> str:
        own = lines(self._projection.of_entity(entity))
        return own + lines(self._entailment.of_entity(entity), self._follows)

    def _held_of(self, node: NamedNode) -> list[Quad]:
        """Return what the index says of an entity itself."""
        held = self._index.quads_for_pattern(node, None, None, None)
        return [one for one in held if not self._is_tie(one)]

    def _is_tie(self, quad: Quad) -> bool:
        """Tell whether a statement is one between two entities."""
        target = quad.object
        tying = quad.predicate in self._tying
        return tying and isinstance(target, NamedNode) and target.value.startswith(self._ids)

    def _relations(self, keys: Collection[RelationKey]) -> None:
        """Bring relations in line: the direct statement, and the nodes of these very keys."""
        triples = {key[:3] for key in keys}
        standing = self._store.golden.between(triples)
        ends = {end for source, _, target in triples for end in (source, target)}
        kinds = {
            id_: self._model.top(type_) for id_, type_ in self._store.golden.types(ends).items()
        }
        wanted: list[str] = []
        for one in standing:
            source = self._projection.node(kinds[one.source], one.source)
            target = self._projection.node(kinds[one.target], one.target)
            said = self._projection.of_relation(one, source, target)
            follows = self._entailment.of_relation(one, source, target)
            other = "" if one.key in keys else self._projection.relation_node(one, source)
            for some, graph in ((said, ""), (follows, self._follows)):
                wanted.append(lines((star for star in some if star[0] != other), graph))
        self._settle(chain.from_iterable(map(self._held_by, keys)), "".join(wanted))

    def _held_by(self, key: RelationKey) -> Iterator[Quad]:
        """Yield what the index says by a relation, whatever kinds its ends are of."""
        one = Relation(*key)
        direct = _node(self._projection.predicate(one.type))
        tops = {
            (self._model.top(source), self._model.top(target))
            for source, target in self._model.relations[one.type].pairs
        }
        for source, target in tops:
            ends = self._term(source, one.source), self._term(target, one.target)
            yield from self._index.quads_for_pattern(ends[0], direct, ends[1], DefaultGraph())
            for term in self._also[one.type]:
                yield from self._index.quads_for_pattern(ends[0], term, ends[1], self._inferred)
        for source in {source for source, _ in tops}:
            start = self._projection.node(source, one.source)
            node = _node(self._projection.relation_node(one, start))
            yield from self._index.quads_for_pattern(node, None, None, None)

    def _closure(self, kind: str, predicate: NamedNode) -> None:
        held = self._index.quads_for_pattern(None, predicate, None, self._inferred)
        wanted = lines(closure(self._store, self._projection, kind), self._follows)
        self._settle(held, wanted)

    def _reach(
        self, entities: Collection[str], keys: Collection[RelationKey], types: Collection[str]
    ) -> None:
        """Bring in line what organisations reach: all of them when a tree has moved."""
        if TREE & {*types}:
            ids: Iterable[str] = (one.id for one in self._store.golden.all_entities(ORGANISATION))
        else:
            ids = sorted(self._affected(entities, keys))
        tree = TechnologyTree.of(self._store)
        for some in chunks(ids):
            self._reach_of(some, tree)

    def _reach_of(self, ids: Collection[str], tree: TechnologyTree) -> None:
        """Bring in line what these organisations reach, where it has changed."""
        types = self._store.golden.types(ids)
        alive = [id_ for id_ in types if self._model.top(types[id_]) == ORGANISATION]
        held = set(map(self._held_reach, ids))
        wanted = set(reach_of(self._store, self._projection, tree, alive))
        old = {text for one in held - wanted for text in statements(one.stars())}
        new = {text for one in wanted - held for text in statements(one.stars())}
        self._write(self._parsed(old - new), self._parsed(new - old))

    def _held_reach(self, id_: str) -> Reach:
        """Return what the index says that an organisation reaches."""
        node = self._term(ORGANISATION, id_)
        technologies, regions = (
            frozenset(
                str(quad.object)
                for quad in self._index.quads_for_pattern(node, _node(term), None, self._inferred)
            )
            for term in (WORKS_ON, LOCATED_IN)
        )
        return Reach(str(node), technologies, regions)

    def _parsed(self, texts: Iterable[str]) -> set[Quad]:
        return _quads(lines(stars(texts), self._follows))

    def _sources(self) -> None:
        """Bring in line what is said of all sources, which is little."""
        held = (
            quad
            for graph in self._index.named_graphs()
            if graph != self._inferred
            for quad in self._index.quads_for_pattern(None, None, None, graph)
        )
        wanted = (lines(some, graph) for graph, some in source_blocks(self._store, self._base))
        self._settle(held, "".join(wanted))

    def _affected(self, entities: Collection[str], keys: Collection[RelationKey]) -> set[str]:
        """Return the organisations whose reach these changes may have moved."""
        found = {source for source, type_, *_ in keys if type_ in LINKING}
        found |= {target for _, type_, target, *_ in keys if type_ in CHANGING}
        vias = {source for source, type_, *_ in keys if type_ == "ABOUT" or type_ in CHANGING}
        for some in chunks(sorted(vias)):
            found |= self._store.reach.organisations_via(some)
        return found | {*entities}

    def _settle(self, held: Iterable[Quad], wanted: str) -> None:
        """Write the difference between what the index holds and the N-Quads that it must."""
        old, new = set(held), _quads(wanted)
        self._write(old - new, new - old)

    def _write(self, gone: Collection[Quad], new: Collection[Quad]) -> None:
        for quad in gone:
            self._index.remove(quad)
        self._index.extend(new)
        self.grown += len(new) - len(gone)

    def _term(self, kind: str, id_: str) -> NamedNode:
        return _node(self._projection.node(kind, id_))


def _node(term: str) -> NamedNode:
    return NamedNode(term[1:-1])


def _quads(text: str) -> set[Quad]:
    """Read N-Quads."""
    return set(pyoxigraph.parse(text.encode(), format=RdfFormat.N_QUADS))
