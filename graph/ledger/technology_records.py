"""The bundled scheme of technologies as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from graph.errors import UsageError
from graph.records import (
    EntityRecord,
    Evidence,
    Record,
    RelationRecord,
    Unit,
    Value,
    digest,
)
from ontology.technologies import Concept

SCHEME = "technologies"
"""What the scheme is called as a source: the one that no user took in."""
MATCHES = (
    ("EXACT_MATCH", "exact"),
    ("CLOSE_MATCH", "close"),
    ("NARROW_MATCH", "narrow"),
    ("BROAD_MATCH", "broad"),
)


def check_not_scheme(source: str) -> None:
    """Raise UsageError for the scheme's name: every graph has it, so nobody takes it out."""
    if source == SCHEME:
        raise UsageError(
            f"'{source}' is the scheme of technologies that comes with Lumigraph, and every "
            "question asks by it: it stays. Retract the sources that you took in; "
            "`lumigraph sources` lists them"
        )


def technology_units(concepts: Iterable[Concept]) -> Iterator[Unit]:
    """Yield a unit a concept."""
    for concept in concepts:
        records = list(concept_records(concept))
        yield Unit(f"concept/{concept.id}", digest(repr(records)), partial(iter, records))


def concept_records(concept: Concept) -> Iterator[Record]:
    """Yield what the scheme says of ``concept``: names, broader and related ones, matches."""
    evidence = Evidence(locator=f"technologies.ttl {concept.id}")
    properties: dict[str, Value] = {"name": dict(concept.labels)}
    if concept.alt:
        properties["altName"] = {language: list(names) for language, names in concept.alt.items()}
    if concept.definition:
        properties["description"] = dict(concept.definition)
    yield EntityRecord(concept.id, "Technology", properties, evidence)
    for broader in concept.broader:
        yield RelationRecord(concept.id, "BROADER", broader, {}, evidence)
    for related in concept.related:
        if concept.id < related:
            yield RelationRecord(concept.id, "RELATED", related, {}, evidence)
    for type_, field in MATCHES:
        for key in getattr(concept, field):
            yield RelationRecord(concept.id, type_, key, {}, evidence)
