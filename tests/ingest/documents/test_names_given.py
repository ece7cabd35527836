"""What the graph learns that its things are called in other languages."""

from __future__ import annotations

import pytest

from graph.records import EntityRecord, Value
from ingest.documents.document import Document
from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.place import Page
from ingest.documents.facts.reader import FactReader
from ingest.documents.facts.statement import Statement
from ingest.documents.known import Known, Named, vocabulary
from ingest.documents.pipeline import read
from ontology.model import load_model

ORGANISATIONS = load_model().subclasses("Organisation")
NAMES = {
    "en": "Canadian Photonic Industry Consortium",
    "de": "Kanadisches Konsortium Photonik Industrie",
    "fr": "Consortium Canadien de l'Industrie Photonique",
    "lt": "Kanados Pramonės Fotonikos Konsorciumas",
}
TEXTS = {
    "en": "The {} (CPIC) has members in ten provinces. CPIC was founded in 1996.",
    "de": "Das {} (CPIC) hat Mitglieder in zehn Provinzen. CPIC wurde 1996 gegründet.",
    "fr": "Le {} (CPIC) compte des membres. CPIC a été fondé en 1996.",
    "lt": "{} (CPIC) vienija narius. CPIC įkurtas 1996 m.",
}


def learnt(text: str, language: str, *known: Named) -> dict[str, dict[str, Value]]:
    """What records of organisations a text gives, by key."""
    things = {**vocabulary().things, **{one.id: one for one in known}}
    document = Document("a.txt", f"News\n\n{text}", language, "News")
    reading = read(document, Known(things))
    facts = FactReader(reading, Page(document), Agreements()).read()
    records = [one.records[0] for one in facts if isinstance(one, Statement) and not one.doubt]
    found: dict[str, dict[str, Value]] = {}
    for record in records:
        if isinstance(record, EntityRecord) and record.type in ORGANISATIONS:
            found.setdefault(record.key, {}).update(record.properties)
    return found


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_a_known_organisation_is_itself_in_every_language(language: str, other: str) -> None:
    cpic = Named("cpic", "organisation", ((other, NAMES[other]),), ("CPIC",), "CA")
    found = learnt(TEXTS[language].format(NAMES[language]), language, cpic)
    assert found.keys() == {"cpic"}
    assert found["cpic"].get("name", {other: NAMES[other]}) == {language: NAMES[language]}


def test_a_new_name_is_given_in_the_nominative() -> None:
    text = "Kauno Fotonikos Konsorciumo (KFK) atstovai lankėsi Vilniuje. KFK įkurtas 2012 m."
    (found,) = learnt(text, "lt").values()
    assert found["name"] == {"lt": "Kauno Fotonikos Konsorciumas"}
    assert found["acronym"] == ["KFK"]


def test_a_repetition_is_no_better_name() -> None:
    text = "The Nordic Light Cluster (NLC) was founded in 2012. NLC has 40 members. NLC is in Oslo."
    (found,) = learnt(text, "en").values()
    assert (found["name"], found["acronym"]) == ({"en": "Nordic Light Cluster"}, ["NLC"])


def test_quotation_marks_are_no_part_of_a_name() -> None:
    text = "UAB „Nemuno optika“ įkurta 2012 m. ir gamina lazerius."
    (found,) = learnt(text, "lt").values()
    assert found["name"] == {"lt": "UAB Nemuno optika"}
