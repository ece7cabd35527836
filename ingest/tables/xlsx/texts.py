"""Texts of cells: those that stand in them, and those that a workbook keeps once for all cells.

A table of members has nearly as many different texts as cells, so the shared ones lie on disk.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice
from tempfile import SpooledTemporaryFile
from typing import Self

from graph.chunks import chunks
from ingest.tables.spool import IN_MEMORY
from ingest.tables.xlsx.markup import unescaped

TOGETHER = 4096
"""So many texts are put by at a time."""
AT_HAND = 1 << 15
"""So many texts stay in memory; then those are let go that were not asked for again."""
_SHARED = re.compile(r"<si(?:\s[^>]*?)?(?:/>|>(?:<t>([^<]*)</t>|(.*?))</si\s*>)", re.DOTALL)
_SPOKEN = re.compile(r"<rPh(?:\s[^>]*)?(?<!/)>.*?</rPh\s*>", re.DOTALL)
_RUN = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t")
# A character that XML cannot hold is written so; half a pair of them means nothing.
_CODED = re.compile(r"_x((?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)


def decoded(text: str) -> str:
    """Return a text as a cell shows it.

    >>> decoded("R&amp;D_x000D_")
    'R&D\\r'
    """
    text = unescaped(text)
    return _CODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def runs(content: str) -> str:
    """Return the text of a cell or of a shared text, without how it is spoken.

    >>> runs('<r><t>La</t></r><r><rPr/><t xml:space="preserve">ser </t></r><rPh><t>x</t></rPh>')
    'Laser '
    """
    return "".join(map(decoded, _RUN.findall(_SPOKEN.sub("", content))))


def shared(pieces: Iterable[str]) -> Iterator[str]:
    """Return the texts that cells share."""
    return chain.from_iterable(map(_texts, pieces))


def _texts(piece: str) -> Iterator[str]:
    read = decoded if "&" in piece or "_x" in piece else str
    return (runs(other) if other else read(plain) for plain, other in _SHARED.findall(piece))


class SharedTexts(dict[str, str]):
    """Texts by their numbers, from 0, as cells write them: a look-up for every cell.

    No more of them is read than is asked for. Those read last, and those asked for again, are in
    memory, all are on disk. Raises IndexError for a number that no text has.
    """

    def __init__(self, texts: Iterator[str]) -> None:
        super().__init__()
        self._coming = chunks(texts, TOGETHER)
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - __exit__ does
        self._again: dict[str, str] = {}
        """Those that had been let go and were asked for again: many cells have them."""
        self._places = array("Q", [0])
        """Where each text begins in the file, and where the last one ends."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __missing__(self, number: str) -> str:
        """Return a text that is not in memory."""
        try:
            place = int(number)
        except ValueError as error:
            raise IndexError(number) from error
        while place + 1 >= len(self._places) and (texts := next(self._coming, None)):
            self._put_by(texts)
        text = self.get(number)
        if text is None:
            text = self[number] = self._again[number] = self._read(place)
        return text

    def _put_by(self, texts: list[str]) -> None:
        """Write the next texts to the file, and have them at hand: cells mostly ask for them."""
        if len(self) > AT_HAND:
            self.clear()
            if len(self._again) > AT_HAND // 2:
                self._again.clear()
            self.update(self._again)
        first = len(self._places) - 1
        self.update(zip(map(str, range(first, first + len(texts))), texts, strict=True))
        written = [text.encode() for text in texts]
        ends = accumulate(map(len, written), initial=self._places[-1])
        self._places.extend(islice(ends, 1, None))
        self._file.seek(0, os.SEEK_END)
        self._file.write(b"".join(written))

    def _read(self, place: int) -> str:
        if not 0 <= place < len(self._places) - 1:
            raise IndexError(place)
        begin, end = self._places[place : place + 2]
        self._file.seek(begin)
        return self._file.read(end - begin).decode()
