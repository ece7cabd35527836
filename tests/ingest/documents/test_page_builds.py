"""Pages built as clusters, institutes and agencies build theirs: menus, titles with acronyms,
lists of partners, data of a project in brackets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.heading import title_of
from ingest.documents.known import Known, Named, vocabulary
from ingest.documents.manner import SURE
from ingest.documents.opening import open_document
from ingest.documents.pipeline import read
from ingest.documents.reading import Reading

KNOWN = Known(
    {
        **vocabulary().things,
        "cosme": Named("cosme", "programme", (("en", "COSME"),), ("COSME",)),
        "tue": Named("tue", "organisation", (("en", "Eindhoven University of Technology"),)),
    }
)
PROJECT = """• English
• Lithuanian

CLINI-GO: Bringing Light to the Clinics of Europe, COS-CLUSTER-2015-2-07

Zefyrum Light Cluster (ZLC), which is administrated by Amber Science Park, has launched the \
project „Bringing Light to the Clinics of Europe (CLINI-GO)” at the beginning of 2017 with \
partners from Spain and Denmark (Grant Agreement No: 712345).

Implementation period: March, 2017 – May, 2018.

Cluster ZLC is the coordinator of the project responsible for its implementation.
"""
CONSORTIUM = """Startseite > Aktuelles > Pressemitteilungen

Projekt „Sehen ohne Grenzen (SEGREN)“ gestartet

Ulm, 14. März 2019 – Partner im Projekt SEGREN sind das Klinikum Nordwest und die OptoSense B.V. \
aus den Niederlanden. Die Cluster SANTELUX und Biolux stammen aus den Bereichen Biotechnologie und \
Medizintechnik. SANTELUX hat über 250 Mitglieder.
"""
PACT = """Accueil / Actualités

Lumière Bretagne et Optique Boréale s'allient

Publié le 18 juin 2018

Le pôle Lumière Bretagne, basé à Lannion, et le cluster canadien Optique Boréale ont signé, le \
12 juin 2018 à Québec, un protocole d'entente. L'accord a été signé dans le cadre du projet \
européen OPTIGO2 (COSME), coordonné par Lumière Bretagne.
"""
MEMBER = """Members

NEW MEMBER: OptoSense joins the Danube Biophotonics Cluster

03.02.2020

OptoSense B.V. has become a member of the Danube Biophotonics Cluster (DBC). Founded in 2011 as a \
spin-off of Eindhoven University of Technology, the company develops fibre-optic sensors.

About DBC
DBC brings together 57 companies. The project LUMEN is one of its projects.
"""
CLUSTER = """Naujienos

Pasirašyta bendradarbiavimo sutartis su Latvijos šviesos klasteriu

2021-04-14

