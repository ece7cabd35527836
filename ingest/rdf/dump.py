"""Lumigraph's own dumps, N-Quads or TriG: what a store is restored from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.rdf.terms import PROV, RDF
from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.guards import too_long
from ingest.rdf.statements import Statement
from ingest.rdf.syntax import members

VALUE, JSON = NamedNode(f"{PROV}value"), NamedNode(f"{RDF}JSON")
FORMS = (RdfFormat.N_QUADS, RdfFormat.TRIG)
HISTORY = "/graph/judgements"
GRAPHS = "/graph/"


def is_dump(path: Path) -> bool:
    """Whether ``path`` is a dump of Lumigraph's, which begins with the history of the graph."""
    return bool(_home_of(path))


def stated(path: Path, statements: Iterator[Statement]) -> Iterator[Statement]:
    """Return those of the ``statements`` of ``path`` that are stated: of a dump, the golden graph.

    Its other graphs say who says so, and what follows.
    """
    home = _home_of(path)
    if not home:
        return statements
    return (one for one in statements if not _within(one, f"<{home}"))


def _within(statement: Statement, home: str) -> bool:
    last = statement.rpartition(" ")[2]
    return last.startswith(home) and '"' not in last


def dump_values(path: Path) -> Iterator[str]:
    """Yield the JSON of everything that a dump holds, in its order.

    Raises UnreadableSourceError for what is no dump, or cannot be read on from.
    """
    quads = _quads(path)
    first = next(quads, None)
    home = _home(first)
    if first is None or not home:
        raise UnreadableSourceError(
            f"{path}: it is no dump of Lumigraph's: name a file that `lumigraph export` wrote as "
            ".nq or .trig, or take it in with `lumigraph ingest`."
        )
    for quad in chain([first], quads):
        if quad.predicate == VALUE and isinstance(quad.object, Literal):
            graph = quad.graph_name
            ours = isinstance(graph, NamedNode) and graph.value.startswith(home)
            if ours and quad.object.datatype == JSON:
                yield quad.object.value


def _home_of(path: Path) -> str:
    try:
        return _home(next(_quads(path), None))
    except UnreadableSourceError:
        return ""


def _home(first: Quad | None) -> str:
    """Return what the names of a dump's graphs begin with, by its first statement; '' of others."""
    if first is None or not isinstance(first.graph_name, NamedNode):
        return ""
    graph = first.graph_name.value
    return graph.removesuffix("judgements") if graph.endswith(HISTORY) else ""


def _quads(path: Path) -> Iterator[Quad]:
    """Yield the statements of a file in a form of dumps; the other forms need guards."""
    contents = Contents(path)
    found = [(name, form) for name, form in members(contents).items() if form in FORMS]
    for name, form in found[:1]:
        with contents.open(name) as content:
            try:
                yield from parse(content, form)
            except MemoryError as error:
                raise too_long(str(path)) from error
            except SyntaxError as error:
                raise UnreadableSourceError(
                    f"{path}, line {error.lineno}: it is no {form.name} that can be read: "
                    f"{error.msg}; export it again, or copy it anew."
                ) from error
