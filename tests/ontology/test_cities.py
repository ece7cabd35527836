"""The gazetteer of a few cities: by which names they are found, and where a country's lie."""

from __future__ import annotations

import pytest

from ontology.cities import Cities

CITIES = Cities(
    [
        "AT|Norden|North|300|40.0|10.0",
        "AT|Süden|South|100|20.0|20.0",
        "DE|Norden (Meer)|North Sea|0|50.0|9.0",
    ],
    "beide=0,1|norden=0,1,2|south=1",
)


@pytest.mark.parametrize(
    ("name", "places"),
    [("norden", [0, 1, 2]), ("south", [1]), ("nord", []), ("aa", []), ("zz", [])],
)
def test_by_a_name(name: str, places: list[int]) -> None:
    assert CITIES.named(name) == places


@pytest.mark.parametrize(
    ("country", "name", "place"),
    [
        ("AT", "norden", 0),  # the other is called so in another language alone
        ("DE", "norden", 2),
        ("AT", "beide", None),
        ("DE", "south", None),
    ],
)
def test_the_one_city_of_a_country(country: str, name: str, place: int | None) -> None:
    assert CITIES.in_country(country, name) == place


def test_a_centre_lies_where_most_people_live() -> None:
    assert CITIES.centres == {"AT": (35.0, 12.5), "DE": (50.0, 9.0)}


def test_a_short_name_is_how_a_name_begins() -> None:
    assert CITIES.is_short(2, "norden")
    assert CITIES.is_short(2, "north")
    assert not CITIES.is_short(2, "nor")
    assert not CITIES.is_short(2, "de"), "that is its country"


def test_who_has_not_a_tenth_of_the_largest_is_dwarfed() -> None:
    cities = Cities([f"AT|A|A|{people}|0|0" for people in (1000, 100, 99)], "a=0,1,2")
    assert cities.dwarfed([0, 1, 2]) == {2}
