"""Copies that archives keep of pages: entered, replaced, exported and taken back on every store."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from graph.curating.archived import Copy, copies_of, enter_copy
from graph.curating.hand import Hand
from graph.errors import UsageError
from graph.export import export
from graph.ledger.holdings import Holdings
from graph.store import GraphStore
from tests.conformance.builders import graph_of, tell, thing

DEAD = "https://gone.example/Post?id=1&lang=en"
KEPT = f"https://web.archive.org/web/2021/{DEAD}"
LATER = f"https://web.archive.org/web/2022/{DEAD}"
ARCHIVED_AT = URIRef("https://schema.org/archivedAt")


@pytest.fixture
def hand(store: GraphStore) -> Hand:
    """A curator of a graph of one company, who found a copy."""
    tell(store, "one", thing("alpha"))
    return Hand(Holdings(store), "a curator", KEPT)


def test_a_copy_is_known_by_the_page_until_it_is_taken_back(hand: Hand) -> None:
    store = hand.holdings.public
    before = graph_of(store)
    entry = enter_copy(hand, DEAD, Copy(KEPT, "2021-05-04"))
    assert copies_of(store, [DEAD, "https://other.example"]) == {DEAD: Copy(KEPT, "2021-05-04")}
    hand.take_back(entry)
    assert copies_of(store, [DEAD]) == {}
    assert graph_of(store) == before
    enter_copy(hand, DEAD, Copy(LATER))
    assert copies_of(store, [DEAD]) == {DEAD: Copy(LATER)}


def test_a_better_copy_takes_the_place_of_one(hand: Hand) -> None:
    store = hand.holdings.public
    enter_copy(hand, DEAD, Copy(KEPT, "2021-05-04"))
    second = enter_copy(hand, DEAD, Copy(LATER))
    assert copies_of(store, [DEAD]) == {DEAD: Copy(LATER, "2021-05-04")}
    hand.take_back(second)
    assert copies_of(store, [DEAD])[DEAD].address == KEPT


def test_a_page_that_was_seen_again_bears_the_later_day(hand: Hand) -> None:
    store = hand.holdings.public
    enter_copy(hand, DEAD, Copy(KEPT, "2021-05-04"))
    second = enter_copy(hand, DEAD, Copy(LATER, "2022-08-09"))
    assert copies_of(store, [DEAD]) == {DEAD: Copy(LATER, "2022-08-09")}
    hand.take_back(second)
    assert copies_of(store, [DEAD]) == {DEAD: Copy(KEPT, "2021-05-04")}


def test_dumps_tell_of_it_in_public_terms(hand: Hand, tmp_path: Path) -> None:
    enter_copy(hand, DEAD, Copy(KEPT))
    export(hand.holdings.public, tmp_path / "graph.nq")
    inferred = Graph()
    inferred.parse(
        data="".join(
            line.rpartition("<")[0] + ".\n"
            for line in (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
            if "archivedAt>" in line and "/graph/inferred>" in line
        ),
        format="nt",
    )
    assert [str(value) for value in inferred.objects(None, ARCHIVED_AT)] == [KEPT]


@pytest.mark.parametrize(
    "copy", ["javascript:alert(1)", "web.archive.org/x", "ftp://a.example", ""]
)
def test_what_is_no_address_of_the_web(hand: Hand, copy: str) -> None:
    with pytest.raises(UsageError, match="is no address of a copy"):
        enter_copy(hand, DEAD, Copy(copy))
    assert copies_of(hand.holdings.public, [DEAD]) == {}


def test_the_same_twice(hand: Hand) -> None:
    enter_copy(hand, DEAD, Copy(KEPT))
    with pytest.raises(UsageError, match="is known already"):
        enter_copy(hand, DEAD, Copy(KEPT))
