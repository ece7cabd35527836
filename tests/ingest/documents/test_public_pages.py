"""Names on pages as clusters, universities and companies publish them: saints and genitives,
topics in a row, foreign heads, postcodes, people in capitals, lists behind labels."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found, organisations, projects

WHOLE = [
    ("Staff of King's College London took part.", "King's College London"),
    ("A ward at St Ebba's Children's Hospital tests it.", "St Ebba's Children's Hospital"),
    ("We met Ashcombe's Hospital in May.", "Ashcombe's Hospital"),
    ("The University of St. Andrews leads it.", "University of St. Andrews"),
    ("Paid by the Physical Optics and Materials Research Council last year.",
     "Physical Optics and Materials Research Council"),
    ("The Science, Innovation and Technology Agency pays.",
     "Science, Innovation and Technology Agency"),
    ("A visit to the Corven Eye and Ear Infirmary.", "Corven Eye and Ear Infirmary"),
    ("Light tools come from the Agència Solar del Penedès in Spain.",
     "Agència Solar del Penedès"),
    ("They work with the Hospital da Lagoa.", "Hospital da Lagoa"),
    ("The European Laser Council (ELC) agreed.", "European Laser Council (ELC)"),
    ("The CTO of Corbrax Optics spoke.", "Corbrax Optics"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_a_name_is_found_whole(text: str, name: str) -> None:
    assert name in [quote for quote, _ in organisations(text, "en")]


def test_a_place_that_owns_a_hospital_is_no_part_of_its_name() -> None:
    assert [quote for quote, _ in organisations("Munich's Hospital Novalux grew.", "en")] == [
        "Hospital Novalux"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The lab is in LT-02300 Vilnius.",
        "Written by Tom Archer, Marketing Manager.",
        "The MoU was signed in May.",
        "PRODILIGHT\nProducts from Digital and Light Technologies for Health\n\nThe project ended.",
        "Read the Privacy Policy and the Terms of Use.",
        "It has Forward-Looking Statements in it.",
        "Lead Partner: none",
    ],
)
def test_what_is_no_organisation(text: str) -> None:
    assert organisations(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Submitted by Anna VERMEER.\nThe project began. Anna VERMEER.",
        "The European project began.",
        "A Danish project, as we heard, ended.",
        "AGENDA | Projects\n\nOur project began.",
        "UPDATES > Project days\n\nIt began.",
        "LEEDS – and BIRMINGHAM, England, 3 March – A project began.",
        "The firm (NASDAQ: LMR) has a project.",
    ],
)
def test_what_is_no_project(text: str) -> None:
    assert projects(text, "en") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Day 3: we meet at the fair.", []),
        ("Posted in Sep 2021 by us.", []),
        ("See us at BiOS and Photonics West 2018!", ["BiOS", "Photonics West 2018"]),
    ],
)
def test_events(text: str, names: list[str]) -> None:
    assert [quote for quote, _ in found(text, "en", ["event"])] == names


LABELLED = [
    ("en", "Fact sheet\nPartners: Altavex, Ondulis (ES), Nerivon and Solvika\nBudget: EUR 5000",
     ["Altavex", "Ondulis", "Nerivon", "Solvika"]),
    ("en", "Coordinated by\nFUNDACION ALMENDRA RESEARCH & LIGHT\nSpain\n\nThe end.",
     ["FUNDACION ALMENDRA RESEARCH & LIGHT"]),
    ("de", "Projektpartner: Optavex, Lichtwerk Havelau\nLaufzeit: 3 Jahre",
     ["Optavex", "Lichtwerk Havelau"]),
    ("fr", "Porteur : Groupement hospitalier du Vallois\nDurée : 36 mois",
     ["Groupement hospitalier du Vallois"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), LABELLED)
def test_names_behind_a_label(language: str, text: str, names: list[str]) -> None:
    assert [quote for quote, _ in organisations(text, language)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Members: around 80 firms",
        "Partners: Germany, France and Spain",
        "Coordinator: Dr Anna Berg",
        "Partners: We look for firms that build lasers.",
        "Organiser: Photonics",
    ],
)
def test_what_is_no_name_behind_a_label(text: str) -> None:
    assert organisations(f"Fact sheet\n{text}\nBudget: EUR 5000", "en") == []


def test_a_column_of_names_where_half_are_known() -> None:
    text = "Our list\n\nVelmora GmbH – lasers\nOndulis Ltd – optics\nGreatlens – cameras\nEnd"
    names = [quote for quote, _ in organisations(text, "en")]
    assert names == ["Velmora GmbH", "Ondulis Ltd", "Greatlens"]


def test_a_column_in_which_few_lines_name_anybody_stays_as_it_is() -> None:
    text = "Agenda\nVelmora GmbH – pitch\nRegistration – desk\nLunch – hall\nTour – garden"
    assert [quote for quote, _ in organisations(text, "en")] == ["Velmora GmbH"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Danish Optical Society came.", "Danish Optical Society"),
        ("The IOP Instruments stand was full.", "IOP Instruments"),
        ("A visit to Boston Medi Valley in May.", "Boston Medi Valley"),
    ],
)
def test_what_is_known_is_no_part_of_a_longer_name(text: str, name: str) -> None:
    assert name in [quote for quote, _ in organisations(text, "en")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Guests of optence came.", "optence"),
        ("The IPO took part.", "leibniz-ipo"),
        ("We met Medi Valley.", "medivalley"),
        ("The University of St. Odran took part.", "st-odran"),
    ],
)
def test_what_else_the_known_is_called(text: str, meant: str) -> None:
    assert [meant] == [one for _, one in organisations(text, "en")]


def test_a_title_may_stand_between_a_project_and_its_noun() -> None:
    text = "The LUMENTRA (Linking User Medical Needs To Actors) project began."
    assert [slug for _, slug in projects(text, "en")] == ["lumentra"]
    assert organisations(text, "en") == []


def test_short_lines_end_on_purpose() -> None:
    text = "The meeting was held in spring in Lund.\n\nShare this Article\nCluster page"
    assert organisations(text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "The office is at Corso Lione 24 in May.",
        "Its home, Amberio ave. 235, is new.",
        "Meet us at Alteweg Chaussee 26, second floor.",
    ],
)
def test_a_street_is_neither_an_organisation_nor_a_place(text: str) -> None:
    assert found(text, "en", ["organisation", "place", "region"]) == []


def test_a_saint_is_short_for_a_hospital() -> None:
    text = "A ward at St Ebba's Hospital tests it. Later St Ebba's went on."
    assert organisations(text, "en")[1] == ("St Ebba's", "st-ebba-s-hospital")


def test_names_beside_rows_of_capital_words_are_found() -> None:
    text = "Guests were TaiMed, Lumbra Sensing, Vistagens and Skagen Light from abroad."
    assert [quote for quote, _ in organisations(text, "en")] == [
        "TaiMed",
        "Lumbra Sensing",
        "Vistagens",
        "Skagen Light",
    ]


def test_an_acronym_that_fills_a_line_is_a_project_that_the_text_names_again() -> None:
    text = "DERMOSCAN\nLight for the skin\n\nProject information\n\nDERMOSCAN\nStart: 2023"
    assert [slug for _, slug in projects(text, "en")] == ["dermoscan", "dermoscan"]


IN_OTHER_LANGUAGES = [
    ("de", "Zu Gast war die Université de Corvenne.", ["Université de Corvenne"]),
    ("de", "Sie lud das Abbel Center of Photonics ein.", ["Abbel Center of Photonics"]),
    ("de", "Am Fraunhofer-Institut für Zelltherapie und Immunologie geht es los.",
     ["Fraunhofer-Institut für Zelltherapie und Immunologie"]),
    ("de", "Damit hat der Cluster 71 Mitglieder.", []),
    ("de", "Linsenwerk GmbH, die EPFX und das CSOM kamen.", ["Linsenwerk GmbH", "EPFX", "CSOM"]),
    ("de", "Die Linse kam von der Universität Ulm (IPZ).", ["Universität Ulm"]),
    ("fr", "La Société française de lumière (SFL) y croit.",
     ["Société française de lumière (SFL)"]),
    ("fr", "Le Groupe hospitalier du Vallois y croit.", ["Groupe hospitalier du Vallois"]),
    ("fr", "On y a vu Percivo Robotics et Aurea Technology hier.",
     ["Percivo Robotics", "Aurea Technology"]),
    ("fr", "Le directeur a rencontré Nicolas Dumont.", []),
    ("en", "LUMO: A Network for Wearable Sensors and Light", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), IN_OTHER_LANGUAGES)
def test_organisations_of_other_languages(language: str, text: str, names: list[str]) -> None:
    assert [quote for quote, _ in organisations(text, language)] == names


def test_a_compound_announces_a_project() -> None:
    assert projects("Das Vorgängerprojekt LichtBlick endete.", "de") == [
        ("LichtBlick", "lichtblick")
    ]


def test_a_name_in_an_address_is_no_word_of_the_text() -> None:
    text = "Lumora Medical Inc. grew. Lumora was founded in 2011. Visit lumora.example or us."
    assert [slug for _, slug in organisations(text, "en")] == ["lumora-medical"] * 2


def test_a_city_is_no_short_name() -> None:
    text = "In Hamamatsu we met Hamamatsu Photonics K.K., and Hamamatsu won."
    assert [quote for quote, _ in organisations(text, "en")] == [
        "Hamamatsu Photonics K.K.",
        "Hamamatsu",
    ]


def test_firms_that_are_told_as_instances() -> None:
    text = "It unites companies such as Lambdex, Ambrio and Zentrix."
    assert [quote for quote, _ in organisations(text, "en")] == ["Lambdex", "Ambrio", "Zentrix"]


def test_an_acronym_is_no_plural_of_another() -> None:
    assert ("OSAS", "osa") not in organisations("The OSAS came.", "en")


def test_three_initials_are_a_name_where_people_made_an_id_of_them() -> None:
    assert organisations("The VUG came.", "en") == [("VUG", "vug")]


def test_the_title_of_a_talk_is_no_organisation() -> None:
    text = "10:00 Registracija\n11:00 „Šviesa medicinoje“ – prof. Jonas Jonaitis"
    assert organisations(text, "lt") == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("lt", "Diskusija su Kauno inovacijų centru vyko ilgai.", "Kauno inovacijų centru"),
        ("es", "Fue el Vall d'Ebrum Instituto de Luz.", "Vall d'Ebrum Instituto de Luz"),
    ],
)
def test_more_of_other_languages(language: str, text: str, name: str) -> None:
    assert name in [quote for quote, _ in organisations(text, language)]


def test_what_the_acronym_of_a_project_stands_for_is_no_organisation() -> None:
    text = "The CALIDO project (Care Alliance for Light In Donegal Network) began."
    assert organisations(text, "en") == []


def test_a_whole_name_owns_another() -> None:
    text = "The University of Lindovar's Institute of Light came."
    assert [quote for quote, _ in organisations(text, "en")] == [
        "University of Lindovar",
        "Institute of Light",
    ]


def test_a_small_noun_before_a_known_name_hides_it_not() -> None:
    assert [meant for _, meant in organisations("The pole Optivar came.", "en")] == ["optivar"]


def test_a_star_is_part_of_a_name() -> None:
    assert organisations("The A*OSA in Singapore came.", "en") == []


def test_a_translated_legal_form_is_no_organisation() -> None:
    text = "Guests came from JSC “LITEK” and from JSC Nova Optics."
    assert organisations(text, "en") == [("LITEK", "litek"), ("Nova Optics", "nova-optics")]
