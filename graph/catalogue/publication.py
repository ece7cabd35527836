"""Who publishes the graph, where, and under which terms: what only the publisher can say."""

from __future__ import annotations

from dataclasses import dataclass

from graph.catalogue.vocabularies import concept
from graph.entities import DEFAULT_BASE_URI
from ontology.licences import licence_named


@dataclass(frozen=True, slots=True)
class Publication:
    """The publisher's own data; '' is what nobody has set yet.

    ``base_uri`` begins the URIs, ``public_url`` the addresses of pages and files.
    ``publisher_type``, ``frequency`` and ``licence`` are codes of ``vocabularies.yaml`` and of the
    table of licences; the licence is that of the whole graph. Raises ``UsageError`` or
    ``UnknownLicenceError`` for codes that are not there.
    """

    public_url: str
    base_uri: str = DEFAULT_BASE_URI
    publisher_name: str = ""
    publisher_type: str = "IndustryConsortium"
    publisher_url: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_url: str = ""
    licence: str = "CC-BY-4.0"
    frequency: str = "IRREG"

    def __post_init__(self) -> None:
        concept("publisher-type", self.publisher_type)
        concept("frequency", self.frequency)
        licence_named(self.licence)
