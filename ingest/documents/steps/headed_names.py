"""New organisations by their heads: "Nordlight Medical Cluster", "Institut für Optik Jena"."""

from __future__ import annotations

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import headed
from ingest.documents.naming import naming_of
from ingest.documents.quoted import OPENING
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of

CONFIDENCE = 0.75
_LONGEST_ARTICLE = 10


def headed_names(reading: Reading) -> None:
    """Find names of several capital words, one of them a head."""
    naming = naming_of(reading.document.language)
    for run in free_runs(reading):
        for name in headed(run, naming):
            if _begins_title(reading.document.text, name[0].start, naming.language):
                continue
            claim(reading, "organisation", name[0].start, name[-1].end, "headed-names", CONFIDENCE)


def _begins_title(text: str, start: int, language: str) -> bool:
    """Whether an indefinite article with a capital stands before a name, as in titles of
    projects: "LUMO: A Network for Light"."""
    articles = rules_of("names", language).get("indefinite", ())
    before = text[max(start - _LONGEST_ARTICLE, 0) : start].split()[-1:]
    return bool(before) and before[0].lstrip(OPENING) in articles
