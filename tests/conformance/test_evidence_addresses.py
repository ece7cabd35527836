"""Which addresses standing evidence names, and who names them."""

from __future__ import annotations

from dataclasses import replace

from graph.records import EntityRecord, Evidence
from graph.store import GraphStore
from ingest.links.checking import named
from tests.conformance.builders import take_back, tell, thing

FIRST, SECOND = "https://a.example/1", "HTTP://b.example/2"


def seen_at(key: str, *urls: str) -> EntityRecord:
    """Return what a source says of one entity, with where it was read."""
    return replace(thing(key), evidence=Evidence(f"of {key}", urls=urls))


def test_addresses_of_what_stands(store: GraphStore) -> None:
    tell(store, "one", seen_at("alpha", FIRST, SECOND), seen_at("beta", FIRST))
    tell(store, "two", seen_at("alpha", FIRST, "mailto:a@a.example"), thing("gamma"))
    assert named(store) == {FIRST: {"one", "two"}, SECOND: {"one"}}
    take_back(store, "one")
    assert named(store) == {FIRST: {"two"}}
