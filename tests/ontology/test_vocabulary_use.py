"""Every class, property and relation of the vocabulary is stated by a source or worked out."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import ingest
from graph.curating.archived import ARCHIVED_AT, LAST_SEEN
from graph.ledger.reference import region_records
from graph.ledger.technology_records import concept_records
from graph.records import EntityRecord, Record, Unit
from ingest.starter import StarterFormat
from ontology.model import load_model
from ontology.regions import load_regions
from ontology.technologies import load_technologies

DATA = Path(__file__).parents[2] / "data"
MODEL = load_model()
# Needed to say what sources are known to say (an agreement carried on, a catalogue's entries and
# the products in it), though none of those at hand does. A term that one states leaves the list.
AWAITED = {"Product", "OFFERS", "LISTS", "RENEWS", "REPLACES"}
CURATED = {ARCHIVED_AT, LAST_SEEN}
"""What people alone enter."""


def records() -> Iterator[Record]:
    """What the bundled set, the scheme of technologies and the table of regions say."""
    for unit in StarterFormat().read(DATA):
        assert isinstance(unit, Unit), unit
        yield from unit.records()
    for concept in load_technologies().concepts.values():
        yield from concept_records(concept)
    for code in ("LT011", "CA-QC", "EU27"):
        region = load_regions().get(code)
        assert region is not None
        yield from region_records(region)


@cache
def stated() -> frozenset[str]:
    """Every name that a source uses: of classes with those above them, properties, relations."""
    names: set[str] = set()
    for record in records():
        names.update(record.properties)
        is_entity = isinstance(record, EntityRecord)
        names.update(MODEL.ancestors(record.type) if is_entity else [record.type])
    for found in pkgutil.walk_packages(ingest.__path__, "ingest."):
        names |= getattr(importlib.import_module(found.name), "PRODUCES", frozenset())
    return frozenset(names)


def test_every_term_is_used() -> None:
    computed = {prop.name for prop in MODEL.properties.values() if prop.computed}
    terms = MODEL.kinds.keys() | MODEL.properties.keys() | MODEL.relations.keys()
    assert terms - stated() - computed - CURATED == AWAITED


def test_sources_use_no_other_term() -> None:
    terms = MODEL.kinds.keys() | MODEL.properties.keys() | MODEL.relations.keys()
    assert stated() <= terms


def test_bundled_records_are_valid() -> None:
    for record in records():
        if isinstance(record, EntityRecord):
            assert MODEL.problems(record.type, record.properties) == []
        else:
            source, target = min(MODEL.relations[record.type].pairs)
            problems = MODEL.relation_problems(record.type, source, target, record.properties)
            assert problems == []
