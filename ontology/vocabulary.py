"""Reads ``vocabulary.ttl`` into terms. Nothing else in the project parses that file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.term import BNode, IdentifiedNode, Node, URIRef

from ontology.errors import VocabularyError
from ontology.terms import (
    Closure,
    Datatype,
    Kind,
    Property,
    RelationType,
    Scheme,
    SchemeValue,
    Texts,
    plain,
)

LG = Namespace("https://w3id.org/lumigraph/ontology#")
FILE = Path(__file__).with_name("vocabulary.ttl")
DATATYPES: dict[Node, Datatype] = {
    XSD.string: "string",
    SKOS.Concept: "string",
    RDF.langString: "langString",
    LG.PartialDate: "date",
    XSD.integer: "integer",
    XSD.decimal: "decimal",
    XSD.boolean: "boolean",
    XSD.anyURI: "anyURI",
    XSD.duration: "duration",
}
ENTAILED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch)
# The cleaner of a datatype, where a property does not name another.
CLEANERS: dict[Datatype, str] = {"date": "date", "anyURI": "url"}


def read(path: Path = FILE) -> Vocabulary:
    """Return the vocabulary in the Turtle file ``path``."""
    return Vocabulary(Graph().parse(path, format="turtle"))


class Vocabulary:
    """The vocabulary's triples, asked for terms."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._abstract = set(graph.subjects(LG.abstract, Literal(True)))

    def kinds(self) -> Iterator[Kind]:
        """Yield the kinds of entity, the abstract root and ``Relation`` left out."""
        for node in self._declared(OWL.Class):
            parent = self._parent(node)
            if parent is None:
                continue
            top = parent if parent in self._abstract else None
            yield Kind(
                name=_name(node),
                parent=None if top else _name(parent),
                path=_name(self._top(node)).lower(),
                label=self._texts(node, RDFS.label),
                definition=self._texts(node, SKOS.definition),
                also=self._also(node),
            )

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield (source word, kind) for the words that sources use for kinds."""
        for node in self._declared(OWL.Class):
            yield plain(_name(node)), _name(node)
            for word in self.graph.objects(node, SKOS.hiddenLabel):
                yield plain(str(word)), _name(node)

    def properties(self) -> Iterator[Property]:
        """Yield what may be said of entities and of relations."""
        schemes = {node: self._scheme(node) for node in self._declared(SKOS.ConceptScheme)}
        for node in self._terms_with(LG.cardinality):
            pattern = self.graph.value(node, LG.pattern)
            domain = frozenset(self._classes(node, RDFS.domain))
            datatype = DATATYPES[self._one(node, RDFS.range)]
            yield Property(
                name=_name(node),
                domain=domain - {"Relation"},
                datatype=datatype,
                multiple=str(self._one(node, LG.cardinality)) == "multiple",
                label=self._texts(node, RDFS.label),
                definition=self._texts(node, SKOS.definition),
                also=self._also(node),
                scheme=schemes.get(cast(URIRef, self.graph.value(node, LG.scheme))),
                pattern=None if pattern is None else str(pattern),
                computed=(node, LG.computed, Literal(True)) in self.graph,
                on_relations="Relation" in domain,
                cleaner=str(self.graph.value(node, LG.cleaner) or CLEANERS.get(datatype, "")),
            )

    def relations(self) -> Iterator[RelationType]:
        """Yield the relations between entities."""
        common = self._carried(LG.Relation)
        for node in self._terms_with(LG.relationshipType):
            domain = frozenset(self._classes(node, RDFS.domain))
            targets = frozenset(self._classes(node, RDFS.range))
            pairs = frozenset(self._pairs(node))
            yield RelationType(
                name=str(self._one(node, LG.relationshipType)),
                property=_name(node),
                domain=domain,
                range=targets,
                pairs=pairs or frozenset((s, t) for s in domain for t in targets),
                symmetric=(node, RDF.type, OWL.SymmetricProperty) in self.graph,
                carries=common | self._carried(node),
                label=self._texts(node, RDFS.label),
                definition=self._texts(node, SKOS.definition),
                also=self._also(node),
            )

    def closures(self) -> Iterator[Closure]:
        """Yield the properties that state what follows from a relation."""
        for node in self._terms_with(LG.closureOf):
            domain = self.graph.value(node, RDFS.domain)
            yield Closure(
                name=_name(node),
                of=_name(self._one(node, LG.closureOf)),
                domain="" if domain is None else _name(domain),
                range=_name(self._one(node, RDFS.range)),
                label=self._texts(node, RDFS.label),
                definition=self._texts(node, SKOS.definition),
            )

    def _scheme(self, node: URIRef) -> Scheme:
        values: dict[str, SchemeValue] = {}
        words: dict[str, str] = {}
        for concept in self._subjects(SKOS.inScheme, node):
            value = str(self._one(concept, SKOS.notation))
            broader = self.graph.value(concept, SKOS.broader)
            values[value] = SchemeValue(
                value,
                None if broader is None else str(self._one(broader, SKOS.notation)),
                self._texts(concept, SKOS.prefLabel),
            )
            hidden = self.graph.objects(concept, SKOS.hiddenLabel)
            words |= {plain(str(word)): value for word in (value, *hidden)}
        namespace = str(self._one(node, LG.namespace))
        return Scheme(_name(node), namespace, self._texts(node, RDFS.label), values, words)

    def _declared(self, of_type: URIRef) -> list[URIRef]:
        nodes = self.graph.subjects(RDF.type, of_type)
        return sorted(n for n in nodes if isinstance(n, URIRef) and n.startswith(LG))

    def _subjects(self, predicate: URIRef, value: Node) -> list[URIRef]:
        return sorted(cast(Iterable[URIRef], self.graph.subjects(predicate, value)))

    def _terms_with(self, annotation: URIRef) -> list[URIRef]:
        nodes = cast(Iterable[URIRef], self.graph.subjects(annotation))
        return sorted(nodes)

    def _parent(self, node: Node) -> URIRef | None:
        parents = self.graph.objects(node, RDFS.subClassOf)
        return next((p for p in parents if isinstance(p, URIRef) and p.startswith(LG)), None)

    def _top(self, node: URIRef) -> URIRef:
        while (parent := self._parent(node)) is not None and parent not in self._abstract:
            node = parent
        return node

    def _classes(self, node: Node, predicate: URIRef) -> Iterator[str]:
        """Yield the names of the classes in a domain or range; the abstract root means all."""
        value = self._one(node, predicate)
        union = self.graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
        for member in [value] if union is None else Collection(self.graph, union):
            if member in self._abstract:
                yield from (kind.name for kind in self.kinds() if kind.parent is None)
            else:
                yield _name(member)

    def _pairs(self, node: Node) -> Iterator[tuple[str, str]]:
        for pair in self.graph.objects(node, LG.between):
            source, target = Collection(self.graph, pair)
            yield _name(source), _name(target)

    def _carried(self, node: Node) -> frozenset[str]:
        return frozenset(_name(p) for p in self.graph.objects(node, LG.carries))

    def _texts(self, node: Node, predicate: URIRef) -> Texts:
        texts = cast(Iterable[Literal], self.graph.objects(node, predicate))
        return {str(text.language): str(text) for text in texts}

    def _also(self, node: Node) -> tuple[str, ...]:
        """Return the public terms that follow from the term ``node``."""
        found = {str(term) for by in ENTAILED for term in self.graph.objects(node, by)}
        return tuple(sorted(term for term in found if not term.startswith(LG)))

    def _one(self, node: Node, predicate: URIRef) -> IdentifiedNode | Literal:
        value = self.graph.value(node, predicate)
        if not isinstance(value, IdentifiedNode | Literal):
            raise VocabularyError(f"{node} has no {predicate} in {FILE.name}: add one.")
        return value


def _name(node: Node) -> str:
    return str(node).removeprefix(str(LG))
