"""Which mentions may stand inside others: technologies in titles of projects and events only.

What an acronym stands for in a line of its own ("PHOLIO: Light for the Clinics of Europe") is no
list of organisations.
"""

from __future__ import annotations

import re
from collections import Counter

from ingest.documents.findings import Mention
from ingest.documents.reading import Reading

# In so many words a name is a title; fewer are an acronym or a brand.
_WORDS_OF_TITLE = {"project": 4, "event": 2}
# A line's rest behind a colon, without a full stop.
_SPELT_OUT = re.compile(r": [^\n.]+(?=\n|$)")
_LINE_BELOW = re.compile(r"\n+[^\n.]+(?=\n|$)")
_WHOLE = ("organisation", "programme", *_WORDS_OF_TITLE)


def nested_mentions(reading: Reading) -> None:
    """Drop technologies and places that are part of a name, but for technologies in titles."""
    _drop_titles(reading)
    names = [one for one in reading.mentions if one.kind in _WHOLE]
    reading.revise(
        one
        for one in reading.mentions
        if one.kind not in ("technology", "region", "place")
        or not any(one.overlaps(name) and not _may_stand(one, name, reading) for name in names)
    )


def _drop_titles(reading: Reading) -> None:
    """Drop new organisations that only the title of a project, behind its acronym, names."""
    text = reading.document.text
    lines = [
        spelt.span()
        for one in reading.mentions
        if one.kind == "project" and (not one.start or text[one.start - 1] == "\n")
        for spelt in filter(None, [_SPELT_OUT.match(text, one.end), _below(one, text)])
    ]
    times = Counter(one.slug for one in reading.mentions if one.kind == "organisation")
    reading.revise(
        one
        for one in reading.mentions
        if one.kind != "organisation"
        or not one.slug
        or times[one.slug] > 1
        or not any(start <= one.start and one.end <= end for start, end in lines)
    )


def _below(one: Mention, text: str) -> re.Match[str] | None:
    """Return the line below an acronym, where its letters stand in it in their order."""
    line = _LINE_BELOW.match(text, one.end)
    letters = iter(line[0].casefold()) if line else iter("")
    acronym = text[one.start : one.end].casefold()
    return line if all(letter in letters for letter in acronym if letter.isalpha()) else None


def _may_stand(one: Mention, name: Mention, reading: Reading) -> bool:
    quote = reading.document.text[name.start : name.end]
    inside = name.start <= one.start and one.end <= name.end
    words = _WORDS_OF_TITLE.get(name.kind, 0)
    return inside and 0 < words <= len(quote.split()) and one.kind == "technology"
