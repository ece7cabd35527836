"""New organisations by their heads: "Nordlight Medical Cluster", "Institut für Optik Jena"."""

from __future__ import annotations

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import headed
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading

CONFIDENCE = 0.75


def headed_names(reading: Reading) -> None:
    """Find names of several capital words, one of them a head."""
    naming = naming_of(reading.document.language)
    for run in free_runs(reading):
        for name in headed(run, naming):
            claim(reading, "organisation", name[0].start, name[-1].end, "headed-names", CONFIDENCE)
