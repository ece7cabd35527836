"""Agreements, where the text introduces them: "a memorandum of understanding"."""

from __future__ import annotations

from ingest.documents.introduced import introduced
from ingest.documents.reading import Reading


def agreements(reading: Reading) -> None:
    """Add a mention of each agreement; `signatures` calls it after its kind and parties."""
    reading.mentions.extend(introduced(reading, "agreements", "agreement"))
