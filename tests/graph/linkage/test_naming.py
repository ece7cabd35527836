"""Names in many spellings and languages are compared as what they mean."""

from __future__ import annotations

import pytest

from graph.linkage.gazetteer import city_of
from graph.linkage.naming import naming


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TECHNISCHE UNIVERSITAET DARMSTADT", "Technische Universität Darmstadt"),
        ('UAB "Ekspla"', "EKSPLA, UAB"),
        ("NV Bekaert SA", "BEKAERT NV"),
        ("INSTITUTE FOR THE STUDY OF LIGHT", "Institute of Study of Light"),
        ("RÃ©gion Bretagne", "REGION BRETAGNE"),
        ("R√©gion Bretagne", "REGION BRETAGNE"),
    ],
)
def test_spellings_of_one_name_have_the_same_letters(one: str, other: str) -> None:
    assert naming(one).letters == naming(other).letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Burgas Free University", "Burgas Svoboden Universitet"),
        ("Panepistimio Patras", "University of Patras"),
        ("Πανεπιστήμιο Patras", "University of Patras"),
        ("Vilniaus universitetas", "University Vilniaus"),
    ],
)
def test_translations_of_one_name_have_the_same_words(one: str, other: str) -> None:
    assert set(naming(one).words) == set(naming(other).words)


def test_a_city_in_a_name_is_one_word_in_every_language() -> None:
    one, other = naming("University of Vienna", "AT"), naming("Universität Wien", "AT")
    assert set(one.words) == set(other.words)


def test_an_acronym_is_found_in_the_words_it_stands_for() -> None:
    assert naming("GRS").acronyms & naming("Gesellschaft für Reaktor Sicherheit").initials


def test_a_name_that_is_all_form_keeps_it() -> None:
    assert naming("Limited Company").letters


def test_relatives_differ_by_a_word() -> None:
    assert naming("Acme Holding BV").kin - naming("Acme BV").kin == {"holding"}


@pytest.mark.parametrize(
    ("country", "one", "other"),
    [("GR", "ATHINA", "Athens"), ("IT", "Pisa PI", "PISA"), ("FR", "NANTES CEDEX 3", "Nantes")],
)
def test_a_city_has_one_name(country: str, one: str, other: str) -> None:
    assert city_of(country, one) == city_of(country, other)
