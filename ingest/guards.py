"""What no parser sees before it was looked at: XML without a DTD, JSON without depth.

Parsers expand entities and follow nesting as deep as it goes; so the bytes pass through a guard on
their way, which stops them in time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import IO, TYPE_CHECKING

from defusedxml import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from ingest.archives import CHUNK
from ingest.errors import UnreadableSourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NESTING = 100
"""How deep the elements of XML, or the values of JSON, may lie in one another."""
LONGEST = 16 << 20
"""How many bytes a single text may have."""
FORBIDDEN = (DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden)
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


def shallow_json(content: IO[bytes], place: str) -> Iterator[bytes]:
    """Pass the bytes of JSON on while its values do not lie too deep in one another.

    Raises UnreadableSourceError, while it is read, when they do.
    """
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


def too_deep(place: str) -> UnreadableSourceError:
    """Return the error for what lies too deep."""
    return UnreadableSourceError(
        f"{place}: its parts lie more than {NESTING} deep in one another; write it flatter."
    )


def too_long(place: str) -> UnreadableSourceError:
    """Return the error for a text that is too long."""
    return UnreadableSourceError(
        f"{place}: a single text in it has more than {LONGEST:,} bytes; take it out."
    )
