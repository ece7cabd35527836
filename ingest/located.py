"""Where sources say that things are, and what follows once a place has a finer region.

Polygons find regions by coordinates, what others state finds them by cities. Both make records
that say of the same place what the source left open, in a source of its own beside each source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from graph.chunks import chunks
from graph.ledger.codec import record_row
from graph.records import Evidence, Reject, RelationRecord, SourceInfo, Unit, digest
from graph.store import GraphStore
from graph.stored import StoredRecord
from ingest import cities, geometry
from ontology.region import Region

PREFIXES = (geometry.PREFIX, cities.PREFIX)
"""What the names of sources begin with that hold what follows."""
LEVELS = {"country": 0, "nuts1": 1, "nuts2": 2, "nuts3": 3, "subdivision": 3, "city": 3}
"""How fine a region is."""
OURS = "regionCode"
"""What a place no longer says once it has another region."""


def is_derived(source: str) -> bool:
    """Whether a source was worked out from what others state."""
    return source.startswith(PREFIXES)


@dataclass(slots=True)
class Placements:
    """What came of one source's places.

    ``stated``: how many there were to place; ``known``: those of them that are known as finely
    without; ``off``: those that were set aside; ``records``: those that got a region, by who is
    there.
    """

    stated: int = 0
    known: int = 0
    off: list[Reject] = field(default_factory=list)
    records: defaultdict[str, list[RelationRecord]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def placed(self) -> int:
        """How many places got a region."""
        return sum(map(len, self.records.values()))

    def units(self) -> list[Unit]:
        """Return one unit for each thing that was placed, in a stable order."""
        return [
            Unit(key, digest(sorted(map(record_row, some))), partial(iter, some))
            for key, some in sorted(self.records.items())
        ]


def located(store: GraphStore, *kinds: str) -> Iterator[list[StoredRecord]]:
    """Yield the standing records of where each thing of these kinds is, a list for each thing."""
    for kind in kinds:
        for some in chunks(store.golden.all_entities(kind)):
            owner = {key: entity.id for entity in some for key in entity.keys}
            ties = [tie for tie in store.ledger.ties_about(list(owner)) if tie[1] == "LOCATED_IN"]
            found: defaultdict[str, list[StoredRecord]] = defaultdict(list)
            for stored in store.ledger.tied(sorted(ties)):
                record = stored.record
                if isinstance(record, RelationRecord) and not record.evidence.denies:
                    found[owner[record.source]].append(stored)
            yield from found.values()


def moved(
    record: RelationRecord, region: Region, locator: str, confidence: float
) -> RelationRecord:
    """Return the place that ``record`` states in another region, with why it is there."""
    evidence = Evidence(locator, record.evidence.urls, confidence=confidence)
    stated = {name: value for name, value in record.properties.items() if name != OURS}
    return RelationRecord(record.source, record.type, region.id, stated, evidence)


def following(
    origin: SourceInfo, prefix: str, basis: str, extractor: str, units: list[Unit]
) -> SourceInfo:
    """Return the source beside ``origin`` that holds what ``basis`` makes of its places."""
    return SourceInfo(
        name=prefix + origin.name,
        origin=basis,
        digest=digest(basis, [(unit.key, unit.digest) for unit in units]),
        extractor=extractor,
        licence=origin.licence,
        visibility=origin.visibility,
        date=origin.date,
    )
