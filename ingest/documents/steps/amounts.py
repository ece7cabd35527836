"""Amounts of money."""

from __future__ import annotations

from ingest.documents.reading import Reading
from ingest.documents.values.written import mention_values
from ingest.documents.values.written_amounts import amounts_in


def amounts(reading: Reading) -> None:
    """Add the amounts of money of a text, as ``EUR 248000``."""
    document = reading.document
    mention_values(reading, "amount", amounts_in(document.text, document.language))
