"""Documents as sources: a file, or a folder of them, each document a unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from graph.records import SourceInfo, digest
from graph.store import GraphStore
from ingest.documents.document_items import DocumentItems, digest_of
from ingest.documents.manner import USUAL, Manner
from ingest.documents.opening import FORMS, is_document, open_document
from ingest.documents.reading import EXTRACTOR
from ingest.errors import UnreadableSourceError
from ingest.formats import name_of
from ontology.fold import fold


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """Reads documents. ``store`` is the graph whose names they are read with.

    ``source`` is what the source is called; without it, after the document's own address or the
    file. ``manner`` says how to read.
    """

    store: GraphStore | None = None
    source: str = ""
    manner: Manner = USUAL

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        return "document"

    def into(self, store: GraphStore, source: str, manner: Manner) -> DocumentFormat:
        """Return the reader of documents for a graph."""
        return replace(self, store=store, source=source, manner=manner)

    def detect(self, path: Path) -> bool:
        """Whether ``path`` is a document, or a folder of nothing else."""
        return is_document(path) or (path.is_dir() and _only_documents(path))

    def info(self, path: Path) -> SourceInfo:
        """Return what the document says of itself; of a folder, its name."""
        info = SourceInfo(
            name=self.source or name_of(path.resolve()),
            origin=path.name,
            digest=digest(*map(digest_of, _files(path))),
            extractor=EXTRACTOR,
            title=f"Documents ({path.name})",
        )
        if path.is_dir():
            return info
        document = open_document(path)
        return replace(
            info,
            name=self.source or _name(document.address) or info.name,
            title=document.title,
            date=document.date,
            attribution=document.publisher,
        )

    def read(self, path: Path) -> DocumentItems:
        """Return the documents as units, with what is left for people to look at."""
        return DocumentItems(_files(path), self.store, self.manner, several=path.is_dir())


def _files(path: Path) -> list[Path]:
    """Return the documents at ``path``, in their order."""
    files = sorted(filter(is_document, path.iterdir())) if path.is_dir() else [path]
    if not files:
        raise UnreadableSourceError(
            f"{path}: there is no document in it; put files there that end in {', '.join(FORMS)}."
        )
    return files


def _only_documents(path: Path) -> bool:
    """Whether a folder has nothing but documents; hidden files do not count."""
    files = [one for one in path.iterdir() if not one.name.startswith(".")]
    return bool(files) and all(map(is_document, files))


def _name(address: str) -> str:
    """Return what a source is called after an address: ``news-example-org-we-sign``."""
    return "-".join(fold(address.partition("//")[2]).split())
