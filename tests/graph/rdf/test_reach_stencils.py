"""Filled stencils for rows of reach: the same statements as without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf import stencils
from graph.rdf.projection import Projection
from graph.rdf.reach_stencils import ReachStencils
from graph.rdf.reached import works
from graph.rdf.stars import lines, number
from graph.rdf.styles import Lines, Turtle
from graph.rdf.turtle import finished, turtle
from graph.stored import ReachRow
from ontology.model import load_model

PROJECTION = Projection(load_model(), "https://example.org")
PLACES = ["AT130:wien", "AT13", "AT", "LT011:vilnius", "ZZ9"]
ROWS = st.builds(
    ReachRow,
    st.sampled_from(["lasers", "XQ00000001", "ž"]),
    st.sampled_from(PLACES),
    st.sampled_from(["litek", "a b", "20%", "a#b", "XQ00000000"]),
    st.sampled_from(["", *PLACES]),
    st.just(1),
    st.just(1),
    st.just(0),
    st.just(0),
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stencil is made when a shape is met for the first time."""
    monkeypatch.setattr(stencils, "TIMES", 1)


@given(rows=st.lists(ROWS, max_size=5))
def test_rows(rows: list[ReachRow]) -> None:
    said = list(works(rows * 2, PROJECTION))
    written = ReachStencils(PROJECTION, Lines("<g>")).written(rows * 2)
    assert written == (lines(said, "<g>"), number(said))


def test_each_row_stands_by_itself_in_turtle() -> None:
    row = ReachRow("lasers", "AT130:wien", "litek", "", 1, 1, 0, 0)
    said = list(works([row], PROJECTION))
    once = turtle(said)
    assert ReachStencils(PROJECTION, Turtle("")).written([row] * 3).text == finished(once * 3)
