"""New organisations that are known by a name of the same meaning in another language."""

from __future__ import annotations

from ingest.documents.findings import Mention
from ingest.documents.lexicon import is_at_home
from ingest.documents.reading import Reading
from ingest.documents.translation import meaning_of, meanings_in

CONFIDENCE = 0.75


def translated_names(reading: Reading) -> None:
    """Link new names whose words mean what those of one known organisation mean."""
    reading.revise(_linked(one, reading) for one in reading.mentions)


def _linked(one: Mention, reading: Reading) -> Mention:
    if one.kind != "organisation" or not one.slug:
        return one
    name = reading.document.text[one.start : one.end].partition("(")[0]
    meaning = meaning_of(name, reading.document.language)
    ids = meanings_in(reading.known).get(meaning, frozenset()) if meaning else frozenset()
    if len(ids) > 1:
        things = (reading.known.things[id_] for id_ in ids)
        ids = frozenset(one.id for one in things if is_at_home(one, reading.document.language))
    if len(ids) != 1:
        return one
    (id_,) = ids
    return one._replace(id=id_, slug=None, confidence=CONFIDENCE, rule="translated-names")
