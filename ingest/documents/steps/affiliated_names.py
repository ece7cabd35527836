"""New organisations behind a person's name: "Anna Berg, Optoluxa", "Dr. Berg (Optoluxa, Jena)".

The person is of no interest, and is not kept.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.documents.claims import claim, free_runs
from ingest.documents.gazetteer import place_named
from ingest.documents.headed import trimmed
from ingest.documents.naming import Naming, naming_of
from ingest.documents.persons import is_person
from ingest.documents.proper import is_common_acronym
from ingest.documents.reading import Reading
from ingest.documents.runs import Run

CONFIDENCE = 0.65
_JOINED = frozenset({", ", " ("})
_ENDS = re.compile(r"[ \t]*(?:[,;)]|$)", re.MULTILINE)


def affiliated_names(reading: Reading) -> None:
    """Find names that a comma or a bracket parts from a person's, with nothing behind them."""
    text, naming = reading.document.text, naming_of(reading.document.language)
    for person, run in pairwise(free_runs(reading)):
        joined = text[person[-1].end : run[0].start] in _JOINED
        if joined and _ENDS.match(text, run[-1].end) and _is_person(person, naming):
            name = trimmed(run, naming)
            if name and _is_firm(name, text, naming):
                start, end = name[0].start, name[-1].end
                claim(reading, "organisation", start, end, "affiliated-names", CONFIDENCE)


def _is_person(run: Run, naming: Naming) -> bool:
    return is_person([word.text for word in run if not word.small], "", naming)


def _is_firm(name: Run, text: str, naming: Naming) -> bool:
    """Whether a name is no place, no other person and no office: "CEO", "Sprecherin"."""
    words = [word.text for word in name]
    return (
        not _is_person(name, naming)
        and not any(naming.is_other(word) or naming.nation(word) for word in words)
        and not (len(words) == 1 and (is_common_acronym(words[0]) or naming.capital_nouns))
        and place_named(text[name[0].start : name[-1].end], naming.language) is None
    )
