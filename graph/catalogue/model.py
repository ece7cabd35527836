"""What a catalogue says, before it is written in one profile of DCAT-AP or another.

Every thing has a URI of its own, so that no profile needs blank nodes. Times are ISO times in UTC
as the store recorded them, never those of the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]
"""Language → text; '' is the language of a text of which nobody says it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A value of a controlled vocabulary: ``scheme`` is the vocabulary's URI.

    ``kind`` is the URI of the class that DCAT-AP wants its values to have, beside skos:Concept;
    '' where it wants none. ``scheme`` is '' where the vocabulary is no SKOS scheme. ``type`` is the
    type of a licence.
    """

    uri: str
    scheme: str
    kind: str
    labels: Texts
    type: Concept | None = None

    @property
    def code(self) -> str:
        """How the vocabulary calls it: ``RDF_TURTLE``."""
        return self.uri.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Document:
    """A page, standard or other document that something refers to."""

    uri: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for the catalogue; ``type`` is a value of ADMS' publisher types."""

    uri: str
    name: str
    type: Concept
    homepage: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """Whom people may ask; ``email`` or ``page`` may be ''."""

    uri: str
    name: str
    email: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last (full ISO dates); '' is open."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """A dump that can be fetched.

    ``format`` (EU file types) and ``media_type`` (IANA) are those of the unpacked file;
    ``compression`` is the media type of the packing. ``byte_size`` and ``checksums`` (``sha1`` and
    ``sha256`` → hexadecimal) are those of the file as it is fetched. ``rights`` is the line that
    names whom the licence wants named; ``licence`` is None for one that no table has.
    """

    uri: str
    file: str
    title: Texts
    description: Texts
    access_url: str
    download_url: str
    format: Concept
    media_type: Concept
    compression: Concept
    byte_size: int
    checksums: Mapping[str, str]
    licence: Concept | None
    rights: Texts
    availability: Concept
    languages: tuple[Concept, ...]
    conforms_to: tuple[Document, ...]
    issued: str
    modified: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The whole graph, or what one source says.

    ``identifier`` is the dataset's URI and never changes; ``slug`` is its last part, ``mark`` what
    stands there for harvesters, who keep it when the source is purged. ``source`` is the name of
    the source, '' for the whole graph, which is made ``derived_from`` (URIs) the
    datasets of the sources. ``keywords`` are language → words. ``licence`` is also that of each
    distribution; None where the source states none that the table of licences has.
    """

    uri: str
    slug: str
    mark: str
    source: str
    title: Texts
    description: Texts
    keywords: Mapping[str, tuple[str, ...]]
    themes: tuple[Concept, ...]
    spatial: tuple[Concept, ...]
    temporal: Period | None
    frequency: Concept
    languages: tuple[Concept, ...]
    access_rights: Concept
    licence: Concept | None
    provenance: Texts
    conforms_to: tuple[Document, ...]
    landing_page: Document
    derived_from: tuple[str, ...]
    distributions: tuple[Distribution, ...]
    issued: str
    modified: str

    @property
    def identifier(self) -> str:
        """What portals know the dataset by."""
        return self.uri


@dataclass(frozen=True, slots=True)
class DataService:
    """A way of asking the whole graph over HTTP: ``serves`` are URIs of datasets."""

    uri: str
    title: Texts
    description: Texts
    endpoint_url: str
    endpoint_description: str
    documentation: Document
    conforms_to: tuple[Document, ...]
    serves: tuple[str, ...]
    licence: Concept
    access_rights: Concept


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A dataset that was in the catalogue until ``at`` (ISO time), because its source left.

    Of a source that was purged ``mark`` is all that is told: ``slug`` and ``source`` are ''.
    """

    mark: str
    at: str
    slug: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is published: datasets by slug, the whole graph first.

    ``base`` begins the URIs of all these things. ``revision`` is the store's, of which the dumps
    were made.
    """

    base: str
    uri: str
    title: Texts
    description: Texts
    homepage: Document
    publisher: Publisher
    contact: ContactPoint
    licence: Concept
    languages: tuple[Concept, ...]
    theme_taxonomy: str
    spatial: tuple[Concept, ...]
    issued: str
    modified: str
    revision: int
    datasets: tuple[Dataset, ...]
    services: tuple[DataService, ...]
    withdrawn: tuple[Withdrawn, ...] = ()
