"""Tables as text: the encoding and the separator of CSV and its relatives, and their rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO

import yaml
from charset_normalizer import from_bytes

from ingest.archives import CHUNK, Contents
from ingest.errors import UnreadableSourceError

SEPARATORS = (";", ",", "\t", "|")
SAMPLE = 1 << 18
"""So many bytes show what the encoding and the separator are."""
LOOKED_AT = 100
"""So many rows show it too."""
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
LONGEST_CELL = 1 << 20
LETTERS = Path(__file__).with_name("letters.yaml")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the text of a table is written."""

    encoding: str
    separator: str


class BrokenRowError(Exception):
    """A row whose quotes do not fit."""


def find_dialect(contents: Contents, name: str, encoding: str = "", separator: str = "") -> Dialect:
    """Return how the text ``name`` is written, as far as it is not given.

    Raises UnreadableSourceError when its encoding cannot be told.
    """
    sample = contents.head(name, SAMPLE)
    encoding = encoding or _encoding(contents, name, sample)
    return Dialect(encoding, separator or _separator(_decoded(sample, encoding)))


def rows(contents: Contents, name: str, dialect: Dialect) -> Iterator[list[str] | BrokenRowError]:
    """Yield the rows of the text ``name``, and what is wrong with those that cannot be read."""
    csv.field_size_limit(LONGEST_CELL)
    with contents.open(name) as found:
        text = io.TextIOWrapper(found, encoding=dialect.encoding, newline="")
        reader = csv.reader(text, delimiter=dialect.separator, strict=True)
        while True:
            try:
                yield from reader
                return
            except csv.Error as error:
                yield BrokenRowError(f"line {reader.line_num}: {error}")
            except UnicodeDecodeError as error:
                raise UnreadableSourceError(
                    f"{contents.path}: near line {reader.line_num + 1} it is not "
                    f"{dialect.encoding}; write its `encoding` into the mapping."
                ) from error


def _encoding(contents: Contents, name: str, sample: bytes) -> str:
    for bom, encoding in BOMS.items():
        if sample.startswith(bom):
            return encoding
    with contents.open(name) as found:
        strange = _first_not_utf8(found)
    if not strange:
        return "utf-8"
    likely = {
        name
        for match in from_bytes(strange, cp_isolation=list(_letters()))
        for name in match.could_be_from_charset
    }
    if not likely:
        raise UnreadableSourceError(
            f"{contents.path}: its encoding cannot be told; save it as UTF-8, or write its "
            "`encoding` into the mapping."
        )
    return max(_letters(), key=lambda one: (one in likely, _fitness(strange, one)))


@cache
def _letters() -> dict[str, str]:
    """Return the encodings that spreadsheet programs write besides UTF-8, with their letters."""
    table: dict[str, str] = yaml.safe_load(LETTERS.read_text("utf-8"))
    return table


def _fitness(sample: bytes, encoding: str) -> float:
    """Return how many of the characters beyond ASCII are usual ones of the encoding (0 to 1)."""
    beyond = [one for one in _decoded(sample, encoding) if not one.isascii()]
    return sum(one in _letters()[encoding] for one in beyond) / max(len(beyond), 1)


def _first_not_utf8(found: IO[bytes]) -> bytes:
    """Return the first part of a text that is not UTF-8; b'' when all of it is."""
    decoder, before = codecs.getincrementaldecoder("utf-8")(), b""
    while chunk := found.read(CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return before + chunk + found.read(SAMPLE)
        before = chunk
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return before
    return b""


def _decoded(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, errors="ignore")


def _separator(text: str) -> str:
    """Return the separator by which most rows have the same number of cells, and more than one."""
    return max(SEPARATORS, key=lambda one: _evenness(text, one))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(row) for row in islice(reader, LOOKED_AT) if row)
    except csv.Error:
        return 0, 0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total(), width
