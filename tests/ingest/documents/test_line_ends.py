"""Where lines end on purpose: data of projects, tables, addresses; and where they were full."""

from __future__ import annotations

import pytest

from ingest.documents.document import Document
from ingest.documents.grammar import grammar
from ingest.documents.line import Cutter
from ingest.documents.runs import runs

DATA = """Coordinator: Alpha Optics
Partners: Beta Laser, Gamma Vision
Duration
36 months
Contact
Alpha Optics, Graz"""
FULL = """The cluster and its partner the Institute of Applied
Optics signed an agreement with the firm Beta Laser in
Graz last week."""
YEARS = "1998 – The institute is founded.\n2003 – A laboratory joins.\nIt grows."


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    document = Document("a.txt", text, "en")
    return [text[one.start : one.end].strip() for one in document.sentences]


def test_each_label_begins_a_sentence_and_keeps_its_value() -> None:
    assert sentences(DATA) == [
        "Coordinator: Alpha Optics",
        "Partners: Beta Laser, Gamma Vision",
        "Duration\n36 months",
        "Contact",
        "Alpha Optics, Graz",
    ]


def test_each_year_of_a_history_begins_a_sentence() -> None:
    assert sentences(YEARS) == YEARS.split("\n")


def lines(text: str) -> list[str]:
    """What is read as one sentence, lists with what they are of."""
    rules = grammar("en")
    assert rules
    return [
        text[one.start : one.end]
        for one in Cutter(Document("a.txt", text, "en"), rules.spelling).lines([])
    ]


def test_a_list_is_one_with_the_line_whose_colon_begins_it() -> None:
    text = "Partners of the project:\n• Alpha Optics\n• Beta Laser"
    assert lines(text) == [text]


def test_items_with_data_of_their_own_are_lines_of_their_own() -> None:
    items = ["• LUMEN – role: coordination; partner: Beta Laser", "• GLOW – role: partner"]
    assert lines("\n".join(items)) == items


def test_a_line_that_was_full_goes_on() -> None:
    assert sentences(FULL) == [FULL]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (DATA, {"Beta Laser", "Alpha Optics"}),
        (FULL, {"Institute of Applied\nOptics", "Beta Laser"}),
    ],
)
def test_no_name_goes_on_behind_a_line_that_ends_on_purpose(text: str, names: set[str]) -> None:
    found = {text[row[0].start : row[-1].end] for row in runs(text, "en")}
    assert names <= found
    assert not {one for one in found if "Contact\n" in one or "Optics\nPartners" in one}
