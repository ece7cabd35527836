"""What is said of a node as records, by the rules for its classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from graph.ledger.identity import rank
from graph.records import EntityRecord, Evidence, Record, Reject, RelationRecord, Value
from ingest.rdf.ends import Ends
from ingest.rdf.places import located
from ingest.rdf.rules import Paths, RelationRule, Rule
from ingest.rdf.shelf import PREDICATE, STATED, Group
from ingest.rdf.terms import text_of
from ingest.rdf.values import role_meant, texts, value
from ontology.model import Model, load_model
from ontology.terms import Property, RelationType
from ontology.values import UnparsedError

TOO_MANY = ("it is one value too many", "keep the right one")


class Node(NamedTuple):
    """A node that is read: what is said of it, by which rule, and where."""

    said: Group
    rule: Rule
    evidence: Evidence
    key: str


class NodeRecords:
    """Reads nodes; what cannot be read goes to ``refused``, for ``file``."""

    def __init__(self, ends: Ends, file: str) -> None:
        self.refused: list[Reject] = []
        self._ends = ends
        self._file = file
        self._model: Model = load_model()

    def of(self, subject: str, said: Group, rule: Rule) -> Iterator[Record]:
        """Yield what is said of ``subject``."""
        key = self._ends.key(subject, said) if rule.kind or _from_here(rule) else ""
        node = Node(said, rule, Evidence(self._ends.locator(subject)), key)
        if rule.kind:
            yield self._entity(node)
            if rule.places:
                refuse = partial(self._refuse, node)
                yield from located(self._ends, key, said, rule, node.evidence, refuse)
        for relation in rule.relations:
            yield from self._relations(node, relation)

    # --- the entity

    def _entity(self, node: Node) -> EntityRecord:
        properties = self._properties(node, node.rule.properties)
        others = tuple(one for one in self._identifiers(node) if one != node.key)
        return EntityRecord(node.key, node.rule.kind, properties, node.evidence, others)

    def _identifiers(self, node: Node) -> Iterable[str]:
        found: dict[str, None] = {}
        for scheme, paths in node.rule.identifiers:
            for term in self._ends.follow(node.said, paths):
                try:
                    found[self._ends.identifier(scheme, term, node.rule.exact)] = None
                except UnparsedError as error:
                    self._refuse(node, "identifier", text_of(term), error)
        return sorted(found, key=rank)

    def _properties(self, node: Node, rules: Sequence[tuple[str, Paths]]) -> dict[str, Value]:
        """Return what is said of a node as properties; what cannot be read is refused."""
        found: dict[str, Value] = {}
        for name, paths in rules:
            prop = self._model.properties[name]
            if prop.datatype == "langString":
                self._texts(found, prop, node, self._ends.follow(node.said, paths))
            elif prop.multiple:
                terms = self._ends.follow(node.said, paths)
                if values := self._values(prop, node, terms):
                    found[name] = sorted(set(map(str, values)))
            elif values := self._values(prop, node, self._ends.first(node.said, paths)):
                found[name] = values[0]
                if len(values) > 1:
                    left = [str(one) for one in values if one != values[0]]
                    self._left_over(node, name, left)
        return found

    def _values(self, prop: Property, node: Node, terms: list[str]) -> list[Value]:
        found: list[Value] = []
        for term in terms:
            try:
                found.append(value(prop.name, term, node.rule.exact))
            except UnparsedError as error:
                self._refuse(node, prop.name, text_of(term), error)
        return found

    def _texts(self, found: dict[str, Value], prop: Property, node: Node, terms: list[str]) -> None:
        """Add texts by language; a second name is another name, a second text too many."""
        if not terms:
            return
        told, left = texts(prop, terms, node.rule.exact)
        if prop.name == "altName":
            told = _joined(told, found.get(prop.name))
        if told:
            found[prop.name] = told
        if left and prop.name == "name":
            found["altName"] = _joined(left, found.get("altName"))
        else:
            for several in left.values():
                self._left_over(node, prop.name, several)

    def _left_over(self, node: Node, name: str, left: Iterable[str]) -> None:
        for text in left:
            self._refuse(node, name, text, UnparsedError(text, *TOO_MANY))

    # --- its relations

    def _relations(self, node: Node, relation: RelationRule) -> Iterator[Record]:
        name = relation.relation or self._named(node)
        if not name:
            return
        said, type_ = node.said, self._model.relations[name]
        sources = self._ends.follow(said, relation.source) if relation.source else [""]
        targets = self._ends.follow(said, relation.target) if relation.target else [""]
        told = _told_apart(said, relation) if STATED in said else ()
        for source in sources:
            for target in targets:
                if target not in told:
                    yield from self._relation(node, relation, type_, source, target)

    def _named(self, node: Node) -> str:
        """Return the relation that a statement's predicate names; refuse one that names none."""
        predicates = node.said.get(PREDICATE, [])
        name = self._ends.named(predicates)
        if not name:
            wrong = " ".join(map(text_of, predicates))
            error = UnparsedError(wrong, "it is no relation", "write one of the vocabulary's")
            self._refuse(node, "rdf:predicate", wrong, error)
        return name

    def _relation(
        self, node: Node, relation: RelationRule, type_: RelationType, source: str, target: str
    ) -> Iterator[Record]:
        ends = []
        for term, kinds in ((source, type_.domain), (target, type_.range)):
            try:
                key, named = (
                    self._ends.end(term, node.evidence, kinds) if term else (node.key, None)
                )
            except UnparsedError as error:
                self._refuse(node, type_.property, text_of(term), error)
                return
            ends.append(key)
            if named is not None:
                yield named
        properties: dict[str, Value] = dict(relation.constants)
        if relation.properties:
            properties |= self._carried(node, relation, type_)
        yield RelationRecord(ends[0], type_.name, ends[1], properties, node.evidence)

    def _end(self, node: Node, term: str, kinds: frozenset[str]) -> tuple[str, EntityRecord | None]:
        return self._ends.end(term, node.evidence, kinds) if term else (node.key, None)

    def _carried(self, node: Node, relation: RelationRule, type_: RelationType) -> dict[str, Value]:
        """Return what a node says of its relation; what the relation does not carry is refused."""
        found: dict[str, Value] = {}
        carried = []
        for name, paths in relation.properties:
            if name not in type_.carries:
                for term in self._ends.follow(node.said, paths):
                    reason = f"{type_.name} carries no {name}"
                    error = UnparsedError(text_of(term), reason, "take it out")
                    self._refuse(node, name, text_of(term), error)
            elif name != "role" or node.rule.exact:
                carried.append((name, paths))
            elif role := self._role(node, paths, type_):
                found[name] = role
            else:
                carried.append((name, paths))
        return found | self._properties(node, carried)

    def _role(self, node: Node, paths: Paths, type_: RelationType) -> str:
        """Return the role that the word of a source means in this relation; '' when unknown."""
        terms = self._ends.first(node.said, paths)
        return role_meant(text_of(terms[0]), type_.name) if terms else ""

    def _refuse(self, node: Node, column: str, text: str, error: UnparsedError) -> None:
        place, reason, remedy = node.evidence.locator, error.reason, error.remedy
        self.refused.append(Reject(self._file, place, column, text, reason, remedy))


def _from_here(rule: Rule) -> bool:
    """Tell whether a relation begins or ends at the node itself."""
    return not all(one.source and one.target for one in rule.relations)


def _told_apart(said: Group, relation: RelationRule) -> set[str]:
    """Return the targets of a direct statement that nodes of their own state too."""
    if len(relation.target) != 1:
        return set()
    before = f"{relation.target[0][0]} "
    return {one.removeprefix(before) for one in said[STATED] if one.startswith(before)}


def _joined(value: Value, others: Value | None) -> Value:
    """Return two maps of texts by language as one."""
    maps = [one for one in (value, others) if isinstance(one, dict)]
    languages = dict.fromkeys(language for one in maps for language in one)
    return {
        language: sorted({text for one in maps for text in one.get(language, ())})
        for language in languages
    }
