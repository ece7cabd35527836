"""Pictures of very many: what is named, what is drawn, and what is not drawn for nothing."""

from __future__ import annotations

import io
from xml.etree.ElementTree import tostring

import pytest
import resvg_py

from tests.viz.exports.conftest import SIDE, dot
from viz.exports.picture import Caption, Line, Picture
from viz.exports.png import ZOOM, write_png
from viz.exports.svg import CROWD, MANY, MOST_NAMES, STRANDS, drawn, svg
from viz.exports.wording import counted


@pytest.fixture
def crowd() -> Picture:
    """More dots and links than can be told apart."""
    dots = [dot(at) for at in range(SIDE * SIDE)]
    lines = [
        Line(f"d{at % len(dots)}", f"d{at * 7 % len(dots)}", "FUNDS", "funds", "", "", "", False)
        for at in range(MANY + 1)
    ]
    return Picture(Caption("A crowd", "Many.", "2026-01-01", "en", ()), dots, lines)


def test_the_weightiest_of_a_crowd_are_named(crowd: Picture) -> None:
    (names,) = svg(crowd).findall("g[@paint-order='stroke']")
    written = [one.text for one in names]
    assert len(crowd.dots) > CROWD
    assert written[0] == f"name {len(crowd.dots) - 1}"
    assert 0 < len(written) <= MOST_NAMES


def test_very_many_links_are_darker_where_more_of_them_lie(crowd: Picture) -> None:
    root = svg(crowd)
    strands = [one.attrib["d"].count("M") for one in root.iter("path")]
    assert len(strands) == STRANDS
    assert sum(strands) == len(crowd.lines)
    assert not list(root.iter("line"))


def test_a_png_is_drawn_without_the_table_and_looks_the_same(crowd: Picture) -> None:
    tables = [root.findall("g[@role='table']") for root in (drawn(crowd), svg(crowd))]
    assert [len(found) for found in tables] == [0, 1]
    file = io.BytesIO()
    write_png(crowd, file)
    whole = tostring(svg(crowd), encoding="unicode")
    seen = resvg_py.svg_to_bytes(svg_string=whole, zoom=ZOOM, background="white")
    assert file.getvalue() == seen


@pytest.mark.parametrize(
    ("language", "text"), [("en", "20,000"), ("de", "20.000"), ("lt", "20\u00a0000")]
)
def test_numbers_are_written_as_in_the_language(language: str, text: str) -> None:
    assert counted(20_000, language) == text
