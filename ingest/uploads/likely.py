"""Who in a table may be somebody whom the graph knows already under another key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.chunks import chunks
from graph.entities import texts
from graph.reconciliation.asked import COUNTRY, WEBSITE, Clue, Query
from graph.reconciliation.candidates import Candidate, reconcile
from graph.records import EntityRecord, Record, RelationRecord
from graph.store import GraphStore
from ontology.model import load_model
from ontology.regions import load_regions

LIKELY = 80
"""The least score (0 to 100) of a candidate that is worth asking about."""
SEVERAL = 3
AT_ONCE = 200
"""So many rows are compared in one go."""
ORGANISATION = "Organisation"


@dataclass(frozen=True, slots=True)
class Possible:
    """A row under ``key`` may be the entity ``id``, which is called ``known``; score 0 to 100."""

    key: str
    name: str
    id: str
    known: str
    score: int


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An organisation that a table names for the first time, and where it is."""

    record: EntityRecord
    country: str

    @property
    def query(self) -> Query:
        """What is asked of the graph."""
        said = {WEBSITE: texts(self.record.properties.get("website")), COUNTRY: [self.country]}
        clues = (Clue(name, tuple(filter(None, values))) for name, values in said.items())
        return Query(
            name_of(self.record),
            (ORGANISATION,),
            SEVERAL,
            tuple(one for one in clues if one.values),
        )


def name_of(record: EntityRecord) -> str:
    """Return the first name that a record states; its key where it has none."""
    return next(iter(texts(record.properties.get("name"))), record.key)


def newcomer(records: Sequence[Record]) -> Newcomer | None:
    """Return the organisation that the records of a row are about; None for any other kind."""
    own = next((one for one in records if isinstance(one, EntityRecord)), None)
    if own is None or load_model().top(own.type) != ORGANISATION:
        return None
    places = (
        load_regions().get(one.target)
        for one in records
        if isinstance(one, RelationRecord) and one.type == "LOCATED_IN" and one.source == own.key
    )
    return Newcomer(own, next((one.country or "" for one in places if one), ""))


def possible_duplicates(
    store: GraphStore, newcomers: Sequence[Newcomer], present: frozenset[str]
) -> Iterator[Possible]:
    """Yield who may be known already, likeliest first a row.

    Not who is known for certain by an identifier, nor who has a row of the table too: ``present``
    are the keys of all its rows.
    """
    for some in chunks(newcomers, AT_ONCE):
        for one, found in zip(some, reconcile(store, [each.query for each in some]), strict=True):
            keys = {one.record.key, *one.record.identifiers}
            if not any(keys & {*candidate.entity.keys} for candidate in found):
                yield from _likely(one, found, present)


def _likely(
    one: Newcomer, found: Sequence[Candidate], present: frozenset[str]
) -> Iterator[Possible]:
    for candidate in found:
        entity = candidate.entity
        if candidate.score >= LIKELY and present.isdisjoint(entity.keys):
            yield Possible(
                one.record.key,
                name_of(one.record),
                entity.id,
                entity.label,
                round(candidate.score),
            )
