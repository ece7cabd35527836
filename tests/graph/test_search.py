"""Entities by what people type."""

import pytest

from graph.reader import Reader
from graph.search import entity_named, likeness, search


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ekspla", "ekspla"),
        ("ekspal", "ekspla"),
        ("eks", "ekspla"),
        ("LASER-GO", "laser-go"),
        ("laser go global", "laser-go-global"),
        ("Lazeriniu ir inzineriniu technologiju klasteris", "litek"),
        ("Canadian Photonics Industry Consortium", "cpic"),
        ("Medical Univercity of Vienna", "medical-university-vienna"),
    ],
)
def test_what_is_typed_finds_what_is_meant(reader: Reader, typed: str, expected: str) -> None:
    assert expected in [one.id for one in search(reader.store, typed, limit=5)]


def test_kinds_narrow_a_search(reader: Reader) -> None:
    found = search(reader.store, "laser", ["Project"], limit=20)
    assert found
    assert {one.kind for one in found} == {"Project"}


def test_the_same_name_is_nearer_than_a_beginning_and_that_than_a_part() -> None:
    asked = "laser go"
    order = [likeness(asked, name) for name in ("laser go", "laser go global", "the laser go fair")]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 3


@pytest.mark.parametrize(
    "name", ["litek", "LITEK", "https://w3id.org/lumigraph/id/organisation/litek"]
)
def test_an_entity_by_id_name_or_uri(reader: Reader, name: str) -> None:
    assert entity_named(reader.store, name).id == "litek"
