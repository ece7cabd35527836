"""A place in another country than that where an organisation is known to lie is seldom its own."""

from __future__ import annotations

from ingest.documents.findings import Relation
from ingest.documents.known import Known
from ingest.documents.reading import Reading
from ontology.regions import load_regions

LIES = "located_in"
DOUBTFUL = 0.45
"""How sure such a place is at most: it waits for people."""


def abroad(reading: Reading) -> None:
    """Doubt places of known organisations in other countries: there they met, or signed."""
    reading.relations[:] = [
        one._replace(confidence=min(one.confidence, DOUBTFUL))
        if _lies_abroad(one, reading.known)
        else one
        for one in reading.relations
    ]


def _lies_abroad(one: Relation, known: Known) -> bool:
    if one.predicate != LIES or one.status != "stated":
        return False
    thing, place = known.things.get(one.subject), load_regions().get(one.object)
    country = thing.country if thing else ""
    return bool(country and place and place.country and place.country != country)
