"""RDF in all its forms: our own vocabulary as it is, and others' by mappings.

A unit is what is said of one node. ``docs/sources.md`` says what is read and what is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph.entities import DEFAULT_BASE_URI
from graph.records import Reject, SourceInfo, Unit, digest
from ingest.archives import Contents, Limits
from ingest.errors import UnreadableSourceError
from ingest.formats import name_of
from ingest.office import is_office
from ingest.rdf.dump import stated
from ingest.rdf.ends import Ends
from ingest.rdf.iris import Keys
from ingest.rdf.mapping import bundled_rules, read_mapping
from ingest.rdf.rules import Rules
from ingest.rdf.shelf import Shelf
from ingest.rdf.statements import Statement, statements
from ingest.rdf.syntax import demanded, members
from ingest.rdf.units import EXTRACTOR, Nodes
from ingest.tables.mapping import mapping_beside
from ontology.model import load_model

__all__ = ["RdfFormat"]


@dataclass(frozen=True, slots=True)
class RdfFormat:
    """Reads RDF. IRIs under ``base_uri`` are our own; ``mapping`` is one more file of mappings.

    Without it, one beside the source is taken.
    """

    base_uri: str = DEFAULT_BASE_URI
    mapping: Path | None = None
    limits: Limits | None = None
    source: str = ""
    """What the source is called; without it, as its file is."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        return "rdf"

    def detect(self, path: Path) -> bool:
        """Whether ``path``, or what a ZIP or a folder holds, is RDF in any form."""
        try:
            contents = Contents(path, self.limits)
            return not is_office(contents) and bool(members(contents))
        except UnreadableSourceError:
            return False

    def info(self, path: Path) -> SourceInfo:
        """Return the name of the file and the hash of what is in it."""
        contents = Contents(path, self.limits)
        file = self._mapping(path)
        mapping = file.read_bytes().hex() if file else ""
        return SourceInfo(
            name=self._source(path),
            origin=path.name,
            digest=digest(contents.digest(), mapping),
            extractor=EXTRACTOR,
            title=f"RDF ({path.name})",
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Yield the units, what had to be refused, and what no mapping covers."""
        file = self._mapping(path)
        own = read_mapping(file) if file else []
        rules = Rules([*bundled_rules(), *own], load_model())
        with Shelf(rules.inverse) as shelf:
            refused: list[Reject] = []
            shelf.fill(self._statements(path, refused))
            yield from refused
            ends = Ends(shelf, rules, Keys(self.base_uri), self._source(path))
            yield from Nodes(ends, path.name).units()

    def _source(self, path: Path) -> str:
        return self.source or name_of(path)

    def _mapping(self, path: Path) -> Path | None:
        beside = mapping_beside(path)
        return self.mapping or (beside if beside.is_file() else None)

    def _statements(self, path: Path, refused: list[Reject]) -> Iterator[Statement]:
        contents = Contents(path, self.limits)
        found = demanded(contents)
        several = len(found) > 1
        every = chain.from_iterable(
            statements(contents, name, form, refused, f"{number}-" if several else "")
            for number, (name, form) in enumerate(found.items())
        )
        return every if several else stated(path, every)
