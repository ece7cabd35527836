"""Statements about many things, gathered thing by thing and told once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.catalogue.model import Concept, Document, Texts
from graph.catalogue.vocabularies import scheme_titles
from graph.rdf.projection import A
from graph.rdf.terms import PREFIXES, iri, text, typed
from ontology.printable import UNPRINTABLE

WORDS = {
    **{name: PREFIXES[name] for name in ("dcterms", "foaf", "rdfs", "skos", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
"""The prefixes of a catalogue."""


class Sheet:
    """What is said of each thing, in the order in which the things came up.

    Those whose URIs begin with ``own`` come first, what they refer to after them.
    """

    def __init__(self, own: str) -> None:
        self._own = f"<{own}/"
        self._said: dict[str, dict[str, None]] = {}

    def about(self, uri: str, *classes: str) -> Subject:
        """Return a thing to say more of; it is of ``classes`` (prefixed names or URIs)."""
        return Subject(self, uri, classes)

    def add(self, subject: str, rest: str) -> None:
        """Note ``predicate object`` of a subject (terms)."""
        self._said.setdefault(subject, {})[rest] = None

    def statements(self) -> Iterator[str]:
        """Yield all that was said."""
        for subject in sorted(self._said, key=lambda one: not one.startswith(self._own)):
            for rest in self._said[subject]:
                yield f"{subject} {rest}"


class Subject:
    """A thing of a sheet; predicates and classes are prefixed names such as ``dcat:keyword``."""

    def __init__(self, sheet: Sheet, uri: str, classes: Iterable[str]) -> None:
        self._sheet = sheet
        self._node = iri(uri)
        for one in classes:
            sheet.add(self._node, f"{A} {named(one)}")

    def links(self, predicate: str, *uris: str) -> None:
        """Say that a predicate leads to these; '' is none."""
        for uri in filter(None, uris):
            self._sheet.add(self._node, f"{named(predicate)} {iri(uri)}")

    def resources(self, predicate: str, uri: str) -> None:
        """Say that a predicate leads to something of which no more is said than that it is."""
        self.links(predicate, uri)
        self._sheet.about(uri, "rdfs:Resource")

    def texts(self, predicate: str, texts: Texts) -> None:
        """Say a text in each of its languages; '' is none. What no XML can hold is replaced."""
        for language, said in texts.items():
            if said:
                plain = UNPRINTABLE.sub("\ufffd", said)
                self._sheet.add(self._node, f"{named(predicate)} {text(plain, language)}")

    def typed(self, predicate: str, value: object, datatype: str) -> None:
        """Say a value of an XSD datatype; '' is none."""
        if value != "":
            self._sheet.add(self._node, f"{named(predicate)} {typed(value, datatype)}")

    def times(self, issued: str, modified: str) -> None:
        """Say when it was issued and modified."""
        self.typed("dcterms:issued", issued, "dateTime")
        self.typed("dcterms:modified", modified, "dateTime")

    def documents(self, predicate: str, kind: str, *documents: Document) -> None:
        """Say that a predicate leads to documents of a class, and what they are called."""
        for one in documents:
            self.links(predicate, one.uri)
            self._sheet.about(one.uri, kind).texts("dcterms:title", one.title)

    def values(self, predicate: str, *concepts: Concept | None) -> None:
        """Say values of controlled vocabularies, their classes and their schemes."""
        for one in concepts:
            if one is not None:
                self.links(predicate, one.uri)
                _tell(self._sheet, one)


def named(name: str) -> str:
    """Return the term of a prefixed name, or of a URI.

    >>> named("dcat:keyword"), named("http://example.org/a")
    ('<http://www.w3.org/ns/dcat#keyword>', '<http://example.org/a>')
    """
    prefix, _, local = name.partition(":")
    return iri(WORDS[prefix] + local) if prefix in WORDS else iri(name)


def _tell(sheet: Sheet, one: Concept) -> None:
    """Say what a value of a vocabulary is, so that nobody need look it up to check it."""
    if not one.scheme:
        sheet.about(one.uri, one.kind).texts("rdfs:label", one.labels)
        return
    value = sheet.about(one.uri, *filter(None, (one.kind, "skos:Concept")))
    value.texts("skos:prefLabel", one.labels)
    value.links("skos:inScheme", one.scheme)
    value.links("dcterms:type", one.type.uri if one.type else "")
    if one.type:
        _tell(sheet, one.type)
    scheme = sheet.about(one.scheme, "skos:ConceptScheme")
    scheme.texts("dcterms:title", {"en": scheme_titles()[one.scheme]})
