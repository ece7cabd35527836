"""The contexts of JSON-LD documents: those that are known are put in, others are refused.

Nothing is fetched. A known context is recognised by its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO

import orjson

import ontology
from graph.entities import DEFAULT_BASE_URI
from ingest.errors import UnreadableSourceError
from ingest.guards import Guarded, shallow_json

CONTEXTS = Path(__file__).with_name("contexts.json")
OWN_CONTEXTS = tuple(
    f"{DEFAULT_BASE_URI}/{path}" for path in ("context.jsonld", "ontology/context.jsonld")
)
_CONTEXT = re.compile(rb'(?<!\\)"@context"\s*:\s*(?:\[\s*(?:"[^"\\]*"\s*,\s*)*)?"([^"\\]*)"')
_KEY = b'"@context"'
# How far behind the key the address of a context may stand.
_REACH = 4096


def guarded_json(content: IO[bytes], place: str) -> Guarded:
    """Return the bytes of a JSON-LD document, with known contexts in the place of their addresses.

    Raises UnreadableSourceError, while it is read, for what is too deep, and for contexts that
    would have to be fetched.
    """
    return Guarded(_with_contexts(shallow_json(content, place), place))


def _with_contexts(chunks: Iterator[bytes], place: str) -> Iterator[bytes]:
    """Replace the addresses of known contexts; an address may be cut by the end of a chunk."""
    held = b""
    for chunk in chunks:
        held += chunk
        last = held.rfind(_KEY)
        near = last >= 0 and len(held) - last < _REACH
        cut = last if near else max(len(held) - len(_KEY), 0)
        yield _replaced(held[:cut], place)
        held = held[cut:]
    yield _replaced(held, place)


def _replaced(text: bytes, place: str) -> bytes:
    while found := _CONTEXT.search(text):
        address = found[1].decode("utf-8", "replace")
        known = contexts().get(address.rstrip("/"))
        if known is None:
            raise elsewhere(place, address)
        text = text[: found.start(1) - 1] + known + text[found.end(1) + 1 :]
    return text


@cache
def contexts() -> dict[str, bytes]:
    """Return, by address, the contexts that are known without a request."""
    known = orjson.loads(CONTEXTS.read_bytes())
    own = orjson.loads(Path(ontology.__file__).with_name("context.jsonld").read_bytes())
    known |= dict.fromkeys(OWN_CONTEXTS, own["@context"])
    return {address: orjson.dumps(context) for address, context in known.items()}


def elsewhere(place: str, address: str) -> UnreadableSourceError:
    """Return the error for a context that would have to be fetched."""
    return UnreadableSourceError(
        f"{place}: its JSON-LD context is at {address}, and nothing is fetched while a file is "
        "read; write the context itself into the file, or convert it to Turtle."
    )
