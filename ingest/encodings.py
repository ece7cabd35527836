"""The encoding of a text that does not say it."""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path
from typing import IO

import yaml
from charset_normalizer import from_bytes

from ingest.archives import CHUNK, Contents
from ingest.errors import UnreadableSourceError

SAMPLE = 1 << 18
"""So many bytes show how a text is written."""
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
LETTERS = Path(__file__).with_name("letters.yaml")
_UNWRITTEN = re.compile(r"(?<=[A-Za-z])[Ͱ-ӿ]+|[Ͱ-ӿ]+(?=[A-Za-z])|(?<=[а-яё])[А-ЯЁ]")
"""As no language writes: Greek or Cyrillic beside Latin letters, capitals after small ones."""


def encoding_of(contents: Contents, name: str, remedy: str) -> str:
    """Return the encoding of the text ``name``: what its mark says, UTF-8, or the likeliest other.

    Raises UnreadableSourceError, which ends in ``remedy``, when it cannot be told.
    """
    if marked := marked_encoding(contents, name) or _unmarked_utf16(contents.head(name, SAMPLE)):
        return marked
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
        raise UnreadableSourceError(f"{contents.path}: its encoding cannot be told; {remedy}.")
    return max(_letters(), key=lambda one: (one in likely, _fitness(strange, one)))


def marked_encoding(contents: Contents, name: str) -> str:
    """Return the encoding that the text ``name`` begins with a mark of; '' without one."""
    head = contents.head(name)
    return next((encoding for bom, encoding in BOMS.items() if head.startswith(bom)), "")


def _unmarked_utf16(head: bytes) -> str:
    """Return which UTF-16 a text without a mark is; '' for none.

    Half of the bytes of Latin letters and digits are 0 there, which no other text holds.
    """
    for encoding, zeros, others in (
        ("utf-16-le", head[1::2], head[0::2]),
        ("utf-16-be", head[0::2], head[1::2]),
    ):
        if 0 not in others and zeros.count(0) > len(zeros) / 2:
            return encoding
    return ""


@cache
def _letters() -> dict[str, str]:
    """Return the encodings that spreadsheet programs write besides UTF-8, with their letters."""
    table: dict[str, str] = yaml.safe_load(LETTERS.read_text("utf-8"))
    return table


def _fitness(sample: bytes, encoding: str) -> float:
    """Return how many of the characters beyond ASCII are usual ones of the encoding (0 to 1)."""
    text = sample.decode(encoding, errors="ignore")
    beyond = [one for one in text if not one.isascii()]
    usual = "".join(one for one in _UNWRITTEN.sub("", text) if one in _letters()[encoding])
    return len(usual) / max(len(beyond), 1)


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
