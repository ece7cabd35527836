"""Units of what sources presuppose: the regions they point at, and the technologies' scheme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from graph.records import (
    EntityRecord,
    Evidence,
    Record,
    RelationRecord,
    Unit,
    Value,
    digest,
)
from graph.store import GraphStore
from ontology.region import Region
from ontology.regions import load_regions

TO_REGIONS = ("LOCATED_IN", "TARGETS")
REGION = "region/"
"""What the key of a unit begins with that says what the table of regions knows."""


def regions_of(store: GraphStore, source: str) -> Iterator[Unit]:
    """Yield a unit for each region that ``source`` points at, and for each region around it."""
    regions = load_regions()
    needed: dict[str, Region] = {}
    for code in sorted(store.ledger.objects(source, TO_REGIONS)):
        region = regions.get(code) or regions.learn(code)
        if region is None:
            continue
        for one in (region, *regions.chain(region)):
            needed[one.id] = one
    for id_, region in sorted(needed.items()):
        records = list(region_records(region))
        yield Unit(f"{REGION}{id_}", digest(repr(records)), partial(iter, records))


def region_records(region: Region) -> Iterator[Record]:
    """Yield what the table of regions says of ``region``."""
    properties: dict[str, Value] = {
        "name": dict(region.names),
        "level": region.level,
        "code": list(region.codes),
    }
    if region.country:
        properties["country"] = region.country
    years = sorted({year for version in region.versions.values() for year in version})
    if years:
        properties["version"] = years
    evidence = Evidence(locator=f"table of regions, {region.id}")
    yield EntityRecord(region.id, "Region", properties, evidence)
    if region.parent:
        yield RelationRecord(region.id, "PART_OF", region.parent, {}, evidence)
