"""What was read, as JSON."""

from __future__ import annotations

from ingest.documents.document import Document
from ingest.documents.findings import Mention, Relation
from ingest.documents.known import Known
from ingest.documents.pipeline import read
from ingest.documents.reading import Reading
from ingest.documents.shape import reading_shape

TEXT = "LITEK\nmet in Graz on 3 June 2019."


def find(reading: Reading) -> None:
    """A step that finds the three things of the text."""
    reading.mentions += [
        Mention("date", 20, 31, value="2019-06-03"),
        Mention("organisation", 0, 5, slug="litek", confidence=0.71234),
        Mention("place", 14, 18, id="city-at-graz"),
    ]
    reading.relations.append(Relation("litek", "located_in", "city-at-graz", 0, 32, "planned"))


def test_a_reading_as_json() -> None:
    document = Document("a.txt", TEXT, "en", title="LITEK")
    shape = reading_shape(read(document, Known({}), [find]))
    assert shape.keys() == {"language", "title", "date", "mentions", "relations"}
    assert (shape["language"], shape["title"], shape["date"]) == ("en", "LITEK", None)
    assert shape["mentions"][0] == {
        "kind": "organisation",
        "id": None,
        "slug": "litek",
        "name": "LITEK",
        "start": 0,
        "end": 5,
        "quote": "LITEK",
        "confidence": 0.712,
    }
    assert [one.get("value") for one in shape["mentions"]] == [None, None, "2019-06-03"]
    assert shape["relations"] == [
        {
            "subject": "litek",
            "predicate": "located_in",
            "object": "city-at-graz",
            "start": 0,
            "end": 32,
            "quote": TEXT[:32],
            "confidence": 1.0,
            "status": "planned",
        }
    ]


def test_the_text_of_other_files_stands_in_it() -> None:
    document = Document("a.pdf", TEXT, "en", date="2019")
    shape = reading_shape(read(document, Known({}), []))
    assert (shape["text"], shape["date"]) == (TEXT, "2019")
