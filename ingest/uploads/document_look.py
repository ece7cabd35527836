"""What was read in a document, in its text and in lists that people can look through."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.records import EntityRecord, Reject
from graph.store import GraphStore
from ingest.documents.document import Document
from ingest.documents.document_items import unruled
from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.place import Page
from ingest.documents.facts.reader import FactReader
from ingest.documents.facts.settled import settled
from ingest.documents.facts.statement import Statement
from ingest.documents.findings import Mention, Relation
from ingest.documents.known import known_of
from ingest.documents.manner import Manner
from ingest.documents.opening import open_document
from ingest.documents.pipeline import STEPS, read
from ingest.documents.reading import Reading, Step
from ingest.uploads.likely import name_of
from ingest.uploads.watch import Watch


@dataclass(frozen=True, slots=True)
class MentionLook:
    """A mention at code points ``start`` to ``end`` of the text; ``new`` to the graph or not."""

    kind: str
    start: int
    end: int
    meant: str
    new: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class RelationLook:
    """What a sentence says, in the ids and names that its mentions mean."""

    subject: str
    predicate: str
    object: str
    status: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentLook:
    """What a document would do: ``sure`` facts go in, ``doubtful`` ones into the queue."""

    title: str
    language: str
    date: str
    publisher: str
    address: str
    text: str
    mentions: tuple[MentionLook, ...]
    relations: tuple[RelationLook, ...]
    fresh: tuple[str, ...]
    sure: int
    doubtful: int
    rejects: tuple[Reject, ...]


def look_at_document(path: Path, store: GraphStore, manner: Manner, watch: Watch) -> DocumentLook:
    """Return what is read in the document at ``path`` with the names that ``store`` knows.

    Raises what reading it raises, and what ``watch`` does.
    """
    watch.check()
    document = open_document(path)
    reading = read(
        document, known_of(store), [_watched(one, watch) for one in STEPS], manner.further
    )
    agreements = Agreements(store)
    facts = [*FactReader(reading, Page(document), agreements, manner.threshold).read()]
    stated = [one for one in facts if isinstance(one, Statement)]
    shown = settled(reading, agreements)
    rejects = [*unruled(document), *(one for one in facts if isinstance(one, Reject))]
    return _look(document, shown, stated, rejects)


def _watched(step: Step, watch: Watch) -> Step:
    """Return a step before which the watch looks whether to go on."""

    def watched(reading: Reading) -> None:
        watch.check()
        step(reading)

    return watched


def _look(
    document: Document, reading: Reading, stated: list[Statement], rejects: list[Reject]
) -> DocumentLook:
    sure = [one for one in stated if not one.doubt]
    new = {one.slug for one in reading.mentions if one.slug}
    fresh = {
        name_of(record)
        for one in sure
        for record in one.records
        if isinstance(record, EntityRecord) and record.key in new
    }
    return DocumentLook(
        title=document.title,
        language=document.language,
        date=document.date,
        publisher=document.publisher,
        address=document.address,
        text=document.text,
        mentions=tuple(map(_mention, reading.mentions)),
        relations=tuple(map(_relation, reading.relations)),
        fresh=tuple(sorted(fresh)),
        sure=len(sure),
        doubtful=len(stated) - len(sure),
        rejects=tuple(rejects),
    )


def _mention(one: Mention) -> MentionLook:
    place = (one.start, one.end, one.meant)
    return MentionLook(one.kind, *place, one.slug is not None, round(one.confidence, 3))


def _relation(one: Relation) -> RelationLook:
    said = (one.subject, one.predicate, one.object, one.status, one.start, one.end)
    return RelationLook(*said, round(one.confidence, 3))
