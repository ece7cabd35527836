"""What follows from the golden graph: statements for a graph of their own.

What the vocabulary maps to public terms is said in these too (``skos:prefLabel``,
``org:Membership``), classes are climbed, and so are the trees of technologies and regions; what
organisations reach in these is stated too (``graph.rdf.reached``). A query may use all of it, or
leave the graph out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.chunks import chunks
from graph.entities import DEFAULT_BASE_URI, Entity, Relation
from graph.rdf.projection import A, Projection, carried
from graph.rdf.reached import Places, all_works
from graph.rdf.statements import relation_ends
from graph.rdf.terms import ORG, SKOS, iri
from graph.store import GraphStore
from ontology.model import Model, load_model
from ontology.vocabulary import LG

# What names are to SKOS, which asks for labels of its own on concepts.
CONCEPT_LABELS = {"name": iri(SKOS + "prefLabel"), "altName": iri(SKOS + "altLabel")}
CLIMBED = {
    "Technology": ("BROADER", iri(SKOS + "broaderTransitive")),
    "Region": ("PART_OF", iri(LG + "partOf")),
}
"""Top kind → the relation that leads up its tree, and the predicate of all that lies above."""
MEMBERSHIP = "MEMBER_OF"


def inferred_statements(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[str]:
    """Yield what follows from all entities by id, from all relations by key, then the closures."""
    entailment = Entailment(load_model(), base)
    for entity in store.golden.all_entities():
        yield from entailment.entity(entity)
    places = Places(entailment.projection)
    for relation, source, target in relation_ends(store, entailment.projection):
        yield from entailment.relation(relation, source, target)
        yield from places.of(relation, source)
    yield from closures(store, entailment.projection)


class Entailment:
    """What follows from single entities and relations; ``base`` begins their URIs."""

    def __init__(self, model: Model, base: str = DEFAULT_BASE_URI) -> None:
        self.projection = Projection(model, base)
        self._types = {name: _classes(model, name) for name in model.kinds}
        self._properties = {
            name: [iri(term) for term in one.also] for name, one in model.properties.items()
        }
        self._predicates = {
            name: [iri(term) for term in one.also] for name, one in model.relations.items()
        }

    def entity(self, entity: Entity) -> Iterator[str]:
        """Yield the wider classes of ``entity``, and its values under their public properties."""
        node = self.projection.node(entity.kind, entity.id)
        for type_ in self._types[entity.type]:
            yield f"{node} {A} {type_}"
        labels = CONCEPT_LABELS if entity.kind == "Technology" else {}
        yield from self._also(node, entity.properties, labels)

    def relation(self, relation: Relation, source: str, target: str) -> Iterator[str]:
        """Yield ``relation`` under its public properties."""
        for predicate in self._predicates[relation.type]:
            yield f"{source} {predicate} {target}"
        said = carried(relation)
        if not said:
            return
        node = self.projection.relation_node(relation, source)
        yield from self._also(node, said, {})
        if relation.type == MEMBERSHIP:
            yield f"{node} {A} {iri(ORG + 'Membership')}"
            yield f"{node} {iri(ORG + 'member')} {source}"
            yield f"{node} {iri(ORG + 'organization')} {target}"
            if relation.role:
                yield from self.projection.values(node, "role", relation.role, iri(ORG + "role"))

    def _also(
        self, node: str, properties: Mapping[str, object], labels: Mapping[str, str]
    ) -> Iterator[str]:
        for name in sorted(properties):
            for predicate in (*self._properties[name], *filter(None, [labels.get(name)])):
                yield from self.projection.values(node, name, properties[name], predicate)


def _classes(model: Model, name: str) -> list[str]:
    """Return the classes above ``name``, ours and public ones."""
    above = [kind for kind in model.ancestors(name) if kind != name]
    public = {term for kind in (name, *above) for term in model.kinds[kind].also}
    return [iri(LG + kind) for kind in above] + [iri(term) for term in sorted(public)]


def closures(store: GraphStore, projection: Projection) -> Iterator[str]:
    """Yield what all organisations work on, and the closures of both trees."""
    yield from all_works(store, projection)
    for kind in CLIMBED:
        yield from closure(store, projection, kind)


def closure(store: GraphStore, projection: Projection, kind: str) -> Iterator[str]:
    """Yield one statement for each entity of ``kind`` and each that lies above it.

    What lies right above is stated already where the predicate is that of the relation itself.
    """
    relation, predicate = CLIMBED[kind]
    above: dict[str, set[str]] = {}
    for some in chunks(entity.id for entity in store.golden.all_entities(kind)):
        for one in store.golden.relations(some, [relation], "out"):
            above.setdefault(one.source, set()).add(one.target)
    for id_ in sorted(above):
        stated = above[id_] if predicate == projection.predicate(relation) else set()
        for other in sorted(_all_above(above, id_) - stated):
            yield f"{projection.node(kind, id_)} {predicate} {projection.node(kind, other)}"


def _all_above(above: Mapping[str, set[str]], id_: str) -> set[str]:
    found: set[str] = set()
    todo = [*above[id_]]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += above.get(one, ())
    return found
