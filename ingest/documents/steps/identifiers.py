"""Calls, topics and grants."""

from __future__ import annotations

from ingest.documents.reading import Reading
from ingest.documents.values.written import mention_values
from ingest.documents.values.written_identifiers import identifiers_in


def identifiers(reading: Reading) -> None:
    """Add the calls, topics and grants that a text names, in one spelling."""
    mention_values(reading, "identifier", identifiers_in(reading.document.text))
