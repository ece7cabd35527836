"""A reading in which what it speaks of is called as the graph calls it, or will call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.place import Page
from ingest.documents.facts.signed import Signed
from ingest.documents.facts.things import Things
from ingest.documents.findings import Mention
from ingest.documents.reading import Reading


def settled(reading: Reading, agreements: Agreements) -> Reading:
    """Return the reading with the keys that its things get when it is taken in.

    An agreement is known by its parties and its day: one that the graph has gets its id.
    """
    page = Page(reading.document)
    signed = Signed(reading, Things(reading, page), page, agreements)
    keys = {one.slug: signed.key(one.slug) for one in reading.mentions if one.slug}
    store = agreements.store
    known = store.golden.entities({*keys.values()}) if store else {}
    return replace(
        reading,
        mentions=[_called(one, keys, known) for one in reading.mentions],
        relations=[
            one._replace(
                subject=keys.get(one.subject, one.subject), object=keys.get(one.object, one.object)
            )
            for one in reading.relations
        ],
    )


def _called(one: Mention, keys: Mapping[str, str], known: Mapping[str, object]) -> Mention:
    if not one.slug:
        return one
    key = keys[one.slug]
    return one._replace(id=key, slug=None) if key in known else one._replace(slug=key)
