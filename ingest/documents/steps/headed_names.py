"""New organisations by their heads: "Nordlight Medical Cluster", "Institut für Optik Jena"."""

from __future__ import annotations

import re

from ingest.documents.claims import claim, free_runs
from ingest.documents.gazetteer import place_named
from ingest.documents.headed import headed
from ingest.documents.naming import Naming, naming_of
from ingest.documents.quoted import OPENING
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import UPPER, Run

CONFIDENCE = 0.75
_LONGEST_ARTICLE = 10
_SEAT = re.compile(rf"[ \u00a0](\w{{1,2}})[ \u00a0]([{UPPER}]\w+(?:[- ][{UPPER}]\w+)?)")


def headed_names(reading: Reading) -> None:
    """Find names of several capital words, one of them a head."""
    naming = naming_of(reading.document.language)
    for run in free_runs(reading):
        for name in headed(run, naming):
            if _begins_title(reading.document.text, name[0].start, naming.language):
                continue
            end = _with_seat(reading.document.text, name, naming)
            claim(reading, "organisation", name[0].start, end, "headed-names", CONFIDENCE)


def _with_seat(text: str, name: Run, naming: Naming) -> int:
    """Return where a name ends that says where its bearer sits, in languages that tell
    universities apart so: "Uniwersytet Medyczny w Lublinie"."""
    seat = _SEAT.match(text, name[-1].end) if naming.leads(name[0].text) else None
    if not seat or seat[1] not in rules_of("names", naming.language).get("seats", ()):
        return name[-1].end
    return seat.end() if place_named(seat[2], naming.language) else name[-1].end


def _begins_title(text: str, start: int, language: str) -> bool:
    """Whether an indefinite article with a capital stands before a name, as in titles of
    projects: "LUMO: A Network for Light"."""
    articles = rules_of("names", language).get("indefinite", ())
    before = text[max(start - _LONGEST_ARTICLE, 0) : start].split()[-1:]
    return bool(before) and before[0].lstrip(OPENING) in articles
