"""New organisations by the acronym that their initials make: "Euro-Santé-Lumière (ESL)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import trimmed
from ingest.documents.lexicon import lexicon_of
from ingest.documents.naming import WORD, Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.runs import UPPER, Run, Word
from ontology.fold import fold

CONFIDENCE = 0.7
_SHORT = re.compile(rf"[ \u00a0]\(([{UPPER}]{{2,8}})\)")
_ENDS = re.compile(r"[.;:!?\n()]")
_LONGEST = 100
_ACRONYM = re.compile(rf"[™®”“\"»]? \(([{UPPER}][\w]{{1,7}})[™®]?\)")


def abbreviated_names(reading: Reading) -> None:
    """Find capital words that an acronym in brackets abbreviates, unless all are topics."""
    naming = naming_of(reading.document.language)
    for start, end in _small_names(reading, naming):
        claim(reading, "organisation", start, end, "abbreviated-names", CONFIDENCE)
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


def _small_names(reading: Reading, naming: Naming) -> Iterator[tuple[int, int]]:
    """Yield names with words in small letters, from a capital to the acronym that they make:
    "Société française d'optique (SFO)"."""
    text = reading.document.text
    for acronym in _SHORT.finditer(text):
        if not reading.free(acronym.start() - 1, acronym.start()):
            continue
        before = text[max(acronym.start() - _LONGEST, 0) : acronym.start()]
        begin = acronym.start() - len(_ENDS.split(before)[-1])
        words = list(WORD.finditer(text, begin, acronym.start()))
        for at in range(len(words) - 2, -1, -1):
            if words[at][0][0].isupper() and _spell(words[at:], acronym[1], naming):
                yield words[at].start(), acronym.start()
                break


def _spell(words: Sequence[re.Match[str]], acronym: str, naming: Naming) -> bool:
    """Whether words are an organisation's, some of them small, and their initials an acronym."""
    told = [word[0] for word in words if fold(word[0]) not in naming.connectors]
    every = [word[0] for word in words]
    return (
        any(word[0].islower() for word in told)
        and any(map(naming.heads_name, told))
        and not any(map(naming.is_other, told))
        and fold(acronym) in ["".join(fold(word)[:1] for word in some) for some in (told, every)]
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
