"""Records out of a list in JSON or out of JSON lines, one at a time, however long the file is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, TypeAlias

import orjson

from graph.records import Reject
from ingest.errors import UnreadableSourceError

CHUNK = 1 << 20
# Longest record, in bytes or characters; those of ROR have up to 200,000.
LONGEST = 16 << 20
SHOWN = 200
_GAP = re.compile(r"[\s,]*")

Wanted = Callable[[int], bool]
"""Whether the record of this number, from 1 on, is to be read; the others are passed over."""
Found: TypeAlias = dict[str, Any] | Reject


def everything(_: int) -> bool:
    """Want every record."""
    return True


def records(
    stream: IO[bytes], name: str, wanted: Wanted = everything
) -> Iterator[tuple[int, Found]]:
    """Yield (number, record) of the file called ``name``; a Reject for what is no object.

    A broken line is refused alone; after a broken element of a list nothing can be read, so
    UnreadableSourceError is raised.
    """
    first = stream.readline(LONGEST)
    while first and not first.strip(b"\xef\xbb\xbf \t\r\n"):
        first = stream.readline(LONGEST)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        found = _elements(first, stream, name)
        yield from ((number, _object(value, number, name)) for number, value in found)
    else:
        yield from _lines(first, stream, name, wanted)


def _lines(
    first: bytes, stream: IO[bytes], name: str, wanted: Wanted
) -> Iterator[tuple[int, Found]]:
    number, line = 0, first.removeprefix(codecs.BOM_UTF8)
    while line:
        if not line.isspace():
            number += 1
            if wanted(number):
                yield number, _parsed(line, number, name)
        line = stream.readline(LONGEST)


def _parsed(line: bytes, number: int, name: str) -> Found:
    try:
        return _object(orjson.loads(line), number, name)
    except orjson.JSONDecodeError as error:
        shown = line[:SHOWN].decode("utf-8", "replace").strip()
        remedy = "write one record a line, or all in one list"
        return Reject(name, f"record {number}", "", shown, f"it is no JSON: {error}", remedy)


def _object(value: object, number: int, name: str) -> Found:
    if isinstance(value, dict):
        return value
    shown = json.dumps(value)[:SHOWN]
    return Reject(name, f"record {number}", "", shown, "it is no record", "write it in braces")


def _elements(first: bytes, stream: IO[bytes], name: str) -> Iterator[tuple[int, object]]:
    """Yield the elements of a list. No more than one element and a chunk are held."""
    text = _Text(first, stream, name)
    text.position = text.held.index("[") + 1
    number = 0
    while not text.at("]"):
        number += 1
        yield number, text.element(number)


class _Text:
    """The part of a stream that is held: what lies before ``position`` is forgotten."""

    def __init__(self, first: bytes, stream: IO[bytes], name: str) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._decode = json.JSONDecoder().raw_decode
        self._stream = stream
        self._name = name
        self.position = 0
        self.held = self._decoded(first)

    def at(self, sign: str) -> bool:
        """Go over commas and spaces; tell whether ``sign`` follows."""
        while True:
            found = _GAP.match(self.held, self.position)
            self.position = found.end() if found else self.position
            if self.position < len(self.held):
                return self.held[self.position] == sign
            if not self.more():
                raise self._unreadable("the list has no end")

    def element(self, number: int) -> object:
        """Return the value that begins here, and go behind it."""
        while True:
            try:
                value, self.position = self._decode(self.held, self.position)
                return value
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self.more():
                    raise self._unreadable(f"record {number} is no JSON: {error}") from error

    def more(self) -> bool:
        """Read on; False at the end of the stream."""
        chunk = self._stream.read(CHUNK)
        self.held = self.held[self.position :] + self._decoded(chunk)
        self.position = 0
        if len(self.held) > LONGEST + CHUNK:
            raise self._unreadable(f"a record is longer than {LONGEST:,} characters")
        return bool(chunk)

    def _decoded(self, chunk: bytes) -> str:
        try:
            return self._decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise self._unreadable(f"it is not in UTF-8: {error}") from error

    def _unreadable(self, reason: str) -> UnreadableSourceError:
        return UnreadableSourceError(f"{self._name}: {reason}. Download it again.")
