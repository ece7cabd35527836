"""Words that begin a sentence, right before a name: "Although Optoluxa GmbH joined"."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found, organisations

BEGUN = {
    "en": "Although Because Recently However Perhaps Through Several Founded Welcome Just If",
    "de": "Obwohl Weil Kürzlich Jedoch Vielleicht Gegen Mehrere Gegründet Willkommen Außerdem Ob",
    "fr": "Quoique Parce Récemment Cependant Malgré Plusieurs Située Bienvenue Lorsque Si",
    "es": "Aunque Porque Recientemente Además Quizás Durante Varias Fundada Bienvenidos Si",
    "it": "Sebbene Perché Recentemente Tuttavia Forse Durante Molte Fondata Benvenuti Se",
    "pl": "Chociaż Ponieważ Niedawno Jednak Może Podczas Kilka Założona Witamy Gdy",
    "lt": "Nors Kadangi Neseniai Tačiau Galbūt Nepaisant Keletas Įkurta Sveikiname Jei",
}


@pytest.mark.parametrize(
    ("language", "word"), [(one, word) for one, words in BEGUN.items() for word in words.split()]
)
def test_a_name_does_not_begin_with_it(language: str, word: str) -> None:
    assert organisations(f"{word} Optoluxa Visus GmbH", language) == [
        ("Optoluxa Visus GmbH", "optoluxa-visus")
    ]


@pytest.mark.parametrize("name", ["MUST Photonics GmbH", "Near Photonics Ltd", "Via Lumina GmbH"])
def test_a_name_may_look_like_it(name: str) -> None:
    assert [quote for quote, _ in organisations(f"We met {name} there.", "en")] == [name]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("es", "Solo en Burgos se habló de ello.", ["Burgos"]),
        ("it", "Come a Como, tutto era pronto.", ["Como"]),
        ("fr", "La société est à Celle.", ["Celle"]),
    ],
)
def test_a_city_of_the_name_is_not_meant(language: str, text: str, places: list[str]) -> None:
    assert [quote for quote, _ in found(text, language, ["place", "region"])] == places
