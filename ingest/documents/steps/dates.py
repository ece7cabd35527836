"""Dates and periods, and days that are named from the date of the document."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import partial

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.spans import Spans
from ingest.documents.values.date_forms import WrittenDate
from ingest.documents.values.written_dates import dates_in

# Nothing but a year or the name of a month can be something else, but seldom is.
_ALONE = 0.9
_VALUES = ("identifier", "amount", "count")


def dates(reading: Reading) -> None:
    """Add the dates and periods that a text states, in ISO 8601, as exact as it states them."""
    document = reading.document
    reading.mentions += [
        _mention(one.start, one.end, one.value, _ALONE if one.alone else 1.0)
        for one in dates_in(
            document.text, document.language, partial(_free, Spans(reading.mentions))
        )
    ]
    reading.mentions += _relative(document)


def _free(spans: Spans, date: WrittenDate) -> bool:
    """Whether no other value stands there, and for a mere year or month no name either."""
    return not any(date.alone or one.kind in _VALUES for one in spans.over(date.start, date.end))


def _relative(document: Document) -> Iterator[Mention]:
    """Yield what is called yesterday or tomorrow, where the document states its own day."""
    days: dict[str, int] = rules_of("dates", document.language).get("relative", {})
    try:
        today = datetime.date.fromisoformat(document.date)
    except ValueError:  # no date, or none to the day
        return
    for word, days_after in days.items():
        day = (today + datetime.timedelta(days_after)).isoformat()
        for found in re.finditer(rf"(?<![\w-]){word}(?![\w-])", document.text, re.IGNORECASE):
            yield _mention(found.start(), found.end(), day, _ALONE)


def _mention(start: int, end: int, value: str, confidence: float) -> Mention:
    return Mention("date", start, end, value=value, confidence=confidence, rule="dates")
