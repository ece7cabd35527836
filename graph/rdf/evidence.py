"""What a source said, and where: a graph for each source in a dump.

Every version of the source, and every record of it, whether it stands or not, is an entity of
PROV-O. Under ``prov:value`` stands the whole of each (``graph.rdf.values``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from graph.entities import DEFAULT_BASE_URI
from graph.ledger.past import PastRecord
from graph.ledger.visibility import Visibility
from graph.rdf.projection import OBJECT, PREDICATE, SUBJECT, A, Projection
from graph.rdf.provenance import (
    ACCESS,
    CONFIDENCE,
    CREDIT,
    DATED,
    DERIVED_FROM,
    ENTITY,
    EXACT,
    IDENTIFIER,
    LICENSE,
    ORIGIN,
    PART_OF,
    POSITION,
    RIGHTS,
    SEE_ALSO,
    SPECIALIZATION_OF,
    TITLE,
    VALUE,
    VERSION_OF,
    Times,
    part_of,
)
from graph.rdf.stars import Said, Star
from graph.rdf.terms import iri, json, text, typed
from graph.rdf.values import plain_value, record_value, unit_value
from graph.records import SourceInfo
from graph.store import GraphStore
from graph.stored import SourceVersion
from ontology.licences import find_licence
from ontology.model import Model, load_model

AN_ENTITY = (A, ENTITY)
ABOUT = {0: (), 1: (SPECIALIZATION_OF,), 3: (SUBJECT, PREDICATE, OBJECT)}
"""Under which predicates a record tells what it is about, by how many terms that takes."""
Nodes = Mapping[str, str]
"""Key → the term of the entity that it means now."""


def source_graph(name: str, base: str = DEFAULT_BASE_URI) -> str:
    """Return the term of the graph of the source ``name``."""
    return iri(f"{base}/graph/source/{quote(name, safe='')}")


class Meanings:
    """What the keys of records mean now; ``base`` begins the URIs of the entities."""

    def __init__(self, store: GraphStore, base: str) -> None:
        self._store = store
        self._model: Model = load_model()
        self._projection = Projection(self._model, base)
        self.predicates = {name: self._projection.predicate(name) for name in self._model.relations}

    def of(self, records: Sequence[tuple[str, PastRecord]]) -> Nodes:
        """Return what the keys in ``records`` mean; those that mean nothing are left out."""
        keys = {end for _, one in records for end in (one.row[0], one.row[2]) if end}
        ids = self._store.ledger.identities(keys)
        types = self._store.golden.types(set(ids.values()))
        nodes = {
            id_: self._projection.node(self._model.top(type_), id_) for id_, type_ in types.items()
        }
        return {key: nodes[id_] for key, id_ in ids.items() if id_ in nodes}


class Telling(NamedTuple):
    """What a record tells, ready to be said.

    ``name`` is that of its node; ``about`` are the terms of the entity that it describes, or of
    subject, predicate and object; ``place`` says where it was read (``graph.ledger.codec``);
    ``value`` holds it whole, as JSON.
    """

    name: str
    about: tuple[str, ...]
    place: Mapping[str, Any]
    opened: int
    closed: int | None
    value: str


class SourceGraph:
    """The statements of the graph of one source; ``versions`` are all of it by their opening."""

    def __init__(
        self, versions: Sequence[SourceVersion], times: Times, meanings: Meanings, base: str
    ) -> None:
        self.graph = source_graph(versions[0].info.name, base)
        self._versions = versions
        self._times = times
        self._meanings = meanings
        self._nodes = [part_of(self.graph, f"version-{one.opened}") for one in versions]
        self._last = ("", 0)

    def versions(self) -> Iterator[Star]:
        """Yield what each version of the source says of itself."""
        for node, one in zip(self._nodes, self._versions, strict=True):
            said = [AN_ENTITY, (VERSION_OF, self.graph), *_described(one.info)]
            said += self._times.of(one.opened, one.closed)
            yield node, [*said, (VALUE, json(plain_value("source", one)))]

    def units(self, units: Sequence[tuple[str, str, str]]) -> Iterator[Star]:
        """Yield the standing ``units``, of which a new version is compared."""
        part = (PART_OF, self._nodes[-1])
        for source, key, digest in units:
            value = (VALUE, json(unit_value(source, key, digest)))
            yield part_of(self.graph, f"unit-{_hash(key)}"), [AN_ENTITY, part, value]

    def tellings(self, records: Sequence[tuple[str, PastRecord]]) -> Iterator[Telling]:
        """Yield what ``records`` tell, each of which comes with the key of its unit."""
        meant = self._meanings.of(records)
        for key, one in records:
            about, place = self._about(one, meant), orjson.loads(one.row[3])
            value = record_value(key, one)
            yield Telling(self._name(key, one), about, place, one.opened, one.closed, value)

    def record(self, one: Telling) -> Star:
        """Return what is said of a record."""
        said = [AN_ENTITY, (DERIVED_FROM, self._version(one.opened))]
        said += zip(ABOUT[len(one.about)], one.about, strict=True)
        said += _place(one.place)
        said += self._times.of(one.opened, one.closed)
        said.append((VALUE, json(one.value)))
        return part_of(self.graph, f"record-{one.name}"), said

    def _name(self, key: str, one: PastRecord) -> str:
        """Return the name of a record, from its content; those that are alike are numbered."""
        name = _hash(key, *one.row, str(one.opened))
        self._last = (name, self._last[1] + 1 if self._last[0] == name else 1)
        return f"{name}-{self._last[1]}" if self._last[1] > 1 else name

    def _version(self, opened: int) -> str:
        """Return the version of the source that was the first to say what came in then."""
        for node, one in zip(reversed(self._nodes), reversed(self._versions), strict=True):
            if one.opened <= opened:
                return node
        return self._nodes[0]

    def _about(self, one: PastRecord, meant: Nodes) -> tuple[str, ...]:
        """Return what a record is about, in the terms of the golden graph."""
        subject, type_, object_, _ = one.row
        if not object_:
            return (meant[subject],) if subject in meant else ()
        predicate = self._meanings.predicates.get(type_)
        if not predicate or subject not in meant or object_ not in meant:
            return ()
        return meant[subject], predicate, meant[object_]


def _described(info: SourceInfo) -> Iterator[Said]:
    yield IDENTIFIER, text(info.name)
    yield ORIGIN, text(info.origin)
    for predicate, said in (
        (TITLE, info.title),
        (RIGHTS, info.licence),
        (CREDIT, info.attribution),
        (DATED, info.date),
    ):
        if said:
            yield predicate, text(said)
    if licence := find_licence(info.licence):
        yield LICENSE, iri(licence.uri)
    yield ACCESS, text(str(Visibility.parse(info.visibility)))


def _place(said: Mapping[str, Any]) -> list[Said]:
    """Return where a record was read."""
    found = [(POSITION, text(said["l"]))]
    if "u" in said:
        found += [(SEE_ALSO, iri(url)) for url in dict.fromkeys(said["u"])]
    if "q" in said:
        found.append((EXACT, text(said["q"], said["g"])))
    if "c" in said:
        found.append((CONFIDENCE, typed(said["c"], "double")))
    return found


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()
