"""A document about one entity: what the graph says of it, and what the document says of itself.

The number of statements to the store, and what they cost, depend neither on how many relations the
entity has nor on the size of the graph: of each type of relation a document holds the first ones,
and names the documents that go on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from urllib.parse import quote

from graph.entities import DEFAULT_BASE_URI, Entity, Relation, RelationKey
from graph.question.evidence import Witness, entity_evidence, relation_evidence
from graph.rdf.inferred import CLIMBED, Entailment
from graph.rdf.projection import A
from graph.rdf.provenance import LABEL, LICENSE, ORIGIN, RIGHTS, SEE_ALSO, TITLE
from graph.rdf.stars import Said, Star, joined
from graph.rdf.terms import DCTERMS, FOAF, iri, text, typed
from graph.records import SourceInfo
from graph.store import GraphStore
from ontology.licences import find_licence
from ontology.model import load_model

PART = 100
"""Of how many neighbours a document speaks, for each type of relation and direction."""
DIRECTIONS = ("out", "in")
A_DOCUMENT = (A, iri(FOAF + "Document"))
TOPIC = iri(FOAF + "primaryTopic")
MODIFIED, HAS_FORMAT, FORMAT = (iri(DCTERMS + name) for name in ("modified", "hasFormat", "format"))


@dataclass(frozen=True, slots=True)
class Part:
    """Relations of one type, that lead ``out`` of or ``in`` to an entity, after a neighbour."""

    relation: str
    direction: str
    after: str


@dataclass(frozen=True, slots=True)
class Description:
    """What a document about ``entity`` holds.

    ``ends``: the entities at the relations' other ends, by id; ``more``: where relations go on;
    ``above``: the ids of all that lies above a technology or region; ``evidence`` and ``said``: who
    states a property or a relation; ``sources``: those of them, by name. ``whole`` is False for a
    document that only goes on with the relations of another.
    """

    entity: Entity
    relations: Sequence[Relation]
    ends: Mapping[str, Entity]
    more: Sequence[Part]
    above: Collection[str]
    evidence: Mapping[str, Sequence[Witness]]
    said: Mapping[RelationKey, Sequence[Witness]]
    sources: Mapping[str, SourceInfo]
    whole: bool = True

    def witnesses(self, relation: Relation) -> Sequence[Witness]:
        """Return who states ``relation``."""
        return self.said.get(relation.key, ())

    def addresses(self) -> set[str]:
        """Return the pages that evidence names."""
        some = (*self.evidence.values(), *self.said.values())
        return {url for witnesses in some for one in witnesses for url in one.urls}

    def other(self, relation: Relation) -> Entity:
        """Return the entity at the other end of ``relation``."""
        outwards = relation.source == self.entity.id
        return self.ends[relation.target if outwards else relation.source]


def describe(
    store: GraphStore,
    entity: Entity,
    standing: Mapping[str, SourceInfo],
    part: Part | None = None,
) -> Description:
    """Return what a document about ``entity`` holds; with ``part`` only how that goes on.

    ``standing`` are the sources that stand, by name.
    """
    relations, more = _relations(store, entity.id, part)
    above = [] if part else _above(store, entity)
    ends = {end for one in relations for end in (one.source, one.target)} - {entity.id}
    said = relation_evidence(store, {(one.source, one.type, one.target) for one in relations})
    evidence = {} if part else entity_evidence(store, entity, keys_too=True)
    used = {one.source for some in (*evidence.values(), *said.values()) for one in some}
    return Description(
        entity,
        relations,
        {entity.id: entity, **store.golden.entities(ends)},
        more,
        above,
        evidence,
        said,
        {name: standing[name] for name in sorted(used & standing.keys())},
        part is None,
    )


def _relations(store: GraphStore, id_: str, part: Part | None) -> tuple[list[Relation], list[Part]]:
    """Return the relations of a document, and where those of a type go on."""
    found: dict[RelationKey, Relation] = {}
    more: list[Part] = []
    for direction in [part.direction] if part else DIRECTIONS:
        asked = (part.relation, part.after) if part else ("", "")
        some = store.golden.around(id_, direction, PART + 1, *asked)
        for type_, group in groupby(some, key=lambda one: one.type):
            kept, last = _cut(list(group), direction)
            found |= {one.key: one for one in kept}
            more += [Part(type_, direction, last)] if last else []
    return [*found.values()], more


def _cut(relations: list[Relation], direction: str) -> tuple[list[Relation], str]:
    """Return those to the first ``PART`` neighbours; and the last of these, '' if it is all."""
    others = [one.target if direction == "out" else one.source for one in relations]
    known = list(dict.fromkeys(others))
    if len(known) <= PART:
        return relations, ""
    return relations[: others.index(known[PART])], known[PART - 1]


def _above(store: GraphStore, entity: Entity) -> list[str]:
    """Return the ids of all that lies above a technology or region: one look a level."""
    if entity.kind not in CLIMBED:
        return []
    found: set[str] = set()
    level = {entity.id}
    while level:
        relations = store.golden.relations(level, [CLIMBED[entity.kind][0]], "out")
        level = {one.target for one in relations} - found
        found |= level
    return sorted(found - {entity.id})


@dataclass(frozen=True, slots=True)
class Address:
    """Where a document is: ``document`` its own URL, ``forms`` those of its forms.

    ``part`` is the URL under which a part goes on, as ``?…`` behind that of the document.
    """

    document: str
    forms: Mapping[str, str]
    modified: str

    def part(self, one: Part) -> str:
        """Return where ``one`` is read."""
        return f"{self.document}?{query(one)}"


def query(part: Part) -> str:
    """Return ``part`` as the query of a URL."""
    after = quote(part.after, safe="")
    return f"relation={part.relation}&direction={part.direction}&after={after}"


def source_uri(name: str, base: str = DEFAULT_BASE_URI) -> str:
    """Return the URI of a source, which is that of the graph of what it says."""
    return f"{base}/graph/source/{quote(name, safe='')}"


def document_stars(
    described: Description, address: Address, base: str = DEFAULT_BASE_URI
) -> Iterator[Star]:
    """Yield what a document says: of itself, of the entity, and of what both name."""
    return joined(_document(described, address, base))


def _document(described: Description, address: Address, base: str) -> Iterator[Star]:
    entailment = _entailment(base)
    entity, projection = described.entity, entailment.projection
    node = projection.node(entity.kind, entity.id)
    yield from _of_document(described, address, node, base)
    if described.whole:
        yield from projection.of_entity(entity)
        yield from entailment.of_entity(entity)
        yield from _climbed(described, entailment, node)
    for relation in described.relations:
        ends = [described.ends[end] for end in (relation.source, relation.target)]
        source, target = (projection.node(one.kind, one.id) for one in ends)
        yield from projection.of_relation(relation, source, target)
        yield from entailment.of_relation(relation, source, target)
    for one in sorted({described.other(each).id for each in described.relations} - {entity.id}):
        yield _named(described.ends[one], entailment)


@cache
def _entailment(base: str) -> Entailment:
    """Return what all documents of a base share: to make it takes as long as a small document."""
    return Entailment(load_model(), base)


def _of_document(described: Description, address: Address, node: str, base: str) -> Iterator[Star]:
    found = (find_licence(one.licence) for one in described.sources.values())
    sources = {iri(source_uri(name, base)): info for name, info in described.sources.items()}
    yield (
        iri(address.document),
        [
            *document_of(address, node),
            *((SEE_ALSO, iri(address.part(part))) for part in described.more),
            *((LICENSE, iri(uri)) for uri in sorted({one.uri for one in found if one})),
            *((ORIGIN, source) for source in sources),
        ],
    )
    yield from formats_of(address)
    for source, info in sources.items():
        yield source, about_source(info)


def document_of(address: Address, node: str) -> list[Said]:
    """Return what a document says of itself, whatever the ``node`` is that it is about."""
    return [
        A_DOCUMENT,
        (TOPIC, node),
        (MODIFIED, typed(address.modified, "dateTime")),
        *((HAS_FORMAT, iri(url)) for url in address.forms.values()),
    ]


def formats_of(address: Address) -> list[Star]:
    """Return in which media type each form of a document is."""
    return [(iri(url), [(FORMAT, text(type_))]) for type_, url in address.forms.items()]


def about_source(info: SourceInfo) -> list[Said]:
    """Return what every document says of a source that it draws on."""
    said = [(TITLE, text(info.title or info.name))]
    if licence := find_licence(info.licence):
        said.append((LICENSE, iri(licence.uri)))
    if info.attribution:
        said.append((RIGHTS, text(info.attribution)))
    return said


def _climbed(described: Description, entailment: Entailment, node: str) -> Iterator[Star]:
    """Yield what lies above, but for what is stated by the relations themselves."""
    kind = described.entity.kind
    if kind not in CLIMBED:
        return
    type_, predicate = CLIMBED[kind]
    stated: set[str] = set()
    if predicate == entailment.projection.predicate(type_):
        stated = {one.target for one in described.relations if one.type == type_}
    others = [entailment.projection.node(kind, id_) for id_ in described.above if id_ not in stated]
    if others:
        yield node, [(predicate, one) for one in others]


def _named(entity: Entity, entailment: Entailment) -> Star:
    """Return the class and the labels of an entity that another names."""
    projection = entailment.projection
    names = entity.properties.get("name")
    labels = projection.values("name", names, LABEL) if names else [(LABEL, text(entity.id))]
    said = [projection.class_of(entity.type), *labels]
    return projection.node(entity.kind, entity.id), said
