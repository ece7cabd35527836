"""Forms of one word share a stem, and lead back to the form of a dictionary."""

from __future__ import annotations

import pytest

from ingest.documents.inflection import Inflection, inflection_of
from ontology.fold import fold


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("lt", "klasteris klasterio klasteriui klasterį klasteryje klasteriai klasteriuose"),
        ("lt", "fotonika fotonikos fotonikai fotoniką fotonikoje"),
        ("pl", "fotonika fotoniki fotonice fotonikę fotoniką"),
        ("pl", "instytut instytutu instytutowi instytutem instytucie"),
        ("pl", "klaster klastra klastrze klastrem"),
        ("de", "Laser Lasers Lasern"),
        ("de", "Tomographie Tomografie Tomografien"),
        ("en", "laser lasers"),
        ("fr", "médical médicaux médicale médicales"),
        ("it", "tecnologia tecnologie"),
        ("es", "láser láseres"),
    ],
)
def test_forms_share_a_stem(language: str, forms: str) -> None:
    stem = inflection_of(language).stem
    assert len({stem(fold(form)) for form in forms.split()}) == 1


def test_some_words_have_no_other_forms() -> None:
    stem = inflection_of("en").stem
    assert stem("photonics") != stem("photonic")


def test_nominatives() -> None:
    assert "kaunas" in inflection_of("lt").nominatives("kauno")
    assert "niemcy" in inflection_of("pl").nominatives("niemczech")


def test_a_stem_keeps_three_letters() -> None:
    assert Inflection(["as o"]).stem("uso") == "uso"


def test_a_language_without_rules_changes_nothing() -> None:
    assert inflection_of("ja").stem("lasers") == "lasers"