Balandžio 12 d. Lietuvos biofotonikos klasteris (LBK) ir Latvijos šviesos klasteris pasirašė \
bendradarbiavimo sutartį. Klasterį LBK koordinuoja VšĮ „Saulėtekio slėnis“, jam priklauso 34 \
nariai, tarp kurių – UAB „Amžinas šviesolaidis“ ir UAB „Rūko optika“.
"""


def page(text: str, folder: Path) -> Reading:
    """Read a page as it is read from a file."""
    file = folder / "page.txt"
    file.write_text(text, "utf-8")
    return read(open_document(file), KNOWN)


def named(reading: Reading, kind: str) -> set[str]:
    """What things of a kind a reading names."""
    return {one.meant for one in reading.mentions if one.kind == kind}


def told(reading: Reading) -> set[tuple[str, str, str]]:
    """What goes into the graph."""
    sure = (one for one in reading.relations if one.confidence >= SURE)
    return {(one.subject, one.predicate, one.object) for one in sure}


def test_a_project_with_its_title_acronym_and_data_in_brackets(tmp_path: Path) -> None:
    reading = page(PROJECT, tmp_path)
    assert reading.document.title.startswith("CLINI-GO: ")
    assert named(reading, "project") == {"clini-go"}
    assert named(reading, "organisation") == {"zefyrum-light-cluster", "amber-science-park"}
    assert told(reading) >= {
        ("zefyrum-light-cluster", "coordinator_of", "clini-go"),
        ("clini-go", "grant_number", "712345"),
        ("clini-go", "starts", "2017-03"),
        ("clini-go", "ends", "2018-05"),
    }


def test_sorts_branches_and_cases_are_no_names(tmp_path: Path) -> None:
    reading = page(CONSORTIUM, tmp_path)
    assert reading.document.title == "Projekt „Sehen ohne Grenzen (SEGREN)“ gestartet"
    assert named(reading, "project") == {"segren"}
    assert "santelux" in named(reading, "organisation")
    assert not {one for one in named(reading, "organisation") if "bereich" in one}
    assert {"NL"} <= named(reading, "region")
    assert ("optosense", "partner_in", "segren") in told(reading)
    assert ("santelux", "member_count", "250 members") in told(reading)


def test_what_pays_for_a_project_is_not_its_name(tmp_path: Path) -> None:
    reading = page(PACT, tmp_path)
    assert reading.document.title == "Lumière Bretagne et Optique Boréale s'allient"
    assert named(reading, "project") == {"optigo2"}
    assert "cosme" in named(reading, "programme")
    assert ("lumiere-bretagne", "coordinator_of", "optigo2") in told(reading)


def test_a_date_below_a_title_is_no_name_nor_a_heading_part_of_one(tmp_path: Path) -> None:
    reading = page(MEMBER, tmp_path)
    assert reading.document.title.startswith("NEW MEMBER")
    cluster = "danube-biophotonics-cluster"
    assert named(reading, "organisation") == {"optosense", cluster, "tue"}
    assert named(reading, "project") == {"lumen"}
    assert ("optosense", "member_of", cluster) in told(reading)
    assert ("tue", "founded_in", "2011") not in told(reading)


def test_who_manages_a_cluster_by_its_acronym(tmp_path: Path) -> None:
    reading = page(CLUSTER, tmp_path)
    ours = "lietuvos-biofotonikos-klasteris"
    assert reading.document.title.startswith("Pasirašyta")
    managed = {one for one in told(reading) if one[1] == "coordinator_of"}
    assert managed == {("sauletekio-slenis", "coordinator_of", ours)}
    assert (ours, "signed_agreement_with", "latvijos-sviesos-klasteris") in told(reading)
    assert not any("ruko" in one for one in named(reading, "agreement"))


def test_a_city_with_a_legal_form_is_no_name(tmp_path: Path) -> None:
    text = "Graz, 27. Oktober 2014\n\nGesellschafter der Lux GmbH sind COSME, Graz GmbH."
    reading = page(text, tmp_path)
    assert named(reading, "organisation") == {"lux"}


def test_a_known_name_may_begin_another(tmp_path: Path) -> None:
    text = (
        "New members\n\nThe Eindhoven University of Technology Hospital, the Ekspla Photonics "
        "Institute and Ekspla Group of Vilnius have joined EPIC."
    )
    ekspla = Named("ekspla", "organisation", (("en", "Ekspla"),), (), "LT", "Company")
    reading = read(
        Document("a.txt", text, "en", "New members"),
        Known({**KNOWN.things, "ekspla": ekspla}),
    )
    found = [one.meant for one in reading.mentions if one.kind == "organisation"]
    assert found.count("ekspla") == 1
    assert {"ekspla-photonics-institute"} <= set(found)
    assert "tue" not in found


WEB = """Skip to main content
EN | DE | FR
Home About us Members Projects News Contact

LUMEN-GO partners meet in Lyon

The partners of the LUMEN-GO project met in Lyon on 30-31 January 2017. LUMEN-GO was paid by the \
COSME Programme (2014-2020) under grant agreement No 745612.
"""


def test_menus_meetings_and_the_years_of_a_programme_are_not_the_project_s(tmp_path: Path) -> None:
    reading = page(WEB, tmp_path)
    assert reading.document.title == "LUMEN-GO partners meet in Lyon"
    assert ("lumen-go", "grant_number", "745612") in told(reading)
    assert not [one for one in told(reading) if one[1] in ("starts", "ends")]


AID = """Projet BIOLUM-SUD : une aide

Le projet BIOLUM-SUD, porté par la PME Photonique Azur (Nice), a été retenu dans le cadre de \
l'appel à projets régional « Santé & Lumière ». Il a été labellisé par le pôle OPTITEC-EST en 2020.
"""


def test_calls_and_clusters_are_no_projects(tmp_path: Path) -> None:
    reading = page(AID, tmp_path)
    assert named(reading, "project") == {"biolum-sud"}
    assert named(reading, "organisation") == {"photonique-azur", "optitec-est"}
    assert ("photonique-azur", "coordinator_of", "biolum-sud") in told(reading)
    assert ("biolum-sud", "funded_by", "photonique-azur") not in told(reading)


def test_a_legal_form_before_a_name_is_not_that_of_the_name_before(tmp_path: Path) -> None:
    text = "Misija\n\nMisijoje dalyvaus „Amžinas šviesolaidis“, UAB „Rūko optika“ ir UAB „Standa“."
    found = page(text, tmp_path)
    quotes = [found.document.text[one.start : one.end] for one in found.mentions]
    assert "UAB „Rūko optika“" in quotes


FACTS = """TinyLumen: Towards safer infant brain monitoring

