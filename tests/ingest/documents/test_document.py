"""A text is cut into words and sentences, and offsets stay those of the text."""

from __future__ import annotations

import pytest

from ingest.documents.document import Document


def document(text: str) -> Document:
    return Document("post", text, "en")


def sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in document(text).sentences]


def test_tokens_are_where_they_say() -> None:
    text = "LITEK™ ir „Šviesos“ klasteris, 2019 m."
    assert all(text[one.start : one.end] == one.text for one in document(text).tokens)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("Title\n\nFirst sentence.", ["Title", "First sentence."]),
        ("Am 26. Juni 2019 traf man sich.", ["Am 26. Juni 2019 traf man sich."]),
        (
            "2019 m. birželio 26 d. Klasteris pasirašė.",
            ["2019 m. birželio 26 d. Klasteris pasirašė."],
        ),
        ("2019 m. birželio 26d. Abu pasirašė.", ["2019 m. birželio 26d. Abu pasirašė."]),
        ("It is COS 2.3 of 2014. Next.", ["It is COS 2.3 of 2014.", "Next."]),
        ("“Yes.” They agreed.", ["“Yes.", "They agreed."]),
    ],
)
def test_sentences(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


def test_every_sentence_has_the_words_that_stand_in_it() -> None:
    read = document("One is here. Two is there.")
    assert [[token.text for token in one.tokens] for one in read.sentences] == [
        ["One", "is", "here", "."],
        ["Two", "is", "there", "."],
    ]
