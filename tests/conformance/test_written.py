"""What people write of their decisions holds no personal data, wherever it goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.ledger.judgement_file import Applied, apply_judgements
from graph.review.desk import Desk
from graph.review.proposal import ACCEPTED, REJECTED, Pair, Proposal, Remark
from graph.store import GraphStore
from tests.conformance.builders import tell, thing

WHY = "ask anna@alpha.example, tel. +370 5 236 6045"
WHO = "Anna <anna@alpha.example>"
LEFT = "ask […], […]"
NOBODY = "Anna <[…]>"


@pytest.fixture
def holdings(store: GraphStore) -> Holdings:
    tell(store, "list", thing("alpha"), thing("beta"), thing("gamma"))
    return Holdings(store)


def test_in_judgements(holdings: Holdings) -> None:
    made = holdings.judge("alpha", "beta", "same", by=WHO, reason=WHY)
    assert (made.by, made.reason) == (NOBODY, LEFT)
    assert holdings.judge("alpha", "gamma", "same", by="anna@alpha.example", reason="").by == "[…]"


def test_in_a_file_of_judgements(holdings: Holdings, tmp_path: Path) -> None:
    file = tmp_path / "judgements.csv"
    text = f'verdict,left,right,by,reason\nsame,alpha,beta,{WHO},"{WHY}"\n'
    file.write_text(text, "utf-8")
    done = apply_judgements(holdings, file, "anna")
    assert done == Applied(made=1, withheld={"e-mail": 2, "telephone": 1})
    (made,) = holdings.whole.ledger.judgements()
    assert (made.by, made.reason) == (NOBODY, LEFT)
    assert apply_judgements(holdings, file, "anna").made == 0


@pytest.mark.parametrize("state", [ACCEPTED, REJECTED])
def test_in_decisions(holdings: Holdings, state: str) -> None:
    desk, pair = Desk(holdings), Proposal(Pair("alpha", "beta"), 0.5, "linkage")
    desk.propose("linkage", [pair])
    decision = desk.decide(pair.id, state, desk.find(pair.id).version, by=WHO, reason=WHY)
    assert (decision.by, decision.reason) == (NOBODY, LEFT)
    (made,) = holdings.whole.ledger.judgements()
    assert (made.by, made.reason) == (NOBODY, LEFT)


def test_in_entries_by_hand(holdings: Holdings) -> None:
    name = Hand(holdings, WHO, "https://alpha.example", WHY).correct("alpha", "founded", "2001")
    (info,) = [one.info for one in holdings.whole.ledger.sources() if one.info.name == name]
    assert (info.extra["by"], info.extra["reason"], info.attribution) == (NOBODY, LEFT, NOBODY)
    assert "anna@" not in repr([*holdings.whole.ledger.entity_records(["alpha"])])


def test_in_remarks(holdings: Holdings) -> None:
    desk = Desk(holdings)
    remark = Remark("alpha", "website", WHY, f"a letter of {WHO}", f"alpha.example, {WHO}")
    proposed = desk.propose("readers", [Proposal(remark, 0.5, "readers")])
    assert proposed.withheld == {"e-mail": 3, "telephone": 1}
    (entry,) = desk.entries()
    left = Remark("alpha", "website", LEFT, f"a letter of {NOBODY}", f"alpha.example, {NOBODY}")
    assert entry.proposal.matter == left
