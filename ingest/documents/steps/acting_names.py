"""New organisations by what they do: "Fronius sends …", "Iroise Vision, founded in 2017"."""

from __future__ import annotations

import re

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import clauses, trimmed
from ingest.documents.naming import naming_of
from ingest.documents.proper import is_proper
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ontology.fold import fold

CONFIDENCE = 0.65
_BEHIND = re.compile(r"(?: \([^()\n]{2,12}\))?,?((?: [^\W\d_]+){1,3})")


def acting_names(reading: Reading) -> None:
    """Find names with a verb behind them that organisations are the subjects of."""
    language = reading.document.language
    naming, text = naming_of(language), reading.document.text
    acts = frozenset(rules_of("names", language).get("acts", ()))
    helpers = frozenset(rules_of("names", language).get("helpers", ()))
    for run in free_runs(reading) if acts else ():
        *_, last = clauses(run, naming)
        name = trimmed(last, naming)
        behind = _BEHIND.match(text, name[-1].end) if name else None
        if (
            behind
            and _acts(behind[1], acts, helpers)
            and is_proper(name, text, naming)
            and not naming.is_other(name[0].text)
        ):
            claim(reading, "organisation", name[0].start, name[-1].end, "acting-names", CONFIDENCE)


def _acts(behind: str, acts: frozenset[str], helpers: frozenset[str]) -> bool:
    """Whether the first word that is no helper is one of the verbs."""
    words = (fold(word) for word in behind.split())
    return next((word for word in words if word not in helpers), "") in acts
