"""Who says so: witnesses of the value and of the relation that stand, not of others."""

from __future__ import annotations

import pytest

from graph.dates import Period
from graph.question.filters import Filters
from graph.question.portrait import portrait
from graph.question.who import who
from graph.reader import Reader
from graph.store import GraphStore
from tests.conformance.builders import optics, same, tell, thing, tie

SPELLS = [("coordinator", "2010", "2011"), ("partner", "2010", "2011"), ("partner", "2020", "2021")]


def test_a_value_has_no_witness_that_states_another(store: GraphStore) -> None:
    tell(store, "poor", thing("alfa", founded="1990", acronym=["A"], website="https://a.example"))
    tell(store, "good", thing("alfa", founded="2000", acronym=["ALFA"]), priority=1)
    evidence = portrait(store, store.golden.entities(["alfa"])["alfa"]).evidence
    assert {name: [one.source for one in said] for name, said in evidence.items()} == {
        "acronym": ["good", "poor"],
        "founded": ["good"],
        "name": ["good", "poor"],
        "website": ["poor"],
    }


def test_a_name_that_gave_way_has_its_witness(store: GraphStore) -> None:
    tell(store, "good", thing("alfa"), priority=1)
    tell(store, "poor", thing("beta"))
    same(store, "alfa", "beta")
    whole = portrait(store, store.golden.entities(["alfa"])["alfa"])
    assert whole.entity.properties["altName"] == {"en": ["beta"]}
    assert {name: [one.source for one in said] for name, said in whole.evidence.items()} == {
        "altName": ["poor"],
        "name": ["good"],
    }


def spells(store: GraphStore) -> None:
    """Tell of an organisation that was in one project in several roles and at several times."""
    tell(
        store,
        "ground",
        *optics(),
        thing("alfa"),
        thing("work", "Project"),
        tie("alfa", "LOCATED_IN", "LT"),
        tie("work", "ABOUT", "lasers"),
    )
    for role, since, until in SPELLS:
        said = tie("alfa", "PARTICIPATES_IN", "work", role=role, since=since, until=until)
        tell(store, f"{role} {since}", said)


def test_a_relation_has_no_witness_that_states_another_role_or_time(store: GraphStore) -> None:
    spells(store)
    whole = portrait(store, store.golden.entities(["alfa"])["alfa"])
    shown = [one for one in whole.relations if one.type == "PARTICIPATES_IN"]
    assert [(one.role, one.since, one.until) for one in shown] == SPELLS
    said = [[witness.source for witness in whole.witnesses(one)] for one in shown]
    assert said == [[f"{role} {since}"] for role, since, _ in SPELLS]


def test_a_hit_is_shown_by_the_relation_that_made_it_one(store: GraphStore) -> None:
    spells(store)
    for role, since, until in SPELLS:
        filters = Filters(roles=(role,), period=Period.parse(f"{since}..{until}"))
        (hit,) = who(Reader(store), "lasers", "LT", filters).hits
        step = hit.paths[0][0]
        assert (step.role, step.since, step.until) == (role, since, until)
        assert [witness.source for witness in step.evidence] == [f"{role} {since}"]


@pytest.mark.parametrize(
    ("stated", "computed"),
    [({}, ["stage"]), ({"stage": "signed"}, []), ({"term": "P1Y"}, ["expectedEnd", "stage"])],
)
def test_what_nobody_states_of_an_agreement_is_computed(
    store: GraphStore, stated: dict[str, str], computed: list[str]
) -> None:
    tell(store, "one", thing("memo", "Agreement", signed="2020-01-01", **stated))
    assert portrait(store, store.golden.entities(["memo"])["memo"]).computed == computed
