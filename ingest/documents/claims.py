"""New names: what a text speaks of that nothing known is called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ingest.documents.findings import Mention
from ingest.documents.gazetteer import place_named
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading
from ingest.documents.runs import Run, Word, runs

BEHIND = re.compile(r"[™®]*")


def claim(reading: Reading, kind: str, start: int, end: int, rule: str, confidence: float) -> None:
    """Enter a new name where nothing else stands; trade-mark signs behind it are part of it."""
    text = reading.document.text
    signs = BEHIND.match(text, end)
    end = signs.end() if signs else end
    if kind == "organisation" and place_named(text[start:end], reading.document.language):
        return
    slug = naming_of(reading.document.language).slug(text[start:end])
    if slug and reading.free(start, end):
        reading.mentions.append(
            Mention(kind, start, end, slug=slug, confidence=confidence, rule=rule)
        )


def free_runs(reading: Reading) -> Iterator[Run]:
    """Yield the runs of capital words of a text, without what mentions stand on."""
    taken = sorted((one.start, one.end) for one in reading.mentions)
    first = 0
    for run in runs(reading.document.text, reading.document.language):
        while first < len(taken) and taken[first][1] <= run[0].start:
            first += 1
        if first == len(taken) or run[-1].end <= taken[first][0]:
            yield run
        else:
            behind = bisect_left(taken, (run[-1].end, 0))
            yield from _free_parts(run, taken[first:behind])


def _free_parts(run: Run, taken: list[tuple[int, int]]) -> Iterator[Run]:
    row: list[Word] = []
    for word in run:
        if any(start < word.end and word.start < end for start, end in taken):
            yield from _joined(row)
            row = []
        else:
            row.append(word)
    yield from _joined(row)


def _joined(row: list[Word]) -> Iterator[Run]:
    """Yield words without the small ones at either end, which join nothing there."""
    capitals = [place for place, word in enumerate(row) if not word.small]
    if capitals:
        yield tuple(row[capitals[0] : capitals[-1] + 1])
