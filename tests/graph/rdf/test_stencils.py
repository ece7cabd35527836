"""Filled stencils: whatever the values, the same text as from the projection."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy as Values

from graph.entities import Entity, Relation
from graph.ledger.codec import EntityRow, RelationRow, dump, entity_data
from graph.opening import open_store
from graph.rdf import stencils
from graph.rdf.ends import Ends
from graph.rdf.gaps import SINGLY, Gaps, Parted
from graph.rdf.inferred import Entailment
from graph.rdf.projection import Projection
from graph.rdf.stencils import EntityStencils, Projecting, RelationStencils
from graph.rdf.styles import Lines, Style, Turtle
from graph.records import Properties
from ontology.model import load_model

BASE = "https://example.org"
MODEL = load_model()
GAPS = Gaps(MODEL)
ENDS = Ends(open_store("sqlite:///:memory:").golden, MODEL)
PROJECTING: tuple[Projecting, ...] = (Projection(MODEL, BASE), Entailment(MODEL, BASE))
STYLES: tuple[Style, ...] = (Lines(""), Lines("<g>"), Turtle(""), Turtle("<g>"))

PLAIN = st.sampled_from(["A", "Ą 1", "abc", "name", "20%", "%s", "XQ00000001", "XQ01", "😀"])
ODD = st.one_of(PLAIN, st.text(max_size=5), st.sampled_from(['a"b', "\\", "\n", "\x7f", "#", "XQ"]))
IDS = st.sampled_from(["litek", "pic-1", "XQ00000000", "x/y"])
ODD_IDS = st.sampled_from(["litek", "a b", "ž", "a%20", "a#b"])
KEYS = st.lists(
    st.sampled_from(["litek", "ror:1", "pic:2", "isni:XQ00000000", "XQ00000001:7"]), max_size=2
)
ODD_KEYS = st.lists(st.sampled_from(["ror:1", "vat:ž 1", "pic:%s", "pic:a b", 'XQ"01:"']))
DATES = st.sampled_from(["2016", "2016-01", "2016-01-31"])
ODD_DATES = st.sampled_from(["2016", "about 2016", "5 BC", "", "XQ01"])
NUMBERS = st.one_of(st.integers(0, 10**15), st.floats(0, 1e12))
ODD_NUMBERS = st.one_of(NUMBERS, st.floats(0, 1e30), st.just(1e-9))
CLUSTER = ("Organisation", "Cluster")


def row_of(entity: Entity) -> EntityRow:
    return entity.id, entity.kind, entity.type, entity_data(entity)


def entities(
    texts: Values[str] = PLAIN,
    ids: Values[str] = IDS,
    keys: Values[list[str]] = KEYS,
    dates: Values[str] = DATES,
    numbers: Values[float] = NUMBERS,
) -> Values[EntityRow]:
    """Return rows of a few shapes, with such values."""
    languages, several = st.sampled_from(["en", "und"]), st.lists(texts, min_size=1, max_size=2)
    shapes: list[dict[str, Values[Any]]] = [
        {"name": st.dictionaries(languages, texts, min_size=1), "end": dates},
        {"acronym": several, "sme": st.booleans(), "totalCost": numbers},
        {"altName": st.dictionaries(languages, several, min_size=1), "city": texts},
        {"name": texts, "level": st.sampled_from(["country", "nuts1"]), "start": dates},
        {"identifier": st.lists(st.sampled_from(["ror:1", "pic:2"]), min_size=1, max_size=2)},
        {"code": st.one_of(several, texts), "memberCount": st.integers(0, 50)},
    ]
    properties = st.one_of(*map(st.fixed_dictionaries, shapes))
    return st.builds(
        lambda id_, properties, keys: row_of(Entity(id_, *CLUSTER, properties, tuple(keys))),
        ids,
        properties,
        keys,
    )


def relations(
    texts: Values[str] = PLAIN,
    ids: Values[str] = IDS,
    dates: Values[str] = DATES,
    numbers: Values[float] = NUMBERS,
) -> Values[RelationRow]:
    """Return rows of a few shapes, with such values."""
    said = st.fixed_dictionaries({}, optional={"city": texts, "ecContribution": numbers})
    return st.builds(
        lambda *row: (*row[:-1], dump(row[-1]) if row[-1] else ""),
        ids,
        st.sampled_from(["PARTICIPATES_IN", "MEMBER_OF", "GRANT_FOR"]),
        ids,
        st.sampled_from(["", "partner"]),
        st.integers(0, 1),
        st.one_of(st.just(""), dates),
        st.one_of(st.just(""), dates),
        said,
    )


ENTITIES = (
    entities(),
    entities(texts=ODD),
    entities(ids=ODD_IDS),
    entities(keys=ODD_KEYS),
    entities(dates=ODD_DATES, numbers=ODD_NUMBERS),
)
RELATIONS = (
    relations(),
    relations(texts=ODD),
    relations(ids=ODD_IDS),
    relations(dates=ODD_DATES, numbers=ODD_NUMBERS),
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stencil is made when a shape is met for the first time."""
    monkeypatch.setattr(stencils, "TIMES", 1)


