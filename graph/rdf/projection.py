"""Golden entities and relations as RDF statements, in the terms of the vocabulary.

A statement is the text ``subject predicate object`` of N-Triples, without the full stop: which
graph it stands in, and how it is written in the end, is for others to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from graph.entities import DEFAULT_BASE_URI, Entity, Relation
from graph.rdf.terms import BARRED, OWL, RDF, boolean, date, decimal, iri, text, typed
from ontology.model import Model
from ontology.terms import Property
from ontology.values.identifiers import registers
from ontology.vocabulary import LG

Term = Callable[[Any], str]
"""Writes one value of a property as a term."""
UNDETERMINED = "und"
A = f"<{RDF}type>"
SAME = f"<{OWL}sameAs>"
SUBJECT, PREDICATE, OBJECT = (iri(RDF + part) for part in ("subject", "predicate", "object"))
RELATION = iri(LG + "Relation")


class Projection:
    """What the vocabulary makes of entities and relations; ``base`` begins their URIs."""

    def __init__(self, model: Model, base: str = DEFAULT_BASE_URI) -> None:
        self._starts = {name: iri(f"{base}/id/{name.lower()}/")[1:-1] for name in model.kinds}
        self._properties = {name: iri(LG + name) for name in model.properties}
        self._terms = {name: _term(one) for name, one in model.properties.items()}
        self._types = {name: iri(LG + name) for name in model.kinds}
        self._names = {name: one.property for name, one in model.relations.items()}
        self._predicates = {name: iri(LG + one) for name, one in self._names.items()}
        self._pages = {scheme: one.page for scheme, one in registers().items() if one.page}

    def node(self, kind: str, id_: str) -> str:
        """Return the term of an entity of a top kind; see ``graph.entities.uri``."""
        start = self._starts[kind]
        return iri(start + id_) if BARRED.search(id_) else f"<{start}{id_}>"

    def entity(self, entity: Entity) -> list[str]:
        """Return what is said of ``entity`` itself, in a stable order."""
        node = self.node(entity.kind, entity.id)
        found = [f"{node} {A} {self._types[entity.type]}", *self._all(node, entity.properties)]
        stated = entity.properties.get("identifier", ())
        for key in entity.keys:
            scheme, colon, value = key.partition(":")
            if colon and key not in stated:  # type: ignore[operator]
                found.append(f"{node} {self._properties['identifier']} {text(key)}")
            if colon and scheme in self._pages:
                found.append(f"{node} {SAME} {iri(self._pages[scheme].format(value))}")
        return found

    def relation(self, relation: Relation, source: str, target: str) -> list[str]:
        """Return ``relation`` between the terms ``source`` and ``target``.

        The direct statement comes first. What carries a role, dates or anything else is a node of
        its own as well.
        """
        predicate = self._predicates[relation.type]
        direct = f"{source} {predicate} {target}"
        said = carried(relation)
        if not said:
            return [direct]
        node = self.relation_node(relation, source)
        return [
            direct,
            f"{node} {A} {RELATION}",
            f"{node} {SUBJECT} {source}",
            f"{node} {PREDICATE} {predicate}",
            f"{node} {OBJECT} {target}",
            *self._all(node, said),
        ]

    def relation_node(self, relation: Relation, source: str) -> str:
        """Return the term of a relation that is a node of its own, within that of its source.

        Whoever looks it up gets the source's document, in which it stands.
        """
        parts = [self._names[relation.type], relation.target, relation.role]
        if relation.nth:
            parts.append(str(relation.nth))
        return f"{source[:-1]}#{quote('/'.join(parts).rstrip('/'))}>"

    def predicate(self, relation: str) -> str:
        """Return the term of a type of relation."""
        return self._predicates[relation]

    def values(self, node: str, name: str, value: object, predicate: str = "") -> Iterator[str]:
        """Yield the values of a property, under ``predicate`` where it is not the property's."""
        predicate, term = predicate or self._properties[name], self._terms[name]
        for one in _each(value):
            yield f"{node} {predicate} {term(one)}"

    def _all(self, node: str, properties: Mapping[str, object]) -> list[str]:
        found = []
        for name in sorted(properties):
            value, predicate, term = properties[name], self._properties[name], self._terms[name]
            if type(value) is str:  # most are, and need no loop
                found.append(f"{node} {predicate} {term(value)}")
            else:
                found += [f"{node} {predicate} {term(one)}" for one in _each(value)]
        return found


def carried(relation: Relation) -> dict[str, object]:
    """Return what is said of ``relation`` itself: role, dates and properties."""
    stated = {"role": relation.role, "since": relation.since, "until": relation.until}
    return {**{name: value for name, value in stated.items() if value}, **relation.properties}


def _each(value: object) -> Iterator[object]:
    """Yield the single values of a property; a text of a language as (language, text)."""
    if isinstance(value, str | int | float):
        yield value
    elif isinstance(value, dict):
        for language in sorted(value):
            texts = value[language]
            for one in [texts] if isinstance(texts, str) else texts:
                yield (language, one)
    elif isinstance(value, Sequence):
        yield from value


def _term(one: Property) -> Term:
    """Return how values of a property are written."""
    if one.scheme is not None:
        return partial(_concept, one.scheme.namespace)
    if one.datatype == "langString":
        return _in_language
    if one.datatype == "string":
        return lambda value: text(str(value))
    plain: dict[str, Term] = {"date": date, "decimal": decimal, "boolean": boolean}
    return plain.get(one.datatype, partial(_typed, one.datatype))


def _concept(namespace: str, value: str) -> str:
    return iri(namespace + value)


def _in_language(value: object) -> str:
    language, said = value if isinstance(value, tuple) else (UNDETERMINED, str(value))
    return text(said, language)


def _typed(datatype: str, value: object) -> str:
    return typed(value, datatype)
