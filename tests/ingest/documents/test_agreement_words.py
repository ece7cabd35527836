"""Which words introduce an agreement, and which only look like it."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2. Agreements.\nNothing new was signed."),
        ("en", "It is paid by COSME (agreement no. 822117)."),
        ("de", "• Vertrag.\nNichts Neues."),
        ("fr", "Accords.\nRien de neuf."),
        ("fr", "Le projet (convention n° 777888) a commencé."),
        ("lt", "SUTARTYS\nNieko naujo."),
        ("lt", "Sutarties numeris 101135577, kvietimas baigėsi."),
        ("pl", "Umowy.\nNic nowego."),
    ],
)
def test_headings_and_numbers_of_grants_are_none(language: str, text: str) -> None:
    assert found(text, language, ["agreement"]) == []


def test_a_sentence_about_one_is() -> None:
    text = "Two of us signed an agreement in May."
    assert [quote for quote, _ in found(text, "en", ["agreement"])] == ["agreement"]
