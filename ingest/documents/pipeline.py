"""Reading a document: a list of small steps over one text that is cut into words once."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.documents.document import Document
from ingest.documents.known import Known
from ingest.documents.reading import Reading, Step
from ingest.documents.steps.abbreviated_names import abbreviated_names
from ingest.documents.steps.abroad import abroad
from ingest.documents.steps.acting_names import acting_names
from ingest.documents.steps.addresses import addresses
from ingest.documents.steps.affiliated_names import affiliated_names
from ingest.documents.steps.agreements import agreements
from ingest.documents.steps.amounts import amounts
from ingest.documents.steps.announced_names import announced_names, quoted_names
from ingest.documents.steps.bracketed_names import bracketed_names
from ingest.documents.steps.capital_names import capital_names
from ingest.documents.steps.columned_names import columned_names
from ingest.documents.steps.counts import counts
from ingest.documents.steps.dates import dates
from ingest.documents.steps.event_names import event_names
from ingest.documents.steps.events import events
from ingest.documents.steps.first_words import first_words
from ingest.documents.steps.headed_names import headed_names
from ingest.documents.steps.identifiers import identifiers
from ingest.documents.steps.known_names import known_names
from ingest.documents.steps.labelled_names import labelled_names
from ingest.documents.steps.led_names import led_names
from ingest.documents.steps.legal_names import legal_names
from ingest.documents.steps.letterheads import letterheads
from ingest.documents.steps.listed_names import listed_names
from ingest.documents.steps.lower_names import lower_names
from ingest.documents.steps.nested_mentions import nested_mentions
from ingest.documents.steps.places import places
from ingest.documents.steps.plain_names import plain_names
from ingest.documents.steps.programme_names import programme_names
from ingest.documents.steps.project_names import project_names
from ingest.documents.steps.relations import relations
from ingest.documents.steps.repeated_names import repeated_names
from ingest.documents.steps.scope import scope
from ingest.documents.steps.signatures import signatures
from ingest.documents.steps.technologies import technologies
from ingest.documents.steps.translated_names import translated_names

STEPS: tuple[Step, ...] = (
    identifiers,
    known_names,
    programme_names,
    event_names,
    legal_names,
    lower_names,
    quoted_names,
    labelled_names,
    headed_names,
    led_names,
    announced_names,
    abbreviated_names,
    project_names,
    acting_names,
    affiliated_names,
    listed_names,
    columned_names,
    translated_names,
    bracketed_names,
    capital_names,
    repeated_names,
    first_words,
    plain_names,
    places,
    technologies,
    nested_mentions,
    amounts,
    counts,
    dates,
    agreements,
    events,
    relations,
    addresses,
    letterheads,
    abroad,
    scope,
    signatures,
)
"""The steps in their order; each builds on what those before it found."""


def read(
    document: Document,
    known: Known,
    steps: Iterable[Step] | None = None,
    further: Iterable[Step] = (),
) -> Reading:
    """Read a document by all ``STEPS``, or by these: mentions and relations as they stand in it.

    The ``further`` ones come after them.
    """
    reading = Reading(document, known)
    for step in (*(STEPS if steps is None else steps), *further):
        step(reading)
    reading.mentions.sort(key=lambda one: (one.start, -one.end, one.kind))
    reading.relations.sort(key=lambda one: (one.start, one.subject, one.predicate, one.object))
    return reading
