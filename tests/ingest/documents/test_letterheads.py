"""The head of a page says who manages the cluster whose page it is."""

from __future__ import annotations

import pytest

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.known import Known
from ingest.documents.reading import Reading
from ingest.documents.steps.letterheads import letterheads


def read(text: str, language: str) -> list[tuple[str, str, str, str]]:
    names = ((name, text.find(name)) for name in ("Lumos", "Parkas"))
    mentions = [
        Mention("organisation", at, at + len(name), slug=name.lower()) for name, at in names
    ]
    reading = Reading(Document("a.txt", text, language, "News"), Known({}), mentions)
    letterheads(reading)
    return [
        (one.subject, one.predicate, one.object, text[one.start : one.end])
        for one in reading.relations
    ]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Lumos activities coordinator", "en"),
        ("Lumos veiklos koordinatorius", "lt"),
        ("Koordinator der Aktivitäten: Lumos", "de"),
        ("Coordinateur des activités : Lumos", "fr"),
    ],
)
def test_the_line_above_an_organisation_says_what_it_manages(line: str, language: str) -> None:
    quote = f"{line}\nParkas"
    assert read(f"{quote}\n\nNews\n\nText.", language) == [
        ("parkas", "coordinator_of", "lumos", quote)
    ]


def test_a_line_without_a_name_is_about_the_page() -> None:
    found = read("Cluster management\nParkas\nLumos > News\nNews\n\nText.", "en")
    assert [one[:3] for one in found] == [("parkas", "coordinator_of", "lumos")]


@pytest.mark.parametrize(
    "text",
    [
        "Lumos was founded by the coordinator\nParkas\n\nNews\n\nText.",
        "News\n\nLumos activities coordinator\nParkas\n",
    ],
)
def test_other_lines_and_the_text_itself_say_nothing(text: str) -> None:
    assert read(text, "en") == []
