"""After any edits, a store says exactly what the store in memory says, in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from graph.ledger.history import as_of
from graph.ledger.judging import undo
from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import (
    SCHEMA,
    different,
    graph_of,
    optics,
    reach_of,
    same,
    take_back,
    tell,
    thing,
    tie,
)
from tests.conformance.test_reach import recomputed

ORGANISATIONS = ["alpha", "beta", "pic:7", "pic:8", "gamma"]
PROJECTS = ["fastlight", "cordis:1"]
TECHNOLOGIES = ["light", "lasers", "imaging", "oct"]
REGIONS = ["LT", "LT011", "AT130", "AT22"]
ROLES = ["", "coordinator", "partner", "funder"]
YEARS = ["", "2015", "2018-03", "2022"]
SOURCES = ["one", "two", "three"]
DATES = ["", "2020", "2021-05"]
EDITS = 12

Edit = Callable[[GraphStore], object]


def draw_records(dice: random.Random) -> list[Record]:
    """Return what some source might say."""
    records: list[Record] = []
    for key in dice.sample(ORGANISATIONS, 3):
        identifiers = [dice.choice(["pic:7", "pic:8", "ror:9"])] if dice.random() < 0.4 else []
        type_ = dice.choice(["Company", "University", "Cluster"])
        records.append(thing(key, type_, identifiers, website=f"https://{dice.random()}.example"))
        records.append(tie(key, "LOCATED_IN", dice.choice(REGIONS), city=dice.choice(["", "Town"])))
        records.append(tie(key, "MEMBER_OF", dice.choice(ORGANISATIONS), since=dice.choice(YEARS)))
        records.append(tie(key, "WORKS_ON", dice.choice(TECHNOLOGIES)))
        records.append(tie(key, "PARTICIPATES_IN", dice.choice(PROJECTS), role=dice.choice(ROLES)))
    for key in PROJECTS:
        records.append(thing(key, "Project", start=dice.choice(["2015", "2019-02-01"])))
        records.append(tie(key, "ABOUT", dice.choice(TECHNOLOGIES)))
    if dice.random() < 0.5:
        records.append(tie(dice.choice(TECHNOLOGIES), "BROADER", dice.choice(TECHNOLOGIES)))
    return records


def draw_edit(dice: random.Random, store: GraphStore) -> Edit:
    """Return some change that makes sense for ``store`` as it is."""
    known = [one.info.name for one in store.ledger.sources() if one.info.name != "optics"]
    judged = [one.number for one in store.ledger.judgements()]
    choice = dice.choice(["tell", "tell", "tell", "retract", "judge", "undo"])
    if choice == "retract" and known:
        name, purge = dice.choice(known), dice.random() < 0.3
        return lambda one: take_back(one, name, purge=purge)
    if choice == "undo" and judged:
        number = dice.choice(judged)
        return lambda one: undo(one, SCHEMA, number)
    if choice == "judge":
        keys = sorted(store.ledger.identities(ORGANISATIONS))
        if len(keys) > 1:
            left, right = dice.sample(keys, 2)
            verdict = dice.choice([same, different])
            return lambda one: verdict(one, left, right)
    records, name = draw_records(dice), dice.choice(SOURCES)
    priority, date = dice.randrange(3), dice.choice(DATES)
    return lambda one: tell(one, name, *records, priority=priority, date=date)


def state(store: GraphStore) -> dict[str, object]:
    """Return everything that two stores must agree on."""
    ids = [entity.id for entity in store.golden.all_entities()]
    number = store.revision().number
    return {
        "graph": graph_of(store),
        "reach": reach_of(store),
        "top": [
            store.reach.top(technology, [("LT", "LU"), ("AT", "AU")], 2022, 3)
            for technology in TECHNOLOGIES
        ],
        "links": sorted(store.reach.links(TECHNOLOGIES, ids)),
        "members": store.reach.members(TECHNOLOGIES),
        "relations": store.golden.relations(ids, ["MEMBER_OF"], "in"),
        "counts": store.golden.counts(),
        "newest": store.golden.newest_start(),
        "revision": [(one.number, one.action, one.note) for one in store.revisions()],
        "judgements": [
            (one.number, one.left, one.right, one.verdict, one.opened, one.closed)
            for one in store.ledger.judgements(closed=True)
        ],
        "sources": [
            (one.info, one.opened, one.closed) for one in store.ledger.sources(closed=True)
        ],
        "keys": store.ledger.keys_of(ids),
        "aliases": sorted(store.ledger.aliases(ORGANISATIONS)),
        "history": [list(store.ledger.history(at)) for at in range(number + 1)],
        "names": [store.names.exact(id_) for id_ in ids],
    }


@pytest.mark.parametrize("seed", range(3))
def test_any_edits(store: GraphStore, seed: int) -> None:
    dice = random.Random(seed)
    twin = SqliteStore(":memory:")
    for one in (store, twin):
        tell(one, "optics", *optics())
    for _ in range(EDITS):
        edit = draw_edit(dice, twin)
        for one in (store, twin):
            edit(one)
        found, expected = state(store), state(twin)
        for what in expected:
            assert found[what] == expected[what], what
    assert reach_of(store) == recomputed(store)
    twin.close()


@pytest.mark.parametrize("seed", range(20))
def test_any_edits_lead_to_what_follows_from_the_records(seed: int) -> None:
    dice = random.Random(seed)
    store = SqliteStore(":memory:")
    tell(store, "optics", *optics())
    for _ in range(EDITS):
        draw_edit(dice, store)(store)
        anew = as_of(store, store.revision().number, SCHEMA)
        assert graph_of(store) == graph_of(anew)
        assert reach_of(store) == reach_of(anew)
        anew.close()
    store.close()
