"""A document about one source: what it is, whose, and how much it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.entities import DEFAULT_BASE_URI
from graph.ledger.visibility import Visibility
from graph.rdf.document import Address, about_source, document_of, formats_of, source_uri
from graph.rdf.projection import A
from graph.rdf.provenance import (
    ACCESS,
    CREDIT,
    DATED,
    ENTITY,
    IDENTIFIER,
    OPENED,
    ORIGIN,
    SEE_ALSO,
    time,
)
from graph.rdf.stars import Star
from graph.rdf.terms import DCTERMS, iri, text
from graph.store import GraphStore
from graph.stored import SourceVersion

COUNTED = ("records", "entities", "relations")
EXTENT = iri(DCTERMS + "extent")


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """What a document about a source holds: its standing ``version``, and what it states now.

    ``counts`` are those of its records, and of the entities and relations that they speak of.
    ``dataset`` is the URI of the dataset that is published of it, '' where there is none.
    """

    version: SourceVersion
    counts: tuple[int, int, int]
    dataset: str = ""

    @classmethod
    def of(cls, store: GraphStore, version: SourceVersion, dataset: str) -> SourceDescription:
        """Return that of a source whose ``version`` stands in ``store``."""
        return cls(version, store.ledger.tally(version.info.name), dataset)


def source_stars(
    one: SourceDescription, address: Address, base: str = DEFAULT_BASE_URI
) -> Iterator[Star]:
    """Yield what the document says: of itself, and of the source."""
    info = one.version.info
    node = iri(source_uri(info.name, base))
    yield iri(address.document), document_of(address, node)
    yield from formats_of(address)
    said = [(IDENTIFIER, info.name), (ORIGIN, info.origin)]
    said += [(CREDIT, info.attribution), (DATED, info.date)]
    said += [(ACCESS, str(Visibility.parse(info.visibility)))]
    extents = zip(COUNTED, one.counts, strict=True)
    yield (
        node,
        [
            (A, ENTITY),
            *about_source(info),
            *((predicate, text(words)) for predicate, words in said if words),
            (OPENED[0], time(one.version.read_at)),
            *((EXTENT, text(f"{number} {what}")) for what, number in extents),
            *([(SEE_ALSO, iri(one.dataset))] if one.dataset else []),
        ],
    )
