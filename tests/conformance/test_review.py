"""Deciding of proposals: what follows, what it would do, who was faster, and back again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.curating.hand import Hand
from graph.errors import StaleError, UnknownNameError, UsageError
from graph.ledger.holdings import Holdings
from graph.question.evidence import relation_evidence
from graph.records import EntityRecord, Evidence, RelationRecord
from graph.review.desk import Desk
from graph.review.proposal import ACCEPTED, OPEN, REJECTED, SKIPPED, Fact, Pair, Proposal, Remark
from graph.review.queue import Wanted
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, optics, reach_of, tell, thing, tie

POST = "https://post.example/1"
QUOTE = Evidence("chars 10-30", (POST,), "Alfa prisijungė", "lt", 0.4)
PAIR = Proposal(Pair("alpha", "beta", {"name": 4.5}), 0.8, "linkage")
JOINED = Proposal(
    Fact(
        (
            RelationRecord("alpha", "MEMBER_OF", "delta", {"role": "member"}, QUOTE),
            EntityRecord("delta", "Cluster", {"name": {"lt": "Delta"}}, QUOTE),
        ),
        POST,
        before="Sausį ",
        after=" prie klasterio.",
    ),
    0.4,
    "post-1",
)
FOUNDED = Proposal(
    Fact((EntityRecord("alpha", "Company", {"founded": "2003"}, QUOTE),), "notice.pdf"),
    0.5,
    "notice",
)
NO_MEMBER = Proposal(
    Fact(
        (
            RelationRecord(
                "alpha",
                "MEMBER_OF",
                "cluster",
                {"role": "member"},
                replace(QUOTE, quote="Alfa nėra narė", confidence=0.0),
            ),
        ),
        POST,
        doubt="the text says that it is not so",
    ),
    0.9,
    "post-2",
)
PLANNED = Proposal(
    Fact((EntityRecord("pact", "Agreement", {"name": {"en": "Pact A – B"}}, QUOTE),), POST),
    0.9,
    "post-2",
)
REMARK = Proposal(Remark("alpha", "website", "it has moved"), 0.3, "readers")


@pytest.fixture
def desk(store: GraphStore) -> Desk:
    """A desk with four proposals about a small graph."""
    tell(store, "optics", *optics())
    tell(
        store,
        "one",
        thing("alpha", founded="2001"),
        thing("beta", website="https://beta.example", founded="2002"),
        thing("cluster", "Cluster"),
        tie("alpha", "MEMBER_OF", "cluster", role="member"),
        tie("beta", "WORKS_ON", "lasers"),
        tie("beta", "LOCATED_IN", "LT011"),
    )
    found = Desk(Holdings(store))
    for one in (PAIR, JOINED, FOUNDED, REMARK):
        found.propose(one.source, [one])
    return found


def decided(desk: Desk, proposal: Proposal, state: str) -> str:
    """Decide of a proposal as it is now; return what followed."""
    version = desk.find(proposal.id).version
    return desk.decide(proposal.id, state, version, by="a curator", reason="seen").made


@pytest.mark.parametrize(
    ("proposal", "state"),
    [
        (PAIR, ACCEPTED),
        (PAIR, REJECTED),
        (PAIR, SKIPPED),
        (JOINED, ACCEPTED),
        (JOINED, REJECTED),
        (FOUNDED, ACCEPTED),
        (REMARK, ACCEPTED),
    ],
)
def test_undo_takes_exactly_what_followed_back(
    desk: Desk, store: GraphStore, proposal: Proposal, state: str
) -> None:
    before = (graph_of(store), reach_of(store), store.ledger.judgements(), store.ledger.sources())
    number = store.revision().number
    decided(desk, proposal, state)
    assert store.revision().number == number + 1
    entry = desk.find(proposal.id)
    assert entry.state == state
    assert desk.undo(proposal.id, entry.version).state == OPEN
    after = (graph_of(store), reach_of(store), store.ledger.judgements(), store.ledger.sources())
    assert after == before


@pytest.mark.parametrize("proposal", [PAIR, FOUNDED])
def test_what_followed_is_taken_back_elsewhere_and_is_asked_again(
    desk: Desk, store: GraphStore, proposal: Proposal
) -> None:
    """A judgement is undone, an entry by hand is taken out: the decision stands no longer."""
    before, seen = graph_of(store), desk.find(proposal.id).version
    _, _, name = decided(desk, proposal, ACCEPTED).partition(" ")
    if proposal is PAIR:
        Holdings(store).undo(int(name))
    else:
        Holdings(store).retract(name)
    assert graph_of(store) == before
    entry = desk.find(proposal.id)
    assert (entry.state, entry.decision) == (OPEN, None)
    assert entry.version > seen
    with pytest.raises(StaleError):
        desk.decide(proposal.id, REJECTED, seen, by="who looked before")
    assert decided(desk, proposal, ACCEPTED)


def test_an_accepted_pair_is_one_entity(desk: Desk, store: GraphStore) -> None:
    effect = desk.preview(PAIR.id)
    assert decided(desk, PAIR, ACCEPTED) == "judgement 1"
    alpha = store.golden.entities(["alpha", "beta"])["alpha"]
    assert sorted(one.id for one in effect.before) == ["alpha", "beta"]
    assert effect.after == [alpha]
    assert effect.relations_after == [
        one for one in store.golden.relations(["alpha"]) if one.type != "MEMBER_OF"
    ]
    assert {one.source for one in effect.relations_before} == {"beta"}


def test_a_pair_is_not_asked_any_more_when_somebody_denied_a_side(
    desk: Desk, store: GraphStore
) -> None:
    entry = Hand(Holdings(store), "a curator", POST).deny("beta")
    assert {one.proposal.id for one in desk.entries(Wanted(OPEN))} == {
        one.id for one in (JOINED, FOUNDED, REMARK)
    }
    assert desk.tally().get(("pair", OPEN), 0) == 0
    # What linkage finds again once that is taken back is asked again.
    Holdings(store).retract(entry)
    assert desk.propose("linkage", [PAIR]).new == 1


def test_a_pair_is_not_asked_any_more_when_a_side_was_retracted(
    desk: Desk, store: GraphStore
) -> None:
    tell(store, "two", thing("gamma"))
    both = [PAIR, Proposal(Pair("alpha", "gamma"), 0.7, "linkage")]
    desk.propose("linkage", both)
    Holdings(store).retract("two")
    assert [one.proposal for one in desk.entries(Wanted(OPEN, kind="pair"))] == [PAIR]


def test_a_rejected_pair_is_judged_different_and_not_asked_again(
    desk: Desk, store: GraphStore
) -> None:
    decided(desk, PAIR, REJECTED)
    assert [one.verdict for one in store.ledger.judgements()] == ["different"]
    assert desk.propose("linkage", [PAIR]).decided == 1
    assert desk.find(PAIR.id).state == REJECTED


def test_an_accepted_fact_keeps_its_quote(desk: Desk, store: GraphStore) -> None:
    effect = desk.preview(JOINED.id)
    assert [one.id for one in effect.after] == ["delta"]
    known = {one.id: one.label for one in store.golden.all_entities()}
    assert effect.names == {"alpha": known["alpha"], "delta": "Delta"}
    assert decided(desk, JOINED, ACCEPTED) == f"source hand/{JOINED.id}"
    triple = ("alpha", "MEMBER_OF", "delta")
    ((witness,),) = relation_evidence(store, [triple]).values()
    assert (witness.quote, witness.language, witness.urls) == ("Alfa prisijungė", "lt", (POST,))
    assert witness.locator.startswith("entered by a curator on 20")
    assert witness.locator.endswith("chars 10-30")
    assert list(effect.relations_after) == store.golden.between([triple])


def test_an_accepted_denial_takes_out_what_is_not_so(desk: Desk, store: GraphStore) -> None:
    before = graph_of(store)
    desk.propose("post-2", [NO_MEMBER])
    (shown,) = desk.in_words([desk.find(NO_MEMBER.id)])
    assert shown.title.startswith("not so: ")
    effect = desk.preview(NO_MEMBER.id)
    assert len(effect.relations_before) == 1
    assert set(effect.names) == {"alpha", "cluster"}
    desk.decide(NO_MEMBER.id, ACCEPTED, desk.find(NO_MEMBER.id).version, by="Ana")
    assert not store.golden.relations(["alpha"], ("MEMBER_OF",), "out")
    desk.undo(NO_MEMBER.id, desk.find(NO_MEMBER.id).version)
    assert graph_of(store) == before


def test_what_is_new_is_called_by_its_name(desk: Desk) -> None:
    desk.propose("post-2", [PLANNED])
    titles = [one.title for one in desk.in_words([desk.find(PLANNED.id), desk.find(JOINED.id)])]
    assert titles == ["Pact A – B (Agreement)", "alpha MEMBER_OF Delta role member"]


def test_a_fact_may_be_corrected(desk: Desk, store: GraphStore) -> None:
    version = desk.find(FOUNDED.id).version
    desk.decide(FOUNDED.id, ACCEPTED, version, by="a curator", properties={"founded": "2004"})
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "2004"
    with pytest.raises(UsageError, match="only a fact can be corrected"):
        desk.decide(
            PAIR.id, ACCEPTED, desk.find(PAIR.id).version, by="a curator", properties={"a": "b"}
        )


def test_who_comes_second_is_told_who_was_first(desk: Desk, store: GraphStore) -> None:
    seen = desk.find(PAIR.id).version
    desk.decide(PAIR.id, REJECTED, seen, by="the first", reason="other streets")
    before = store.revision()
    with pytest.raises(StaleError, match=r"was rejected by the first at .* \(other streets\)"):
        desk.decide(PAIR.id, ACCEPTED, seen, by="the second")
    assert store.revision() == before
    with pytest.raises(UsageError, match="is not open: undo first"):
        decided(desk, PAIR, ACCEPTED)
    with pytest.raises(UsageError, match="not decided yet"):
        desk.undo(JOINED.id, desk.find(JOINED.id).version)
    with pytest.raises(UnknownNameError, match="nothing is proposed as 'x'"):
        desk.find("x")
    with pytest.raises(UsageError, match="'maybe' is no decision"):
        desk.decide(PAIR.id, "maybe", seen, by="the second")


def test_what_is_skipped_can_be_decided(desk: Desk) -> None:
    decided(desk, PAIR, SKIPPED)
    decided(desk, PAIR, ACCEPTED)
    assert desk.tally() == {
        ("fact", OPEN): 2,
        ("pair", ACCEPTED): 1,
        ("remark", OPEN): 1,
    }


def test_what_a_contrary_judgement_ended_can_still_be_undone(desk: Desk, store: GraphStore) -> None:
    decided(desk, PAIR, ACCEPTED)
    Holdings(store).judge("alpha", "beta", "different", by="another", reason="")
    assert desk.undo(PAIR.id, desk.find(PAIR.id).version).state == OPEN


def test_what_is_internal_stays_so() -> None:
    public, internal = SqliteStore(":memory:"), SqliteStore(":memory:")
    tell(public, "one", thing("alpha"), thing("beta"))
    desk = Desk(Holdings(public, lambda new: internal, SCHEMA))
    secret = Proposal(
        Fact((EntityRecord("alpha", "Company", {"founded": "2003"}, QUOTE),), POST), 0.5, "minutes"
    )
    desk.propose("minutes", [secret], "internal")
    desk.propose("linkage", [PAIR])
    assert [one.proposal for one in desk.entries()] == [PAIR, secret]
    assert (
        public.queue.entries(Wanted(kind="fact"))
        == internal.queue.entries(Wanted(kind="pair"))
        == []
    )
    decided(desk, PAIR, ACCEPTED)
    decided(desk, secret, ACCEPTED)
    assert "founded" not in public.golden.entities(["alpha"])["alpha"].properties
    assert internal.golden.entities(["alpha"])["alpha"].properties["founded"] == "2003"
    assert internal.golden.entities(["beta"]) == public.golden.entities(["beta"]) == {}
    desk.undo(PAIR.id, desk.find(PAIR.id).version)
    assert len(internal.golden.entities(["alpha", "beta"])) == 2
