"""Data against SHACL shapes. Needs pySHACL, the extra ``shacl``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import RdfFormat
from rdflib import SH, Graph
from rdflib.term import Node

from graph.errors import UsageError

VIOLATION = "Violation"
PARTS = ("resultSeverity", "focusNode", "resultPath", "value", "resultMessage")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a shape finds wrong with a node: ``severity`` is Violation, Warning or Info.

    ``path`` is the property that it is about and ``value`` the value, '' where it names none.
    """

    severity: str
    node: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        about = " ".join(filter(None, (self.node, self.path, self.value)))
        return f"{self.severity}: {about}: {self.message}"


def load_shapes(files: Sequence[Path]) -> Graph:
    """Return the shapes of ``files`` together. Raises ``UsageError`` for one that is no RDF.

    A property shape without ``sh:path`` says nothing, and the validator stops at it; the official
    shapes of DCAT-AP 3.0.1 refer to some. They are left out.
    """
    whole = Graph()
    for file in files:
        shapes = _read(file)
        for shape, part in list(shapes.subject_objects(SH.property)):
            if (part, SH.path, None) not in shapes:
                shapes.remove((shape, SH.property, part))
        whole += shapes
    return whole


def findings(data: Graph, shapes: Graph, vocabulary: Graph | None = None) -> list[Finding]:
    """Return what ``shapes`` find in ``data``, in order.

    ``vocabulary`` says which class is narrower than which. Nothing that shapes import is fetched.
    Raises ``UsageError`` where pySHACL is missing.
    """
    try:
        import pyshacl  # slow to import, and only asked for now and then
    except ImportError as error:
        raise UsageError("shapes need pySHACL: install lumigraph[shacl]") from error
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=vocabulary)
    return sorted(_results(report), key=repr)


def _read(file: Path) -> Graph:
    """Return a file of RDF by its ending, else Turtle: read by a parser that fetches nothing."""
    form = RdfFormat.from_extension(file.suffix.removeprefix(".")) or RdfFormat.TURTLE
    try:
        triples = [one.triple for one in pyoxigraph.parse(path=file, format=form)]
    except SyntaxError as error:
        raise UsageError(f"{file} cannot be read as RDF: {error.msg}") from error
    lines = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=lines, format="nt")


def _results(report: Graph) -> Iterator[Finding]:
    for result in report.objects(None, SH.result):
        severity, *said = (_text(report.value(result, SH[name])) for name in PARTS)
        yield Finding(severity.rpartition("#")[2], *said)


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)
