"""Review in the terminal: the list, the screen, one key a decision, undo, who was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

import lumigraph
from graph.records import EntityRecord, Evidence, RelationRecord
from graph.review.desk import Desk
from graph.review.proposal import ACCEPTED, OPEN, REJECTED, SKIPPED, Fact, Pair, Proposal
from graph.review.queue import Wanted
from lumigraph.cli.review_sitting import Sitting
from tests.command_line import Run
from tests.conformance.builders import tell, thing

QUOTE = Evidence("chars 7-22", ("https://post.example/1",), "Alfa prisijungė", "lt", 0.4)
FACT = Proposal(
    Fact(
        (
            RelationRecord("alpha", "MEMBER_OF", "delta", {"role": "member"}, QUOTE),
            EntityRecord("delta", "Cluster", {"name": {"lt": "Delta"}}, QUOTE),
        ),
        "https://post.example/1",
        before="Sausį ",
        after=" prie klasterio.",
        doubt="0.40 is below 0.60",
    ),
    0.4,
    "post-1",
)
FOUNDED = Proposal(
    Fact((EntityRecord("beta", "Company", {"founded": "soon"}, QUOTE),), "https://b.example"),
    0.3,
    "post-2",
)
PAIR = Proposal(Pair("alpha", "beta", {"name": 4.5, "city": -1}), 0.8, "linkage")


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The URL of a small store with three proposals."""
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    with lumigraph.open(url) as graph:
        told = (thing("alpha", founded="2001"), thing("beta", founded="2002"))
        tell(graph.holdings.public, "one", *told)
        tell(graph.holdings.public, "two", thing("alpha", founded="2003"))
        desk = Desk(graph.holdings)
        for one in (PAIR, FACT, FOUNDED):
            desk.propose(one.source, [one])
    return url


@pytest.fixture
def desk(store: str) -> Iterator[Desk]:
    """The desk of that store."""
    with lumigraph.open(store) as graph:
        yield Desk(graph.holdings)


Sit = Callable[..., str]


@pytest.fixture
def sit(desk: Desk) -> Sit:
    """Press keys at the desk, and write lines where one is asked for; return what was shown."""

    def sitting(keys: str, *lines: str) -> str:
        shown = StringIO()
        pressed, written = iter(keys), iter(lines)
        console = Console(file=shown, width=100, highlight=False)
        entries = desk.entries(Wanted(state=OPEN))
        Sitting(desk, "a curator", console, lambda: next(pressed), lambda _: next(written)).run(
            entries
        )
        return shown.getvalue()

    return sitting


def test_the_list(run: Run, store: str) -> None:
    ran = run("review", "--list", "--store", store)
    assert ran.code == 0
    assert "alpha = beta?" in ran.out
    found = run("review", "--json", "--kind", "fact", "--store", store).json
    assert [one["title"] for one in found["proposals"]] == [
        "alpha MEMBER_OF Delta role member",
        "beta founded soon",
    ]
    assert [one["told"]["properties"] for one in found["proposals"]] == [
        {"role": "member"},
        {"founded": "soon"},
    ]
    assert {"kind": "pair", "state": OPEN, "count": 1} in found["tally"]
    assert run("review", "--list", "--state", "rejected", "--store", store).code == 1
    assert "These are the surest" not in ran.out
    assert "'pears' is no kind" in run("review", "--kind", "pears", "--store", store).err
    assert "use --list or --json" in run("review", "--store", store).err


def test_what_is_left_out_of_a_list_is_told(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lumigraph.cli.reviewing.LIMIT", 2)
    assert "These are the surest 2:" in run("review", "--list", "--store", store).out
    ran = run("contradictions", "--limit", "1", "--store", store)
    assert "These are the first 1:" in ran.out


def test_one_key_a_decision(desk: Desk, sit: Sit) -> None:
    shown = sit("wars", "same street")
    assert "1 of 3" in shown
    assert "≠   founded   2001" in shown
    assert "beta (beta) is no entity of its own any more" in shown
    assert "Sausį Alfa prisijungė prie klasterio." in shown
    assert "Asked because 0.40 is below 0.60." in shown
    assert "Not in the graph yet: delta." in shown
    pair = desk.find(PAIR.id)
    assert pair.decision
    assert (pair.state, pair.decision.by, pair.decision.reason) == (
        ACCEPTED,
        "a curator",
        "same street",
    )
    assert [desk.find(one.id).state for one in (FACT, FOUNDED)] == [REJECTED, SKIPPED]
    found = desk.find(FACT.id).decision
    assert found is not None
    assert found.reason == ""


def test_undo_goes_back_to_it(desk: Desk, sit: Sit) -> None:
    shown = sit("uaurq")
    assert "Nothing has been decided here yet." in shown
    assert shown.count("1 of 3") == 3
    assert desk.find(PAIR.id).state == REJECTED


def test_what_is_not_allowed_can_be_edited(desk: Desk, sit: Sit) -> None:
    shown = sit("ssae", "2002")
    assert "Not done: founded: 'soon' is no date" in shown
    assert "It cannot be accepted as it is: founded: 'soon' is no date" in shown
    assert desk.find(FOUNDED.id).state == ACCEPTED


def test_a_number_is_edited_as_a_number(desk: Desk, sit: Sit) -> None:
    said = EntityRecord("beta", "Company", {"memberCount": 12, "sme": True}, QUOTE)
    counted = Proposal(Fact((said,), "https://b.example"), 0.9, "post-3")
    desk.propose(counted.source, [counted])
    shown = sit("eeq", "some dozens", "", "1200", "false")
    assert "Not done: memberCount: 'some dozens' is no whole number" in shown
    assert desk.find(counted.id).state == ACCEPTED
    beta = {one.id: one for one in desk.preview(PAIR.id).before}["beta"]
    assert (beta.properties["memberCount"], beta.properties["sme"]) == (1200, False)


def test_a_pair_cannot_be_edited(desk: Desk, sit: Sit) -> None:
    assert "A fact can be edited; this cannot." in sit("eq")


def test_who_was_faster_is_said(desk: Desk, sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = desk.show(PAIR.id)
    desk.decide(PAIR.id, REJECTED, shown.asked.version, by="the first")
    monkeypatch.setattr(desk, "show", lambda id_: shown)
    monkeypatch.setattr(desk, "entries", lambda _: [desk.find(PAIR.id)])
    assert "was rejected by the first" in sit("a")


def test_contradictions(run: Run, store: str) -> None:
    ran = run("contradictions", "--store", store)
    assert ran.code == 0
    assert "alpha (alpha), founded: by content" in ran.out
    found = run("contradictions", "alpha", "--json", "--store", store).json["contradictions"]
    assert [(one["property"], one["rule"]) for one in found] == [("founded", "content")]
    assert run("contradictions", "beta", "--store", store).code == 1
    wrong = run("contradictions", "--kind", "Company", "--store", store)
    assert (wrong.code, "'Company' is no top kind" in wrong.err) == (2, True)
