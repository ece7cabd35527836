"""What a document told: the facts that are in the graph, and those that people decide of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.ledger.reference import REGION
from graph.records import Record, SourceInfo
from graph.review.proposal import Entry, Fact
from graph.store import GraphStore
from graph.stored import StoredUnit

READER = "lumigraph.documents/"
"""What the extractor of every source begins with that is a document, or a folder of some."""
ENTERED = "entered"
_PLACE = re.compile(r"(?:(?P<unit>.+), )?chars (?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a document.

    The first of ``records`` is the fact, the others what it presupposes; ``start`` and ``end`` are
    the code points of its quote. ``state`` is ``entered``, or that of the proposal ``proposal``,
    of which ``by`` decided; ``doubt`` says why people were asked.
    """

    records: tuple[Record, ...]
    start: int
    end: int
    state: str = ENTERED
    by: str = ""
    doubt: str = ""
    proposal: str = ""

    @property
    def fact(self) -> Record:
        """The fact itself."""
        return self.records[0]


def is_read(info: SourceInfo) -> bool:
    """Whether a source is a document that was read, or a folder of some."""
    return info.extractor.startswith(READER)


def standing(store: GraphStore) -> Iterator[tuple[SourceInfo, StoredUnit]]:
    """Yield the documents that a store has, with the sources that they belong to, by names."""
    for version in store.ledger.sources():
        if is_read(version.info):
            for key, unit in sorted(store.ledger.units(version.info.name).items()):
                if not key.startswith(REGION):  # what a place in a document lies in
                    yield version.info, unit


def told(store: GraphStore, unit: StoredUnit, asked: Iterable[Entry] = ()) -> list[Told]:
    """Return what a document told, by place: what stands, and what is ``asked`` of its source."""
    stored = store.ledger.unit_records([unit.number])
    found = [_told(unit, (one.record,)) for one in stored]
    found += [_asked(unit, one) for one in asked]
    known = [one for one in found if one]
    return sorted(known, key=lambda one: (one.start, one.end, one.state, repr(one.fact)))


def _asked(unit: StoredUnit, entry: Entry) -> Told | None:
    matter, decision = entry.proposal.matter, entry.decision
    if not isinstance(matter, Fact):
        return None
    by = decision.by if decision else ""
    return _told(unit, matter.records, entry.state, by, matter.doubt, entry.proposal.id)


def _told(
    unit: StoredUnit,
    records: tuple[Record, ...],
    state: str = ENTERED,
    by: str = "",
    doubt: str = "",
    proposal: str = "",
) -> Told | None:
    """Return a fact with its place; None for one of another document of the folder."""
    place = _PLACE.fullmatch(records[0].evidence.locator)
    if place is None or place["unit"] not in (None, unit.key):
        return None
    return Told(records, int(place["start"]), int(place["end"]), state, by, doubt, proposal)
