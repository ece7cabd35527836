"""Texts in which mentions are marked, and what the steps on relations say of them."""

from __future__ import annotations

import re

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.known import Known
from ingest.documents.reading import Reading
from ingest.documents.steps.agreements import agreements
from ingest.documents.steps.events import events
from ingest.documents.steps.relations import relations
from ingest.documents.steps.scope import scope
from ingest.documents.steps.signatures import signatures

_MARKED = re.compile(r"\{(\w+):([^}=]+)(?:=([^}]+))?\}")


def reading(marked: str, language: str) -> Reading:
    """A reading of a text in which mentions are marked: ``{organisation:LITEK}``, and with what
    they mean where it is not what stands there, ``{region:Austria=AT}``."""
    mentions, text, at = [], "", 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        start = len(text)
        text += found[2]
        mentions.append(Mention(found[1], start, len(text), id=found[3] or found[2]))
        at = found.end()
    return Reading(Document("post", text + marked[at:], language), Known({}), mentions)


def told(marked: str, language: str) -> set[tuple[str, str, str, str]]:
    """What all steps on relations say of a text."""
    read = reading(marked, language)
    for step in (agreements, events, relations, scope, signatures):
        step(read)
    return {(one.subject, one.predicate, one.object, one.status) for one in read.relations}
