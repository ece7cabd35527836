"""What every type of value can do: read a text, write it one way, compare, and become RDF."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, TypeAlias, TypeVar

from rdflib import Literal
from rdflib.term import IdentifiedNode

from ontology.errors import OntologyError

V = TypeVar("V")
Plain: TypeAlias = str | int | float
"""What a record holds."""


class UnparsedError(OntologyError, ValueError):
    """A text that is no value of its type; the raw text stays with whoever reads the source.

    ``reason`` and ``remedy`` are what a ``Reject`` of the row says.
    """

    def __init__(self, raw: str, reason: str, remedy: str) -> None:
        super().__init__(f"{raw!r}: {reason}; {remedy}")
        self.raw = raw
        self.reason = reason
        self.remedy = remedy


class Cleaner(ABC, Generic[V]):
    """A type of value. A subclass says how to ``parse``; the rest has a plain default.

    What the text alone does not say (the country of a VAT number, the order of day and month) is
    an argument of the constructor.
    """

    name: ClassVar[str]

    @abstractmethod
    def parse(self, raw: str) -> V:
        """Return the value that ``raw`` means. Raises UnparsedError."""

    def normalise(self, value: V) -> Plain:
        """Return the one way in which a record holds ``value``."""
        return str(value)

    def clean(self, raw: str) -> Plain:
        """Return ``raw`` as a record holds it. Raises UnparsedError."""
        return self.normalise(self.parse(raw))

    def compare(self, left: V, right: V) -> float:
        """Return how far two values mean the same: 0 not at all, 1 certainly."""
        return float(left == right)

    def rdf(self, value: V) -> IdentifiedNode | Literal:
        """Return the node that ``value`` is in RDF."""
        return Literal(self.normalise(value))
