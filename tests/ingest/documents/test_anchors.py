"""Phrases found by the word that they begin with."""

from __future__ import annotations

import pytest

from ingest.documents.anchors import Anchors


@pytest.mark.parametrize(
    ("phrase", "line", "touched"),
    [
        ("the cluster", "the company", True),
        ("the cluster", "a cluster", False),
        ("partneri*", "su partneriais", True),
        ("partneri*", "su partnere", False),
        ("Projektträger", "vom projekttrager", True),
        ("*projekt", "das lichtprojekt", True),
        ("<date> in", "the cluster", True),
        (".. not", "the cluster", True),
        ("[ draft", "the [ draft", True),
        ("- to", "from 3", False),
        ("non-profit", "profit", False),
    ],
)
def test_a_phrase_may_stand_where_the_word_that_it_begins_with_does(
    phrase: str, line: str, touched: bool
) -> None:
    assert Anchors({"key": [phrase]}).touched(line.split()) == ({"key"} if touched else set())
