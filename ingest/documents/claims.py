"""New names: what a text speaks of that nothing known is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ingest.documents.cells import is_label
from ingest.documents.findings import Mention
from ingest.documents.gazetteer import place_named
from ingest.documents.lexicon import bare
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading
from ingest.documents.runs import Run, Word, runs
from ingest.documents.streets import is_street

BEHIND = re.compile(r"[™®]*")


def claim(reading: Reading, kind: str, start: int, end: int, rule: str, confidence: float) -> None:
    """Enter a new name where nothing else stands; trade-mark signs behind it are part of it."""
    text = reading.document.text
    signs = BEHIND.match(text, end)
    end = signs.end() if signs else end
    may_be_place = kind == "organisation" and not text[start].islower()
    may_be_place |= kind == "project" and text[start:end].istitle()
    if may_be_place and place_named(bare(text[start:end]), reading.document.language):
        return
    if kind == "organisation" and (
        is_street(text, start, end) or is_label(text[start:end], reading.document.language)
    ):
        return
    slug = naming_of(reading.document.language).slug(text[start:end])
    if slug and any(map(str.isalpha, slug)) and reading.free(start, end):
        reading.mentions.append(
            Mention(kind, start, end, slug=slug, confidence=confidence, rule=rule)
        )


def free_runs(reading: Reading) -> tuple[Run, ...]:
    """Return the runs of capital words of a text, without what mentions stand on by now.

    What was free the last time is all that is looked at, while mentions are only added.
    """
    document = reading.document
    seen, rows = reading.unclaimed or (0, runs(document.text, document.language))
    if seen < len(reading.mentions):
        rows = tuple(_free(rows, reading))
    reading.unclaimed = len(reading.mentions), rows
    return rows


def _free(rows: Iterable[Run], reading: Reading) -> Iterator[Run]:
    for run in rows:
        if reading.free(run[0].start, run[-1].end):
            yield run
        else:
            yield from _free_parts(run, reading)


def _free_parts(run: Run, reading: Reading) -> Iterator[Run]:
    for free, words in groupby(run, lambda word: reading.free(word.start, word.end)):
        if free:
            yield from _joined(list(words))


def _joined(row: list[Word]) -> Iterator[Run]:
    """Yield words without the small ones at either end, which join nothing there."""
    capitals = [place for place, word in enumerate(row) if not word.small]
    if capitals:
        yield tuple(row[capitals[0] : capitals[-1] + 1])
