"""Of what class a new organisation is, by its name and by what a text says of it."""

from __future__ import annotations

import pytest

from graph.records import EntityRecord
from ingest.documents.document import Document
from ingest.documents.facts.agreements import Agreements
from ingest.documents.facts.classes import class_of
from ingest.documents.facts.place import Page
from ingest.documents.facts.reader import FactReader
from ingest.documents.facts.statement import Statement
from ingest.documents.known import vocabulary
from ingest.documents.pipeline import read
from ontology.model import load_model


@pytest.mark.parametrize(
    ("sort", "name", "type_"),
    [
        ("cluster", "Danube Lightwave Cluster", "Cluster"),
        ("cluster", "Solent Photonics Network", "Network"),
        ("cluster", "Lichtnetzwerk Elbe", "Network"),
        ("association", "Latvijos fotonikos asociacija", "Association"),
        ("association", "Allianz Lasersicherheit", "Organisation"),
        ("institute", "Forschungsinstitut Saar", "ResearchOrganisation"),
        ("institute", "Lazerinių tyrimų centras", "ResearchOrganisation"),
        ("institute", "Technologiepark Lausitz", "SciencePark"),
        ("institute", "Augenzentrum Ulm", "Organisation"),
        ("company", "Ghiaccio Ottica", "Company"),
        ("company", "Enterprise Fjord", "Organisation"),
        ("agency", "Donau-Optik-Stiftung", "Foundation"),
        ("agency", "Ministère de la Lumière", "PublicBody"),
        ("agency", "Agentur Ostsee", "Organisation"),
        ("", "Lowlands Light", "Organisation"),
    ],
)
def test_a_sort_and_a_name_tell_a_class(sort: str, name: str, type_: str) -> None:
    assert class_of(sort, name) == type_
    assert type_ in load_model().subclasses("Organisation")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "The University of Tisza and the cluster Lowlands Light signed a memorandum.",
            {"University", "Cluster"},
        ),
        (
            "Die Klinik Leinetal und das Unternehmen Seelicht unterzeichneten ein Memorandum.",
            {"Hospital", "Company"},
        ),
        ("Lowlands Light and Seelicht signed a memorandum.", {"Organisation"}),
    ],
)
def test_new_organisations_of_a_text(text: str, types: set[str]) -> None:
    language = "de" if text.startswith("Die") else "en"
    document = Document("a.txt", f"News\n\n{text}", language, "News")
    facts = FactReader(read(document, vocabulary()), Page(document), Agreements()).read()
    records = [one.records[0] for one in facts if isinstance(one, Statement)]
    organisations = load_model().subclasses("Organisation")
    found = {one.type for one in records if isinstance(one, EntityRecord)} & set(organisations)
    assert found == types
