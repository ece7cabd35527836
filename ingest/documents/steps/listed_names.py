"""New organisations in a row with others: "asphericon and Provence Cristal took part"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import clauses, trimmed
from ingest.documents.naming import Naming, naming_of
from ingest.documents.proper import is_proper, stands_out
from ingest.documents.reading import Reading

CONFIDENCE = 0.65
# An article may stand before a name: "die EPFL, die ETH".
_BETWEEN = re.compile(
    r"[”“\"»™®]?(?: \([^()\n]{2,40}\))?,? (?:([^\W\d_]+) |& )?(?:([^\W\d_]+) )?[„“\"«]?"
)
_LONGEST_GAP = 50
# A row is followed so many times: from a name to its neighbour, and to the next.
_ROUNDS = 3


def listed_names(reading: Reading) -> None:
    """Find proper names that only a comma or a conjunction parts from an organisation."""
    naming = naming_of(reading.document.language)
    for _ in range(_ROUNDS):
        before = len(reading.mentions)
        _extend_rows(reading, naming)
        if len(reading.mentions) == before:
            return


def _extend_rows(reading: Reading, naming: Naming) -> None:
    text = reading.document.text
    ends = sorted(one.end for one in reading.mentions if one.kind == "organisation")
    starts = sorted(one.start for one in reading.mentions if one.kind == "organisation")
    for run in free_runs(reading):
        for clause in clauses(run, naming):
            name = trimmed(clause, naming)
            if not name:
                continue
            start, end = name[0].start, name[-1].end
            before = ends[bisect_left(ends, start - _LONGEST_GAP) : bisect_left(ends, start)]
            behind = starts[bisect_right(starts, end) : bisect_right(starts, end + _LONGEST_GAP)]
            plain = len(name) == 1 and not stands_out(name[0].text)
            sides = (
                any(_in_a_row(text, one, start, naming, plain) for one in before),
                any(_in_a_row(text, end, one, naming, plain) for one in behind),
            )
            if any(sides) and is_proper(name, text, naming, listed=all(sides)):
                claim(reading, "organisation", start, end, "listed-names", CONFIDENCE)


def _in_a_row(text: str, end: int, start: int, naming: Naming, plain: bool) -> bool:
    """Whether a comma, a conjunction and an article part two names; no article stands before or
    behind a ``plain`` word, which may be an adjective: "the Flemish"."""
    between = _BETWEEN.fullmatch(text, end, start)
    if not between:
        return False
    first, second = between.groups()
    if second and (plain or not naming.is_article(second)):
        return False
    if first and not second and naming.is_article(first):
        return not plain and "," in between[0]
    return not first or first.lower() in naming.conjunctions
