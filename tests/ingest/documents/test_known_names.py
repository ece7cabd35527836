"""Known names in texts: inflected, with acronyms and legal forms, one of several meanings."""

from __future__ import annotations

import pytest

from ingest.documents.known import known_of, vocabulary
from ingest.documents.lexicon import bare
from ingest.documents.translation import meaning_of
from lumigraph import open as open_graph
from tests.ingest.documents.naming import found, organisations, projects


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "lt",
            "Lazerinių ir inžinerinių technologijų klasterio (LITEK™) nariai susitiko.",
            [("Lazerinių ir inžinerinių technologijų klasterio (LITEK™)", "litek")],
        ),
        (
            "lt",
            "Kanados Pramonės Fotonikos Konsorciumo (CPIC) atstovai atvyko.",
            [("Kanados Pramonės Fotonikos Konsorciumo (CPIC)", "cpic")],
        ),
        ("de", "Die Mitglieder des Optence e.V. tagten.", [("Optence e.V.", "optence")]),
        ("en", "The archive moves to VTT.", [("VTT", "vtt")]),
        ("pl", "Przedstawiciele Optence odwiedzili nas.", [("Optence", "optence")]),
    ],
)
def test_a_known_name_in_any_form(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert organisations(text, language) == expected


def test_a_common_word_is_no_acronym() -> None:
    assert projects("A moon rose over the moon base.", "en") == []
    assert projects("MOON has three partners.", "en") == [("MOON", "moon")]


def test_the_longer_name_goes_first() -> None:
    assert projects("Both LASER-GO and LASER-GO GLOBAL have ended.", "en") == [
        ("LASER-GO", "laser-go"),
        ("LASER-GO GLOBAL", "laser-go-global"),
    ]


def test_an_acronym_of_two_things_is_decided_by_a_country_or_left() -> None:
    assert organisations("IOP opened a new hall in Poland.", "en") == [("IOP", "iop-pl")]
    assert organisations("IOP opened a new hall.", "en") == []


def test_what_a_text_says_of_an_acronym_goes_before_what_is_known() -> None:
    text = "The Irish Optical Partners Association (IOP) met in Poland. IOP has 12 members."
    assert {meant for _, meant in organisations(text, "en")} == {
        "irish-optical-partners-association"
    }


def test_names_of_programmes_are_known_in_all_languages() -> None:
    text = "El proyecto está financiado por Horizonte Europa."
    assert found(text, "es", ["programme"]) == [("Horizonte Europa", "horizon-europe")]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("UAB „Ekspla“", "Ekspla"),
        ("The Optical Society", "Optical Society"),
        ("LITEK™", "LITEK"),
        ("CardioFibre II", "CardioFibre II"),
    ],
)
def test_a_bare_name(name: str, plain: str) -> None:
    assert bare(name) == plain


def test_a_store_adds_its_names_to_the_vocabulary(bundled: str) -> None:
    with open_graph(bundled) as graph:
        known = known_of(graph.store)
        assert known is known_of(graph.store)
        assert known.things["litek"].country == "LT"
        assert ("en", "OpticsValley") in known.things["opticsvalley"].names
        assert "cos-cluster-2014-3-03" not in known.things  # calls go by identifier
        assert vocabulary().things.keys() <= known.things.keys()


@pytest.mark.parametrize(
    ("text", "language", "name", "meant"),
    [
        ("Jie lankėsi Graco medicinos universitete.", "lt", "Graco medicinos universitete", "mug"),
        ("They met at the University of Graz.", "en", "University of Graz", "uni-graz"),
    ],
)
def test_a_translated_name_means_the_organisation(
    text: str, language: str, name: str, meant: str
) -> None:
    assert organisations(text, language) == [(name, meant)]


def test_a_word_may_mean_two() -> None:
    assert meaning_of("TU München", "de") == meaning_of("Technical University of Munich", "en")
