"""Networks from people's present tools: GraphML, GEXF, and what Kumu and Gephi save.

A mapping says what columns and words mean; without one, what their names say is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph.records import Reject, SourceInfo, Unit, digest
from ingest.archives import Contents, Limits
from ingest.errors import UnreadableSourceError
from ingest.formats import name_of
from ingest.graph_files.csv_pairs import find_pair, read_pair
from ingest.graph_files.kumu_json import read_kumu_json
from ingest.graph_files.mapping import NetworkMapping, read_mapping
from ingest.graph_files.network import Network
from ingest.graph_files.units import EXTRACTOR, NetworkUnits
from ingest.graph_files.xml_files import read_gexf, read_graphml
from ingest.tables.mapping import mapping_beside

__all__ = ["GraphFileFormat"]

HEAD = 8192
Reader = Callable[[IO[bytes], str], Network]
# What stands near the beginning of a file, and who reads it.
SIGNS: tuple[tuple[bytes, bytes, Reader], ...] = (
    (b"<", b"<graphml", read_graphml),
    (b"<", b"<gexf", read_gexf),
    (b"{", b'"elements"', read_kumu_json),
)


@dataclass(frozen=True, slots=True)
class GraphFileFormat:
    """Reads networks. Their mapping is at ``mapping``, or beside them, or guessed."""

    mapping: Path | None = None
    limits: Limits | None = None
    source: str = ""
    """What the source is called where its mapping does not say; else as its file is."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        return "graph-file"

    def detect(self, path: Path) -> bool:
        """Whether ``path`` is a network of a known form."""
        try:
            contents = Contents(path, self.limits)
            if not contents.single:
                return find_pair(contents) is not None
            return _reader(contents) is not None
        except UnreadableSourceError:
            return False

    def info(self, path: Path) -> SourceInfo:
        """Return what the mapping says of the source; without a name it takes the file's."""
        mapping = self.mapping_of(path)
        whole = mapping.whole
        return SourceInfo(
            name=self._source(path, mapping),
            origin=path.name,
            digest=digest(Contents(path, self.limits).digest(), repr(mapping)),
            extractor=EXTRACTOR,
            title=whole.get("title", ""),
            licence=whole.get("licence", ""),
            attribution=whole.get("attribution", ""),
            visibility=mapping.visibility,
            date=whole.get("date", ""),
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Yield the units of nodes and edges, what was refused, and what nothing covers."""
        refused: list[Reject] = []
        network = self._network(path, refused)
        yield from refused
        mapping = self.mapping_of(path)
        yield from NetworkUnits(network, mapping, self._source(path, mapping), path.name).units()

    def mapping_of(self, path: Path) -> NetworkMapping:
        """Return the mapping of the network at ``path``."""
        file = self.mapping or mapping_beside(path)
        return read_mapping(file) if self.mapping or file.is_file() else NetworkMapping()

    def _source(self, path: Path, mapping: NetworkMapping) -> str:
        named = mapping.whole.get("source") or self.source
        return named or name_of(path)

    def _network(self, path: Path, refused: list[Reject]) -> Network:
        contents = Contents(path, self.limits)
        if pair := find_pair(contents):
            return read_pair(contents, pair, refused)
        reader = _reader(contents) if contents.single else None
        if reader is None:
            raise UnreadableSourceError(
                f"{path}: it is no network that is known here; save it as GraphML, as GEXF, as "
                "Kumu's JSON, or as a pair of CSV files in a folder or a ZIP."
            )
        with contents.open(contents.names[0]) as content:
            return reader(content, str(path))


def _reader(contents: Contents) -> Reader | None:
    head = contents.head(contents.names[0], HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    for first, sign, reader in SIGNS:
        if head.startswith(first) and sign in head:
            return reader
    return None
