"""Requests of the SPARQL 1.1 Protocol: a query by GET, by form, or as the body itself."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import NamedNode

from api.form import FORM, FormError, media_type, pairs, posted
from api.sparql.asked import Asked
from api.sparql.errors import MalformedQueryError, RefusedError
from api.sparql.forms import ROWS, STATEMENTS, chosen, none_of
from api.sparql.guard import READ_ONLY

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST = 1_000
"""Parameters of a request."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request, in the order in which they came."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str] | None:
        """Return the values of a parameter; None where it is not there."""
        return [value for key, value in self.pairs if key == name] or None

    def one(self, name: str) -> str | None:
        """Return the value of a parameter. Raises ``MalformedQueryError`` for several."""
        values = self.all(name)
        if values and len(values) > 1:
            raise MalformedQueryError(f"there are {len(values)} values of '{name}': send one")
        return values[0] if values else None


async def parameters(request: Request) -> Parameters:
    """Return what a request says, wherever it says it.

    What other endpoints understand is passed over: clients send it to all of them. Raises
    ``MalformedQueryError`` for what the protocol does not know and ``RefusedError`` for an update.
    """
    try:
        said = pairs(request.url.query, MOST)
        if request.method == "POST":
            said += await _posted(request)
    except FormError as error:
        raise MalformedQueryError(str(error)) from error
    names = {name for name, _ in said}
    if "update" in names or names & {"using-graph-uri", "using-named-graph-uri"}:
        raise RefusedError(READ_ONLY.format("an update"))
    return Parameters(tuple(said))


async def _posted(request: Request) -> list[tuple[str, str]]:
    media = media_type(request)
    if media == UPDATE:
        raise RefusedError(READ_ONLY.format("an update"))
    if media not in (FORM, QUERY):
        raise MalformedQueryError(f"a body is sent as {QUERY} or {FORM}, not as '{media}'")
    text = await posted(request)
    return pairs(text, MOST) if media == FORM else [("query", text)]


def asked(said: Parameters, accept: str) -> Asked:
    """Return the query that a request asks; raises ``NotAcceptableError`` for an unknown form."""
    rows, statements = chosen(accept, ROWS), chosen(accept, STATEMENTS)
    if not rows and not statements:
        raise none_of(accept, {**ROWS, **STATEMENTS})
    default, named = said.all("default-graph-uri"), said.all("named-graph-uri")
    for one in (*(default or ()), *(named or ())):
        _check_address(one)
    offset = said.one("offset") or "0"
    if not offset.isascii() or not offset.isdecimal() or len(offset) > 12:
        raise MalformedQueryError(f"offset is '{offset}': send a whole number")
    # Editors put a mark of the byte order before a file, which is no part of the query in it.
    query = (said.one("query") or "").removeprefix("\ufeff")
    return Asked(query, default, named, rows, statements, int(offset))


def _check_address(text: str) -> None:
    try:
        NamedNode(text)
    except ValueError as error:
        raise MalformedQueryError(
            f"'{text}' is no address of a graph: send an absolute IRI ({error})"
        ) from error
