"""Which mentions may stand inside others: technologies in titles of projects and events only.

What an acronym stands for in a line of its own ("PHOLIO: Light for the Clinics of Europe") is no
list of organisations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.documents.findings import Mention
from ingest.documents.reading import Reading

# In so many words a name is a title; fewer are an acronym or a brand.
_WORDS_OF_TITLE = {"project": 4, "event": 2}
# A line's rest behind a colon, without a full stop.
_SPELT_OUT = re.compile(r": [^\n.]+(?=\n|$)")
_LINE_BELOW = re.compile(r"\n+(?P<title>[^\n.]+)(?=\n|$)")
_BEHIND_NOUN = re.compile(r" [\w-]+ \((?P<title>[^()\n]+)\)")
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
        if one.kind == "project"
        for spelt in _titles(one, text)
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


def _titles(one: Mention, text: str) -> Iterator[re.Match[str]]:
    """Yield what an acronym stands for: behind it where it begins a line, or, where its letters
    stand in that in their order, below it or in brackets behind its noun: "the CALIDO project (Care
    and Light in Donegal)"."""
    begins = not one.start or text[one.start - 1] == "\n"
    if begins and (rest := _SPELT_OUT.match(text, one.end)):
        yield rest
    acronym = text[one.start : one.end].casefold()
    for title in (
        _LINE_BELOW.match(text, one.end) if begins else None,
        _BEHIND_NOUN.match(text, one.end),
    ):
        letters = iter(title["title"].casefold()) if title else iter("")
        if title and all(letter in letters for letter in acronym if letter.isalpha()):
            yield title


def _may_stand(one: Mention, name: Mention, reading: Reading) -> bool:
    quote = reading.document.text[name.start : name.end]
    inside = name.start <= one.start and one.end <= name.end
    words = _WORDS_OF_TITLE.get(name.kind, 0)
    return inside and 0 < words <= len(quote.split()) and one.kind == "technology"
