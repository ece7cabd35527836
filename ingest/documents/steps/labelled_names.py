"""New organisations behind a label: "Partners: …", or in the lines below one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.documents.cells import LINE, Cell, first_cell, is_label, items, may_be_name
from ingest.documents.claims import claim
from ingest.documents.gazetteer import place_named
from ingest.documents.naming import WORD, naming_of
from ingest.documents.reading import Reading

CONFIDENCE = 0.75
_LABEL = re.compile(r"[ \t•*–-]*([^\W\d_][^:\n()]{1,40}?)[ \t]*(?:\(\d*\))?[ \t]*(:|$)")
_CLAUSE = re.compile(r"([^.!?;:]{3,80}):[ \t]*$")
_BULLETED = re.compile(r"[ \t]*[-•*–·→][ \t]")
_LONGEST_LINE = 90
_LONGEST_LABEL = 2


def labelled_names(reading: Reading) -> None:
    """Find who stands behind a label of those that the rules list."""
    text, naming = reading.document.text, naming_of(reading.document.language)
    lines = list(LINE.finditer(text))
    for at, line in enumerate(lines):
        label = _LABEL.match(line[0])
        if label and is_label(label[1], naming.language):
            behind = line.start() + label.end()
        elif _introduces(lines[at : at + 2], naming.language):
            behind = line.end()
        else:
            continue
        if text[behind : line.end()].strip():
            cells = items(text, behind, line.end(), naming)
        else:
            cells = _below(reading, lines[at + 1 :])
        for cell in cells:
            if may_be_name(cell, reading, naming):
                claim(reading, "organisation", cell.start, cell.end, "labelled-names", CONFIDENCE)


def _introduces(lines: Sequence[re.Match[str]], language: str) -> bool:
    """Whether the last clause of a line has a label in it and ends with a colon, and a bullet
    begins the next: "… The project partners are:"."""
    clause = (
        _CLAUSE.search(lines[0][0]) if len(lines) > 1 and _BULLETED.match(lines[1][0]) else None
    )
    words = WORD.findall(clause[1]) if clause else []
    return any(
        is_label(" ".join(words[at : at + size]), language)
        for size in range(1, _LONGEST_LABEL + 1)
        for at in range(len(words) - size + 1)
    )


def _below(reading: Reading, lines: Sequence[re.Match[str]]) -> Iterator[Cell]:
    """Yield the first cells of the lines below a label, as long as they hold names."""
    text, naming = reading.document.text, naming_of(reading.document.language)
    for before, line in zip((None, *lines), lines, strict=False):
        cell = first_cell(text, *line.span())
        gap = text[before.end() : line.start()].count("\n") > 1 if before else False
        if gap or cell is None or len(line[0]) > _LONGEST_LINE:
            return
        if reading.free(cell.start, cell.end) and not may_be_name(cell, reading, naming):
            if not place_named(text[cell.start : cell.end], naming.language):
                return
            continue
        yield cell
