"""Reading RDF as its parser alone does, and as units by the rules of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.ledger.collection import uncollected
from graph.records import Unit
from ingest.archives import CHUNK
from ingest.rdf import RdfFormat as Reader
from ontology.model import load_model


def by_parser(file: str) -> int:
    """Go through the statements and look at none of them; return how many there are."""
    return sum(1 for _ in parse(path=file, format=RdfFormat.N_TRIPLES))


def by_parser_as_text(file: str) -> int:
    """Go through them and take out what they say, without which nothing can be done with them."""
    count = 0
    for statement in parse(path=file, format=RdfFormat.N_TRIPLES):
        for term in (statement.subject, statement.predicate, statement.object):
            if isinstance(term, NamedNode):
                _ = term.value
            elif isinstance(term, Literal):
                _ = term.value, term.language, term.datatype.value
        count += 1
    return count


def as_units(file: str) -> tuple[int, float]:
    """Read all as an ingest does that finds nothing changed; return how many statements."""
    return _read(file, lambda unit: None)


def as_records(file: str) -> tuple[int, float]:
    """Read all as the first ingest does, but for the store."""
    return _read(file, lambda unit: list(unit.records()))


def _read(file: str, take: Callable[[Unit], object]) -> tuple[int, float]:
    """Read the units; return the number of statements, and the seconds without counting them.

    The vocabulary is at hand before.
    """
    load_model()
    begun = perf_counter()
    with uncollected():  # as an ingest reads
        for found in Reader().read(Path(file)):
            if isinstance(found, Unit):
                take(found)
    seconds = perf_counter() - begun
    with Path(file).open("rb") as content:
        return sum(chunk.count(b"\n") for chunk in iter(partial(content.read, CHUNK), b"")), seconds


WAYS: Mapping[str, Callable[[str], int | tuple[int, float]]] = {
    "pyoxigraph": by_parser,
    "pyoxigraph, terms taken out": by_parser_as_text,
    "RDF units": as_units,
    "RDF records": as_records,
}
