"""The units of documents, with what of them people are to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

from graph.documents.texts import Texts
from graph.records import Record, Reject, Unit, digest
from graph.review.proposal import Fact, Proposal
from graph.store import GraphStore
from ingest.archives import Contents
from ingest.documents.document import Document
from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.place import Page, label_of, labelled
from ingest.documents.facts.reader import FactReader
from ingest.documents.facts.statement import Statement
from ingest.documents.keeping import text_of
from ingest.documents.known import Known, known_of, vocabulary
from ingest.documents.manner import Manner
from ingest.documents.opening import LIMITS, open_document
from ingest.documents.pipeline import read
from ingest.documents.reading import EXTRACTOR, Reading
from ingest.documents.rules import LANGUAGES
from ingest.errors import UnreadableSourceError

AROUND = 200
"""So many characters of a document are shown on either side of a doubtful fact."""


class DocumentItems(Iterator[Unit | Reject]):
    """The units of some documents, and what had to be refused, one document after another.

    A document is read when the records of its unit are asked for. ``store`` is the graph whose
    names are known; ``manner`` says how to read.
    """

    def __init__(
        self, files: Sequence[Path], store: GraphStore | None, manner: Manner, *, several: bool
    ) -> None:
        self._files = files
        self._store = store
        self._manner = manner
        self._several = several
        self._agreements = Agreements(store)
        self._refused: list[Reject] = []
        self._doubtful: list[tuple[Document, Statement]] = []
        self._unread = {file.name for file in files}
        self._items = self._units()

    def __next__(self) -> Unit | Reject:
        return next(self._items)

    def _units(self) -> Iterator[Unit | Reject]:
        for file in self._files:
            yield Unit(file.name, digest_of(file), partial(self._records, file))
            yield from self._refused
            self._refused.clear()

    def proposals(self, source: str) -> list[Proposal]:
        """Return what people are to look at in the documents that were read."""
        return [
            Proposal(_fact(document, one), one.confidence, source)
            for document, one in self._doubtful
        ]

    def stays(self, proposal: Proposal) -> bool:
        """Tell whether ``proposal`` is of a document that was not read: the graph has it as it is.

        Those of an earlier version, or of a document that is gone, do not stay.
        """
        if not self._several:
            return bool(self._unread)
        matter = proposal.matter
        return (
            isinstance(matter, Fact)
            and labelled(matter.records[0].evidence.locator) in self._unread
        )

    @property
    def texts(self) -> Texts | None:
        """Where their texts are kept."""
        return self._manner.texts

    @cached_property
    def _known(self) -> Known:
        return known_of(self._store) if self._store else vocabulary()

    def _records(self, file: Path) -> list[Record]:
        """Read a document; note what is refused, and what is doubtful."""
        self._unread.discard(file.name)
        try:
            document = open_document(file)
        except UnreadableSourceError as error:
            reason, _, remedy = str(error).rpartition("; ")
            self._refused.append(Reject(file.name, "", "", "", reason, remedy))
            return []
        self._refused += unruled(document)
        page = Page(document, label_of(file.name) if self._several else "")
        reading = read(document, self._known, further=self._manner.further)
        self._refused += _dropped(reading)
        if self._manner.texts:
            self._manner.texts.keep(digest_of(file), text_of(reading))
        found = FactReader(reading, page, self._agreements, self._manner.threshold).read()
        records: dict[str, Record] = {}
        for one in found:
            if isinstance(one, Reject):
                self._refused.append(one)
            elif one.doubt:
                self._doubtful.append((document, one))
            else:
                records |= {repr(record): record for record in one.records}
        return [*records.values()]


def digest_of(file: Path) -> str:
    """Return the hash of a document and of what reads it."""
    return digest(file.name, Contents(file, LIMITS).digest(), EXTRACTOR)


def _fact(document: Document, one: Statement) -> Fact:
    text = document.text
    return Fact(
        one.records,
        document.address or document.name,
        before=_before(text, one.start),
        after=_after(text, one.end),
        doubt=one.doubt,
    )


def _before(text: str, start: int) -> str:
    """Return what stands before ``start``, from the beginning of a word."""
    near = text[max(start - AROUND, 0) : start]
    return near if start <= AROUND else near.partition(" ")[2] or near


def _after(text: str, end: int) -> str:
    """Return what stands behind ``end``, until the end of a word."""
    near = text[end : end + AROUND]
    return near if end + AROUND >= len(text) else near.rpartition(" ")[0] or near


def _dropped(reading: Reading) -> Iterator[Reject]:
    """Yield what was claimed of a document and is not in it."""
    for reason, count in sorted(reading.dropped.items()):
        said = f"{count:,} claims"
        yield Reject(reading.document.name, "", "endpoint", said, reason, "read the document")


def unruled(document: Document) -> list[Reject]:
    """Return what is told of a document whose language has no rules; of others nothing."""
    if document.language in LANGUAGES:
        return []
    reason = "there are no rules for this language: only names and identifiers were looked for"
    remedy = "enter by hand what it says"
    language = document.language or "unknown"
    return [Reject(document.name, "", "language", language, reason, remedy)]
