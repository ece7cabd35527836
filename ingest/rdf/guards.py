"""What no parser of RDF sees before it was looked at: XML without a DTD, JSON without depth.

The parser expands entities and follows nesting as deep as it goes; so the bytes pass through a
guard on their way, which stops them in time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import IO, TYPE_CHECKING

import orjson
from defusedxml import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.ElementTree import DefusedXMLParser, ParseError

import ontology
from graph.entities import DEFAULT_BASE_URI
from ingest.archives import CHUNK
from ingest.errors import UnreadableSourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NESTING = 100
"""How deep the elements of XML, or the values of JSON, may lie in one another."""
LONGEST = 16 << 20
"""How many bytes a single text may have; the parser of RDF has the same limit."""
CONTEXTS = Path(__file__).with_name("contexts.json")
OWN_CONTEXTS = tuple(
    f"{DEFAULT_BASE_URI}/{path}" for path in ("context.jsonld", "ontology/context.jsonld")
)
FORBIDDEN = (DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden)
_CONTEXT = re.compile(rb'(?<!\\)"@context"\s*:\s*(?:\[\s*(?:"[^"\\]*"\s*,\s*)*)?"([^"\\]*)"')
_KEY = b'"@context"'
# How far behind the key the address of a context may stand.
_REACH = 4096
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_STEPS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_OTHER = bytes(byte for byte in range(256) if byte not in b'{}[]"')


class Guarded(io.RawIOBase):
    """Bytes that others pull and that are looked at on the way."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(view), len(self._rest))
        view[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def guarded_xml(content: IO[bytes], place: str) -> Guarded:
    """Return the bytes of an XML document; ``place`` is what errors call it.

    Raises UnreadableSourceError, while it is read, for a DTD, entities, and what is too deep.
    """
    return Guarded(_checked_xml(content, place))


def _checked_xml(content: IO[bytes], place: str) -> Iterator[bytes]:
    depth = _Depth(place)
    parser = DefusedXMLParser(target=depth, forbid_dtd=True)
    while chunk := content.read(CHUNK):
        depth.silent += len(chunk)
        try:
            parser.feed(chunk)
        except FORBIDDEN as error:
            raise UnreadableSourceError(
                f"{place}: it has a document type (<!DOCTYPE …>), whose entities could blow up or "
                "reach out; save it without one, or as Turtle."
            ) from error
        except ParseError as error:
            raise UnreadableSourceError(
                f"{place}: it is no well-formed XML ({error}); correct it, or export it again."
            ) from error
        if depth.silent > LONGEST:
            raise too_long(place)
        yield chunk


class _Depth:
    """Counts how deep elements lie, and how many bytes came since the last of them."""

    def __init__(self, place: str) -> None:
        self.silent = 0
        self._depth = 0
        self._place = place

    def start(self, tag: str, attributes: object) -> None:
        """Go one deeper."""
        self.silent = 0
        self._depth += 1
        if self._depth > NESTING:
            raise too_deep(self._place)

    def end(self, tag: str) -> None:
        """Come up again."""
        self.silent = 0
        self._depth -= 1

    def close(self) -> None:
        """Nothing is built."""


def guarded_json(content: IO[bytes], place: str) -> Guarded:
    """Return the bytes of a JSON-LD document, with known contexts in the place of their addresses.

    Raises UnreadableSourceError, while it is read, for what is too deep, and for contexts that
    would have to be fetched.
    """
    return Guarded(_with_contexts(_shallow(content, place), place))


def _shallow(content: IO[bytes], place: str) -> Iterator[bytes]:
    """Pass the bytes on while their values do not lie too deep in one another."""
    depth, inside, rest = 0, 0, b""
    while chunk := content.read(CHUNK):
        found = rest + chunk
        escapes = len(found) - len(found.rstrip(b"\\"))
        rest = found[-1:] if escapes % 2 else b""
        plain = _ESCAPED.sub(b"", found[: len(found) - len(rest)])
        parts = plain.translate(None, _OTHER).split(b'"')
        brackets = b"".join(parts[inside::2])
        inside = (inside + len(parts) - 1) % 2
        levels = [*accumulate(map(_STEPS.__getitem__, brackets), initial=depth)]
        if max(levels) > NESTING:
            raise too_deep(place)
        depth = levels[-1]
        yield chunk


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


def too_deep(place: str) -> UnreadableSourceError:
    """Return the error for what lies too deep."""
    return UnreadableSourceError(
        f"{place}: its parts lie more than {NESTING} deep in one another; write it flatter, or "
        "convert it to N-Triples."
    )


def too_long(place: str) -> UnreadableSourceError:
    """Return the error for a text that is too long."""
    return UnreadableSourceError(
        f"{place}: a single text in it has more than {LONGEST:,} bytes; take it out."
    )
