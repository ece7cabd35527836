"""Nodes as units: what is said of each becomes records, by the rules for its classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from graph.codec import record_row
from graph.identity import rank
from graph.records import (
    EntityRecord,
    Evidence,
    Record,
    Reject,
    RelationRecord,
    Uncovered,
    Unit,
    Value,
    digest,
)
from ingest.rdf.ends import Ends, locator
from ingest.rdf.places import located
from ingest.rdf.rules import TYPE, Paths, RelationRule, Rule
from ingest.rdf.shelf import PREDICATE, STATED, Group
from ingest.rdf.terms import BLANK, text_of
from ingest.rdf.values import role_meant, texts, value
from ontology.model import Model, load_model
from ontology.terms import Property
from ontology.values import UnparsedError

EXTRACTOR = "rdf 1"
NOTHING = "no mapping covers it"


class Nodes:
    """The nodes of one source as units. Use it once."""

    def __init__(self, ends: Ends, file: str) -> None:
        self.refused: list[Reject] = []
        self._uncovered: Counter[tuple[str, str]] = Counter()
        self._ends = ends
        self._file = file
        self._model: Model = load_model()

    def units(self) -> Iterator[Unit | Reject]:
        """Yield a unit for each node that a rule speaks of, then what was not covered."""
        for subject, said in self._ends.shelf.subjects():
            rule, unknown = self._ends.fit(subject, said)
            if unknown:
                self._count(said, unknown)
            if rule is not None and (rule.kind or rule.relations):
                yield self._unit(subject, said, rule)
                if self.refused:
                    yield from self.refused
                    self.refused.clear()
        for (class_, predicate), count in sorted(self._uncovered.items()):
            yield self._told(class_, predicate, count)

    def _count(self, said: Group, unknown: Sequence[str]) -> None:
        classes = said.get(TYPE, ())
        for predicate in unknown:
            if predicate != STATED:
                name = classes[0] if classes else ""
                self._uncovered[name, predicate] += len(said[predicate])

    def _told(self, class_: str, predicate: str, count: int) -> Uncovered:
        what = f"{predicate} of {class_ or 'what has no type'}"
        remedy = "add it to a mapping, as docs/sources.md shows, if it is wanted"
        place = f"{count:,} statements"
        return Uncovered(self._file, place, what, "", NOTHING, remedy, what, count)

    def _unit(self, subject: str, said: Group, rule: Rule) -> Unit:
        """Return the unit of a node; what is read of other nodes belongs to what it says."""
        if rule.exact and subject[0] != BLANK:
            key = subject[1:-1]
            return Unit(key, digest(EXTRACTOR, said), partial(self.records, subject, said, rule))
        records = list(self.records(subject, said, rule))
        mark = digest(EXTRACTOR, sorted(map(record_row, records)))
        key = f"_:{mark}" if subject[0] == BLANK else subject[1:-1]
        return Unit(key, mark, partial(iter, records))

    def records(self, subject: str, said: Group, rule: Rule) -> Iterator[Record]:
        """Yield what is said of a node."""
        if rule.kind:
            entity = self._entity(subject, said, rule)
            yield entity
            if rule.places:
                refuse = partial(self.refuse, subject)
                yield from located(self._ends, entity.key, said, rule, entity.evidence, refuse)
        for relation in rule.relations:
            yield from self._relations(subject, said, relation, rule.exact)

    # --- the entity

    def _entity(self, subject: str, said: Group, rule: Rule) -> EntityRecord:
        key = self._ends.key(subject, said)
        properties = self.properties(subject, said, rule.properties, rule.exact)
        others = [one for one in self._identifiers(subject, said, rule) if one != key]
        return EntityRecord(key, rule.kind, properties, Evidence(locator(subject)), tuple(others))

    def _identifiers(self, subject: str, said: Group, rule: Rule) -> Iterable[str]:
        found: dict[str, None] = {}
        for scheme, paths in rule.identifiers:
            for term in self._ends.follow(said, paths):
                try:
                    found[self._ends.identifier(scheme, term, rule.exact)] = None
                except UnparsedError as error:
                    self.refuse(subject, "identifier", text_of(term), error)
        return sorted(found, key=rank)

    def properties(
        self, subject: str, said: Group, rules: Sequence[tuple[str, Paths]], exact: bool
    ) -> dict[str, Value]:
        """Return what is said of a node as properties; what cannot be read is refused."""
        found: dict[str, Value] = {}
        others: dict[str, list[str]] = {}
        for name, paths in rules:
            prop = self._model.properties[name]
            single = not prop.multiple and prop.datatype != "langString"
            terms = (self._ends.first if single else self._ends.follow)(said, paths)
            if not terms:
                continue
            if prop.datatype != "langString":
                self._scalars(found, prop, subject, terms, exact)
                continue
            told, left = texts(prop, terms, exact)
            if told:
                found[name] = told
            if name == "name":
                others = left
            elif left:
                self._left_over(subject, name, left)
        if others:
            found["altName"] = _joined(found.get("altName"), others)
        return found

    def _scalars(
        self, found: dict[str, Value], prop: Property, subject: str, terms: list[str], exact: bool
    ) -> None:
        values = []
        for term in terms:
            try:
                values.append(value(prop.name, term, exact))
            except UnparsedError as error:
                self.refuse(subject, prop.name, text_of(term), error)
        if prop.multiple and values:
            found[prop.name] = sorted(set(map(str, values)))
        elif values:
            found[prop.name] = values[0]
            if len(values) > 1:
                left = [str(one) for one in values if one != values[0]]
                self._left_over(subject, prop.name, {"": left})

    def _left_over(self, subject: str, name: str, left: dict[str, list[str]]) -> None:
        for several in left.values():
            for text in several:
                error = UnparsedError(text, "it is one value too many", "keep the right one")
                self.refuse(subject, name, text, error)

    # --- its relations

    def _relations(
        self, subject: str, said: Group, relation: RelationRule, exact: bool
    ) -> Iterator[Record]:
        sources = self._ends.follow(said, relation.source) if relation.source else [""]
        targets = self._ends.follow(said, relation.target) if relation.target else [""]
        name = relation.relation or self._ends.named(said.get(PREDICATE, []))
        if not name:
            wrong = " ".join(map(text_of, said.get(PREDICATE, [])))
            error = UnparsedError(wrong, "it is no relation", "write one of the vocabulary's")
            self.refuse(subject, "rdf:predicate", wrong, error)
            return
        told = _told_apart(said, relation)
        for source in sources:
            for target in targets:
                if target not in told:
                    ends = (source, target)
                    yield from self._relation(subject, said, relation, name, ends, exact)

    def _relation(
        self,
        subject: str,
        said: Group,
        relation: RelationRule,
        name: str,
        ends: tuple[str, str],
        exact: bool,
    ) -> Iterator[Record]:
        type_ = self._model.relations[name]
        try:
            source, first = self._ends.end(ends[0], subject, said, type_.domain)
            target, second = self._ends.end(ends[1], subject, said, type_.range)
        except UnparsedError as error:
            self.refuse(subject, type_.property, " ".join(map(text_of, filter(None, ends))), error)
            return
        yield from (one for one in (first, second) if one is not None)
        properties: dict[str, Value] = dict(relation.constants)
        if relation.properties:
            carried = [one for one in relation.properties if one[0] in type_.carries]
            role = "" if exact else self._role(said, relation, name)
            if role:
                properties["role"] = role
                carried = [one for one in carried if one[0] != "role"]
            properties |= self.properties(subject, said, carried, exact)
        yield RelationRecord(source, name, target, properties, Evidence(locator(subject)))

    def _role(self, said: Group, relation: RelationRule, name: str) -> str:
        """Return the role that the word of a source means in this relation; '' when unknown."""
        terms = self._ends.first(said, dict(relation.properties).get("role", ()))
        return role_meant(text_of(terms[0]), name) if terms else ""

    def refuse(self, subject: str, column: str, text: str, error: UnparsedError) -> None:
        """Set a value aside."""
        self.refused.append(
            Reject(self._file, locator(subject), column, text, error.reason, error.remedy)
        )


def _told_apart(said: Group, relation: RelationRule) -> set[str]:
    """Return the targets of a direct statement that nodes of their own state too."""
    if STATED not in said or len(relation.target) != 1:
        return set()
    before = f"{relation.target[0][0]} "
    return {one.removeprefix(before) for one in said[STATED] if one.startswith(before)}


def _joined(value: Value | None, others: dict[str, list[str]]) -> Value:
    present: dict[str, list[str]] = {}
    if isinstance(value, dict):
        present = {language: list(listed) for language, listed in value.items()}
    for language, listed in others.items():
        present[language] = sorted({*present.get(language, ()), *listed})
    return present
