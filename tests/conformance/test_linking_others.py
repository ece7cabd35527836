"""Projects and places of a store are judged one by rules, and what was judged can be taken back."""

from __future__ import annotations

from graph.ledger.judging import undo
from graph.linkage.in_store import RULE, link_store
from graph.linkage.model import Model
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, tell, thing, tie

TITLE = "Light for the early diagnosis of skin cancer in primary care"


def test_projects_and_places_of_two_sources_become_one(store: GraphStore) -> None:
    tell(
        store,
        "register",
        thing(
            "cordis:101000001",
            "Project",
            ["cordis:101000001"],
            name={"en": TITLE},
            acronym=["DERMALIGHT"],
            start="2023-01-01",
        ),
        thing("AT22", "Region", name={"de": "Steiermark"}, country="AT"),
        thing("litek", "Cluster"),
        tie("litek", "PARTICIPATES_IN", "cordis:101000001", role="coordinator"),
    )
    name = {"en": TITLE.upper()}
    page = thing("dermalight", "Project", name=name, acronym=["DermaLight"], start="2023-01")
    tell(store, "page", page, thing("styria", "Region", name={"en": "Styria"}, country="AT"))
    before = graph_of(store)
    outcome = link_store(store, SCHEMA, Model.load())
    assert (outcome.projects, outcome.places, outcome.judged) == (2, 2, 2)
    judged = {frozenset((one.left, one.right)): one for one in store.ledger.judgements()}
    assert judged.keys() == {
        frozenset(("cordis:101000001", "dermalight")),
        frozenset(("AT22", "styria")),
    }
    assert all(one.by == RULE and " bits; " in one.reason for one in judged.values())
    merged = store.golden.entities(["dermalight", "styria", "AT22"])
    assert len(merged) == 2
    for one in judged.values():
        undo(store, SCHEMA, one.number)
    assert graph_of(store) == before
    assert link_store(store, SCHEMA, Model.load()).judged == 0
