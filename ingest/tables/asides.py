"""Rows of a table that are no entries of it: totals, notes, headings within it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from ingest.tables.workbook import Row, Sheet, as_text

FILE = Path(__file__).with_suffix(".yaml")
MARKS = "*†‡"
"""What a footnote begins with."""
_SENTENCE = re.compile(r"(?:\S+\s+){4,}[^\W\d_]{5,}[.!]$", re.DOTALL)
"""Five words and more, of which the last is no abbreviation: names have no full stop else."""
_LEADS_ON = re.compile(r".*(?:\s\S*(?:@|://)|(?:@|://)\S*\s)", re.DOTALL)
"""An address among words."""
DOUBTFUL = frozenset(MARKS + " \t\r\n\xa0")
"""What begins with one of these is looked at."""
LONGEST = 40
"""No word of the table, with what goes before a colon, has more characters."""
REMEDY = "take the row out; what is an entry all the same needs an identifier in the table"
HEADER_AGAIN = "it repeats the header"
HEADING = "it spans the table, as a heading of the rows below does"
TOTAL = "it adds up other rows"
NOTE = "it is a note on the table"


class Asides:
    """Tells such rows of one sheet by what they begin with, and by cells that span its columns.

    ``header`` is the last row of the header, ``columns`` the positions of those that are read.
    """

    def __init__(self, sheet: Sheet, header: Row, columns: list[int]) -> None:
        self._header = [as_text(cell) for cell in header]
        first, last = min(columns, default=0), max(columns, default=0)
        self._headings = {
            top + 1
            for (top, left), (bottom, right) in sheet.merged
            if top == bottom and left - sheet.left <= first < last <= right - sheet.left
        }
        self._words = {*_words("totals"), *filter(None, [self._begins(self._header)])}

    def may_be(self, number: int, row: Row) -> bool:
        """Whether row ``number`` begins like one; asked of every row, so it is quick."""
        first = next(filter(None, row), "")
        return first.__class__ is str and (
            first.casefold() in self._words
            or first[:1] in DOUBTFUL
            or ":" in first
            or number in self._headings
            or len([*filter(None, row)]) == 1
        )

    def reason(self, number: int, row: Row) -> str:
        """Return why row ``number`` is no entry; '' for an entry."""
        first = self._begins(row)
        begins, colon, _ = first[:LONGEST].partition(":")
        said = begins.strip()
        if number in self._headings:
            return HEADING if _is_alone(row) else ""
        if [as_text(cell) for cell in row] == self._header:
            return HEADER_AGAIN
        if first[:1] in MARKS or (colon and said in _words("notes")) or _is_note(first):
            return NOTE if _is_alone(row) else ""
        return TOTAL if said in _words("totals") and _has_no_other_word(row) else ""

    def _begins(self, row: Row) -> str:
        return next(filter(None, map(as_text, row)), "").casefold()


def _is_note(text: str) -> bool:
    """Whether a text that may be alone in its row says something of the table, not a name."""
    return any(form.match(text) for form in (_opening(), _counting(), _SENTENCE, _LEADS_ON))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('openings')})\W+\w")


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(rf"\d+ (?:{_any_of('counted')})(?: (?:{_any_of('in_all')}))?\W*$")


def _any_of(sort: str) -> str:
    return "|".join(map(re.escape, sorted(_words(sort))))


@cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(one.casefold() for one in yaml.safe_load(FILE.read_text("utf-8"))[sort])


def _is_alone(row: Row) -> bool:
    return sum(bool(as_text(cell)) for cell in row) == 1


def _has_no_other_word(row: Row) -> bool:
    texts = [text for text in map(as_text, row) if text]
    return not any(any(map(str.isalpha, text)) for text in texts[1:])
