"""Places and technologies in texts: inflected, in compounds, and none inside names."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found


def places(text: str, language: str) -> list[str]:
    return [meant for _, meant in found(text, language, ["region", "place"])]


def technologies(text: str, language: str) -> list[tuple[str, str]]:
    return found(text, language, ["technology"])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They met in Graz and in Styria.", ["city-at-graz", "AT22"]),
        ("en", "A mission to Boston.", ["city-us-boston"]),
        ("lt", "Susitikta Kaune ir Vilniuje.", ["city-lt-kaunas", "city-lt-vilnius"]),
        ("lt", "Kanados įmonės.", ["CA"]),
        ("pl", "Partnerzy są w Czechach, w Niemczech i we Wrocławiu.",
         ["CZ", "DE", "city-pl-wroclaw"]),
        ("de", "Die Häfen Litauens.", ["LT"]),
        ("de", "Der Beitritt neuer Länder.", []),
        ("de", "Im Rahmen der Reise nach Graz hieß es in Zahlen:", ["city-at-graz"]),
        ("fr", "Annecy, le 9 décembre 2021", ["city-fr-annecy"]),
        ("en", "The Nordic countries and the Baltic States agreed.", ["NORDIC", "BALTIC"]),
        ("en", "The Lithuanian firm left.", []),
        ("es", "La Unión Europea lo paga.", ["EU27"]),
        ("de", "Besucht haben wir die Fisba in St. Gallen.", ["city-ch-st-gallen"]),
        ("en", "Optence (Leuven) and VTT (Enschede) design it.",
         ["city-be-leuven", "city-nl-enschede"]),
        ("en", "Alba, a Tübingen-based start-up.", ["city-de-tubingen"]),
        ("de", "96 Firmen zwischen Wetzlar und Gießen.", ["city-de-wetzlar", "city-de-giessen"]),
        ("de", "Unter einem Dach sitzt man in Rheine. Mit Rheine wächst man.",
         ["city-de-rheine", "city-de-rheine"]),
        ("lt", "Iš užsienio prisijungė VTT (Suomija).", ["FI"]),
        ("fr", "Trente bougies pour eux.", []),
        ("de", "Koordiniert wird es von der VTT Aachen.", []),
        # Words that somewhere is called by.
        ("fr", "Réunion de lancement à Lyon, au Salon de la Santé.", ["city-fr-lyon"]),
        ("fr", "Une mission à La Réunion.", ["FRY4"]),
        ("de", "Der Freistaat Bayern und das Land Thüringen zahlen.", ["DE2", "DEG0"]),
        ("en", "ROTTERDAM – The seventh fair ended.", ["city-nl-rotterdam"]),
    ],
)  # fmt: skip
def test_places(language: str, text: str, expected: list[str]) -> None:
    assert places(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("lt", "Jie tyrinėja fotodinaminę terapiją.",
         [("fotodinaminę terapiją", "photodynamic-therapy")]),
        ("de", "Die Photonikbranche wächst.", [("Photonik", "photonics")]),
        ("de", "Es geht um optischer Kohärenztomographie.",
         [("optischer Kohärenztomographie", "optical-coherence-tomography")]),
        ("en", "They use optical coherence tomography (OCT).",
         [("optical coherence tomography (OCT)", "optical-coherence-tomography")]),
        ("en", "The team led by Optence lights LEDs.", [("LEDs", "light-emitting-diodes")]),
        ("en", "A photonic idea.", []),
        ("fr", "On voit l'infection avant qu'elle ne se déclare.", []),
        ("en", "Apply to HORIZON-MISS-2023-CANCER-01 now.", []),
        ("pl", "Spółka rozwija czujniki światłowodowe.",
         [("czujniki światłowodowe", "fibre-optic-sensors")]),
    ],
)  # fmt: skip
def test_technologies(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert technologies(text, language) == expected


def test_no_technology_or_place_inside_a_name() -> None:
    text = "The Graz Photonics Cluster met the Laser and Engineering Technologies Cluster."
    assert places(text, "en") == []
    assert technologies(text, "en") == []
