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

MOST_WRONG = 1000
"""How many wrong statements a file may have before it counts as no RDF."""
REMOTE = "LoadDocumentCallback"
"""What the parser speaks of when it would have to fetch a context."""

Statement = str
"""Subject, predicate, object, and the name of the graph that it stands in, if it does in one."""


def statements(
    contents: Contents, name: str, form: RdfFormat, refused: list[Reject], mark: str = ""
) -> Iterator[Statement]:
    """Yield the statements of a member; ``mark`` tells its blank nodes from those of others.

    Raises UnreadableSourceError for what cannot be read on from. Where each line is a statement, a
    wrong one goes to ``refused`` alone.
    """
    place = str(contents.path) if contents.single else f"{contents.path}, {name}"
    with contents.open(name) as content:
        found = parse(_guarded(content, form, place), form)
        wrong = 0
        while True:
            try:
                texts = map(str, found)
                yield from (_marked(text, mark) for text in texts) if mark else texts
                return
            except MemoryError as error:
                raise too_long(place) from error
            except SyntaxError as error:
                wrong += 1
                # In the other forms, what comes after an error may be lost with it.
                if form != RdfFormat.N_QUADS or wrong > MOST_WRONG:
                    raise _unreadable(place, form, error) from error
                refused.append(_refused(name, error))


def _marked(statement: Statement, mark: str) -> Statement:
    if "_:" not in statement:
        return statement
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
