"""Who founded what, by the rules of each language."""

from __future__ import annotations

import pytest

from tests.ingest.documents.marked import told

FOUNDED = {
    "en": [
        "{organisation:A} and {organisation:B} founded the cluster {organisation:C}.",
        "{organisation:C} was founded in {date:2009} by {organisation:A} and {organisation:B}.",
        "The founders of {organisation:C} are {organisation:A} and {organisation:B}.",
        "{organisation:A} and {organisation:B} are among the founders of {organisation:C}.",
    ],
    "de": [
        "{organisation:A} und {organisation:B} gründeten {date:2009} den Verein {organisation:C}.",
        "{organisation:C} wurde {date:2009} von {organisation:A} und {organisation:B} gegründet.",
        "Der von {organisation:A} und {organisation:B} gegründete Verein {organisation:C} wächst.",
        "Gründer von {organisation:C} sind {organisation:A} und {organisation:B}.",
    ],
    "fr": [
        "{organisation:A} et {organisation:B} ont fondé le pôle {organisation:C}.",
        "{organisation:C} a été créé en {date:2009} par {organisation:A} et {organisation:B}.",
        "{organisation:A} et {organisation:B} sont les fondateurs de {organisation:C}.",
    ],
    "lt": [
        "{organisation:A} ir {organisation:B} įkūrė klasterį {organisation:C}.",
        "{organisation:C} įkūrėjai yra {organisation:A} ir {organisation:B}.",
    ],
    "es": [
        "{organisation:A} y {organisation:B} fundaron el clúster {organisation:C}.",
        "{organisation:C} fue creado en {date:2009} por {organisation:A} y {organisation:B}.",
        "{organisation:A} y {organisation:B} son los fundadores de {organisation:C}.",
    ],
    "it": [
        "{organisation:A} e {organisation:B} hanno fondato il consorzio {organisation:C}.",
        "{organisation:C} è stato fondato nel {date:2009} da {organisation:A} e {organisation:B}.",
        "{organisation:A} e {organisation:B} sono i fondatori di {organisation:C}.",
    ],
    "pl": [
        "{organisation:A} i {organisation:B} założyły stowarzyszenie {organisation:C}.",
        "{organisation:C} powstał, założony przez {organisation:A} i {organisation:B}.",
        "Założycielami {organisation:C} są {organisation:A} i {organisation:B}.",
    ],
}
NOT_FOUNDED = [
    "{organisation:A}, founded in {date:2009}, works with {organisation:C}.",
    "{organisation:A} was set up as a branch of {organisation:C}.",
    "{organisation:A} uses a tool established by {organisation:C}.",
    "{organisation:A} is a founding member of {organisation:C}.",
]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language in FOUNDED for text in FOUNDED[language]]
)
def test_who_founded_what(language: str, text: str) -> None:
    found = {one for one in told(text, language) if one[1] == "founder_of"}
    assert found == {("A", "founder_of", "C", "stated"), ("B", "founder_of", "C", "stated")}


@pytest.mark.parametrize("text", NOT_FOUNDED)
def test_what_only_looks_like_founding(text: str) -> None:
    assert "founder_of" not in {one[1] for one in told(text, "en")}
