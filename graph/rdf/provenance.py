"""The terms in which a dump says where things come from: PROV-O and other public ones."""

from __future__ import annotations

from collections.abc import Mapping

from graph.rdf.stars import Said
from graph.rdf.terms import (
    DCTERMS,
    ITSRDF,
    OA,
    OWL,
    PROV,
    RDFS,
    SCHEMA,
    SKOS,
    iri,
    typed,
)

ENTITY, ACTIVITY, AGENT = (iri(PROV + name) for name in ("Entity", "Activity", "Agent"))
VALUE = iri(PROV + "value")
DERIVED_FROM = iri(PROV + "wasDerivedFrom")
SPECIALIZATION_OF = iri(PROV + "specializationOf")
ATTRIBUTED_TO = iri(PROV + "wasAttributedTo")
ENDED = iri(PROV + "endedAtTime")
OPENED = (iri(PROV + "generatedAtTime"), iri(PROV + "wasGeneratedBy"))
CLOSED = (iri(PROV + "invalidatedAtTime"), iri(PROV + "wasInvalidatedBy"))
LABEL, COMMENT, SEE_ALSO = (iri(RDFS + name) for name in ("label", "comment", "seeAlso"))
TITLE, IDENTIFIER, ORIGIN, LICENSE, RIGHTS, DATED, ACCESS, PART_OF, VERSION_OF = (
    iri(DCTERMS + name)
    for name in (
        "title",
        "identifier",
        "source",
        "license",
        "rights",
        "date",
        "accessRights",
        "isPartOf",
        "isVersionOf",
    )
)
CREDIT, POSITION = iri(SCHEMA + "creditText"), iri(SCHEMA + "position")
EXACT = iri(OA + "exact")
CONFIDENCE = iri(ITSRDF + "taConfidence")
VERDICTS = {
    "same": iri(OWL + "sameAs"),
    "different": iri(OWL + "differentFrom"),
    "unsure": iri(SKOS + "closeMatch"),
}


class Times:
    """When the revisions were, and which nodes they are; ``judged`` is the term of their graph."""

    def __init__(self, judged: str, times: Mapping[int, str]) -> None:
        self._opened = {n: _pair(OPENED, at, judged, n) for n, at in times.items()}
        self._closed = {n: _pair(CLOSED, at, judged, n) for n, at in times.items()}

    def of(self, opened: int, closed: int | None) -> tuple[Said, ...]:
        """Return what is said of when a thing began to stand, and when it ceased to."""
        return self._opened[opened] + (self._closed[closed] if closed is not None else ())


def _pair(predicates: tuple[str, str], at: str, judged: str, number: int) -> tuple[Said, Said]:
    when, by = predicates
    return (when, time(at)), (by, revision_node(judged, number))


def time(at: str) -> str:
    """Return a moment."""
    return typed(at, "dateTime")


def revision_node(judged: str, number: int) -> str:
    """Return the term of a revision; ``judged`` is that of its graph."""
    return part_of(judged, f"revision-{number}")


def part_of(graph: str, name: str) -> str:
    """Return the term of a node within the document that a graph is."""
    return f"{graph[:-1]}#{name}>"
