"""What the tests of RDF share: writing files, reading them, and looking at what came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import orjson
from pyoxigraph import RdfFormat, parse, serialize

from graph.records import EntityRecord, Record, Reject, RelationRecord, Uncovered, Unit, Withheld
from ingest.rdf import RdfFormat as Format
from ingest.rdf.iris import Keys

LG = "https://w3id.org/lumigraph/ontology#"
ID = "https://w3id.org/lumigraph/id"
PREFIXES = f"""
@prefix lg: <{LG}> .
@prefix o: <{ID}/organisation/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FORMS = {
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def key(iri: str) -> str:
    """Return the key of an IRI."""
    return Keys().of(iri)


class Read:
    """A source as it was read."""

    def __init__(self, path: Path, mapping: Path | None = None) -> None:
        self.digests: dict[str, str] = {}
        self.records: list[Record] = []
        self.rejects: list[Reject] = []
        self.uncovered: dict[str, int] = {}
        self.withheld: dict[str, int] = {}
        for item in Format(mapping=mapping).read(path):
            if isinstance(item, Unit):
                self.digests[item.key] = item.digest
                self.records += item.records()
            elif isinstance(item, Uncovered):
                self.uncovered[item.what] = item.count
            elif isinstance(item, Withheld):
                self.withheld[item.kind] = item.count
            else:
                self.rejects.append(item)

    def entity(self, key: str) -> EntityRecord:
        """Return what is said of an entity."""
        (found,) = (one for one in self.records if isinstance(one, EntityRecord) and one.key == key)
        return found

    def relations(self) -> list[tuple[str, str, str, object]]:
        """Return all relations, each with its properties."""
        return [
            (one.source, one.type, one.target, one.properties)
            for one in self.records
            if isinstance(one, RelationRecord)
        ]

    def lines(self) -> bytes:
        """Return all that was read as lines of JSON."""
        found: Iterable[object] = (*self.records, *self.rejects, self.uncovered, self.withheld)
        return b"".join(
            orjson.dumps(
                one if isinstance(one, dict) else asdict(one),  # type: ignore[call-overload]
                option=orjson.OPT_SORT_KEYS,
            )
            + b"\n"
            for one in found
        )


def turtle(path: Path, text: str) -> Path:
    """Write Turtle with our prefixes."""
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def written_as(path: Path, text: str) -> Path:
    """Write the Turtle ``text`` in the form that the ending of ``path`` names."""
    quads = [quad.triple for quad in parse(PREFIXES + text, RdfFormat.TURTLE)]
    path.write_bytes(serialize(quads, format=FORMS[path.suffix[1:]]) or b"")
    return path
