"""Names by nothing but their capitals, and those of programmes by the word that begins them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found, organisations, projects


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Together with Skarholm Light, we applied.", "Skarholm Light"),
        ("en", "We asked St Olave's Health for advice.", "St Olave's Health"),
        ("en", "At the end the hosts, Alba Nova of Lund, spoke.", "Alba Nova"),
        ("fr", "On y a vu aussi Rhin Clarté, venue en voisine.", "Rhin Clarté"),
        ("es", "También vino Retina Sur con su aparato.", "Retina Sur"),
        ("it", "È venuta anche Dolomiti Fotonica con una lampada.", "Dolomiti Fotonica"),
        ("de", "Beteiligt ist das Kinderspital Maribor.", "Kinderspital Maribor"),
        ("lt", "Iš jo pasitraukė „Kopų elektronika“, mums gaila.", "„Kopų elektronika“"),
    ],
)
def test_several_words_in_capitals_are_an_organisation(language: str, text: str, name: str) -> None:
    assert [quote for quote, _ in organisations(text, language)] == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The budget is EUR 2.4 million, from 3–5 May."),
        ("en", "Across the Atlantic: two of us shake hands."),
        ("fr", "La Région Bretagne y consacre 640 000 euros."),
        ("de", "Das Land Niedersachsen hilft, und die Häfen Litauens auch."),
        ("es", "ALTAS Y BAJAS. Se suman dos."),
    ],
)
def test_sums_regions_and_headings_are_none(language: str, text: str) -> None:
    assert organisations(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "The money comes from Interreg Gulf of Finland, they say.",
            "Interreg Gulf of Finland",
        ),
        (
            "de",
            "Gefördert wird es von Interreg Alpenrhein-Bodensee.",
            "Interreg Alpenrhein-Bodensee",
        ),
        ("fr", "C'est financé par Interreg Sudoe depuis mai.", "Interreg Sudoe"),
    ],
)
def test_a_family_of_programmes_begins_the_name_of_one(language: str, text: str, name: str) -> None:
    assert [quote for quote, _ in found(text, language, ["programme"])] == [name]


def test_words_in_capitals_are_projects_where_somebody_pays() -> None:
    text = "Horizon Europe pays for WUNDLICHT, which takes two years."
    assert [slug for _, slug in projects(text, "en")] == ["wundlicht"]
    assert projects("AGENDA.\nHorizon Europe pays.", "en") == []
