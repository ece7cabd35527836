"""The forms in which RDF is written, and how a stream of statements becomes one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.chunks import chunks
from graph.rdf.rdf_xml import keeping_returns, printable
from graph.rdf.stars import DEFAULT_GRAPH, Star, lines, number, stars
from graph.rdf.styles import Lines, Styled, Text, Turtle, blocks
from graph.rdf.terms import PREFIXES
from graph.rdf.turtle import HEADER

MAYBE_ODD = re.compile(r"\\[ubf]|[\x7f\ufffe\uffff]")
"""What a statement shows where it may hold such a character."""


@dataclass(frozen=True, slots=True)
class Form:
    """``name`` as ``--format`` calls it, its file ending without the dot, and its media type."""

    name: str
    media_type: str
    label: str
    format: RdfFormat


FORMS = {
    one.name: one
    for one in (
        Form("nt", "application/n-triples", "N-Triples", RdfFormat.N_TRIPLES),
        Form("ttl", "text/turtle", "Turtle", RdfFormat.TURTLE),
        Form("rdf", "application/rdf+xml", "RDF/XML", RdfFormat.RDF_XML),
        Form("jsonld", "application/ld+json", "JSON-LD", RdfFormat.JSON_LD),
    )
}


GRAPH_FORMS = {
    one.name: one
    for one in (
        Form("nq", "application/n-quads", "N-Quads", RdfFormat.N_QUADS),
        Form("trig", "application/trig", "TriG", RdfFormat.TRIG),
    )
}
"""Those that hold graphs beside the default one."""
PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG)
TEXT_FORMS = {"nt": FORMS["nt"], "ttl": FORMS["ttl"], **GRAPH_FORMS}
"""Those that are text made of text, block by block; the others are made by a library."""


def write(statements: Iterable[str], form: Form, output: IO[bytes]) -> int:
    """Write single ``statements`` in ``form``; return how many."""
    return write_stars(stars(statements), form, output)


def write_stars(said: Iterable[Star], form: Form, output: IO[bytes]) -> int:
    """Write what is ``said`` in ``form``; return how many statements.

    Memory does not grow with their number.
    """
    if form.name in TEXT_FORMS:
        return write_texts(blocks(said, styled(form)(DEFAULT_GRAPH)), form, output)
    counted = _Counted(said)
    read = _read
    if form.format == RdfFormat.RDF_XML:
        read, output = _read_for_xml, keeping_returns(output)
    triples = (triple for some in counted.batches() for triple in read(some))
    pyoxigraph.serialize(triples, output, format=form.format, prefixes=PREFIXES)
    return counted.number


def write_texts(texts: Iterable[Text], form: Form, output: IO[bytes]) -> int:
    """Write ``texts`` in ``form``, one of ``TEXT_FORMS``; return how many statements."""
    count = 0
    output.write(HEADER.encode() if form.format in PREFIXED else b"")
    for one in texts:
        count += one.number
        output.write(one.text.encode())
    return count


def styled(form: Form) -> Styled:
    """Return how graphs are written in ``form``, one of ``TEXT_FORMS``."""
    return Turtle if form.format in PREFIXED else Lines


def _read(some: Sequence[Star]) -> Iterator[pyoxigraph.Triple]:
    read = pyoxigraph.parse(lines(some).encode(), format=RdfFormat.N_TRIPLES)
    return (quad.triple for quad in read)


def _read_for_xml(some: Sequence[Star]) -> Iterator[pyoxigraph.Triple]:
    """Read statements; in texts, characters that XML cannot hold are replaced."""
    if not any(MAYBE_ODD.search(end) for _, said in some for _, end in said):
        return _read(some)
    return map(printable, _read(some))


class _Counted:
    """What is said, some at a time, and how many statements there were so far."""

    def __init__(self, said: Iterable[Star]) -> None:
        self.number = 0
        self._rest = chunks(said)

    def batches(self) -> Iterator[list[Star]]:
        for some in self._rest:
            self.number += number(some)
            yield some
