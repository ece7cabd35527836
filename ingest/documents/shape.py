"""What was read in a document as JSON: docs/documents.md describes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ingest.documents.document import Document
from ingest.documents.findings import Mention, Relation
from ingest.documents.opening import PLAIN
from ingest.documents.reading import Reading


def reading_shape(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON; the text stands in it where the file is not the text itself."""
    document = reading.document
    text = {} if Path(document.name).suffix.lower() == PLAIN else {"text": document.text}
    return {
        "language": document.language,
        "title": document.title,
        "date": document.date or None,
        **text,
        "mentions": [_mention(document, one) for one in reading.mentions],
        "relations": [_relation(document, one) for one in reading.relations],
    }


def _mention(document: Document, one: Mention) -> dict[str, Any]:
    quote = document.text[one.start : one.end]
    more = {"slug": one.slug, "value": one.value}
    return {
        "kind": one.kind,
        "id": one.id,
        **{key: value for key, value in more.items() if value is not None},
        "name": " ".join(quote.split()),
        **_place(one, quote),
    }


def _relation(document: Document, one: Relation) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "predicate": one.predicate,
        "object": one.object,
        **_place(one, document.text[one.start : one.end]),
        "status": one.status,
    }


def _place(one: Mention | Relation, quote: str) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "quote": quote,
        "confidence": round(one.confidence, 3),
    }
