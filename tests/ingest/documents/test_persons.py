"""Names of persons are those of no organisation: no fact is read about them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import organisations


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The work of Emma Watson Brown is central, says Maria Keller of LITEK."),
        ("en", "Optence, John Smith and Tomas Žukauskas took part."),
        ("en", "The visit was led by Prof. Xiaoping Chen and Mr Odubiyi Adewale."),
        ("en", "Peter O'Brien joined LITEK."),
        ("fr", "Marie Curie Fontaine et Paul Bernard ont signé l'accord avec LITEK."),
        ("fr", "Le projet a été présenté avec Claire Dubois et Mme Thi Nguyen."),
        ("de", "Anna Lindqvist erhielt den Preis, Optence und Jürgen Braun waren dabei."),
        ("es", "Ana García López, de LITEK, presentó el proyecto con Pedro Sánchez Ruiz."),
        ("it", "Giulia Rossi e Marco Bianchi hanno firmato l'accordo con LITEK."),
        ("lt", "LITEK ir Jonas Petraitis pasirašė sutartį su Tomu Žukausku."),
        ("pl", "LITEK i Anna Kowalska podpisali umowę z Janem Nowakiem."),
    ],
)
def test_persons_are_no_organisations(language: str, text: str) -> None:
    quotes = {quote for quote, _ in organisations(text, language)}
    assert quotes <= {"LITEK", "Optence"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Amber Photonics joined LITEK.", "Amber Photonics"),
        ("en", "Together with Shannon Medical Design, we applied.", "Shannon Medical Design"),
        ("en", "The company Stella Marlowe joined LITEK.", "Stella Marlowe"),
        ("de", "Die Robert Huber GmbH ist dabei.", "Robert Huber GmbH"),
        ("fr", "Santé Plein Ciel a rejoint LITEK.", "Santé Plein Ciel"),
    ],
)
def test_firms_that_begin_with_a_given_name_stay(language: str, text: str, name: str) -> None:
    assert name in {quote for quote, _ in organisations(text, language)}
