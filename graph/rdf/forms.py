"""The forms in which RDF is written, and how a stream of statements becomes one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.rdf.terms import PREFIXES

BATCH = 20_000
"""Statements handed on at a time."""


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


def write(statements: Iterable[str], form: Form, output: IO[bytes]) -> int:
    """Write ``statements`` in ``form``; return how many.

    Memory does not grow with their number. N-Triples is what statements are made of; the other
    forms are made by a library from it.
    """
    counted = _Counted(statements)
    if form.format == RdfFormat.N_TRIPLES:
        for lines in counted.batches():
            output.write(lines)
    else:
        triples = (quad.triple for lines in counted.batches() for quad in _read(lines))
        pyoxigraph.serialize(triples, output, format=form.format, prefixes=PREFIXES)
    return counted.number


def _read(lines: bytes) -> Iterator[pyoxigraph.Quad]:
    return pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)


class _Counted:
    """Statements as lines of N-Triples, some at a time, and how many there were so far."""

    def __init__(self, statements: Iterable[str]) -> None:
        self.number = 0
        self._rest = iter(statements)

    def batches(self) -> Iterator[bytes]:
        while some := list(islice(self._rest, BATCH)):
            self.number += len(some)
            yield (" .\n".join(some) + " .\n").encode()
