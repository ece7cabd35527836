"""New programmes by the word that begins their names: "Interreg Alpenrhein"."""

from __future__ import annotations

from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import clauses, trimmed
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of

CONFIDENCE = 0.8


def programme_names(reading: Reading) -> None:
    """Find names that begin with the name of a family of programmes."""
    naming = naming_of(reading.document.language)
    families = frozenset(rules_of("names", "any")["programme_families"])
    if not any(family in reading.document.text for family in families):
        return
    for run in free_runs(reading):
        for clause in clauses(run, naming):
            places = [at for at, word in enumerate(clause) if word.text in families]
            name = trimmed(clause[places[0] :], naming) if places else ()
            if name:
                claim(
                    reading, "programme", name[0].start, name[-1].end, "programme-names", CONFIDENCE
                )
