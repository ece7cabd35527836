"""What stands over a text: its title, and the date of the post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from ingest.documents.rules import COMMON, rules_of
from ontology.values.cleaner import UnparsedError
from ontology.values.partial_dates import LANGUAGES, PartialDate

NEAR = 8
"""The date stands in one of so many lines with text from the title on."""
_WORDS_OF_TITLE = 4
"""Below a single word that is a rubric stands a title of so many words at least."""
LONGEST = 200
"""A title has at most so many characters."""
_DAY = len("2016-06")
# A path of pages as menus show it; its last part is the page itself.
_TRAIL = re.compile(r"[^\n]*\S\s+[>›»]\s+([^\n>›»]+)$")
# An entry of a menu, or a path of pages: "Home > News", "Accueil / Actualités".
_MENU = r"[•·‣▪*>»-]\s|[^\n.!?]{1,80}\S\s+[>›»/|]\s+[^\n.!?]{1,60}$"
# A place or a word such as "Published:", then maybe a short word ("le", "den"), before a date.
_PLACE = r"(?:[^\d.!?;]{1,60}[,:–—|]\s*)?"
_BEFORE = tuple(
    re.compile(_PLACE + short + r"(?=\d|[^\W\d]{3,}\.?\s+\d)") for short in ("", r"[^\W\d]{1,4}\s+")
)
# A dash ends the date of a line that goes on with the text.
_DASH = re.compile(r"\s+[–—-]\s")


def title_of(text: str) -> str:
    """Return the first line that is no entry of a menu, or the end of a path of pages that is a
    line of its own too."""
    lines = list(islice(_lines(text), 3 * NEAR))
    for trail in filter(None, map(_TRAIL.fullmatch, lines)):
        if trail[1] in lines:
            return trail[1]
    titles = [line for line in lines if not _entry().match(line)] or lines
    return next(_titles(titles), "")[:LONGEST]


def _titles(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines from the first that is no mere rubric above a title: "News", "Naujienos"."""
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        if " " in line or not line.isalpha() or len(below.split()) < _WORDS_OF_TITLE:
            yield line


def date_of(text: str, title: str, language: str) -> str:
    """Return the date that is a line near the title, alone or behind a place; "" without one.

    It is ISO 8601, to the month at least.
    """
    lines = list(islice(_lines(text), 3 * NEAR))
    first = lines.index(title) + 1 if title in lines else 0
    reader = PartialDate(day_first=True, language=language if language in LANGUAGES else "")
    bare = (_posted(language).sub("", line) for line in lines[first : first + NEAR])
    return next(filter(None, (_date(line, reader) for line in bare)), "")


@cache
def _entry() -> re.Pattern[str]:
    """Return what matches a line above the title that is not it."""
    words = rules_of("headings", COMMON)
    skips, homes = ("|".join(map(re.escape, words[name])) for name in ("skips", "homes"))
    return re.compile(rf"{_MENU}|(?i:{skips})\b|(?:{homes})\b[^.!?]*$")


@cache
def _period() -> re.Pattern[str]:
    """Return what matches the label of a date on which something begins or ends."""
    words = "|".join(map(re.escape, rules_of("headings", COMMON)["periods"]))
    return re.compile(rf"(?i:[\w ]*\b(?:{words})\b[\w ]*:)")


@cache
def _posted(language: str) -> re.Pattern[str]:
    """Return what matches a word for "published" at the beginning of a line."""
    words = rules_of("dates", language).get("posted", "(?!)")
    return re.compile(rf"^(?:{words})\b[:\s]*", re.IGNORECASE)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with text in them, from the beginning on."""
    return filter(None, (line.strip("\ufeff \t\r") for line in text.split("\n")))


def _date(line: str, reader: PartialDate) -> str:
    head = _DASH.split(line, maxsplit=1)[0]
    if len(head) > LONGEST or not any(map(str.isdigit, head)) or _period().match(head):
        return ""
    for before in (*(one.match(head) for one in _BEFORE), None):
        try:
            found = reader.parse(head[before.end() if before else 0 :])
        except UnparsedError:
            continue
        return found if len(found) >= _DAY else ""
    return ""
