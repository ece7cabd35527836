"""Judgements written to a file, edited by a person, and taken in again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.ledger.holdings import Holdings
from graph.ledger.judgement_file import Applied, apply_judgements, write_judgements
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import different, graph_of, info, same, tell, thing, units


def fill(store: GraphStore) -> None:
    tell(store, "list", *map(thing, ("alpha", "beta", "gamma", "delta")))


def test_what_was_written_makes_the_same_graph_again(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    numbers = [same(store, "alpha", "beta"), different(store, "gamma", "delta")]
    judged, file = graph_of(store), tmp_path / "judgements.csv"
    assert write_judgements(store.ledger.judgements(), file) == 2
    holdings = Holdings(store)
    for number in numbers:
        holdings.undo(number)
    assert graph_of(store) != judged
    assert apply_judgements(holdings, file, "somebody") == Applied(made=2)
    assert graph_of(store) == judged
    assert {one.by for one in store.ledger.judgements()} == {"a curator"}
    assert apply_judgements(holdings, file, "somebody") == Applied(standing=2)


def test_an_apostrophe_of_its_own_is_kept(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    holdings, file = Holdings(store), tmp_path / "judgements.csv"
    said = "'s-Hertogenbosch", "=1+1"
    for right, reason in zip(("beta", "gamma"), said, strict=True):
        holdings.judge("alpha", right, "different", by="somebody", reason=reason)
    write_judgements(store.ledger.judgements(), file)
    for one in store.ledger.judgements():
        holdings.undo(one.number)
    assert apply_judgements(holdings, file, "somebody") == Applied(made=2)
    assert {one.reason for one in store.ledger.judgements()} == set(said)


def test_an_edited_line_changes_its_mind_or_takes_back(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    same(store, "alpha", "beta")
    same(store, "gamma", "delta")
    file = tmp_path / "judgements.csv"
    file.write_text("verdict,left,right\ndifferent,beta,alpha\nundone,gamma,delta\n", "utf-8")
    assert apply_judgements(Holdings(store), file, "anna") == Applied(made=1, undone=1)
    (standing,) = store.ledger.judgements()
    assert (standing.verdict, standing.by) == ("different", "anna")


def test_a_file_is_one_revision_and_none_where_all_stands(
    store: GraphStore, tmp_path: Path
) -> None:
    fill(store)
    same(store, "gamma", "delta")
    before = store.revision().number
    file = tmp_path / "judgements.csv"
    file.write_text(
        "verdict,left,right\nsame,alpha,beta\nsame,beta,alpha\nundone,gamma,delta\n"
        "different,alpha,delta\n",
        "utf-8",
    )
    done = apply_judgements(Holdings(store), file, "anna")
    assert done == Applied(made=2, undone=1, standing=1)
    revision = store.revision()
    assert (revision.number, revision.action, revision.note) == (before + 1, "judge", file.name)
    assert store.golden.counts()[0] == {"Organisation": 3}
    assert apply_judgements(Holdings(store), file, "anna") == Applied(standing=4)
    assert store.revision() == revision


def test_what_the_public_store_knows_is_judged_in_both(tmp_path: Path) -> None:
    public, internal = SqliteStore(":memory:"), SqliteStore(":memory:")
    holdings = Holdings(public, lambda new: internal)
    fill(public)
    secret = [thing("secret")]
    holdings.ingest(replace(info("house", secret), visibility="internal"), units(secret))
    file = tmp_path / "judgements.csv"
    file.write_text("verdict,left,right\nsame,alpha,beta\nsame,gamma,secret\n", "utf-8")
    assert apply_judgements(holdings, file, "anna") == Applied(made=2)
    assert [len(one.ledger.judgements()) for one in (public, internal)] == [1, 2]
    file.write_text("verdict,left,right\nundone,alpha,beta\nundone,gamma,secret\n", "utf-8")
    assert apply_judgements(holdings, file, "anna") == Applied(undone=2)
    assert [len(one.ledger.judgements()) for one in (public, internal)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("left,right\nalpha,beta\n", "no column 'verdict'"),
        ("verdict,left,right\nmaybe,alpha,beta\n", "line 2: 'maybe' is no verdict"),
        (
            "verdict,left,right\nsame,alpha,beta\nsame,alpha,omega\n",
            "line 3: no record names 'omega'",
        ),
        ("verdict,left,right\nsame,alpha,alpha\n", "line 2: 'alpha' is on both sides"),
        (
            "verdict,left,right\nsame,alpha,beta\ndifferent,beta,alpha\n",
            "line 3: line 2 says 'same' of 'beta' and 'alpha': keep one of them",
        ),
        ("verdict,left,right\nsame,alpha,\udce9\n", "no CSV in UTF-8"),
        ("verdict;left;right\nsame;alpha;beta\n", "in 'verdict;left;right', read with commas"),
        ("verdict,left,left,right\nsame,alpha,beta,delta\n", "the column 'left' twice"),
        (
            "verdict,left,right,by,reason\nsame,alpha,beta,anna,same VAT, same city\n",
            "line 2: ' same city' lies beyond the last column; put a text with commas in quot",
        ),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_changed(
    store: GraphStore, tmp_path: Path, text: str, said: str
) -> None:
    fill(store)
    file = tmp_path / "judgements.csv"
    file.write_text(text, "utf-8", errors="surrogateescape")
    with pytest.raises(UsageError) as caught:
        apply_judgements(Holdings(store), file, "anna")
    assert said in str(caught.value)
    assert not store.ledger.judgements()


def test_what_the_file_makes_one_and_stays_two_is_told(store: GraphStore, tmp_path: Path) -> None:
    """What was written of a split within a chain is taken in again as it stood."""
    fill(store)
    file = tmp_path / "judgements.csv"
    file.write_text(
        "verdict,left,right\nsame,alpha,beta\nsame,beta,gamma\ndifferent,alpha,gamma\n", "utf-8"
    )
    done = apply_judgements(Holdings(store), file, "anna")
    why = "else 'alpha' and 'gamma' would be one, which anna judged two"
    assert (done.made, done.overruled) == (3, [f"'beta' and 'gamma' stay two: {why}"])


def test_a_line_that_makes_one_of_two_kinds_is_named(store: GraphStore, tmp_path: Path) -> None:
    tell(store, "list", thing("lasers", "Technology"), thing("cluster", "Cluster"))
    file = tmp_path / "judgements.csv"
    file.write_text("verdict,left,right\nsame,lasers,cluster\n", "utf-8")
    with pytest.raises(UsageError, match=r"line 2: .*only things of one kind can be one"):
        apply_judgements(Holdings(store), file, "anna")
    assert store.ledger.judgements() == []
    file.write_text("verdict,left,right\ndifferent,lasers,cluster\n", "utf-8")
    assert apply_judgements(Holdings(store), file, "anna") == Applied(made=1)
