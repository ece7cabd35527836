"""Filled stencils for records: the same text as without."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.opening import open_store
from graph.rdf import stencils
from graph.rdf.evidence import Meanings, SourceGraph, Telling
from graph.rdf.provenance import Times
from graph.rdf.record_stencils import RecordStencils
from graph.rdf.styles import Lines, Style, Turtle
from graph.records import SourceInfo
from graph.stored import SourceVersion

BASE = "https://example.org"
TIMES = Times("<https://example.org/graph/judgements>", {1: "2026-01-01", 2: "2026-02-01"})
MEANINGS = Meanings(open_store("sqlite:///:memory:"), BASE)
TEXTS = st.sampled_from(["A", "Ą 1", 'a"b', "\\", "\n", "\x7f", "XQ00000001", "2016", "%s"])
URLS = st.sampled_from(["https://a.example/x", "https://a.example/#y", "XQ01", "%zz", "a b"])
NODES = st.sampled_from(["<https://example.org/id/a>", "<XQ00000000>", "<%C5%BE>"])
PLACES = st.fixed_dictionaries(
    {"l": TEXTS, "p": st.just({"city": "Wien"})},
    optional={"u": st.lists(URLS, min_size=1, max_size=2), "c": st.floats(0, 1)},
)
QUOTED = st.builds(
    lambda place, quote, language: {**place, "q": quote, "g": language},
    PLACES,
    TEXTS,
    st.sampled_from(["", "en"]),
)
ROWS = st.builds(
    Telling,
    st.sampled_from(["0a1b", "0a1b-2"]),
    st.one_of(st.just(()), st.tuples(NODES), st.tuples(NODES, NODES, NODES)),
    st.one_of(PLACES, QUOTED),
    st.sampled_from([1, 2]),
    st.sampled_from([None, 2]),
    st.sampled_from(['{"record":{"said":"a\\\\b"}}', '{"record":"\x7f XQ00000000"}']),
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stencil is made when a shape is met for the first time."""
    monkeypatch.setattr(stencils, "TIMES", 1)


def source(name: str) -> SourceGraph:
    info = SourceInfo(name, "a.yaml", "0a", "test 1")
    versions = [SourceVersion(info, "2026-01-01", opened, None) for opened in (1, 2)]
    return SourceGraph(versions, TIMES, MEANINGS, BASE)


@given(rows=st.lists(ROWS, max_size=5), name=st.sampled_from(["a", "XQ00000001", "XQ7 ž"]))
def test_records(rows: list[Telling], name: str) -> None:
    said: Any = [source(name).record(one) for one in rows * 2]
    styles: list[Style] = [Lines("<g>"), Turtle("<g>")]
    for style in styles:
        written = RecordStencils(source(name), style).written(rows * 2)
        assert written.text == style.whole("".join(style.said([star]) for star in said))
        assert written.number == sum(len(parts) for _, parts in said)


def test_most_are_filled() -> None:
    place = {"l": "row 1", "u": ["https://a.example/x"], "q": "so", "g": "en", "c": 0.5}
    row = Telling("0a", ("<a>", "<p>", "<b>"), place, 1, None, '{"record":1}')
    parted = RecordStencils(source("a"), Lines("<g>"))._parted(row)
    assert parted.values == [
        "0a",
        "a",
        "b",
        '{\\"record\\":1}',
        "row 1",
        "https://a.example/x",
        "so",
        "0.5",
    ]
