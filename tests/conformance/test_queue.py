"""The queue of review: what is asked, in which order, what was decided, and what is not asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.records import EntityRecord, Evidence, RelationRecord
from graph.review.proposal import ACCEPTED, OPEN, REJECTED, SKIPPED, Fact, Pair, Proposal, Remark
from graph.review.proposing import Proposed, propose
from graph.review.queue import Wanted
from graph.store import GraphStore
from tests.conformance.builders import different, same, take_back, tell, thing

PAIRS = [
    Proposal(Pair("alpha", "beta", {"name": 4.5, "postcode": -1.0}), 0.7, "linkage"),
    Proposal(Pair("alpha", "gamma"), 0.9, "linkage"),
    Proposal(Pair("beta", "gamma"), 0.7, "linkage"),
]
QUOTE = Evidence("chars 10-30", ("https://post.example/1",), "Alfa prisijungė", "lt", 0.4)
FACT = Proposal(
    Fact(
        (
            RelationRecord("alpha", "MEMBER_OF", "delta", {"role": "member"}, QUOTE),
            EntityRecord("delta", "Cluster", {"name": {"lt": "Delta"}}, QUOTE, ("pic:7",)),
        ),
        "https://post.example/1",
        before="Sausį ",
        after=" prie klasterio.",
        doubt="0.40 is below 0.60",
    ),
    0.4,
    "post-1",
)
REMARK = Proposal(Remark("alpha", "website", "it has moved", "https://a.example"), 0.5, "readers")


def put(store: GraphStore, *proposals: Proposal, complete: bool = True) -> Proposed:
    """Let linkage, or whose the first proposal is, propose these."""
    source = proposals[0].source if proposals else "linkage"
    with store.writing("propose", source):
        return propose(store, source, proposals, complete=complete)


def decide(store: GraphStore, proposal: Proposal, state: str, made: str = "") -> int:
    """Decide of a proposal; return the number of the decision."""
    with store.writing("review", proposal.id):
        return store.queue.decide(proposal.id, state, "a curator", "seen", made).number


def test_the_surest_is_asked_first(store: GraphStore) -> None:
    put(store, *PAIRS)
    put(store, FACT)
    put(store, REMARK)
    entries = store.queue.entries()
    alike = sorted([PAIRS[0], PAIRS[2]], key=lambda one: one.id)
    assert [one.proposal for one in entries] == [PAIRS[1], *alike, REMARK, FACT]
    assert [one.version for one in entries] == [1, 1, 1, 3, 2]
    assert {one.state for one in entries} == {OPEN}
    assert store.queue.find([FACT.id, "other"]) == {FACT.id: entries[-1]}
    assert [one.proposal for one in store.queue.entries(Wanted(kind="fact"))] == [FACT]
    assert [one.proposal for one in store.queue.entries(Wanted(source="readers"))] == [REMARK]
    first, second = store.queue.entries(Wanted(limit=2))
    after = (second.proposal.confidence, second.proposal.id)
    assert store.queue.entries(Wanted(after=after)) == entries[2:]
    assert store.queue.tally() == {("fact", OPEN): 1, ("pair", OPEN): 3, ("remark", OPEN): 1}
    assert first.proposal.id == Proposal(Pair("gamma", "alpha"), 0.1, "somebody else").id


def test_a_decision_changes_state_and_version(store: GraphStore) -> None:
    put(store, *PAIRS)
    number = decide(store, PAIRS[0], ACCEPTED, "judgement 1")
    entry = store.queue.find([PAIRS[0].id])[PAIRS[0].id]
    assert entry.decision
    assert (entry.state, entry.version, entry.decision.number) == (ACCEPTED, 2, number)
    assert (entry.decision.by, entry.decision.reason) == ("a curator", "seen")
    assert (entry.decision.made, entry.decision.closed) == ("judgement 1", None)
    with store.writing("undo", "1"):
        store.queue.reopen(PAIRS[0].id)
    entry = store.queue.find([PAIRS[0].id])[PAIRS[0].id]
    assert (entry.state, entry.version) == (OPEN, 3)
    decide(store, PAIRS[0], SKIPPED)
    assert decide(store, PAIRS[0], REJECTED) == number + 2
    assert store.queue.tally() == {("pair", OPEN): 2, ("pair", REJECTED): 1}
    assert [one.version for one in store.queue.entries(Wanted(state=REJECTED))] == [5]


def test_the_same_is_not_asked_twice(store: GraphStore) -> None:
    assert put(store, *PAIRS) == Proposed(new=3)
    decide(store, PAIRS[1], REJECTED)
    surer = Proposal(PAIRS[0].matter, 0.8, "linkage")
    assert put(store, surer, PAIRS[1]) == Proposed(known=1, decided=1, withdrawn=1)
    entries = store.queue.entries()
    assert [(one.proposal, one.state) for one in entries] == [(PAIRS[1], REJECTED), (surer, OPEN)]
    assert [one.version for one in entries] == [2, 3]
    assert put(store, PAIRS[2], complete=False) == Proposed(new=1)
    assert len(store.queue.entries(Wanted(state=OPEN))) == 2


def test_what_is_judged_is_not_asked(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"), thing("beta"), thing("gamma", identifiers=["beta"]))
    different(store, "gamma", "alpha")
    assert put(store, *PAIRS) == Proposed(new=1, decided=2)
    same(store, "alpha", "beta")
    assert put(store, *PAIRS) == Proposed(new=1, decided=2, withdrawn=1)
    assert [one.proposal for one in store.queue.entries()] == [PAIRS[2]]  # no longer one with beta


def test_personal_data_are_left_out(store: GraphStore) -> None:
    fact = FACT.matter
    assert isinstance(fact, Fact)
    before, after = "Tel. +370 5 266 1640. ", " (jonas.jonaitis@alpha.example)."
    told = Proposal(replace(fact, before=before, after=after), 0.4, "post-1")
    left_out = {"e-mail": 1, "telephone": 1}
    assert put(store, told) == Proposed(new=1, withheld=left_out)
    assert put(store, told) == Proposed(known=1, withheld=left_out)
    (entry,) = store.queue.entries()
    kept = entry.proposal.matter
    assert isinstance(kept, Fact)
    assert "266" not in kept.before
    assert "jonas" not in kept.after
    assert kept.records == fact.records


def test_what_a_retracted_source_proposes_goes_with_it(store: GraphStore) -> None:
    tell(store, "post-1", thing("alpha"))
    tell(store, "others", thing("alpha"), thing("beta"), thing("gamma"))
    other = Proposal(Remark("alpha", "", "it is gone"), 0.4, "post-1")
    put(store, FACT, other)
    put(store, *PAIRS)
    decide(store, other, REJECTED)
    take_back(store, "post-1")
    assert store.queue.tally() == {("pair", OPEN): 3, ("remark", REJECTED): 1}
    take_back(store, "post-1", purge=True)
    assert store.queue.tally() == {("pair", OPEN): 3}


def test_a_queue_shows_when_its_revision_is_closed(
    store: GraphStore, opening: Callable[[], GraphStore]
) -> None:
    other = opening()
    with store.writing("propose", "linkage"):
        propose(store, "linkage", PAIRS)
        store.queue.decide(PAIRS[0].id, ACCEPTED, "a curator", "", "")
        assert store.queue.find([PAIRS[0].id])[PAIRS[0].id].state == ACCEPTED
        assert other.queue.entries() == []
    assert other.queue.entries() == store.queue.entries()
    before = store.queue.entries()

    def breaks_off() -> None:
        with store.writing("propose", "linkage"):
            propose(store, "linkage", PAIRS[:1])
            store.queue.reopen(PAIRS[0].id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_off()
    assert store.queue.entries() == before
    decide(store, PAIRS[2], SKIPPED)
    assert store.queue.tally() == {("pair", ACCEPTED): 1, ("pair", OPEN): 1, ("pair", SKIPPED): 1}


def test_writing_needs_a_revision(store: GraphStore) -> None:
    with pytest.raises(RuntimeError, match="only inside"):
        store.queue.withdraw([FACT.id])
    with pytest.raises(RuntimeError, match="only inside"):
        store.queue.enter([FACT])
