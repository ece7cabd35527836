"""A dataset as simple Dublin Core, the form that every repository has (section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, register_namespace

from api.catalogue.oai.repository import Format
from api.catalogue.oai.xml import LANGUAGE, located, put
from graph.catalogue.model import Catalogue, Dataset
from graph.catalogue.vocabularies import load_vocabularies

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
FORMAT = Format("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC)
Said = tuple[str, str, str]
"""Element, text, language ('' for none)."""

register_namespace("oai_dc", OAI_DC)
register_namespace("dc", DC)


def dublin_core(catalogue: Catalogue, dataset: Dataset) -> Element:
    """Return a dataset of a catalogue as a record of ``oai_dc``."""
    record = located(Element(f"{{{OAI_DC}}}dc"), OAI_DC, FORMAT.schema)
    for name, text, language in (*_described(dataset), *_named(catalogue, dataset)):
        put(record, f"{{{DC}}}{name}", text, {LANGUAGE: language} if language else {})
    return record


def _described(dataset: Dataset) -> Iterator[Said]:
    """Yield what is said in languages."""
    yield from (("title", text, language) for language, text in dataset.title.items())
    for language, words in dataset.keywords.items():
        yield from (("subject", word, language) for word in words)
    for theme in dataset.themes:
        yield from (("subject", text, language) for language, text in theme.labels.items())
    yield from (("description", text, language) for language, text in dataset.description.items())
    for place in dataset.spatial:
        yield from (("coverage", text, language) for language, text in place.labels.items())


def _named(catalogue: Catalogue, dataset: Dataset) -> Iterator[Said]:
    """Yield what is said in codes, addresses and names."""
    yield "creator", catalogue.publisher.name, ""
    yield "publisher", catalogue.publisher.name, ""
    yield "date", dataset.modified, ""
    yield "type", "Dataset", ""
    yield "identifier", dataset.uri, ""
    yield from (("source", uri, "") for uri in dataset.derived_from)
    yield from (("language", one.code.lower(), "") for one in dataset.languages)
    yield from (("format", form, "") for form in _media_types(dataset))
    yield from (("relation", one.download_url, "") for one in dataset.distributions)
    if dataset.temporal:
        yield "coverage", f"{dataset.temporal.start}/{dataset.temporal.end}", ""
    if dataset.licence:
        yield "rights", dataset.licence.uri, ""
    yield "rights", dataset.access_rights.uri, ""


def _media_types(dataset: Dataset) -> list[str]:
    base = load_vocabularies()["media-type"].base
    found = (one.media_type.uri.removeprefix(base) for one in dataset.distributions)
    return [*dict.fromkeys(found)]
