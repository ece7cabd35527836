"""Pairs of CSV files: Kumu's elements and connections, Gephi's nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from graph.records import Reject
from ingest.archives import Contents
from ingest.encodings import marked_encoding
from ingest.errors import UnreadableSourceError
from ingest.graph_files.network import Edge, Network, Node, filled
from ingest.tables import text


@dataclass(frozen=True, slots=True)
class Pair:
    """What a tool calls the columns of its two files; in small letters."""

    id: str
    label: str
    source: str
    target: str
    drawn: str = ""
    """A column of edges that says how they are drawn, under a name that could mean more."""

    def is_nodes(self, header: list[str]) -> bool:
        """Whether a file with this header has the nodes."""
        return {self.id, self.label} <= set(header) and not self.is_edges(header)

    def is_edges(self, header: list[str]) -> bool:
        """Whether a file with this header has the edges."""
        return {self.source, self.target} <= set(header)


PAIRS = (Pair("label", "label", "from", "to"), Pair("id", "label", "source", "target", "type"))
REMEDY = "put quotes around cells that hold the separator or a line break"


@dataclass(frozen=True, slots=True)
class Found:
    """A pair in a folder or a ZIP: whose it is, and the names of its two files."""

    pair: Pair
    nodes: str
    edges: str


def find_pair(contents: Contents) -> Found | None:
    """Return the pair that lies in ``contents``; None when there is none."""
    if contents.single:
        return None
    headers = {name: _header(contents, name) for name in contents.matching(".csv", ".tsv")}
    for pair in PAIRS:
        nodes = [name for name, header in headers.items() if pair.is_nodes(header)]
        edges = [name for name, header in headers.items() if pair.is_edges(header)]
        if nodes and edges:
            return Found(pair, nodes[0], edges[0])
    return None


def read_pair(contents: Contents, found: Found, refused: list[Reject]) -> Network:
    """Read both files; rows that cannot be read go to ``refused``."""
    pair = found.pair
    nodes = []
    for cells in _rows(contents, found.nodes, refused):
        parts = {name: _taken(cells, name) for name in {pair.id, pair.label}}
        id_, label = parts[pair.id], parts[pair.label]
        nodes.append(Node(id_ or label, label or id_, cells))
    edges = []
    for cells in _rows(contents, found.edges, refused):
        source, target = (_taken(cells, name) for name in (pair.source, pair.target))
        _taken(cells, pair.drawn)
        edges.append(Edge(source, target, cells))
    return Network(tuple(nodes), tuple(edges))


def _taken(cells: dict[str, str], column: str) -> str:
    """Take the cell of a column out, whatever the case of its header."""
    name = next((one for one in cells if one.lower() == column), "")
    return cells.pop(name, "")


def _rows(contents: Contents, name: str, refused: list[Reject]) -> Iterator[dict[str, str]]:
    numbered = zip(count(1), _lines(contents, name), strict=False)
    header = next((row for _, row in numbered if isinstance(row, list)), [])
    for number, row in numbered:
        if isinstance(row, text.BrokenRowError):
            refused.append(Reject(name, f"row {number}", "", "", str(row), REMEDY))
        elif len(row) > len(header) and any(row[len(header) :]):
            reason = f"the row has {len(row)} cells, the header {len(header)}"
            refused.append(Reject(name, f"row {number}", "", ";".join(row)[:200], reason, REMEDY))
        elif any(row):
            yield filled(dict(zip(header, row, strict=False)))


def _lines(
    contents: Contents, name: str, encoding: str = ""
) -> Iterator[list[str] | text.BrokenRowError]:
    return text.rows(contents, name, text.find_dialect(contents, name, encoding))


def _header(contents: Contents, name: str) -> list[str]:
    # Its words are ASCII: no need to read all of the file to tell one of the encodings around it.
    encoding = marked_encoding(contents, name) or "latin-1"
    try:
        first = next(_lines(contents, name, encoding), [])
    except UnreadableSourceError:
        return []
    return [cell.strip().lower() for cell in first] if isinstance(first, list) else []
