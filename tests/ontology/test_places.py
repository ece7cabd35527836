"""Places: where an organisation is, as sources state it, and where that lies on the map."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ontology.errors import TableError
from ontology.place_file import places_of, read_places
from ontology.places import Places
from ontology.regions import load_regions

REGIONS = load_regions()
PLACES = places_of([("AT", "Wien", "AT130"), ("DE", "München", "DE212")], REGIONS)


def path_of(
    country: str | None, nuts: str | None, city: str | None, places: Places | None = None
) -> str | None:
    region = REGIONS.place(country, nuts, city, places)
    return region.path if region else None


@pytest.mark.parametrize(
    ("country", "nuts", "city", "path"),
    [
        ("AT", None, None, "AT"),
        ("AT", None, "Vienna", "AT130:wien"),
        ("AT", "AT13", "WIEN", "AT130:wien"),
        ("AT", "AT221", "Graz", "AT221:graz"),
        ("AT", "AT221", "Wien", "AT221:wien"),
        ("DE", None, "Munich", "DE212:munchen"),
        ("DE", None, "Jena", "DE:jena"),
        ("EL", "EL30", None, "GR30"),
        ("UK", None, "Nowhere-upon-Tyne", "GB:nowhere upon tyne"),
        ("FR", "FR615", "Agen", "FR615:agen"),
        ("FR", None, "Paris Cedex 05", "FR:paris"),
        ("GP", None, None, "FRY10"),
        ("DE", "nonsense", None, "DE"),
        ("NA", None, "!", "NA"),
    ],
)
def test_a_place_has_a_path(country: str, nuts: str | None, city: str | None, path: str) -> None:
    assert path_of(country, nuts, city, PLACES) == path


@pytest.mark.parametrize("country", [None, "", "XH"])
def test_an_unknown_country_has_no_path(country: str | None) -> None:
    assert path_of(country, None, "Paris") is None


def test_a_place_is_found_again_by_its_path() -> None:
    munich = REGIONS.place("DE", None, "Munich", PLACES)
    assert munich is not None
    assert (munich.id, munich.parent) == ("city-de-munchen", "DE212")
    assert REGIONS.at(munich.path) == munich
    meant = REGIONS.understand("city-de-munchen").region
    assert any(low <= munich.path < high for low, high in REGIONS.intervals(meant))


def test_a_city_that_shares_its_name_is_not_placed() -> None:
    """More than one Frankfurt is in Germany, so neither region nor city is guessed."""
    places = places_of([("DE", "Frankfurt am Main", "DE712")], REGIONS)
    assert path_of("DE", None, "Frankfurt", places) == "DE:frankfurt"


# Places


def test_the_bundled_places_are_where_they_are_said_to_be() -> None:
    file = Path(__file__).parents[2] / "data" / "places.yaml"
    rows = yaml.safe_load(file.read_text("utf-8"))
    places = read_places(file, REGIONS)
    assert len(places) == len(rows) >= 62
    for row in rows:
        region = REGIONS.get(row["region"])
        assert region is not None
        path = path_of(row["country"], None, row["city"], places)
        assert path is not None
        assert path.startswith(f"{region.path}:")
        assert "source" in row or row["stated"] >= max(2, 0.8 * row["of"])


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"city": "Wien", "country": "AT", "region": "DE3"}, "'DE3' is no region of 'AT'"),
        ({"city": "Wien", "country": "AT", "region": "AT999"}, "'AT999'"),
        ({"city": "Wien", "country": "AT"}, "needs city, country and region"),
    ],
)
def test_a_wrong_place_is_named(tmp_path: Path, row: dict[str, str], what: str) -> None:
    file = tmp_path / "places.yaml"
    file.write_text(yaml.safe_dump([row]), "utf-8")
    with pytest.raises(TableError, match=what):
        read_places(file, REGIONS)


# On the map


def test_cities_have_a_position() -> None:
    graz = REGIONS.at("AT221:graz")
    assert graz
    assert REGIONS.position(graz) == pytest.approx((47.07, 15.44), abs=0.05)


def test_a_country_lies_where_its_city_dwellers_live() -> None:
    canada, greece = REGIONS.get("CA"), REGIONS.get("EL")
    assert canada
    assert greece
    assert REGIONS.position(canada) == pytest.approx((46.7, -89.5), abs=1)
    assert REGIONS.position(greece) == pytest.approx((38.6, 23.4), abs=1)


@pytest.mark.parametrize("code", ["AT22", "EU27", "city-at-nowhere"])
def test_other_regions_have_none(code: str) -> None:
    region = REGIONS.get(code) or REGIONS.city("AT", "Nowhere")
    assert REGIONS.position(region) is None