class Singly(Gaps):
    """Finds no gaps, so everything goes through the projection."""

    def entity(self, row: EntityRow) -> Parted:
        """Return no shape."""
        return SINGLY

    def relation(self, row: RelationRow) -> Parted:
        """Return no shape."""
        return SINGLY


@settings(max_examples=200)
@given(rows=st.lists(st.one_of(*ENTITIES), max_size=5))
def test_entities(rows: list[EntityRow]) -> None:
    for projecting, style in product(PROJECTING, STYLES):
        filled, singly = (EntityStencils(projecting, one, style) for one in (GAPS, Singly(MODEL)))
        assert filled.written(rows * 2) == singly.written(rows * 2)


@settings(max_examples=200)
@given(rows=st.lists(st.one_of(*RELATIONS), max_size=5))
def test_relations(rows: list[RelationRow]) -> None:
    for projecting, style in product(PROJECTING, STYLES):
        filled, singly = (
            RelationStencils(projecting, one, style, ENDS) for one in (GAPS, Singly(MODEL))
        )
        assert filled.written(rows * 2) == singly.written(rows * 2)


def test_a_date_after_very_many_values() -> None:
    properties: Properties = {"altName": {"en": ["a"] * 120}, "end": "2016"}
    rows = [row_of(Entity("a", *CLUSTER, properties, ()))]
    filled, singly = (
        EntityStencils(PROJECTING[0], one, STYLES[0]) for one in (GAPS, Singly(MODEL))
    )
    assert filled.written(rows) == singly.written(rows)


@pytest.mark.parametrize("base", ["https://example.org/XQ00000001", "https://xq.example/XQ7"])
def test_a_base_address_that_looks_like_a_mark(base: str) -> None:
    rows = [row_of(Entity("a", *CLUSTER, {"city": "Vilnius", "website": "b"}, ("pic:1",)))]
    filled, singly = (
        EntityStencils(Projection(MODEL, base), one, STYLES[0]) for one in (GAPS, Singly(MODEL))
    )
    assert filled.written(rows * 2) == singly.written(rows * 2)


def test_most_are_filled() -> None:
    properties: Properties = {
        "name": {"en": "A"},
        "city": "Vilnius",
        "totalCost": 2.5,
        "end": "2016",
    }
    entity = Entity("a", *CLUSTER, properties, ("pic:1",))
    assert GAPS.entity(row_of(entity)) == (
        ("Cluster", ("pic",), "city", "end", 4, "name", ("en",), "", "totalCost"),
        ["a", "1", "Vilnius", "2016", "A", "2.5"],
    )
    relation = Relation("a", "LOCATED_IN", "LT")
    assert GAPS.relation((*relation.key, "", "", "")) == (
        ("LOCATED_IN", "", 0, 0, 0),
        ["a", "LT", "", ""],
    )
