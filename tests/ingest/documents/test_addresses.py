"""Addresses belong to the organisation above them."""

from __future__ import annotations

import pytest

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.known import Known
from ingest.documents.reading import Reading
from ingest.documents.steps.addresses import addresses

HEAD = "Coordinator of Beam\nLicht GmbH\n\n"


def read(line: str, city: str) -> list[tuple[str, str, str]]:
    text = f"{HEAD}{line}\nPhone 123\n"
    at = text.index(city)
    mentions = [
        Mention("project", 15, 19, slug="beam"),
        Mention("organisation", 20, 30, slug="licht"),
        Mention("place", at, at + len(city), id="city"),
    ]
    reading = Reading(Document("a.txt", text, "en"), Known({}), mentions)
    addresses(reading)
    for one in reading.relations:
        assert text[one.start : one.end] == line.strip()
    return [(one.subject, one.predicate, one.object) for one in reading.relations]


@pytest.mark.parametrize(
    ("line", "city", "address"),
    [
        ("Savanorių pr. 235 Vilnius, LT-02300", "Vilnius", "Savanorių pr. 235, LT-02300 Vilnius"),
        ("  Am Markt 3a, 8020 Graz", "Graz", "Am Markt 3a, 8020 Graz"),
        ("Via Roma 12, 20121 Milano", "Milano", "Via Roma 12, 20121 Milano"),
    ],
)
def test_the_line_is_the_address_of_whom_it_follows(line: str, city: str, address: str) -> None:
    assert read(line, city) == [("licht", "address", address)]


@pytest.mark.parametrize(
    "line", ["In 2016 Graz had 8020 guests.", "Graz 8020", "We met in room 12, 8020 Graz, at noon"]
)
def test_other_lines_are_none(line: str) -> None:
    assert read(line, "Graz") == []
