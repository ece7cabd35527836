"""A catalogue as statements of RDF in a profile of DCAT-AP: no blank nodes, always one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.catalogue.model import Catalogue, DataService, Dataset, Distribution, Document, Period
from graph.catalogue.profiles import Profile
from graph.catalogue.sheet import WORDS, Sheet, Subject
from graph.catalogue.vocabularies import load_vocabularies
from graph.rdf.forms import FORMS
from graph.rdf.rdf_xml import serialize


def catalogue_statements(catalogue: Catalogue, profile: Profile) -> Iterator[str]:
    """Yield the statements of a whole catalogue."""
    rendering = _Rendering(catalogue, profile)
    rendering.listing()
    for dataset in catalogue.datasets:
        rendering.dataset(dataset)
    for service in catalogue.services:
        rendering.service(service)
    return rendering.sheet.statements()


def dataset_statements(catalogue: Catalogue, dataset: Dataset, profile: Profile) -> Iterator[str]:
    """Yield the statements of one dataset: all that the catalogue says of it and its dumps."""
    rendering = _Rendering(catalogue, profile)
    rendering.dataset(dataset)
    return rendering.sheet.statements()


class _Rendering:
    """Says what a catalogue says, on one sheet."""

    def __init__(self, catalogue: Catalogue, profile: Profile) -> None:
        self.sheet = Sheet(catalogue.base)
        self._catalogue = catalogue
        self._profile = profile

    def listing(self) -> None:
        """Say what the catalogue itself is, and what is in it."""
        one = self._catalogue
        node = self.sheet.about(one.uri, "dcat:Catalog")
        node.texts("dcterms:title", one.title)
        node.texts("dcterms:description", one.description)
        node.documents("foaf:homepage", "foaf:Document", one.homepage)
        node.values("dcterms:license", one.licence)
        node.values("dcterms:language", *one.languages)
        node.values("dcterms:spatial", *one.spatial)
        self._taxonomy(node)
        node.documents("dcterms:conformsTo", "dcterms:Standard", self._standard())
        node.times(one.issued, one.modified)
        node.links("dcat:dataset", *(dataset.uri for dataset in one.datasets))
        node.links("dcat:service", *(service.uri for service in one.services))
        self._published(node)

    def _taxonomy(self, node: Subject) -> None:
        themes = load_vocabularies()["data-theme"]
        node.links("dcat:themeTaxonomy", self._catalogue.theme_taxonomy)
        scheme = self.sheet.about(self._catalogue.theme_taxonomy, "skos:ConceptScheme")
        scheme.texts("dcterms:title", {"en": themes.title})

    def _standard(self) -> Document:
        return Document(self._profile.conforms_to, {"en": f"DCAT-AP {self._profile.name}"})

    def _published(self, node: Subject) -> None:
        """Say who publishes something."""
        one = self._catalogue.publisher
        node.links("dcterms:publisher", one.uri)
        agent = self.sheet.about(one.uri, "foaf:Agent")
        agent.texts("foaf:name", {"": one.name})
        agent.values("dcterms:type", one.type)
        agent.links("foaf:homepage", one.homepage)

    def _answered_for(self, node: Subject) -> None:
        """Say who publishes something, and whom people may ask about it."""
        self._published(node)
        one = self._catalogue.contact
        node.links("dcat:contactPoint", one.uri)
        contact = self.sheet.about(one.uri, "vcard:Kind", "vcard:Organization")
        contact.texts("vcard:fn", {"": one.name})
        contact.links("vcard:hasEmail", one.email and f"mailto:{one.email}")
        contact.links("vcard:hasURL", one.page)

    def dataset(self, one: Dataset) -> None:
        """Say what a dataset is, and its dumps."""
        node = self.sheet.about(one.uri, "dcat:Dataset")
        node.texts("dcterms:title", one.title)
        node.texts("dcterms:description", one.description)
        node.texts("dcterms:identifier", {"": one.identifier})
        _keywords(node, one)
        node.values("dcat:theme", *one.themes)
        node.values("dcterms:spatial", *one.spatial)
        node.values("dcterms:accrualPeriodicity", one.frequency)
        node.values("dcterms:language", *one.languages)
        node.values("dcterms:accessRights", one.access_rights)
        node.documents("dcterms:conformsTo", "dcterms:Standard", *one.conforms_to)
        node.documents("dcat:landingPage", "foaf:Document", one.landing_page)
        node.links("dcterms:source", *one.derived_from)
        node.times(one.issued, one.modified)
        self._answered_for(node)
        self._temporal(node, one.uri, one.temporal)
        self._provenance(node, one)
        node.links("dcat:distribution", *(each.uri for each in one.distributions))
        for each in one.distributions:
            self._distribution(each, f"{one.uri}#rights")

    def _temporal(self, node: Subject, uri: str, period: Period | None) -> None:
        if period:
            node.links("dcterms:temporal", f"{uri}#period")
            span = self.sheet.about(f"{uri}#period", "dcterms:PeriodOfTime")
            span.typed("dcat:startDate", period.start, "date")
            span.typed("dcat:endDate", period.end, "date")

    def _provenance(self, node: Subject, one: Dataset) -> None:
        node.links("dcterms:provenance", f"{one.uri}#provenance")
        stated = self.sheet.about(f"{one.uri}#provenance", "dcterms:ProvenanceStatement")
        stated.texts("rdfs:label", one.provenance)

    def _distribution(self, one: Distribution, rights: str) -> None:
        node = self.sheet.about(one.uri, "dcat:Distribution")
        node.texts("dcterms:title", one.title)
        node.texts("dcterms:description", one.description)
        node.links("dcat:accessURL", one.access_url)
        node.links("dcat:downloadURL", one.download_url)
        node.values("dcterms:format", one.format)
        node.values("dcat:mediaType", one.media_type)
        node.values("dcat:compressFormat", one.compression)
        node.typed("dcat:byteSize", one.byte_size, self._profile.byte_size)
        node.values("dcterms:license", one.licence)
        node.values("dcatap:availability", one.availability)
        node.values("dcterms:language", *one.languages)
        node.documents("dcterms:conformsTo", "dcterms:Standard", *one.conforms_to)
        node.times(one.issued, one.modified)
        node.links("dcterms:rights", rights)
        self.sheet.about(rights, "dcterms:RightsStatement").texts("rdfs:label", one.rights)
        self._checksum(node, one)

    def _checksum(self, node: Subject, one: Distribution) -> None:
        uri, profile = f"{one.uri}-checksum", self._profile
        node.links("spdx:checksum", uri)
        checksum = self.sheet.about(uri, "spdx:Checksum")
        checksum.links("spdx:algorithm", profile.algorithm)
        checksum.typed("spdx:checksumValue", one.checksums[profile.checksum], "hexBinary")
        self.sheet.about(profile.algorithm, "spdx:ChecksumAlgorithm")

    def service(self, one: DataService) -> None:
        """Say what a service is."""
        graph = self._catalogue.datasets[0]
        node = self.sheet.about(one.uri, "dcat:DataService")
        node.texts("dcterms:title", one.title)
        node.texts("dcterms:description", one.description)
        node.resources("dcat:endpointURL", one.endpoint_url)
        node.resources("dcat:endpointDescription", one.endpoint_description)
        node.documents("foaf:page", "foaf:Document", one.documentation)
        node.documents("dcterms:conformsTo", "dcterms:Standard", *one.conforms_to)
        node.links("dcat:servesDataset", *one.serves)
        _keywords(node, graph)
        node.values("dcat:theme", *graph.themes)
        node.values("dcterms:license", one.licence)
        node.values("dcterms:accessRights", one.access_rights)
        self._answered_for(node)


def _keywords(node: Subject, dataset: Dataset) -> None:
    for language, words in dataset.keywords.items():
        for word in words:
            node.texts("dcat:keyword", {language: word})


def written(statements: Iterable[str], form: str) -> bytes:
    """Return statements as ``ttl``, ``jsonld``, ``rdf`` or ``nt``, with a catalogue's prefixes."""
    lines = "".join(f"{one} .\n" for one in statements).encode()
    triples = (one.triple for one in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES))
    output = BytesIO()
    serialize(triples, output, FORMS[form].format, WORDS)
    return output.getvalue()
