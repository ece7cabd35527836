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
from graph.rdf.reached import Places, works
from graph.rdf.stars import Said, Star, statements
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
IS_MEMBER, IS_ORGANISATION, ITS_ROLE = (
    iri(ORG + term) for term in ("member", "organization", "role")
)
MEMBER = (A, iri(ORG + "Membership"))


def inferred_graph(base: str) -> str:
    """Return the address of the graph of what follows.

    >>> inferred_graph("https://example.org")
    'https://example.org/graph/inferred'
    """
    return f"{base}/graph/inferred"


def inferred_stars(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[Star]:
    """Yield what follows from all entities by id, from all relations by key, then the closures."""
    entailment = Entailment(load_model(), base)
    places = Places(entailment.projection)
    for entity in store.golden.all_entities():
        yield from entailment.of_entity(entity)
    for relation, source, target in relation_ends(store, entailment.projection):
        yield from entailment.of_relation(relation, source, target)
        yield from places.of(relation, source)
    yield from closure_stars(store, entailment.projection)


def inferred_statements(store: GraphStore, base: str = DEFAULT_BASE_URI) -> Iterator[str]:
    """Yield the same as single statements."""
    return statements(inferred_stars(store, base))


class Entailment:
    """What follows from single entities and relations; ``base`` begins their URIs."""

    def __init__(self, model: Model, base: str = DEFAULT_BASE_URI) -> None:
        self.projection = Projection(model, base)
        self.node = self.projection.node
        self._types = {name: [(A, one) for one in _classes(model, name)] for name in model.kinds}
        self._properties = {
            name: [iri(term) for term in one.also] for name, one in model.properties.items()
        }
        self._predicates = {
            name: [iri(term) for term in one.also] for name, one in model.relations.items()
        }

    def of_entity(self, entity: Entity) -> list[Star]:
        """Return the wider classes of ``entity``, and its values under their public properties."""
        labels = CONCEPT_LABELS if entity.kind == "Technology" else {}
        said = [*self._types[entity.type], *self._also(entity.properties, labels)]
        return [(self.node(entity.kind, entity.id), said)] if said else []

    def of_relation(self, relation: Relation, source: str, target: str) -> list[Star]:
        """Return ``relation`` under its public properties."""
        predicates = self._predicates[relation.type]
        direct = [(source, [(one, target) for one in predicates])] if predicates else []
        return direct + self._carried(relation, source, target)

    def _carried(self, relation: Relation, source: str, target: str) -> list[Star]:
        if not (carries := carried(relation)):
            return []
        said = self._also(carries, {})
        if relation.type == MEMBERSHIP:
            said += [MEMBER, (IS_MEMBER, source), (IS_ORGANISATION, target)]
            if relation.role:
                said += self.projection.values("role", relation.role, ITS_ROLE)
        return [(self.projection.relation_node(relation, source), said)] if said else []

    def _also(self, properties: Mapping[str, object], labels: Mapping[str, str]) -> list[Said]:
        found: list[Said] = []
        for name in sorted(properties):
            for predicate in self._properties[name]:
                found += self.projection.values(name, properties[name], predicate)
            if name in labels:
                found += self.projection.values(name, properties[name], labels[name])
        return found


def _classes(model: Model, name: str) -> list[str]:
    """Return the classes above ``name``, ours and public ones."""
    above = [kind for kind in model.ancestors(name) if kind != name]
    public = {term for kind in (name, *above) for term in model.kinds[kind].also}
    return [iri(LG + kind) for kind in above] + [iri(term) for term in sorted(public)]


def closure_stars(store: GraphStore, projection: Projection) -> Iterator[Star]:
    """Yield what all organisations work on, and the closures of both trees."""
    yield from works(store.reach.rows(), projection)
    yield from climbed_stars(store, projection)


def climbed_stars(store: GraphStore, projection: Projection) -> Iterator[Star]:
    """Yield the closures of both trees."""
    for kind in CLIMBED:
        yield from closure(store, projection, kind)


def closure(store: GraphStore, projection: Projection, kind: str) -> Iterator[Star]:
    """Yield for each entity of ``kind`` all that lie above it.

    What lies right above is stated already where the predicate is that of the relation itself.
    """
    relation, predicate = CLIMBED[kind]
    above: dict[str, set[str]] = {}
    for some in chunks(entity.id for entity in store.golden.all_entities(kind)):
        for one in store.golden.relations(some, [relation], "out"):
            above.setdefault(one.source, set()).add(one.target)
    for id_ in sorted(above):
        stated = above[id_] if predicate == projection.predicate(relation) else set()
        others = sorted(_all_above(above, id_) - stated)
        if others:
            said = [(predicate, projection.node(kind, other)) for other in others]
            yield projection.node(kind, id_), said


def _all_above(above: Mapping[str, set[str]], id_: str) -> set[str]:
    found: set[str] = set()
    todo = [*above[id_]]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += above.get(one, ())
    return found
