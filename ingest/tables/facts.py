"""What records say, wherever they say it: whether a new version of a table says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.records import EntityRecord, Record, digest
from ontology.model import load_model

Facts = frozenset[tuple[str, str]]
"""Each fact: the field or the relation that it is about, and a hash of what it says."""


def facts(records: Iterable[Record]) -> Facts:
    """Return what ``records`` say."""
    return frozenset(fact for one in records for fact in _facts(one))


def differing(before: Facts, after: Facts) -> tuple[str, ...]:
    """Return about what two versions say something else."""
    return tuple(sorted({field for field, _ in before ^ after}))


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, EntityRecord):
        yield "type", digest(record.key, record.type)
        yield from ((name, digest(record.key, said)) for name, said in record.properties.items())
        yield from (("identifier", digest(record.key, one)) for one in record.identifiers)
    else:
        field = load_model().relations[record.type].property
        yield field, digest(record.source, record.target, dict(record.properties))
