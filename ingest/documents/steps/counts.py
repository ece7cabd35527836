"""Counts of members, partners, companies, people, days."""

from __future__ import annotations

from ingest.documents.reading import Reading
from ingest.documents.values.written import mention_values
from ingest.documents.values.written_counts import counts_in


def counts(reading: Reading) -> None:
    """Add the counts of a text, as ``16 companies``."""
    document = reading.document
    mention_values(reading, "count", counts_in(document.text, document.language))