Barcelona, June 5, 2025

After four years, the EU-funded project TinyLumen comes to an end.

Start date: 1 January 2021
Coordinator: OptoSense B.V. and the Institute of Light, Spain
Partners:
- University of Tisza (Hungary)
"""


def test_the_data_of_a_project_line_by_line(tmp_path: Path) -> None:
    reading = page(FACTS, tmp_path)
    assert reading.document.date == "2025-06-05"
    assert named(reading, "project") == {"tinylumen"}
    assert named(reading, "organisation") == {
        "optosense",
        "institute-of-light",
        "university-of-tisza",
    }


TREATY = """Memorandum of Understanding unterzeichnet

Die Oberland GmbH und der tschechische Cluster Moravia Optics haben heute ein Memorandum of \
Understanding unterzeichnet. Die Oberland GmbH vertritt 100 Unternehmen, Moravia Optics 45. \
Bereits 2019 hatten beide Cluster gemeinsam das von der EU geförderte Projekt MORALUX durchgeführt.
"""


def test_sorts_and_numbers_are_no_part_of_names(tmp_path: Path) -> None:
    reading = page(TREATY, tmp_path)
    assert named(reading, "organisation") == {"oberland", "moravia-optics"}
    assert ("oberland", "signed_agreement_with", "moravia-optics") in told(reading)


def test_a_name_in_quotation_marks_behind_another_is_the_same(tmp_path: Path) -> None:
    text = (
        "Sutartis\n\nLietuvos ortopedijos šviesos klasteris „Ortolux“ ir UAB „Rūko optika“ "
        "pasirašė sutartį. Klasteris „Ortolux“ įkurtas 2015 m."
    )
    found = named(page(text, tmp_path), "organisation")
    assert found == {"lietuvos-ortopedijos-sviesos-klasteris", "ruko-optika"}


def test_the_conference_is_the_one_that_was_named(tmp_path: Path) -> None:
    text = (
        "Kvietimas\n\nGegužės 23 d. Vilniuje vyks konferencija „Šviesa medicinai 2019“. "
        "Konferencijoje dalyvaus UAB „Rūko optika“ iš Kauno."
    )
    assert named(page(text, tmp_path), "event") == {"sviesa-medicinai-2019"}


def test_a_verb_that_begins_a_title_is_not_part_of_a_name(tmp_path: Path) -> None:
    text = (
        "Założono Klaster Optyki Medycznej\n\nW Lublinie powstał Klaster Optyki Medycznej. Jego "
        "założycielami są: Polskie Centrum Światłowodów i firma InPhoTec."
    )
    reading = page(text, tmp_path)
    ours = "klaster-optyki-medycznej"
    assert named(reading, "organisation") == {ours, "polskie-centrum-swiatlowodow", "inphotec"}
    assert told(reading) >= {
        ("polskie-centrum-swiatlowodow", "founder_of", ours),
        ("inphotec", "founder_of", ours),
    }


def test_the_title_in_brackets_behind_an_acronym_is_part_of_the_project(tmp_path: Path) -> None:
    text = (
        "Funding\n\nThe project UROLIGHT (Urothelial Laser Imaging Guided by Holography Tools in "
        "Hospital Networks) has begun."
    )
    reading = page(text, tmp_path)
    assert named(reading, "project") == {"urolight"}
    assert not named(reading, "organisation")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("News\n\nA cluster joins a project", "A cluster joins a project"),
        ("Home > News\nLight for all", "Light for all"),
        ("- English\n- Deutsch\nLight", "Light"),
        ("Lasers\n\nBy us", "Lasers"),
        ("• one\n• two", "• one"),
        ("News", "News"),
        ("", ""),
    ],
)
def test_rubrics_and_menus_are_no_titles(text: str, title: str) -> None:
    assert title_of(text) == title


def test_an_acronym_in_brackets_is_the_slug_of_a_project() -> None:
    text = (
        "News\n\nThe project “Light for Every Village (VILLUX)” has begun. VILLUX lasts two years."
    )
    found = read(Document("a.txt", text, "en", "News"), KNOWN).mentions
    projects: list[Mention] = [one for one in found if one.kind == "project"]
    assert [one.meant for one in projects] == ["villux", "villux"]
