"""Which mentions may stand inside others: technologies in titles of projects and events only."""

from __future__ import annotations

from ingest.documents.findings import Mention
from ingest.documents.reading import Reading

# In so many words a name is a title; fewer are an acronym or a brand.
_WORDS_OF_TITLE = {"project": 4, "event": 2}
_WHOLE = ("organisation", "programme", *_WORDS_OF_TITLE)


def nested_mentions(reading: Reading) -> None:
    """Drop technologies and places that are part of a name, but for technologies in titles."""
    names = [one for one in reading.mentions if one.kind in _WHOLE]
    reading.revise(
        one
        for one in reading.mentions
        if one.kind not in ("technology", "region", "place")
        or not any(one.overlaps(name) and not _may_stand(one, name, reading) for name in names)
    )


def _may_stand(one: Mention, name: Mention, reading: Reading) -> bool:
    quote = reading.document.text[name.start : name.end]
    inside = name.start <= one.start and one.end <= name.end
    words = _WORDS_OF_TITLE.get(name.kind, 0)
    return inside and 0 < words <= len(quote.split()) and one.kind == "technology"
