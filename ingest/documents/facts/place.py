"""Where in a source something was read, as evidence."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records import Evidence
from ingest.documents.document import Document
from ingest.documents.findings import Mention, Relation

_CHARS = "chars "
LEAST = 0.001
"""How sure at least what is read is held to be: 0 would deny it."""


def label_of(name: str) -> str:
    """Return what goes before the places of a document of this name where a source has several."""
    return f"{name}, "


def labelled(locator: str) -> str:
    """Return the name of the document that a place was labelled with; '' where it was not.

    >>> labelled("a, b.txt, chars 10-45")
    'a, b.txt'
    """
    return locator.rpartition(label_of("") + _CHARS)[0]


@dataclass(frozen=True, slots=True)
class Page:
    """A document as part of a source; ``label`` goes before places where it has several."""

    document: Document
    label: str = ""

    def locator(self, start: int, end: int) -> str:
        """Return the place of a span: ``chars 10-45``."""
        return f"{self.label}{_CHARS}{start}-{end}"

    def evidence(self, found: Mention | Relation) -> Evidence:
        """Return who says it: the span, its verbatim text and language, the page's address.

        What is said not to be so is a denial.
        """
        document = self.document
        denied = isinstance(found, Relation) and found.status == "negated"
        return Evidence(
            locator=self.locator(found.start, found.end),
            urls=(document.address,) if document.address else (),
            quote=document.text[found.start : found.end],
            language=document.language,
            confidence=0.0 if denied else max(round(found.confidence, 3), LEAST),
        )
