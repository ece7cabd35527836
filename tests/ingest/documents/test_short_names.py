"""What organisations are called for short, where their ids were made of that."""

from __future__ import annotations

import pytest

from ingest.documents.document import Document
from ingest.documents.known import Known, Named
from ingest.documents.reading import Reading
from ingest.documents.steps.known_names import known_names

KNOWN = Known(
    {
        one.id: one
        for one in (
            Named("ftmc", "organisation", (("lt", "Fizinių ir technologijos mokslų centras"),)),
            Named("toptica", "organisation", (("de", "Toptica Photonics"),)),
            Named("sun", "organisation", (("en", "Sun Optics"),)),
            Named("river-lasers", "organisation", (("en", "Northern River Lasers"),)),
        )
    }
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Partneris yra FTMC.", ["ftmc"]),
        ("Partneris yra Toptica.", ["toptica"]),
        ("Partneris yra Sun.", []),
        ("Partneris yra Northern.", []),
    ],
)
def test_initials_and_first_words_are_known_where_the_id_is_that(
    text: str, meant: list[str]
) -> None:
    reading = Reading(Document("a.txt", text, "lt"), KNOWN)
    known_names(reading)
    assert [one.meant for one in reading.mentions] == meant


@pytest.mark.parametrize("name", ["", "™", "«»", ", '"])
def test_a_name_of_marks_alone_is_nothing_to_look_for(name: str) -> None:
    marked = Named("marked", "organisation", (("en", name), ("en", "Marked Optics")))
    reading = Reading(Document("a.txt", "Marked is a partner ™.", "en"), Known({"marked": marked}))
    known_names(reading)
    assert [one.meant for one in reading.mentions] == ["marked"]


ACADEMIC = Known(
    {
        one.id: one
        for one in (
            Named(
                "eah",
                "organisation",
                (("de", "Ernst-Abbe-Hochschule Jena"),),
                (),
                "DE",
                "University",
            ),
            Named(
                "tum",
                "organisation",
                (("en", "Technical University of Munich"),),
                (),
                "DE",
                "University",
            ),
            Named("mug", "organisation", (("de", "Medizinische Universität Graz"),), (), "AT"),
            Named(
                "sjd",
                "organisation",
                (("es", "Hospital Sant Joan de Déu"),),
                (),
                "ES",
                "Hospital",
            ),
            Named("inos-warsaw", "organisation", (("pl", "Instytut Optyki Stosowanej INOS"),)),
            Named("dundee", "organisation", (("en", "University of Dundee"),), (), "GB"),
            Named("dops", "organisation", (("da", "DOPS"),), (), "DK"),
            Named("dops-2014", "event", (("da", "DOPS årsmøde 2014"),), (), "DK"),
            Named("lt", "programme", (("lt", "Inoklaster LT"),)),
            Named("lt-plus", "programme", (("lt", "Inoklaster LT+"),)),
        )
    }
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Partner ist die EAH Jena.", ["eah"]),
        ("Partner ist die Ernst-Abbe-Hochschule.", ["eah"]),
        ("Partner ist die Hochschule Jena.", ["eah"]),
        ("Partner ist die TU München.", ["tum"]),
        ("Partner ist die Med Uni Graz.", ["mug"]),
        ("Partner ist Sant Joan de Déu.", ["sjd"]),
        ("Partner ist das INOS.", ["inos-warsaw"]),
        ("Partner ist das Instytut Optyki Stosowanej.", ["inos-warsaw"]),
        ("Partner sitzen in Dundee.", []),
        ("Partner ist DOPS.", ["dops"]),
        ("Partner zahlt Inoklaster LT+.", ["lt-plus"]),
        ("Partner zahlt Inoklaster LT.", ["lt"]),
        ("Partner ist VOIX-DOPS.", []),
    ],
)
def test_universities_and_hospitals_are_known_by_their_familiar_names(
    text: str, meant: list[str]
) -> None:
    reading = Reading(Document("a.txt", text, "de"), ACADEMIC)
    known_names(reading)
    assert [one.meant for one in reading.mentions] == meant
