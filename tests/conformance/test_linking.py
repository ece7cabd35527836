"""Linking the organisations of a store: judged, proposed, undone, and not judged again."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from graph.ledger.judging import undo
from graph.linkage.in_store import RULE, Outcome, link_store
from graph.linkage.model import Model
from graph.review.proposal import OPEN, Pair
from graph.review.queue import Wanted
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, different, graph_of, optics, tell, thing, tie

ONE, OTHER, RELATIVE = "Lichtwerk Optik GmbH", "LICHTWERK OPTIK GES.M.B.H.", "Lichtwerk Optics AG"


def fill(store: GraphStore) -> None:
    names = {"one": ONE, "other": OTHER, "relative": RELATIVE, "stranger": "Bäckerei Huber"}
    things = [thing(key, name={"und": name}) for key, name in names.items()]
    places = [tie(key, "LOCATED_IN", "AT22", city="Graz") for key in names]
    tell(store, "list", *optics(), *things, *places)


def link(store: GraphStore) -> Outcome:
    return link_store(store, SCHEMA, Model.load())


def test_a_sure_pair_is_judged_one_with_its_weight(store: GraphStore) -> None:
    fill(store)
    assert link(store).judged == 1
    (judgement,) = store.ledger.judgements()
    assert {judgement.left, judgement.right} == {"one", "other"}
    assert (judgement.verdict, judgement.by) == ("same", RULE)
    assert " bits; " in judgement.reason
    assert store.ledger.identities(["one"]) == {"one": store.ledger.identities(["other"])["other"]}


def test_a_doubtful_pair_is_put_into_the_queue(store: GraphStore) -> None:
    fill(store)
    link(store)
    (entry,) = store.queue.entries(Wanted(state=OPEN, source=RULE))
    assert isinstance(entry.proposal.matter, Pair)
    assert "relative" in {entry.proposal.matter.left, entry.proposal.matter.right}
    assert 0 < entry.proposal.confidence < 1


def test_what_was_taken_back_is_not_judged_again(store: GraphStore) -> None:
    fill(store)
    before = graph_of(store)
    link(store)
    undo(store, SCHEMA, store.ledger.judgements()[0].number)
    assert graph_of(store) == before
    again = link(store)
    assert (again.judged, again.left) == (0, 1)
    assert not store.ledger.judgements()


def test_what_a_person_judged_different_stays_so(store: GraphStore) -> None:
    fill(store)
    different(store, "one", "other")
    assert link(store).judged == 0


def test_what_is_judged_while_it_waits_to_write_stays_so(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    writing = store.writing

    def overtaken(action: str, subject: str) -> AbstractContextManager[int]:
        monkeypatch.undo()
        different(store, "one", "other")
        return writing(action, subject)

    monkeypatch.setattr(store, "writing", overtaken)
    outcome = link(store)
    assert (outcome.judged, outcome.left) == (0, 1)
    assert [one.verdict for one in store.ledger.judgements()] == ["different"]
