"""Who bought whom, and to whom of a line a relation belongs."""

from __future__ import annotations

import pytest

from tests.ingest.documents.marked import told


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "{organisation:A} acquired {organisation:B} in {date:2021}."),
        ("en", "{organisation:B} was acquired by {organisation:A} in {date:2021}."),
        ("de", "{organisation:A} hat {organisation:B} übernommen."),
        ("de", "{organisation:B} wurde {date:2021} von {organisation:A} übernommen."),
        ("fr", "{organisation:B} a été rachetée par {organisation:A} en {date:2021}."),
        ("lt", "{organisation:A} {date:2021 m.=2021} įsigijo {organisation:B}."),
        ("es", "{organisation:B} fue adquirida por {organisation:A} en {date:2021}."),
        ("it", "{organisation:B} è stata acquisita da {organisation:A} nel {date:2021}."),
        ("pl", "{organisation:B} została przejęta przez {organisation:A} w {date:2021} roku."),
    ],
)
def test_who_bought_another_holds_its_shares(language: str, marked: str) -> None:
    shares = {one for one in told(marked, language) if one[1] == "shareholder_of"}
    assert shares == {("A", "shareholder_of", "B", "stated")}


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "{project:P} is coordinated by {organisation:A}; partners are {organisation:B} and"
               " {organisation:C}."),
        ("en", "{project:P} is led by {organisation:A}, and its partners are {organisation:B} and"
               " {organisation:C}."),
    ],
)  # fmt: skip
def test_a_verb_ends_a_list(language: str, marked: str) -> None:
    assert told(marked, language) == {
        ("A", "coordinator_of", "P", "stated"),
        ("B", "partner_in", "P", "stated"),
        ("C", "partner_in", "P", "stated"),
    }


def test_who_is_named_goes_before_who_is_only_meant() -> None:
    marked = (
        "{organisation:A} grows\n\nOur cluster {organisation:A} has new members."
        " {organisation:B} joined {organisation:C}."
    )
    found = {one for one in told(marked, "en") if one[:2] == ("B", "member_of")}
    assert found == {("B", "member_of", "C", "stated")}
