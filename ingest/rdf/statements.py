"""The statements of RDF files, one by one, as N-Triples without the full stop.

As one text, a statement comes out of the parser faster than term by term.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from pyoxigraph import RdfFormat, parse

from graph.records import Reject
from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.guards import guarded_xml, too_long
from ingest.rdf.contexts import elsewhere, guarded_json
from ingest.rdf.terms import TEXT, without_graph

MOST_WRONG = 1000
"""How many wrong statements a file may have before it counts as no RDF."""
REMOTE = "LoadDocumentCallback"
"""What the parser speaks of when it would have to fetch a context."""

Statement = str
"""Subject, predicate and object; the graph that a statement stands in does not count."""


def statements(
    contents: Contents, name: str, form: RdfFormat, mark: str = ""
) -> Iterator[Statement | Reject]:
    """Yield the statements of a member; ``mark`` tells its blank nodes from those of others.

    Raises UnreadableSourceError for what cannot be read on from. Where each line is a statement, a
    wrong one is refused alone.
    """
    place = str(contents.path) if contents.single else f"{contents.path}, {name}"
    with contents.open(name) as content:
        found = parse(_guarded(content, form, place), form)
        wrong = 0
        while True:
            try:
                for text in map(str, found):
                    if text[-1] != TEXT and text.count(" ") > 2:
                        text = without_graph(text)
                    yield _marked(text, mark) if mark and "_:" in text else text
                return
            except MemoryError as error:
                raise too_long(place) from error
            except SyntaxError as error:
                wrong += 1
                # In the other forms, what comes after an error may be lost with it.
                if form != RdfFormat.N_QUADS or wrong > MOST_WRONG:
                    raise _unreadable(place, form, error) from error
                yield _refused(name, error)


def _marked(statement: Statement, mark: str) -> Statement:
    terms = statement.split(" ", 2)
    return " ".join(f"_:{mark}{one[2:]}" if one.startswith("_:") else one for one in terms)


def _guarded(content: IO[bytes], form: RdfFormat, place: str) -> IO[bytes]:
    if form == RdfFormat.RDF_XML:
        return io.BufferedReader(guarded_xml(content, place))
    if form == RdfFormat.JSON_LD:
        return io.BufferedReader(guarded_json(content, place))
    return content


def _refused(name: str, error: SyntaxError) -> Reject:
    reason = str(error.msg).removeprefix("Parser error ")
    return Reject(name, f"line {error.lineno}", "", "", reason, "correct the statement")


def _unreadable(place: str, form: RdfFormat, error: SyntaxError) -> UnreadableSourceError:
    if REMOTE in str(error.msg):
        return elsewhere(place, "another address")
    line = f", line {error.lineno}" if error.lineno else ""
    return UnreadableSourceError(
        f"{place}{line}: it is no {form.name} that can be read: {error.msg}; correct it, or export "
        "it again."
    )
