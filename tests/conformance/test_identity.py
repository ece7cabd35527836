"""Which keys are one entity: by shared identifiers, by judgements, and back again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from graph.errors import UnknownNameError, UsageError
from graph.ledger.identity import entity_id
from graph.ledger.judging import overruled, undo
from graph.ledger.verdicts import Said, pronouncing
from graph.records import EntityRecord
from graph.store import GraphStore
from tests.conformance.builders import (
    SCHEMA,
    different,
    graph_of,
    reach_of,
    same,
    take_back,
    tell,
    thing,
    tie,
)

CURATED = thing("alpha", identifiers=["pic:1"], legalName="Alpha UAB")
LISTED = thing("pic:1", "ResearchOrganisation", ["ror:01"], website="https://alpha.example")
ROR = thing("ror:01", acronym="ALF")
CLUSTER = thing("cluster", "Cluster")


def told_in_any_order(store: GraphStore, told: dict[str, EntityRecord]) -> list[str]:
    """Return the graph that sources make in every order in which they may come."""
    graphs = []
    for order in permutations(told):
        for name in order:
            tell(store, name, told[name])
        graphs.append(graph_of(store))
        for name in order:
            take_back(store, name)
    assert all(graph == graphs[0] for graph in graphs)
    return graphs[0]


def test_a_shared_identifier_makes_one_entity(store: GraphStore) -> None:
    tell(store, "one", CURATED, CLUSTER)
    tell(store, "two", LISTED, tie("pic:1", "MEMBER_OF", "cluster"))
    alpha = store.golden.entities(["alpha"])["alpha"]
    assert alpha.keys == ("alpha", "ror:01", "pic:1")
    assert alpha.properties["website"] == "https://alpha.example"
    assert [one.source for one in store.golden.all_relations()] == ["alpha"]
    assert store.ledger.identities(["pic:1", "x"]) == {"pic:1": "alpha"}
    assert store.ledger.keys_of(["alpha"]) == {"alpha": ["alpha", "pic:1", "ror:01"]}
    assert store.ledger.aliases(["ror:01"]) == [("pic:1", "ror:01")]
    take_back(store, "one")
    assert sorted(one.id for one in store.golden.all_entities()) == ["ror-01"]


def test_the_order_of_ingest_does_not_matter(store: GraphStore) -> None:
    told = {"one": CURATED, "two": LISTED, "three": ROR}
    assert len(told_in_any_order(store, told)) == 1


def test_an_id_written_as_a_key_means_its_entity_in_any_order(store: GraphStore) -> None:
    told = {
        "club": thing("club:acme", legalName="Acme UAB"),
        "list": thing("club-acme", website="https://acme.example"),
    }
    assert len(told_in_any_order(store, told)) == 1


def test_keys_that_look_alike_are_two_entities_in_any_order(store: GraphStore) -> None:
    told = {"calls": thing("call:a b"), "others": thing("call:a-b")}
    assert len(told_in_any_order(store, told)) == 2


def test_who_is_called_otherwise_gives_an_id_free(store: GraphStore) -> None:
    tell(store, "list", thing("club-acme"))
    tell(store, "club", thing("club:acme"))
    assert [one.id for one in store.golden.all_entities()] == ["club-acme"]
    tell(store, "club", thing("club:acme", identifiers=["acme"]))
    assert sorted(one.id for one in store.golden.all_entities()) == ["acme", "club-acme"]


def test_a_merge_undone_gives_back_the_former_graph(store: GraphStore) -> None:
    tell(
        store,
        "one",
        thing("alpha", website="https://alpha.example"),
        thing("beta", "University", website="https://beta.example"),
        CLUSTER,
        thing("lasers", "Technology"),
        thing("LT", "Region"),
        tie("alpha", "MEMBER_OF", "cluster", role="member"),
        tie("beta", "MEMBER_OF", "cluster", role="founder"),
        tie("beta", "WORKS_ON", "lasers"),
        tie("beta", "LOCATED_IN", "LT"),
    )
    before = (graph_of(store), reach_of(store))
    number = same(store, "beta", "alpha")
    assert sorted(store.golden.entities(["alpha", "beta"])) == ["alpha"]
    assert {one.organisation for one in reach_of(store)} == {"alpha"}
    roles = [one.role for one in store.golden.relations(["alpha"], ["MEMBER_OF"])]
    assert roles == ["founder", "member"]
    said = store.ledger.stating([("alpha", "MEMBER_OF", "cluster")])
    assert sorted(str(stored.record.properties["role"]) for _, stored in said) == roles
    undo(store, SCHEMA, number)
    assert (graph_of(store), reach_of(store)) == before
    assert store.names.exact("beta") == ["beta"]


def test_a_split_undone_gives_back_the_former_graph(store: GraphStore) -> None:
    tell(store, "one", CURATED, LISTED, tie("pic:1", "MEMBER_OF", "cluster"), CLUSTER)
    before = graph_of(store)
    number = different(store, "alpha", "pic:1")
    assert sorted(one.id for one in store.golden.all_entities()) == ["alpha", "cluster", "ror-01"]
    assert [one.source for one in store.golden.all_relations()] == ["ror-01"]
    undo(store, SCHEMA, number)
    assert graph_of(store) == before


def test_what_cannot_be_parted_is_refused(store: GraphStore) -> None:
    tell(store, "list", thing("club-acme"))
    tell(store, "club", thing("club:acme"))
    before = graph_of(store)
    with pytest.raises(UsageError, match="cannot be parted"):
        different(store, "club-acme", "club:acme")
    said = Said("club:acme", "club-acme", "different", "a", "")
    refused = pytest.raises(UsageError, match="cannot be parted")
    with refused, pronouncing(store, SCHEMA, "some", [said]):
        pass
    assert graph_of(store) == before
    assert store.ledger.judgements() == []


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ((("alpha", "beta"), ("alpha", "gamma")), ("beta", "gamma")),
        # Their own tie would count, and that of beta and gamma no longer.
        ((("beta", "gamma"), ("alpha", "beta")), ("alpha", "gamma")),
    ],
)
def test_what_another_judgement_keeps_apart_is_not_made_one(
    store: GraphStore, told: Sequence[tuple[str, str]], refused: tuple[str, str]
) -> None:
    """It was said to be one entity, and stayed two."""
    tell(store, "one", thing("alpha"), thing("beta"), thing("gamma"))
    same(store, *told[0])
    number = different(store, *told[1])
    before = graph_of(store)
    with pytest.raises(UsageError, match=r"' cannot be one: .* which .* judged two") as told_so:
        same(store, *refused)
    assert str(told_so.value).startswith("'{}' and '{}' cannot".format(*refused))
    assert (graph_of(store), len(store.ledger.judgements())) == (before, 2)
    assert overruled(store.ledger) == []
    undo(store, SCHEMA, number)
    same(store, *refused)
    assert list(store.golden.entities(["alpha", "beta", "gamma"])) == ["alpha"]


def test_a_split_within_a_chain_tells_what_no_longer_counts(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"), thing("beta"), thing("gamma"))
    same(store, "alpha", "beta")
    second = same(store, "beta", "gamma")
    third = different(store, "alpha", "gamma")
    assert store.ledger.keys_of(["alpha", "gamma"]) == {
        "alpha": ["alpha", "beta"],
        "gamma": ["gamma"],
    }
    assert [(one.number, why.number) for one, why in overruled(store.ledger)] == [(second, third)]


def test_things_of_two_kinds_are_not_made_one(store: GraphStore) -> None:
    """A cluster that was merged with a technology left the graph without the technology."""
    tell(store, "one", thing("lasers", "Technology"), thing("cluster", "Cluster"))
    with pytest.raises(UsageError, match="only things of one kind can be one"):
        same(store, "lasers", "cluster")
    different(store, "lasers", "cluster")
    assert len(store.ledger.judgements()) == 1


def test_a_key_that_means_something_of_another_kind_is_told(store: GraphStore) -> None:
    """A firm whose id was that of a technology gave it a website, and nobody was told."""
    tell(store, "scheme", thing("lasers", "Technology"))
    before = graph_of(store)
    report = tell(store, "own", thing("lasers", "Company", website="https://lasers.example"))
    (reject,) = report.rejects
    assert (reject.file, reject.value) == ("own", "Company")
    assert reject.reason == "'lasers' means lasers, of kind Technology"
    assert graph_of(store) == before
    assert tell(store, "own", thing("lasers-ltd", "Company")).rejects == []


def test_a_judgement_takes_its_contrary_back(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"), thing("beta"))
    same(store, "alpha", "beta")
    different(store, "beta", "alpha")
    assert sorted(one.id for one in store.golden.all_entities()) == ["alpha", "beta"]
    standing = store.ledger.judgements()
    assert [(one.number, one.left, one.verdict) for one in standing] == [(2, "beta", "different")]
    assert [one.closed for one in store.ledger.judgements(closed=True)] == [3, None]
    assert [one.opened for one in store.ledger.judgements(closed=True)] == [2, 3]


def test_what_was_undone_cannot_be_undone_again(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"), thing("beta"))
    number = same(store, "alpha", "beta")
    undo(store, SCHEMA, number)
    with pytest.raises(UnknownNameError, match=f"no judgement {number} stands"):
        undo(store, SCHEMA, number)


def test_judgements_outlive_their_records(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"))
    tell(store, "two", thing("beta"))
    same(store, "alpha", "beta")
    take_back(store, "two")
    tell(store, "two", thing("beta"))
    assert sorted(one.id for one in store.golden.all_entities()) == ["alpha"]


def test_a_key_that_nobody_states_any_more_means_nothing(store: GraphStore) -> None:
    tell(store, "one", thing("alpha", identifiers=["pic:1"]))
    tell(store, "one", thing("pic-1"))
    assert store.golden.entities(["pic-1"])["pic-1"].keys == ("pic-1",)
    assert store.ledger.identities(["pic:1"]) == {}


@pytest.mark.parametrize("late", [False, True])
def test_a_judged_key_means_whom_it_names_whenever_that_came(store: GraphStore, late: bool) -> None:
    club = thing("club:acme", website="https://acme.example")
    tell(store, "one", thing("club-acme"), thing("beta"))
    if not late:
        tell(store, "two", club)
    different(store, "club-acme", "beta")
    take_back(store, "one")
    if late:
        tell(store, "two", club)
    assert store.golden.entities(["club-acme"])["club-acme"].keys == ("club-acme", "club:acme")


def test_an_id_with_a_hash_leads_back_to_its_key(store: GraphStore) -> None:
    """As long as a record has the key: a merge or a retraction does not take it away."""
    key, id_ = "members:光学", "members_6595142f32f430ef"
    tell(store, "one", thing("alpha"))
    tell(store, "two", thing(key), thing("members:plain"), tie(key, "PART_OF", "alpha"))
    assert entity_id([key]) == id_
    assert store.ledger.called(id_) == [key]
    number = same(store, "alpha", key)
    assert store.ledger.called(id_) == [key]
    undo(store, SCHEMA, number)
    take_back(store, "two")
    assert store.ledger.called(id_) == [key]
    assert store.ledger.called("members-plain") == []
    take_back(store, "two", purge=True)
    assert store.ledger.called(id_) == []
