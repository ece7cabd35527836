"""When a document last changed: never before anything that it shows, and not for all that comes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

import pytest

from graph.ledger.judging import undo
from graph.ledger.writing import ingest
from graph.rdf.dating import Calendar, last_change
from graph.rdf.document import Description, describe
from graph.records import Record
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, info, same, take_back, tell, thing, tie, units

WHOLE = ("acme", "club", "far", "LT01", "LT")
PLACES: list[Record] = [
    thing("LT01", "Region"),
    thing("LT", "Region"),
    thing("EU", "Region"),
    tie("LT01", "PART_OF", "LT"),
    tie("LT", "PART_OF", "EU"),
]
CLUB: list[Record] = [thing("club", "Cluster"), thing("far")]
ACME: list[Record] = [thing("acme"), tie("acme", "LOCATED_IN", "LT01")]
MEMBER = tie("acme", "MEMBER_OF", "club")


def shown(one: Description) -> tuple[object, ...]:
    """All that a document and a page are made of."""
    return (
        one.entity,
        one.relations,
        {id_: (end.type, end.properties.get("name")) for id_, end in one.ends.items()},
        one.more,
        sorted(one.above),
        one.evidence,
        one.said,
        {name: (info.title, info.licence, info.attribution) for name, info in one.sources.items()},
    )


Seen = dict[str, tuple[object, int]]


def dates(found: Seen, ids: Iterable[str]) -> dict[str, int]:
    return {id_: found[id_][1] for id_ in ids}


def seen(store: GraphStore) -> Seen:
    """Id → what is shown of it, and since which revision."""
    calendar = Calendar.of(store, store.revision())
    found: Seen = {}
    for entity in store.golden.entities(WHOLE).values():
        described = describe(store, entity, calendar.standing)
        found[entity.id] = (shown(described), last_change(store, described, calendar))
    return found


def tell_as(store: GraphStore, name: str, *records: Record, **said: str) -> None:
    """Take in a source that says something else of itself."""
    ingest(store, SCHEMA, replace(info(name, records), **said), units(records))  # type: ignore[arg-type]


STEPS: list[tuple[str, Callable[[GraphStore], object], Collection[str]]] = [
    ("a relation", lambda s: tell(s, "one", *ACME, MEMBER), {"acme", "club"}),
    ("the same by another", lambda s: tell(s, "two", thing("acme"), *CLUB, MEMBER), {"acme"}),
    ("who else says so leaves", lambda s: take_back(s, "two"), {"acme", "club"}),
    (
        "a fact",
        lambda s: tell(s, "one", thing("acme", founded="1990"), *ACME[1:], MEMBER),
        {"acme", "club"},
    ),
    (
        "a neighbour's name",
        lambda s: tell(s, "clubs", thing("club", "Cluster", name={"en": "Klub"}), thing("far")),
        {"acme"},
    ),
    ("something far away", lambda s: tell(s, "four", thing("far", founded="2000")), {"far"}),
    (
        "a neighbour's other relation",
        lambda s: tell(s, "four", *CLUB, tie("far", "MEMBER_OF", "club")),
        {"far", "club"},
    ),
    ("a source's title", lambda s: tell_as(s, "one", *ACME, MEMBER, title="One"), {"acme"}),
    (
        "a source's new version",
        lambda s: tell_as(s, "four", *CLUB, tie("far", "MEMBER_OF", "club"), origin="4.yaml"),
        (),
    ),
    ("a merge", lambda s: same(s, "acme", "far"), {"acme", "club"}),
    ("its undoing", lambda s: undo(s, SCHEMA, 1), {"acme", "far", "club"}),
    ("a relation leaves", lambda s: tell(s, "one", *ACME), {"acme", "club"}),
    ("what lies far above", lambda s: tell(s, "places", *PLACES[:4]), {"LT01", "LT"}),
]


APART = ("a fact", "something far away", "a source's new version", "what lies far above")
"""What leaves the documents of some others as they were, which are not dated anew then."""


def test_a_document_is_dated_by_what_it_shows(store: GraphStore) -> None:
    tell(store, "places", *PLACES)
    tell(store, "clubs", *CLUB)
    tell(store, "one", *ACME)
    before = seen(store)
    first = {"LT": 1, "club": 2, "far": 2, "acme": 3}
    assert dates(before, first) == first
    for step, do, changed in STEPS:
        do(store)
        now, after = store.revision().number, seen(store)
        for id_, (said, since) in after.items():
            former = before.get(id_, (None, 0))
            if id_ in changed or said != former[0]:
                assert since == now, (step, id_)
        if step in APART:
            others = [one for one in ("acme", "club", "far") if one not in changed]
            assert dates(after, others) == dates(before, others), step
        before = after
    tell(store, "unrelated", thing("other"), tie("other", "LOCATED_IN", "LT"))
    unmoved = {"acme", "club", "far"}
    assert {id_: seen(store)[id_][1] for id_ in unmoved} == {id_: before[id_][1] for id_ in unmoved}


def test_what_is_written_meanwhile_is_dated_by_what_was_known_before(store: GraphStore) -> None:
    tell(store, "one", thing("acme"))
    calendar = Calendar.of(store, store.revision())
    tell(store, "one", thing("acme", founded="1990"))
    described = describe(store, store.golden.entities(["acme"])["acme"], calendar.standing)
    assert calendar.revision(last_change(store, described, calendar)) == calendar.last


@pytest.mark.parametrize("purge", [False, True])
def test_nothing_is_known_of_what_is_gone(store: GraphStore, purge: bool) -> None:
    tell(store, "one", thing("acme"))
    take_back(store, "one", purge=purge)
    assert store.golden.changes(["acme", "nothing"]) == {}
