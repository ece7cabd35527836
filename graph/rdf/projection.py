"""Golden entities and relations as RDF statements, in the terms of the vocabulary.

Terms are those of N-Triples: which graph a statement stands in, and how it is written in the end,
is for others to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from graph.entities import DEFAULT_BASE_URI, Entity, Relation
from graph.rdf.stars import Said, Star
from graph.rdf.terms import BARRED, OWL, RDF, boolean, date, decimal, iri, text, typed
from graph.records import Value
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
A_RELATION = (A, iri(LG + "Relation"))
PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
"""What needs no quoting in a fragment."""


class Projection:
    """What the vocabulary makes of entities and relations; ``base`` begins their URIs."""

    def __init__(self, model: Model, base: str = DEFAULT_BASE_URI) -> None:
        self._starts = {name: iri(f"{base}/id/{name.lower()}/")[:-1] for name in model.kinds}
        self._words = {name: (iri(LG + name), _term(one)) for name, one in model.properties.items()}
        self._types = {name: (A, iri(LG + name)) for name in model.kinds}
        self._names = {name: one.property for name, one in model.relations.items()}
        self._predicates = {name: iri(LG + one) for name, one in self._names.items()}
        self._pages = {scheme: one.page for scheme, one in registers().items() if one.page}

    def node(self, kind: str, id_: str) -> str:
        """Return the term of an entity of a top kind; see ``graph.entities.uri``."""
        term = f"{self._starts[kind]}{id_}>"
        return iri(term[1:-1]) if BARRED.search(id_) else term

    def of_entity(self, entity: Entity) -> list[Star]:
        """Return what is said of ``entity`` itself: one star, in a stable order."""
        found = [self._types[entity.type], *self._all(entity.properties)]
        stated = entity.properties.get("identifier", ())
        identifier, term = self._words["identifier"]
        for key in entity.keys:
            scheme, colon, value = key.partition(":")
            if colon and key not in stated:  # type: ignore[operator]
                found.append((identifier, term(key)))
            if colon and scheme in self._pages:
                found.append((SAME, iri(self._pages[scheme].format(value))))
        return [(self.node(entity.kind, entity.id), found)]

    def of_relation(self, relation: Relation, source: str, target: str) -> list[Star]:
        """Return ``relation`` between the terms ``source`` and ``target``.

        The direct statement comes first. What carries a role, dates or anything else is a node of
        its own as well.
        """
        predicate = self._predicates[relation.type]
        direct = (source, [(predicate, target)])
        said = carried(relation)
        if not said:
            return [direct]
        ends = [A_RELATION, (SUBJECT, source), (PREDICATE, predicate), (OBJECT, target)]
        return [direct, (self.relation_node(relation, source), ends + self._all(said))]

    def relation_node(self, relation: Relation, source: str) -> str:
        """Return the term of a relation that is a node of its own, within that of its source.

        Whoever looks it up gets the source's document, in which it stands.
        """
        name = f"{self._names[relation.type]}/{relation.target}/{relation.role}"
        if relation.nth:
            name = f"{name}/{relation.nth}"
        name = name.rstrip("/")
        return f"{source[:-1]}#{name if PLAIN.fullmatch(name) else quote(name)}>"

    def predicate(self, relation: str) -> str:
        """Return the term of a type of relation."""
        return self._predicates[relation]

    def class_of(self, name: str) -> Said:
        """Return that a thing is of the class ``name``."""
        return self._types[name]

    def values(self, name: str, value: object, predicate: str = "") -> list[Said]:
        """Return the values of a property, under ``predicate`` where it is not the property's."""
        own, term = self._words[name]
        return [(predicate or own, term(one)) for one in _each(value)]

    def _all(self, properties: Mapping[str, object]) -> list[Said]:
        found = []
        for name in sorted(properties):
            value = properties[name]
            predicate, term = self._words[name]
            if type(value) is str:  # most are, and need no loop
                found.append((predicate, term(value)))
            else:
                found += [(predicate, term(one)) for one in _each(value)]
        return found


def carried(relation: Relation) -> dict[str, Value]:
    """Return what is said of ``relation`` itself: role, dates and properties."""
    said = dict(relation.properties)
    if relation.role:
        said.setdefault("role", relation.role)
    if relation.since:
        said.setdefault("since", relation.since)
    if relation.until:
        said.setdefault("until", relation.until)
    return said


def _each(value: object) -> Sequence[object]:
    """Return the single values of a property; a text of a language as (language, text)."""
    if isinstance(value, dict):
        return [
            (language, one)
            for language, texts in sorted(value.items())
            for one in ([texts] if isinstance(texts, str) else texts)
        ]
    if isinstance(value, list | tuple):
        return value
    return [value]


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


@lru_cache(maxsize=4096)
def _concept(namespace: str, value: str) -> str:
    return iri(namespace + value)


def _in_language(value: object) -> str:
    language, said = value if isinstance(value, tuple) else (UNDETERMINED, str(value))
    return text(said, language)


def _typed(datatype: str, value: object) -> str:
    return typed(value, datatype)
