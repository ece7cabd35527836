"""What a portal sees of a server: its catalogue, page by page, and whether addresses answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import httpx2
from rdflib import RDF, Graph, Namespace
from rdflib.exceptions import ParserError
from rdflib.namespace import DCAT

from graph.errors import UsageError
from graph.ledger.writing import Progress
from ingest.addresses import answer, check_address
from ingest.errors import FetchError

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
CATALOGUE = "/catalog"
TURTLE = {"Accept": "text/turtle"}
SILENCE = 30.0
"""Seconds without a byte after which an address counts as dead."""
MOST_BYTES = 100_000_000
"""Of one page."""
Placing = Callable[[str], str]
"""Where an address is asked for; '' for one that is not."""


def as_written(address: str) -> str:
    """Ask for an address itself."""
    return address


def here_alone(server: str, *others: str) -> Placing:
    """Return how to ask one server alone, for its own addresses and those of ``others``."""

    def place(address: str) -> str:
        for beginning in (server, *others):
            if address == beginning or address.startswith((f"{beginning}/", f"{beginning}?")):
                return server + address.removeprefix(beginning)
        return ""

    return place


def catalogue_at(server: str, place: Placing) -> Graph:
    """Return all pages of the catalogue of a server.

    Raises ``UsageError`` for an address that does not answer with one.
    """
    whole = Graph()
    for page in _pages(server + CATALOGUE, place):
        whole += page
    if (None, RDF.type, DCAT.Catalog) not in whole:
        raise UsageError(f"{server + CATALOGUE} holds no catalogue: name a server of a graph")
    return whole


def _pages(address: str, place: Placing) -> Iterator[Graph]:
    asked: list[str] = []
    while address and address not in asked:
        asked.append(address)
        page = _read(address)
        yield page
        address = next((place(str(one)) for one in page.objects(None, HYDRA.next)), "")


def _read(address: str) -> Graph:
    try:
        content = _content(address)
    except (FetchError, httpx2.TransportError) as error:
        raise UsageError(f"{address} cannot be had: {error}") from error
    try:
        return Graph().parse(data=content, format="turtle")
    except (ParserError, SyntaxError, UnicodeDecodeError) as error:
        raise UsageError(f"{address} is no catalogue in Turtle: {error}") from error


def _content(address: str) -> bytes:
    check_address(address)
    with answer(address, TURTLE, SILENCE) as (response, _):
        if not response.is_success:
            raise FetchError(f"the server answers {response.status_code}")
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                raise FetchError(f"it is longer than {MOST_BYTES:,} bytes")
        return bytes(content)


def statuses(addresses: Iterable[str], place: Placing, progress: Progress) -> dict[str, int]:
    """Return address → HTTP status after redirects, 0 for none, of those that have a place.

    Each is really asked for; ``progress`` is told of how many of how many.
    """
    places = {address: where for address in addresses if (where := place(address))}
    answers = {}
    for done, (address, where) in enumerate(places.items()):
        progress(done, len(places))
        answers[address] = _status(where)
    return answers


def _status(address: str) -> int:
    try:
        check_address(address)
        with answer(address, {}, SILENCE) as (response, _):
            return response.status_code
    except (FetchError, httpx2.TransportError):
        return 0
