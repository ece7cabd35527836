"""Statements as JSON-LD by the published context: one object an entity, its relations nested.

What the context cannot say in its short way (a number where a text is expected) is written out in
full, so that the objects state neither more nor less than the statements.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import IO, Any

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from graph.errors import StoreError
from graph.rdf.projection import Projection
from graph.rdf.stars import statements
from graph.rdf.statements import relation_ends
from graph.rdf.terms import RDF, XSD
from graph.store import GraphStore
from ontology.context import context
from ontology.model import load_model

Json = Any
Term = NamedNode | BlankNode | Literal
SUBJECT, TYPE = f"{RDF}subject", f"{RDF}type"
SHORT = re.compile(r"[\w-]+")
PREFIXED = re.compile(r"[\w-][\w.-]*")


@dataclass(frozen=True, slots=True)
class Definition:
    """How the context writes a predicate: its ``name``, and what its values are taken for."""

    name: str
    type: str = ""
    in_languages: bool = False
    vocabulary: str = ""


class Context:
    """A JSON-LD context, asked for the short forms of terms."""

    def __init__(self, terms: Mapping[str, Json]) -> None:
        self.terms = terms
        self._prefixes = {
            namespace: prefix
            for prefix, namespace in terms.items()
            if isinstance(namespace, str) and namespace.startswith("http")
        }
        self._names: dict[str, str] = {}
        self._definitions: dict[str, Definition] = {}
        self._reverse: dict[str, str] = {}
        for name, term in terms.items():
            self._learn(name, term)

    def _learn(self, name: str, term: Json) -> None:
        if isinstance(term, str) and ":" in term and not term.startswith("http"):
            self._names[self._expanded(term)] = name
        elif isinstance(term, dict) and "@reverse" in term:
            self._reverse[self._expanded(term["@reverse"])] = name
        elif isinstance(term, dict):
            predicate = self._expanded(term["@id"])
            type_ = term.get("@type", "")
            self._names[predicate] = name
            self._definitions[predicate] = Definition(
                name,
                type_ if type_.startswith("@") else self._expanded(type_),
                term.get("@container") == "@language",
                term.get("@context", {}).get("@vocab", ""),
            )

    def _expanded(self, short: str) -> str:
        prefix, colon, rest = short.partition(":")
        namespace = self.terms.get(prefix)
        return f"{namespace}{rest}" if colon and isinstance(namespace, str) else short

    def definition(self, predicate: str) -> Definition:
        """Return how the values of a predicate are written; by its URI where it has no term."""
        return self._definitions.get(predicate) or Definition(self.compact(predicate))

    def named(self, uri: str) -> str:
        """Return the term that means ``uri``, else its compact form."""
        return self._names.get(uri) or self.compact(uri)

    def reverse(self, predicate: str) -> str:
        """Return the term for a predicate read backwards, or ''."""
        return self._reverse.get(predicate, "")

    def compact(self, uri: str) -> str:
        """Return ``uri`` with a prefix, where there is one for all but its last part."""
        cut = max(uri.rfind("#"), uri.rfind("/")) + 1
        prefix = self._prefixes.get(uri[:cut])
        return f"{prefix}:{uri[cut:]}" if prefix and PREFIXED.fullmatch(uri[cut:]) else uri


@cache
def published() -> Context:
    """Return the context that the vocabulary gives."""
    terms = context(load_model())["@context"]
    assert isinstance(terms, dict)  # noqa: S101 - as ontology.context makes it
    return Context(terms)


@dataclass(slots=True)
class _Statements:
    """Statements by subject and by object, and which are written already."""

    about: dict[str, list[tuple[str, Term]]] = field(default_factory=lambda: defaultdict(list))
    to: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    seen: set[str] = field(default_factory=set)
    edges: set[tuple[str, str, str]] = field(default_factory=set)

    @classmethod
    def read(cls, statements: Iterable[str]) -> _Statements:
        found = cls()
        lines = "".join(f"{one} .\n" for one in dict.fromkeys(statements))
        for quad in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            assert isinstance(subject, NamedNode)  # noqa: S101 - we make no others
            assert isinstance(value, NamedNode | Literal)  # noqa: S101
            found.about[subject.value].append((predicate, value))
            if isinstance(value, NamedNode):
                found.to[value.value].append((predicate, subject.value))
        return found


def framed(root: str, statements: Iterable[str], by: Context | None = None) -> dict[str, Json]:
    """Return ``statements`` as one object: that of the URI ``root``, with all else inside it.

    What a statement leads to is nested where it is first named; what leads to ``root`` stands under
    ``@reverse``. Every statement must be joined to ``root`` in one of these ways.
    """
    by = by or published()
    read = _Statements.read(statements)
    result = _node(root, read, by)
    backwards: dict[str, list[Json]] = defaultdict(list)
    for predicate, subject in read.to[root]:
        if (subject, predicate, root) not in read.edges:
            read.edges.add((subject, predicate, root))
            backwards[by.named(predicate)].append(_node(subject, read, by))
    if backwards:
        result["@reverse"] = dict(backwards)
    return result


def _node(uri: str, read: _Statements, by: Context) -> dict[str, Json]:
    """Return the object of ``uri``: in full the first time, then its id alone."""
    result: dict[str, Json] = {"id": uri}
    if uri in read.seen:
        return result
    read.seen.add(uri)
    for predicate, value in read.about.get(uri, ()):
        if isinstance(value, NamedNode):
            edge = (uri, predicate, value.value)
            if edge in read.edges:
                continue
            read.edges.add(edge)
        _put(result, predicate, value, read, by)
    for predicate, subject in read.to.get(uri, ()):
        name, edge = by.reverse(predicate), (subject, predicate, uri)
        if name and edge not in read.edges:
            read.edges.add(edge)
            result.setdefault(name, []).append(_node(subject, read, by))
    return result


def _put(
    result: dict[str, Json], predicate: str, value: Term, read: _Statements, by: Context
) -> None:
    """Write one value where the context has a place for it."""
    if predicate == TYPE and isinstance(value, NamedNode):
        _add(result, "type", by.named(value.value))
        return
    definition = by.definition(predicate)
    if isinstance(value, NamedNode):
        _add(result, definition.name, _reference(value.value, definition, read, by))
    elif isinstance(value, Literal):
        if definition.in_languages and value.language:
            _add(result.setdefault(definition.name, {}), value.language, value.value)
        elif not definition.in_languages and _fits(value, definition):
            _add(result, definition.name, _plain(value))
        else:
            bare = not (definition.type or definition.in_languages)
            name = definition.name if bare else by.compact(predicate)
            _add(result, name, _in_full(value, by))


def _add(result: dict[str, Json], name: str, value: Json) -> None:
    """Put a value beside others of the same name; one alone needs no list."""
    if name not in result:
        result[name] = value
    elif isinstance(result[name], list):
        result[name].append(value)
    else:
        result[name] = [result[name], value]


def _reference(uri: str, definition: Definition, read: _Statements, by: Context) -> Json:
    if definition.type == "@vocab":
        rest = uri.removeprefix(definition.vocabulary)
        if definition.vocabulary and SHORT.fullmatch(rest):
            return rest
        return uri if definition.vocabulary else by.named(uri)
    known = uri in read.about and uri not in read.seen
    return _node(uri, read, by) if known or definition.type != "@id" else uri


def _fits(value: Literal, definition: Definition) -> bool:
    """Whether a literal of this datatype is what the context takes a bare value for."""
    if value.language:
        return False
    datatype = value.datatype.value
    return datatype == (definition.type or f"{XSD}string")


def _plain(value: Literal) -> Json:
    """Return a literal as the JSON value that means it."""
    name = value.datatype.value.removeprefix(XSD)
    if name == "integer" and str(int(value.value)) == value.value:
        return int(value.value)
    if name == "boolean" and value.value in ("true", "false"):
        return value.value == "true"
    return value.value


def _in_full(value: Literal, by: Context) -> Json:
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == f"{XSD}string":
        return value.value
    return {"@value": value.value, "type": by.compact(value.datatype.value)}


def write_framed(store: GraphStore, base: str, output: IO[bytes]) -> int:
    """Write the golden graph as one JSON-LD document that carries the context, an object a line.

    Return how many statements it holds. Memory does not grow with their number.
    """
    head = json.dumps(published().terms, ensure_ascii=False, sort_keys=True)
    output.write(f'{{"@context": {head}, "@graph": ['.encode())
    count = 0
    for root, said in _by_entity(store, base):
        text = json.dumps(framed(root, said), ensure_ascii=False)
        output.write(f"{',' if count else ''}\n{text}".encode())
        count += len(said)
    output.write(b"\n]}\n")
    return count


def _by_entity(store: GraphStore, base: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each entity's URI with its statements and those of the relations that leave it.

    Entities come by id and relations by source, so that one pass over both joins them.
    """
    projection = Projection(load_model(), base)
    leaving = groupby(relation_ends(store, projection), key=lambda one: one[0].source)
    source, relations = next(leaving, ("", iter(())))
    for entity in store.golden.all_entities():
        said = projection.of_entity(entity)
        if source == entity.id:
            for relation in relations:
                said += projection.of_relation(*relation)
            source, relations = next(leaving, ("", iter(())))
        yield projection.node(entity.kind, entity.id)[1:-1], list(statements(said))
    if source:
        raise StoreError(f"a relation leaves '{source}', which is not there: ingest anew")
