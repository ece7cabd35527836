"""What is kept of a document beside what it says: its text, and the mentions in it."""

from __future__ import annotations

from graph.documents.text import Mark, Text
from ingest.documents.reading import Reading


def text_of(reading: Reading) -> Text:
    """Return the text of a document with the mentions that were found in it."""
    marks = [
        Mark(one.kind, one.start, one.end, one.id or one.slug or "", one.value or "")
        for one in reading.mentions
    ]
    return Text(reading.document.text, reading.document.language, marks)
