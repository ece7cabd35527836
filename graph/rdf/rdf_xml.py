"""RDF/XML from which every XML parser reads the texts that were written.

The library that writes it leaves as they are: characters that XML cannot hold, carriage returns,
which parsers make line feeds of, and predicates that are no names of XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, cast

import pyoxigraph
from pyoxigraph import Literal, RdfFormat, Triple

from ontology.printable import UNPRINTABLE

UNKNOWN = "\ufffd"
"""Stands where a character stood that XML cannot hold."""
# What an IRI has to end in, so that it may stand as the name of an element.
_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")


class UnnameableError(ValueError):
    """A predicate that RDF/XML has no way to write."""


class _Returns:
    """A file of XML in which carriage returns are written so that parsers keep them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        """Write ``data``; markup itself has line feeds alone."""
        self._file.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Hand on what was written."""
        self._file.flush()


def keeping_returns(file: IO[bytes]) -> IO[bytes]:
    """Return ``file`` for XML, whose texts keep their carriage returns in it."""
    return cast(IO[bytes], _Returns(file))


def printable(triple: Triple) -> Triple:
    """Return ``triple`` with what XML cannot hold replaced in its text."""
    said = triple.object
    if not isinstance(said, Literal) or not UNPRINTABLE.search(said.value):
        return triple
    value = UNPRINTABLE.sub(UNKNOWN, said.value)
    if said.language:
        known = Literal(value, language=said.language)
    else:
        known = Literal(value, datatype=said.datatype)
    return Triple(triple.subject, triple.predicate, known)


def serialize(
    triples: Iterable[Triple], output: IO[bytes], form: RdfFormat, prefixes: Mapping[str, str]
) -> None:
    """Write any triples in ``form``.

    Raises ``UnnameableError`` for a predicate that RDF/XML cannot write.
    """
    if form == RdfFormat.RDF_XML:
        triples, output = map(_writable, triples), keeping_returns(output)
    pyoxigraph.serialize(triples, output, format=form, prefixes=dict(prefixes))


def _writable(triple: Triple) -> Triple:
    if not _NAME.search(triple.predicate.value):
        raise UnnameableError(
            f"RDF/XML cannot write the predicate <{triple.predicate.value}>, which ends in no "
            "name: ask for Turtle, N-Triples or JSON-LD"
        )
    return printable(triple)
