"""The XML of rows and of shared texts in pieces, so that no sheet is ever held whole.

A tree or a call for every element takes as long as all else together. So expat looks at each piece
first, with no one listening: it is well-formed, without entities, and ends what it begins. After
that, a ``<`` can only be a tag, and patterns find the cells.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.guards import LONGEST, guarded_xml
from ingest.tables.limits import chunks

SHALLOW = 1 << 20
"""A piece of fewer bytes cannot lie deep enough to do harm; how deep longer ones are is counted."""
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Repeated(NamedTuple):
    """Elements ``each`` that stand one after another ``within`` another."""

    within: str
    each: str


ROWS = Repeated("sheetData", "row")
TEXTS = Repeated("sst", "si")


def pieces(contents: Contents, name: str, repeated: Repeated) -> Iterator[str]:
    """Yield the elements that a member repeats, whole ones only, without prefixes and comments.

    Raises UnreadableSourceError, as they are read, for what is no well-formed XML, has a document
    type, ends too soon, or is too long or too deep to be a table.
    """
    place = f"{contents.path}: {name}"
    parts = chunks(contents, name)
    begin, held = _begun(parts, repeated, place)
    if begin[2]:
        return
    prefix: bytes = begin[1] or b""
    close = b"</" + prefix + repeated.each.encode()
    over = b"</" + prefix + repeated.within.encode()
    for part in chain([b""], parts):
        held += part
        last = held.find(over)
        end = last if last >= 0 else _whole(held, close)
        if not end and len(held) > LONGEST:
            raise _too_long(place, repeated.each)
        if end:
            yield _plain(_checked(held[:end], place), prefix.decode())
        if last >= 0:
            return
        held = held[end:]
    raise UnreadableSourceError(f"{place}: it ends before <{repeated.within}> does; save it again.")


def _begun(parts: Iterator[bytes], repeated: Repeated, place: str) -> tuple[re.Match[bytes], bytes]:
    """Return the tag that all stand within (its prefix, and '/' when it is empty), and the rest."""
    begin = re.compile(rb"<(\w+:)?%b(?:\s[^<>]*?)?(/?)>" % repeated.within.encode())
    held = b""
    for part in parts:
        held += part
        if found := begin.search(held):
            _look_through(held[: found.end()], place)
            return found, held[found.end() :]
        if len(held) > LONGEST:
            raise _too_long(place, "beginning")
    _look_through(held, place)
    raise UnreadableSourceError(f"{place}: it has no <{repeated.within}>; save it again.")


def _too_long(place: str, what: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{place}: a <{what}> in it has more than {LONGEST:,} bytes; take it out."
    )


def _whole(held: bytes, close: bytes) -> int:
    """Return where the last whole element ends, 0 when there is none."""
    last = held.rfind(close)
    return held.find(b">", last) + 1 if last >= 0 else 0


def _checked(piece: bytes, place: str) -> bytes:
    """Return ``piece``, which must be well-formed by itself; no document type can stand in it."""
    whole = b"<piece>" + piece + b"</piece>"
    if len(whole) > SHALLOW:
        _look_through(whole, place)
    try:
        expat.ParserCreate("utf-8").Parse(whole, True)
    except expat.ExpatError as error:
        raise UnreadableSourceError(
            f"{place}: it is no well-formed XML ({expat.ErrorString(error.code)}); save it again."
        ) from error
    return piece


def _look_through(document: bytes, place: str) -> None:
    for _ in guarded_xml(io.BytesIO(document), place):
        pass


def _plain(piece: bytes, prefix: str) -> str:
    """Return ``piece`` without what a table does not need, and line ends as XML reads them."""
    text = piece.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<!" in text or "<?" in text:
        text = _ASIDE.sub(lambda found: escape(found[1] or ""), text)
    if prefix:
        text = text.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
    return text


def unescaped(text: str) -> str:
    """Return what ``text`` stands for.

    >>> unescaped("R&amp;D &#x160;&#105;")
    'R&D Ši'
    """
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    return _NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))
