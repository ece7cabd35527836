"""New organisations by the acronym that their initials make: "Euro-Santé-Lumière (ESL)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import trimmed
from ingest.documents.lexicon import lexicon_of
from ingest.documents.naming import WORD, Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.runs import UPPER, Run, Word
from ontology.fold import fold

CONFIDENCE = 0.7
_ACRONYM = re.compile(rf"[™®”“\"»]? \(([{UPPER}][\w]{{1,7}})[™®]?\)")


def abbreviated_names(reading: Reading) -> None:
    """Find capital words that an acronym in brackets abbreviates, unless all are topics."""
    naming = naming_of(reading.document.language)
    for run in free_runs(reading):
        acronym = _ACRONYM.match(reading.document.text, run[-1].end)
        name = trimmed(run, naming)
        while acronym and name and not _makes(name, acronym[1]):
            name = trimmed(name[1:], naming)
        if acronym and name and not _is_something_else(name, reading, naming):
            claim(
                reading,
                "organisation",
                name[0].start,
                name[-1].end,
                "abbreviated-names",
                CONFIDENCE,
            )


def _makes(name: Run, acronym: str) -> bool:
    """Whether the initials of a name, with or without its small words, make an acronym."""
    capitals = [word for word in name if not word.small]
    return fold(acronym) in (_initials(name), _initials(capitals))


def _initials(words: Iterable[Word]) -> str:
    return fold("".join(part[0] for word in words for part in WORD.findall(word.text)))


def _is_something_else(name: Run, reading: Reading, naming: Naming) -> bool:
    """Whether a name is a technology's, or has a word that no organisation's name has."""
    if any(naming.is_other(word.text) for word in name):
        return True
    quote = reading.document.text[name[0].start : name[-1].end]
    matches = lexicon_of(reading.known, naming.language).technologies.find(quote)
    return any(match.quote == quote for match in matches)
